//! Faults between trunks.

use serde_json::{Value, json};

use super::{changed, faults_of, shown};
use crate::sip_trunks::doctor::{Finding, diagnose_all};

#[test]
fn faults_between_active_trunks_are_found_at_the_later_one() {
    let named = |name: &str, number: &str, address: &str| {
        let trunk = json!({"id": name, "name": name, "phone_numbers": [{"phone_number": number}], "ip_identifiers": [{"ip_address": address}]});
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
            "note[addresses-of-two-trunks] ip_identifiers: 192.0.2.7/32 lies in 192.0.2.0/24 of trunk `a`",
            "error[number-on-two-trunks] phone_numbers: +14155550100 is on trunk `a`, too",
        ]
    );
    assert_eq!([found[0].trunk(), found[1].trunk()], ["b", "c"]);
    // Of an inactive trunk, neither matters; that it has numbers does.
    trunks[0].is_active = Some(false);
    let codes: Vec<_> = diagnose_all(&trunks).iter().map(Finding::code).collect();
    assert_eq!(codes, ["inactive-with-numbers"]);
}

#[test]
fn between_trunks_of_which_one_may_be_inactive_there_are_doubts_alone() {
    let named =
        |name: &str| changed(json!({"id": name, "name": name, "ip_identifiers": [{"ip_address": "192.0.2.0/24"}]}));
    let mut trunks = [named("a"), named("b")];
    assert_eq!(faults_of(&diagnose_all(&trunks)), ["number-on-two-trunks"]);
    let mut silent = serde_json::to_value(named("a")).unwrap();
    silent.as_object_mut().unwrap().remove("is_active");
    trunks[0] = serde_json::from_value(silent).unwrap();
    let found = diagnose_all(&trunks);
    assert_eq!((found.len(), faults_of(&found)), (2, Vec::new()));
}

#[test]
fn trunks_for_outbound_calls_may_share_addresses() {
    let outbound =
        |name: &str| changed(json!({"id": name, "name": name, "inbound_enabled": false, "phone_numbers": []}));
    assert_eq!(
        shown(&diagnose_all(&[outbound("a"), outbound("b")])),
        Vec::<String>::new()
    );
}

/// Two trunks of which this is changed, with a number and addresses in common.
fn two(changes: [Value; 2]) -> Vec<String> {
    let trunks = ["a", "b"].into_iter().zip(changes).map(|(name, changes)| {
        let mut trunk = json!({"id": name, "name": name, "ip_identifiers": [{"ip_address": "192.0.2.0/24"}, {"ip_address": "198.51.100.7"}]});
        trunk.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        changed(trunk)
    });
    shown(&diagnose_all(&trunks.collect::<Vec<_>>()))
}

#[test]
fn two_trunks_have_one_note_for_all_their_ranges() {
    let own = |number: &str| json!({"phone_numbers": [{"phone_number": number}]});
    assert_eq!(
        two([own("+14155550100"), own("+14155550101")]),
        [
            "note[addresses-of-two-trunks] ip_identifiers: 192.0.2.0/24 lies in 192.0.2.0/24 of trunk `a`, and so does 1 more"
        ]
    );
}

#[test]
fn trunks_of_one_carrier_share_what_it_publishes() {
    let of = |provider: &str, number: &str| json!({"provider": provider, "phone_numbers": [{"phone_number": number}]});
    let none: [&str; 0] = [];
    assert_eq!(two([of("twilio", "+14155550100"), of("Twilio", "+14155550101")]), none);
    assert_eq!(
        two([of("twilio", "+14155550100"), of("plivo", "+14155550101")]).len(),
        1
    );
}

#[test]
fn a_number_is_on_two_trunks_only_where_both_take_calls_to_it() {
    let quiet = json!({"inbound_enabled": false});
    assert_eq!(
        two([json!({}), quiet]),
        ["note[numbers-without-inbound] inbound_enabled: there is 1 number, and inbound calls are disabled"]
    );
}

#[test]
fn a_trunk_that_the_list_has_twice_is_told_once() {
    let again = json!({"id": "a"});
    assert_eq!(
        two([json!({}), again]),
        ["warning[trunk-twice] id: a is that of trunks[0], too"]
    );
}
