//! One trunk for each rule that breaks it alone, and trunks that break none.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;

mod between;
mod faults;

use faults::faults;

/// A trunk of which nothing is wrong, and everything is said.
fn sound() -> Value {
    json!({
        "id": "01HQSOUND", "name": "Desk", "provider": "custom", "auth_type": "ip-based", "is_active": true,
        "gateways": [
            {"gateway_address": "sip.example.com", "port": 5060, "priority": 1},
            {"gateway_address": "198.51.100.7", "port": 5060, "priority": 2},
        ],
        "ip_identifiers": [{"ip_address": "192.0.2.0/24"}, {"ip_address": "2001:db8::/48"}],
        "phone_numbers": [{"id": "01HQN", "phone_number": "+14155550100", "deleted": false}],
        "allow": "ulaw,alaw", "disallow": "all", "transport": "transport-udp", "direct_media": false,
        "rtp_symmetric": true, "force_rport": true, "media_encryption": "no", "media_encryption_optimistic": false,
        "qualify_frequency": 60, "inbound_enabled": true, "outbound_leading_plus_enabled": true,
    })
}

/// The sound trunk with these fields instead.
fn changed(changes: Value) -> SipTrunk {
    let mut trunk = sound();
    for (field, value) in changes.as_object().unwrap() {
        trunk[field] = value.clone();
    }
    serde_json::from_value(trunk).unwrap()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    let show = |finding: &Finding| {
        format!(
            "{}[{}] {}: {}",
            finding.severity,
            finding.code(),
            finding.field,
            finding.message
        )
    };
    findings.iter().map(show).collect()
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    for (changes, expected) in faults() {
        assert_eq!(shown(&diagnose(&changed(changes.clone()))), [expected], "{changes}");
    }
}

#[test]
fn every_rule_has_a_fault_that_breaks_it_alone() {
    let code = |shown: &'static str| shown.split(['[', ']']).nth(1).unwrap();
    let mut tried: BTreeSet<_> = faults().into_iter().map(|(_, shown)| code(shown)).collect();
    tried.extend(["number-on-two-trunks", "addresses-of-two-trunks", "trunk-twice"]);
    assert_eq!(tried, RULES.iter().map(|rule| rule.code).collect());
}

/// The examples of carriers, with numbers and addresses from the ranges for documentation.
fn carriers() -> Vec<SipTrunk> {
    let trunks = json!([
        {
            "id": "01HQTWILIO", "name": "Twilio", "provider": "twilio", "auth_type": "userpass", "auth_username": "bolna",
            "gateways": [{"gateway_address": "example.pstn.twilio.com", "port": 5060, "priority": 1}],
            "phone_numbers": [{"phone_number": "+14155550101"}], "inbound_enabled": true, "is_active": true,
        },
        {
            "id": "01HQPLIVO", "name": "Plivo", "provider": "plivo", "auth_type": "ip-based",
            "gateways": [{"gateway_address": "12345.zt.plivo.com", "port": 5060, "priority": 1}],
            "ip_identifiers": [{"ip_address": "203.0.113.32/31"}, {"ip_address": "203.0.113.40"}],
            "phone_numbers": [{"phone_number": "+14155550102"}], "inbound_enabled": true, "is_active": true,
        },
        {
            "id": "01HQZADARMA", "name": "Zadarma", "provider": "zadarma", "auth_type": "userpass", "auth_username": "123456",
            "gateways": [{"gateway_address": "sip.zadarma.com", "port": 5061, "priority": 1}],
            "transport": "transport-tls", "media_encryption": "sdes", "media_encryption_optimistic": true,
            "allow": "alaw,ulaw", "disallow": "all", "is_active": true, "inbound_enabled": false,
        },
        {
            "id": "01HQEXOTEL", "name": "Exotel", "provider": "exotel", "auth_type": "ip-based", "transport": "transport-tcp",
            "gateways": [{"gateway_address": "198.51.100.61:5070", "priority": 1}, {"gateway_address": "198.51.100.62", "port": 5070, "priority": 2}],
            "ip_identifiers": [{"ip_address": "198.51.100.60/30"}], "outbound_leading_plus_enabled": false, "is_active": true,
        },
    ]);
    serde_json::from_value(trunks).unwrap()
}

#[test]
fn a_sound_trunk_has_no_finding() {
    let trunks = carriers();
    assert_eq!(shown(&diagnose_all(&trunks)), Vec::<String>::new());
    assert_eq!(shown(&diagnose(&changed(json!({})))), Vec::<String>::new());
}

/// The codes of what is more than a doubt.
fn faults_of(findings: &[Finding]) -> Vec<&'static str> {
    let is_fault = |finding: &&Finding| finding.severity != Severity::Note;
    findings.iter().filter(is_fault).map(Finding::code).collect()
}

#[test]
fn what_a_response_leaves_out_is_no_fault() {
    let carriers = carriers().into_iter().map(|trunk| serde_json::to_value(trunk).unwrap());
    for trunk in carriers.chain([sound()]) {
        for field in trunk.as_object().unwrap().keys() {
            let mut trunk = trunk.clone();
            trunk.as_object_mut().unwrap().remove(field);
            let findings = diagnose(&serde_json::from_value(trunk).unwrap());
            assert_eq!(faults_of(&findings), [""; 0], "{field}");
        }
    }
}

#[test]
fn a_finding_is_an_object_for_other_programs() {
    let findings = diagnose(&changed(json!({"force_rport": false})));
    insta::assert_snapshot!(serde_json::to_string_pretty(&findings).unwrap(), @r#"
    [
      {
        "code": "rport-off",
        "severity": "warning",
        "trunk_id": "01HQSOUND",
        "trunk_name": "Desk",
        "field": "force_rport",
        "message": "it is false",
        "consequence": "Behind NAT, responses go to a port that nobody listens on: calls fail after a timeout.",
        "remedy": "Set `force_rport` to `true`; it can be set when a trunk is created."
      }
    ]
    "#);
}

#[test]
fn of_an_inactive_trunk_there_are_notes_about_what_comes_when_it_is_activated() {
    let none: [&str; 0] = [];
    let parked = |changes: Value| {
        let mut trunk = json!({"is_active": false, "inbound_enabled": false, "phone_numbers": []});
        trunk
            .as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        shown(&diagnose(&changed(trunk)))
    };
    assert_eq!(parked(json!({})), none);
    assert_eq!(
        parked(json!({"gateways": [], "allow": "g729"})),
        [
            "note[no-gateway] gateways: there is none, which counts once the trunk is active",
            "note[only-g729] allow: what remains is g729, which counts once the trunk is active",
        ]
    );
    assert_eq!(parked(json!({"allow": "ulaw,g729"})), none);
}

#[test]
fn a_trunk_for_outbound_calls_needs_no_addresses() {
    let outbound = |addresses: Value| {
        let changes = json!({"inbound_enabled": false, "phone_numbers": [], "ip_identifiers": addresses});
        shown(&diagnose(&changed(changes)))
    };
    assert_eq!(outbound(json!([])), Vec::<String>::new());
    assert_eq!(
        outbound(json!([{"ip_address": "0.0.0.0/0"}, {"ip_address": "192.0.0.0/15"}])),
        [
            "error[address-any] ip_identifiers[0].ip_address: 0.0.0.0/0 is every address of IPv4",
            "note[address-too-wide] ip_identifiers[1].ip_address: 192.0.0.0/15 is a prefix of 15 bits",
        ]
    );
}

#[test]
fn a_finding_is_one_line_whatever_people_wrote() {
    let trunk = changed(json!({"name": "Desk\n\u{1b}[31m\u{202e}", "phone_numbers": [{"phone_number": "1\u{2028}2"}]}));
    let line = diagnose(&trunk)[0].to_string();
    assert!(
        line.starts_with("warning[number-not-e164] Desk��[31m�: phone_numbers[0].phone_number: `1�2` must be"),
        "{line}"
    );
}
