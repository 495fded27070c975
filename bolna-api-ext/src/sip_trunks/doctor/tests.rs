//! One trunk for each rule that breaks it alone, and trunks that break none.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;

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

/// One trunk for each rule about a single trunk: what is changed in the sound one, and the finding.
fn faults() -> Vec<(Value, &'static str)> {
    let gateway = |gateway| json!({"gateways": [gateway]});
    let addresses = |addresses: &[&str]| {
        let entries: Vec<_> = addresses.iter().map(|address| json!({"ip_address": address})).collect();
        json!({"ip_identifiers": entries})
    };
    vec![
        (json!({"gateways": []}), "error[no-gateway] gateways: there is none"),
        (
            gateway(json!({"gateway_address": "http://a b"})),
            "error[gateway-invalid] gateways[0].gateway_address: `http://a b` is a URI, where a host belongs",
        ),
        (
            gateway(json!({"gateway_address": "sip.example.com", "port": 70000})),
            "error[gateway-invalid] gateways[0].port: 70000 is no port: 1 to 65535",
        ),
        (
            gateway(json!({"gateway_address": "192.0.2.7:5070", "port": 5060})),
            "error[gateway-invalid] gateways[0].port: it is 5060, and `gateway_address` names the port 5070",
        ),
        (
            gateway(json!({"gateway_address": "10.0.0.7"})),
            "warning[gateway-private] gateways[0].gateway_address: 10.0.0.7 is an address of a private network",
        ),
        (
            gateway(json!({"gateway_address": "sip.example.com", "port": 5061})),
            "error[port-of-other-transport] gateways[0].port: 5061 is not the port of udp",
        ),
        (
            json!({"transport": "transport-tls", "gateways": [{"gateway_address": "sip.example.com:5060"}]}),
            "error[port-of-other-transport] gateways[0].port: 5060 is not the port of tls",
        ),
        (
            json!({"gateways": [
                {"gateway_address": "sip.example.com", "priority": 1}, {"gateway_address": "SIP.example.com:5060", "priority": 2},
            ]}),
            "warning[gateway-twice] gateways[1]: sip.example.com:5060 is gateways[0], too",
        ),
        (
            json!({"gateways": [{"gateway_address": "a.example"}, {"gateway_address": "b.example", "priority": 1}]}),
            "note[equal-priorities] gateways[1].priority: 1 is that of gateways[0], too",
        ),
        (
            gateway(json!({"gateway_address": "sip.example.com", "priority": -1})),
            "warning[negative-priority] gateways[0].priority: the priority is -1",
        ),
        (
            json!({"media_encryption": "sdes"}),
            "error[sdes-without-tls] media_encryption: it is `sdes`, and the transport is udp",
        ),
        (
            json!({"media_encryption_optimistic": true}),
            "warning[optimistic-without-encryption] media_encryption_optimistic: it is on, and `media_encryption` is not",
        ),
        (
            json!({"allow": "g729"}),
            "error[only-g729] allow: what remains is g729 alone",
        ),
        (
            json!({"allow": "alaw,opus"}),
            "warning[no-ulaw] allow: what remains is alaw,opus",
        ),
        (
            json!({"allow": "all,!ulaw"}),
            "warning[no-ulaw] allow: what remains is all,!ulaw",
        ),
        (
            json!({"allow": "g722,opus"}),
            "error[no-g711] allow: what remains is g722,opus",
        ),
        (
            json!({"allow": "g729,opus"}),
            "error[no-g711] allow: what remains is g729,opus",
        ),
        (json!({"allow": "ulaw,!ulaw"}), "error[no-g711] allow: no codec remains"),
        (
            json!({"allow": "ulaw,alw,h264"}),
            "note[codec-unknown] allow: `alw` is no codec of Asterisk",
        ),
        (
            json!({"direct_media": true}),
            "warning[direct-media] direct_media: it is true",
        ),
        (
            json!({"rtp_symmetric": false}),
            "warning[asymmetric-rtp] rtp_symmetric: it is false",
        ),
        (
            json!({"force_rport": false}),
            "warning[rport-off] force_rport: it is false",
        ),
        (
            json!({"qualify_frequency": 0}),
            "warning[qualify-off] qualify_frequency: the interval is 0",
        ),
        (
            json!({"auth_type": "userpass", "auth_username": " "}),
            "error[no-username] auth_username: there is none",
        ),
        (
            json!({"auth_type": "userpass"}),
            "note[no-username] auth_username: there is none, as far as the response tells",
        ),
        (
            json!({"ip_identifiers": []}),
            "error[no-addresses] ip_identifiers: there is none",
        ),
        (
            addresses(&["sip.example.com"]),
            "error[address-invalid] ip_identifiers[0].ip_address: `sip.example.com`: neither an address of IPv4 or IPv6 nor a \
             range of them, such as 192.0.2.0/24",
        ),
        (
            addresses(&["192.0.2.1", "192.168.0.0/24"]),
            "warning[address-private] ip_identifiers[1].ip_address: 192.168.0.0/24 is of a private network",
        ),
        (
            addresses(&["192.0.0.0/15"]),
            "warning[address-too-wide] ip_identifiers[0].ip_address: 192.0.0.0/15 is a prefix of 15 bits",
        ),
        (
            addresses(&["192.0.2.7", "192.0.2.0/24"]),
            "note[addresses-overlap] ip_identifiers[0].ip_address: 192.0.2.7/32 lies in ip_identifiers[1], 192.0.2.0/24",
        ),
        (
            json!({"phone_numbers": []}),
            "warning[inbound-without-numbers] phone_numbers: there is none",
        ),
        (
            json!({"phone_numbers": [{"phone_number": "+14155550100", "deleted": true}]}),
            "warning[inbound-without-numbers] phone_numbers: there is none",
        ),
        (
            json!({"inbound_enabled": false}),
            "note[numbers-without-inbound] inbound_enabled: there is 1 number, and inbound calls are disabled",
        ),
        (
            json!({"is_active": false}),
            "warning[inactive-with-numbers] is_active: there is 1 number, and the trunk is not active",
        ),
        (
            json!({"phone_numbers": [
                {"phone_number": "+14155550100"}, {"phone_number": "+14155550100", "deleted": true}, {"phone_number": "+14155550100"},
            ]}),
            "warning[number-twice] phone_numbers[2].phone_number: +14155550100 is phone_numbers[0], too",
        ),
        (
            json!({"phone_numbers": [{"phone_number": "+1 415 555 0100"}]}),
            "warning[number-not-e164] phone_numbers[0].phone_number: must be a phone number in E.164 form, such as \
             +14155550100, and there is something other than digits after the `+`",
        ),
    ]
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
    tried.extend(["number-on-two-trunks", "addresses-of-two-trunks"]);
    assert_eq!(tried, RULES.iter().map(|rule| rule.code).collect());
}

#[test]
fn faults_between_active_trunks_are_found_at_the_later_one() {
    let named = |name: &str, number: &str, address: &str| {
        let trunk = json!({"name": name, "phone_numbers": [{"phone_number": number}], "ip_identifiers": [{"ip_address": address}]});
        changed(trunk)
    };
    let mut trunks = [
        named("a", "+14155550100", "192.0.2.0/24"),
        named("b", "+14155550101", "192.0.2.7"),
        named("c", "+14155550100", "203.0.113.0/24"),
    ];
    let found = diagnose_all(&trunks);
    assert_eq!(
        shown(&found),
        [
            "warning[addresses-of-two-trunks] ip_identifiers: 192.0.2.7/32 lies in 192.0.2.0/24 of trunk `a`",
            "error[number-on-two-trunks] phone_numbers: +14155550100 is on trunk `a`, too",
        ]
    );
    assert_eq!([found[0].trunk(), found[1].trunk()], ["b", "c"]);
    // Of an inactive trunk, neither matters; that it has numbers does.
    trunks[0].is_active = Some(false);
    let codes: Vec<_> = diagnose_all(&trunks).iter().map(Finding::code).collect();
    assert_eq!(codes, ["inactive-with-numbers"]);
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
            // Of a trunk without gateways nothing is left to doubt.
            let expected: &[&str] = if field == "gateways" { &["no-gateway"] } else { &[] };
            assert_eq!(faults_of(&findings), expected, "{field}");
        }
    }
}

#[test]
fn between_trunks_of_which_one_may_be_inactive_there_are_doubts_alone() {
    let named = |name: &str| changed(json!({"name": name, "ip_identifiers": [{"ip_address": "192.0.2.0/24"}]}));
    let mut trunks = [named("a"), named("b")];
    assert_eq!(
        faults_of(&diagnose_all(&trunks)),
        ["number-on-two-trunks", "addresses-of-two-trunks"]
    );
    let mut silent = serde_json::to_value(named("a")).unwrap();
    silent.as_object_mut().unwrap().remove("is_active");
    trunks[0] = serde_json::from_value(silent).unwrap();
    let found = diagnose_all(&trunks);
    assert_eq!((found.len(), faults_of(&found)), (2, Vec::new()));
}

#[test]
fn trunks_for_outbound_calls_may_share_addresses() {
    let outbound = |name: &str| changed(json!({"name": name, "inbound_enabled": false, "phone_numbers": []}));
    assert_eq!(
        shown(&diagnose_all(&[outbound("a"), outbound("b")])),
        Vec::<String>::new()
    );
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
