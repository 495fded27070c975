//! What is told, and that it is enough.

use std::sync::Arc;
use std::time::Duration;

use bolna_api::types::SipTrunk;
use serde_json::{Value, json};

use super::*;

fn trunks(list: Value) -> Vec<SipTrunk> {
    serde_json::from_value(list).unwrap()
}

fn lines(before: Value, after: Value) -> Vec<String> {
    let (before, after) = (trunks(before), trunks(after));
    let changes = changes(&before, &after);
    let made = apply(&before, &changes).unwrap();
    assert_eq!(changes_without_order(&made, &after), Vec::<String>::new());
    changes.iter().map(ToString::to_string).collect()
}

fn changes_without_order(one: &[SipTrunk], other: &[SipTrunk]) -> Vec<String> {
    changes(one, other).iter().map(ToString::to_string).collect()
}

#[test]
fn a_trunk_is_the_same_one_by_its_id_and_fields_are_told_from_and_to() {
    assert_eq!(
        lines(
            json!([{"id": "1", "name": "a", "allow": "ulaw"}, {"id": "2", "name": "b"}]),
            json!([{"id": "3", "name": "c"}, {"id": "1", "name": "A", "description": null, "mtu": 1300}]),
        ),
        [
            "A (1): `allow` was \"ulaw\", is left out",
            "A (1): `description` was left out, is null",
            "A (1): `mtu` was left out, is 1300",
            "A (1): `name` was \"a\", is \"A\"",
            "b (2): removed",
            "c (3): added",
        ]
    );
}

#[test]
fn without_ids_names_are_what_trunks_are_known_by_and_lists_may_have_one_twice() {
    assert_eq!(
        lines(
            json!([{"name": "a"}, {"name": "a", "allow": "ulaw"}, {}, {"id": "1"}]),
            json!([{"id": "1"}, {"name": "a", "allow": "alaw"}, {}, {}, {"id": "1", "name": "again"}]),
        ),
        [
            "a: `allow` was left out, is \"alaw\"",
            "a: removed",
            "a trunk without a name: added",
            "again (1): added",
        ]
    );
}

#[test]
fn gateways_numbers_and_addresses_are_told_one_by_one() {
    assert_eq!(
        lines(
            json!([{"id": "1", "is_active": false,
                "gateways": [{"id": "g1", "gateway_address": "a", "port": 5060, "priority": 1}, {"gateway_address": "b"}],
                "phone_numbers": [{"id": "n1", "phone_number": "+14155550100", "deleted": false}],
                "ip_identifiers": [{"ip_address": "192.0.2.1"}, {"ip_address": "192.0.2.2"}]}]),
            json!([{"id": "1", "is_active": true,
                "gateways": [{"gateway_address": "c"}, {"id": "g1", "gateway_address": "a2", "port": 5060, "priority": 2}],
                "phone_numbers": [{"phone_number": "14155550100", "deleted": true}, {"phone_number": "+14155550101"}],
                "ip_identifiers": [{"ip_address": "192.0.2.2"}]}]),
        ),
        [
            "1: activated",
            "1: gateway a:5060: `gateway_address` was \"a\", is \"a2\"",
            "1: gateway a:5060: `priority` was 1, is 2",
            "1: gateway b:5060 removed",
            "1: gateway c:5060 added",
            "1: number 14155550100: `deleted` was false, is true",
            "1: number 14155550100: `id` was \"n1\", is left out",
            "1: number 14155550100: `phone_number` was \"+14155550100\", is \"14155550100\"",
            "1: number 14155550101 added",
            "1: address 192.0.2.1/32 removed",
        ]
    );
}

#[test]
fn the_order_of_gateways_counts_where_priorities_are_equal_and_that_of_nothing_else() {
    let trunk = |gateways: [(&str, i64); 3], numbers: [&str; 2]| {
        let gateways = gateways.map(|(address, priority)| json!({"gateway_address": address, "priority": priority}));
        let numbers = numbers.map(|number| json!({"phone_number": number}));
        json!([{"id": "1", "gateways": gateways, "phone_numbers": numbers}])
    };
    let before = trunk([("a", 1), ("b", 1), ("c", 2)], ["+14155550100", "+14155550101"]);
    let other = trunk([("c", 2), ("a", 1), ("b", 1)], ["+14155550101", "+14155550100"]);
    assert_eq!(lines(before.clone(), other), Vec::<String>::new());
    let swapped = trunk([("b", 1), ("a", 1), ("c", 2)], ["+14155550100", "+14155550101"]);
    assert_eq!(
        lines(before, swapped),
        ["1: gateways were tried in the order a:5060, b:5060, c:5060, are in b:5060, a:5060, c:5060"]
    );
}

#[test]
fn gateways_of_the_same_address_are_told_apart_also_where_one_is_named_like_the_second() {
    let gateways = |gateways: Value| json!([{"id": "1", "gateways": gateways}]);
    let [one, two] = ["x", "y"].map(|carrier| json!({"gateway_address": "a", "carrier": carrier}));
    let other = json!({"gateway_address": "a:5060 #2"});
    let list = gateways(json!([one, two, other]));
    assert_eq!(lines(list.clone(), list), Vec::<String>::new());
    assert_eq!(
        lines(gateways(json!([one, two])), gateways(json!([two, one]))),
        ["1: gateways were tried in the order a:5060 #2, a:5060, are in a:5060, a:5060 #2"]
    );
    assert_eq!(
        lines(gateways(json!([one, two, other])), gateways(json!([one, other]))),
        ["1: gateway a:5060 #2 removed"]
    );
}

#[test]
fn an_empty_list_null_and_no_list_are_three_things() {
    for (before, after) in [
        (json!({}), json!({"gateways": []})),
        (json!({"gateways": [{"gateway_address": "a"}]}), json!({"gateways": []})),
        (json!({"gateways": []}), json!({"gateways": [{"gateway_address": "a"}]})),
        (json!({"gateways": [{"gateway_address": "a"}]}), json!({})),
    ] {
        assert!(!lines(json!([before]), json!([after])).is_empty());
    }
}

#[test]
fn what_the_api_changes_by_itself_is_known_as_that() {
    let list =
        |updated, id| json!([{"id": "1", "updated_at": updated, "gateways": [{"id": id, "gateway_address": "a"}]}]);
    let before = trunks(list("2026-11-01T00:00:00Z", "g1"));
    let after = trunks(list("2026-11-02T00:00:00Z", "g2"));
    let changes = changes(&before, &after);
    assert_eq!(changes.len(), 2);
    assert!(changes.iter().all(Change::is_bookkeeping));
}

#[test]
fn a_change_of_another_list_does_not_fit() {
    let changes = changes(
        &trunks(json!([{"id": "1"}])),
        &trunks(json!([{"id": "1", "allow": "ulaw"}])),
    );
    let error = apply(&[], &changes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the change does not fit: 1: `allow` was left out, is \"ulaw\": there is no such trunk"
    );
}

#[test]
fn what_may_be_a_secret_is_shown_in_no_line_and_no_debug_output() {
    let list = |secret: &str| {
        let gateway = json!({"gateway_address": "a", "registration": {"auth-token": secret}, "api_key": secret});
        json!([{"id": "1", "auth_password": secret, "gateways": [gateway]}])
    };
    let [old, new] = ["hunter1", "hunter2"].map(|secret| trunks(list(secret)));
    let bare = trunks(json!([{"id": "1"}]));
    for (before, after) in [
        (&old, &new),
        (&bare, &new),
        (&old, &bare),
        (&old, &Vec::new()),
        (&Vec::new(), &new),
    ] {
        let changes = changes(before, after);
        assert!(!changes.is_empty());
        for change in changes {
            let text = format!("{change} {change:?} {:#?}", change.kind);
            assert!(!text.contains("hunter"), "{text}");
        }
    }
    assert_eq!(
        changes(&old, &new)[0].to_string(),
        "1: `auth_password` was \"[redacted]\", is \"[redacted]\""
    );
}

#[test]
fn a_change_is_an_object_for_other_programs() {
    let changes = changes(
        &trunks(json!([{"id": "1", "allow": "ulaw"}])),
        &trunks(json!([{"id": "1", "allow": null}])),
    );
    let expected = json!([{"trunk": {"id": "1", "name": null}, "change": "field", "field": "allow", "before": "ulaw", "after": null}]);
    assert_eq!(serde_json::to_value(changes).unwrap(), expected);
}

#[cfg(feature = "testing")]
#[tokio::test]
async fn a_watch_tells_each_change_once_and_goes_on_after_an_error_that_passes() {
    use bolna_api::builder::ListSipTrunks;

    use crate::testing::{FakeBolna, Reply};
    use crate::wait::FakeClock;

    let fake = FakeBolna::new();
    let list = |list: Value| Reply::status(200).json(list);
    let desk = |allow| json!([{"id": "1", "allow": allow}]);
    for reply in [
        list(desk("ulaw")),
        list(desk("ulaw")),
        Reply::status(503),
        list(desk("alaw")),
        list(json!([{"id": "1", "allow": "alaw", "updated_at": "2026-11-02T00:00:00Z"}])),
        Reply::status(401),
    ] {
        fake.once_reply::<ListSipTrunks>(reply);
    }
    let clock = Arc::new(FakeClock::new());
    let mut watch = TrunkChanges::new(&fake.client(), clock, Duration::from_secs(60));
    assert!(watch.next().await.unwrap().unwrap_err().is_server());
    let changes = watch.next().await.unwrap().unwrap();
    assert_eq!(changes[0].to_string(), "1: `allow` was \"ulaw\", is \"alaw\"");
    assert!(watch.next().await.unwrap().unwrap_err().is_authentication());
    assert!(watch.next().await.is_none());
    assert_eq!(fake.unused(), 0);
    // An older list, which was saved.
    fake.once_reply::<ListSipTrunks>(list(json!([])));
    let clock = Arc::new(FakeClock::new());
    let mut watch = TrunkChanges::new(&fake.client(), clock, Duration::ZERO).since(trunks(desk("ulaw")));
    assert_eq!(watch.next().await.unwrap().unwrap()[0].to_string(), "1: removed");
}

#[test]
fn a_list_that_a_response_left_out_is_not_a_list_whose_elements_are_gone() {
    let before =
        json!([{"id": "1", "phone_numbers": [{"phone_number": "+14155550100"}, {"phone_number": "+14155550101"}]}]);
    let [without, again] = [json!([{"id": "1"}]), before.clone()];
    for (one, other) in [(before, without.clone()), (without, again)] {
        let [one, other] = [one, other].map(|list| serde_json::from_value::<Vec<SipTrunk>>(list).unwrap());
        let changes = changes(&one, &other);
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert!(changes[0].is_left_out());
    }
}

#[test]
fn nothing_that_a_person_wrote_breaks_the_line_or_steers_a_terminal() {
    let before = json!([{"id": "1", "name": "a\nb\u{1b}[31m", "gateways": [{"gateway_address": "x\u{202e}"}]}]);
    let after = json!([{"id": "1", "name": "a\nb\u{1b}[31m", "gateways": []}, {"id": "2\r"}]);
    for line in lines(before, after) {
        assert!(!line.contains(['\n', '\r', '\u{1b}', '\u{202e}']), "{line:?}");
    }
}
