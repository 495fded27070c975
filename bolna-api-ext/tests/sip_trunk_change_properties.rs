//! What holds for any two trunks, and any two lists of them: what changed between them makes the second of the first.

#![allow(
    clippy::indexing_slicing,
    reason = "clippy.toml allows it in tests, which for clippy the helpers of a test are not"
)]

use std::collections::{BTreeMap, BTreeSet, HashSet};

use bolna_api_ext::bolna_api::wire::Object as _;
use bolna_api_ext::prelude::*;
use bolna_api_ext::sip_trunks::watch::{Change, ChangeKind, apply, changes};
use bolna_api_ext::sip_trunks::{DEFAULT_PORT, DEFAULT_PRIORITY, parse_network};
use bolna_api_ext::types::{SipTrunk, SipTrunkUpdate};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// An object of some of these properties, each with one of few values, so that two of them share much.
fn objects(properties: &[(&'static str, Value)]) -> BoxedStrategy<Value> {
    properties
        .iter()
        .fold(Just(json!({})).boxed(), |object, (name, values)| {
            let values = values.as_array().cloned().unwrap();
            let value = prop_oneof![2 => Just(None), 5 => select(values).prop_map(Some)];
            let name = *name;
            let object = (object, value).prop_map(move |(mut object, value)| {
                if let Some(value) = value {
                    object[name] = value;
                }
                object
            });
            object.boxed()
        })
}

fn gateways() -> BoxedStrategy<Value> {
    objects(&[
        ("id", json!(["g1", "g2", "g3", null, ""])),
        ("gateway_address", json!(["a", "b", "a #2", "a [g1]", "", null])),
        ("port", json!([5060, 5061, null])),
        ("priority", json!([0, 1, 1, 2, null, -1])),
        ("created_at", json!(["2026-11-01T00:00:00Z", null])),
        ("weight", json!([1, "1", null])),
    ])
}

fn numbers() -> BoxedStrategy<Value> {
    objects(&[
        ("id", json!(["n1", "n2", null])),
        (
            "phone_number",
            json!([
                "+14155550100",
                "14155550100",
                "+1 415 555-0100",
                "+14155550101",
                "14155550100 #2",
                null
            ]),
        ),
        ("deleted", json!([true, false, null])),
        ("agent_id", json!(["7", null])),
        ("label", json!(["x", ["x"], null])),
    ])
}

fn addresses() -> BoxedStrategy<Value> {
    objects(&[
        (
            "ip_address",
            json!(["192.0.2.1", "192.0.2.0/24", "192.0.2.1 #2", "192.0.2.1 [1]", null]),
        ),
        ("id", json!(["1", "2", 3, null])),
        ("note", json!(["x", null])),
    ])
}

/// A property that is a list of objects, or absent, or null, or something else.
fn lists(element: BoxedStrategy<Value>) -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(Value::Null)),
        8 => vec(element, 0..5).prop_map(|elements| Some(Value::from(elements))),
    ]
}

fn objects_of_trunks() -> impl Strategy<Value = Value> {
    let plain = objects(&[
        ("id", json!(["1", "2", "3", null, ""])),
        ("name", json!(["Desk", "Hall", "1", null])),
        ("user_id", json!(["u1", "u2"])),
        ("provider", json!(["twilio", "plivo"])),
        ("description", json!(["", "for the desk", null])),
        ("allow", json!(["ulaw", "ulaw,alaw", null])),
        ("disallow", json!(["all", ""])),
        ("auth_type", json!(["userpass", "ip-based", "oauth"])),
        ("auth_username", json!(["desk", "hall", null])),
        (
            "transport",
            json!(["transport-udp", "transport-tls", "transport-wss", null]),
        ),
        ("media_encryption", json!(["no", "sdes", "dtls"])),
        ("media_encryption_optimistic", json!([true, false])),
        ("qualify_frequency", json!([0, 60, -1, null])),
        ("is_active", json!([true, false, null])),
        ("inbound_enabled", json!([true, false])),
        ("direct_media", json!([true, false])),
        ("outbound_leading_plus_enabled", json!([true, false])),
        ("updated_at", json!(["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"])),
        ("mtu", json!([1300, "1300", [1300], {"max": 1300}, null])),
    ]);
    (plain, lists(gateways()), lists(numbers()), lists(addresses())).prop_map(
        |(mut trunk, gateways, numbers, addresses)| {
            let lists = [
                ("gateways", gateways),
                ("phone_numbers", numbers),
                ("ip_identifiers", addresses),
            ];
            for (name, list) in lists {
                if let Some(list) = list {
                    trunk[name] = list;
                }
            }
            trunk
        },
    )
}

/// A trunk, and another one that differs from it in no property, in one, or in all.
fn pairs() -> impl Strategy<Value = (SipTrunk, SipTrunk)> {
    (
        objects_of_trunks(),
        objects_of_trunks(),
        any::<prop::sample::Index>(),
        0..6,
    )
        .prop_map(|(one, other, index, kind)| {
            let after = match kind {
                0 => one.clone(),
                1 => other,
                2 => Value::Object(rotated(&one)),
                _ => {
                    let mut after = one.clone();
                    let names: Vec<&String> = one
                        .as_object()
                        .unwrap()
                        .keys()
                        .chain(other.as_object().unwrap().keys())
                        .collect();
                    if !names.is_empty() {
                        let name = *index.get(&names);
                        match other.get(name) {
                            Some(value) => after[name] = value.clone(),
                            None => drop(after.as_object_mut().unwrap().remove(name)),
                        }
                    }
                    after
                }
            };
            (read(one), read(after))
        })
}

/// The trunk with each list in another order.
fn rotated(trunk: &Value) -> Map<String, Value> {
    let mut trunk = trunk.as_object().cloned().unwrap();
    for value in trunk.values_mut() {
        if let Value::Array(elements) = value
            && !elements.is_empty()
        {
            elements.rotate_left(1);
        }
    }
    trunk
}

fn read(trunk: Value) -> SipTrunk {
    serde_json::from_value(trunk).unwrap()
}

/// Two lists, of which the second has some trunks of the first, some that changed, and some that are new, in an order of its own.
fn pairs_of_lists() -> impl Strategy<Value = (Vec<SipTrunk>, Vec<SipTrunk>)> {
    let fate = (pairs(), 0..6, any::<u32>());
    vec(fate, 0..6).prop_map(|fates| {
        let mut before = Vec::new();
        let mut after = Vec::new();
        for ((one, other), fate, place) in fates {
            match fate {
                0 => before.push(one),
                1 => after.push((place, other)),
                _ => {
                    before.push(one);
                    after.push((place, other));
                }
            }
        }
        after.sort_by_key(|(place, _)| *place);
        (before, after.into_iter().map(|(_, trunk)| trunk).collect())
    })
}

/// A trunk without the order that means nothing: gateways in the order in which they are tried, other lists by their text.
fn canonical(trunk: &SipTrunk) -> String {
    let mut trunk = serde_json::to_value(trunk).unwrap();
    for list in ["phone_numbers", "ip_identifiers"] {
        if let Some(Value::Array(elements)) = trunk.get_mut(list) {
            elements.sort_by_cached_key(sorted_text);
        }
    }
    if let Some(Value::Array(gateways)) = trunk.get_mut("gateways") {
        gateways.sort_by_key(|gateway| gateway["priority"].as_i64().unwrap_or(DEFAULT_PRIORITY));
    }
    sorted_text(&trunk)
}

fn canonical_list(trunks: &[SipTrunk]) -> Vec<String> {
    let mut trunks: Vec<_> = trunks.iter().map(canonical).collect();
    trunks.sort_unstable();
    trunks
}

/// What a change is about, without its values.
fn subject(change: &Change) -> String {
    let trunk = format!(
        "{:?} {:?} {}",
        change.trunk.id, change.trunk.name, change.trunk.repetition
    );
    let rest = match &change.kind {
        ChangeKind::Added { .. } | ChangeKind::Removed { .. } => "whole".to_owned(),
        ChangeKind::Activated | ChangeKind::Deactivated => "is_active".to_owned(),
        ChangeKind::Field { field, .. } => field.clone(),
        ChangeKind::ElementAdded { list, name, .. } => format!("added {list:?} {name}"),
        ChangeKind::ElementRemoved { list, name, .. } => format!("removed {list:?} {name}"),
        ChangeKind::ElementField { list, name, field, .. } => format!("{list:?} {name} {field}"),
        ChangeKind::RoutingOrder { .. } => "order".to_owned(),
        kind => format!("{kind:?}"),
    };
    format!("{trunk}: {rest}")
}

/// The values of a change, which are not the same.
fn is_change(kind: &ChangeKind) -> bool {
    match kind {
        ChangeKind::Field { before, after, .. } | ChangeKind::ElementField { before, after, .. } => before != after,
        ChangeKind::RoutingOrder { before, after } => {
            // The same gateways in another order.
            before != after && BTreeSet::from_iter(before) == BTreeSet::from_iter(after)
        }
        _ => true,
    }
}

/// A value as a text, whatever order its properties are kept in.
fn sorted_text(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<_, _> = fields.iter().map(|(name, value)| (name, sorted_text(value))).collect();
            format!("{fields:?}")
        }
        Value::Array(elements) => format!("{:?}", elements.iter().map(sorted_text).collect::<Vec<_>>()),
        value => value.to_string(),
    }
}

/// What the API does with a `PATCH`: what is named is replaced, lists whole; gateways get new ids.
fn patched(trunk: &SipTrunk, patch: &Value) -> Value {
    let mut trunk = serde_json::to_value(trunk).unwrap();
    for (name, value) in patch.as_object().unwrap() {
        let mut value = value.clone();
        if name == "gateways" {
            for (index, gateway) in value.as_array_mut().unwrap().iter_mut().enumerate() {
                gateway["id"] = json!(format!("new-{index}"));
                gateway["created_at"] = json!("2026-11-03T00:00:00Z");
            }
        }
        trunk[name] = value;
    }
    trunk
}

/// A property as far as an update can set it: without what the API sets of a gateway by itself, with defaults, addresses as networks, without null and
/// order that means nothing. A list that is empty is none.
fn settable(trunk: &Value, name: &str) -> Value {
    let mut value = trunk.get(name).cloned().unwrap_or_default();
    if let Value::Array(elements) = &mut value {
        for element in elements.iter_mut().filter_map(Value::as_object_mut) {
            element.retain(|key, value| {
                !value.is_null() && (name != "gateways" || !matches!(key.as_str(), "id" | "created_at"))
            });
            if name == "gateways" {
                element.entry("port").or_insert(DEFAULT_PORT.into());
                element.entry("priority").or_insert(DEFAULT_PRIORITY.into());
            } else if let Some(address) = element.get("ip_address").and_then(Value::as_str) {
                let network = parse_network(address).map_or_else(|_| address.to_owned(), |network| network.to_string());
                element.insert("ip_address".to_owned(), network.into());
            }
        }
        match name {
            "gateways" => elements.sort_by_key(|gateway| gateway["priority"].as_i64().unwrap_or(DEFAULT_PRIORITY)),
            _ => elements.sort_by_cached_key(sorted_text),
        }
    }
    if value == json!([]) { Value::Null } else { value }
}

proptest! {
    #![proptest_config(support::steady())]

    #[test]
    fn what_changed_between_two_lists_makes_the_second_of_the_first((before, after) in pairs_of_lists()) {
        let changes = changes(&before, &after);
        let made = apply(&before, &changes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(canonical_list(&made), canonical_list(&after), "{:#?}", changes);
        let left = bolna_api_ext::sip_trunks::watch::changes(&made, &after);
        prop_assert!(left.is_empty(), "{left:#?}");
        // They can be kept, and applied another day.
        let kept: Vec<Change> = serde_json::from_str(&serde_json::to_string(&changes).unwrap()).unwrap();
        prop_assert_eq!(kept, changes);
    }

    #[test]
    fn no_change_is_told_twice_and_none_that_is_none((before, after) in pairs_of_lists()) {
        let changes = changes(&before, &after);
        let subjects: HashSet<String> = changes.iter().map(subject).collect();
        prop_assert_eq!(subjects.len(), changes.len(), "{:#?}", changes);
        prop_assert!(changes.iter().all(|change| is_change(&change.kind)), "{changes:#?}");
        prop_assert!(changes.iter().all(|change| !change.to_string().contains('\n')));
    }

    #[test]
    fn nothing_changed_between_a_list_and_itself_in_any_order_of_its_trunks((list, _) in pairs_of_lists()) {
        prop_assert!(changes(&list, &list).is_empty());
        let mut reversed = list.clone();
        reversed.reverse();
        let changes = changes(&list, &reversed);
        prop_assert!(changes.is_empty(), "{changes:#?}");
    }

    #[test]
    fn the_order_of_numbers_and_addresses_means_nothing((trunk, _) in pairs()) {
        let mut other = serde_json::to_value(&trunk).unwrap();
        let rotated = rotated(&other);
        for (name, value) in rotated {
            if name != "gateways" {
                other[name] = value;
            }
        }
        let other = read(other);
        let changes = changes(std::slice::from_ref(&trunk), std::slice::from_ref(&other));
        prop_assert!(changes.is_empty(), "{changes:#?}");
        prop_assert_eq!(trunk.patch_to(&other).to_string(), "changes nothing");
    }

    #[test]
    fn the_patch_of_two_trunks_makes_the_second_of_the_first((before, after) in pairs()) {
        let patch = before.patch_to(&after);
        let update = serde_json::to_value(&patch.update).unwrap();
        let sent: Vec<String> = update.as_object().unwrap().keys().cloned().collect();
        prop_assert_eq!(&sent, &patch.fields);
        let made = patched(&before, &update);
        let [before, after] = [&before, &after].map(|trunk| serde_json::to_value(trunk).unwrap());
        for name in SipTrunkUpdate::PROPERTIES {
            let [before, made, after] = [&before, &made, &after].map(|trunk| settable(trunk, name));
            if patch.not_sent.iter().any(|not| not.field == *name) {
                // Nothing can be sent that takes a value away, and a list that is left out is none that is empty.
                prop_assert!(before != after && after.is_null(), "{name}");
                prop_assert_eq!(made, before);
            } else {
                prop_assert_eq!(&made, &after, "{}", name);
                prop_assert_eq!(sent.iter().any(|sent| sent == name), before != after, "{}", name);
            }
        }
    }

    #[test]
    fn whatever_differs_is_sent_or_told_and_nothing_else((before, after) in pairs()) {
        let patch = before.patch_to(&after);
        let told: Vec<&String> = patch.fields.iter().chain(patch.not_sent.iter().map(|not| &not.field)).collect();
        prop_assert_eq!(told.iter().collect::<HashSet<_>>().len(), told.len());
        let [one, other] = [&before, &after].map(|trunk| serde_json::to_value(trunk).unwrap());
        let names: BTreeSet<&String> = one.as_object().unwrap().keys().chain(other.as_object().unwrap().keys()).collect();
        for name in names {
            let is_told = told.contains(&name);
            if matches!(name.as_str(), "id" | "user_id" | "created_at" | "updated_at") {
                prop_assert!(!is_told);
            } else {
                prop_assert_eq!(is_told, settable(&one, name) != settable(&other, name), "{}", name);
            }
        }
        prop_assert!(before.patch_to(&before).is_empty() && before.patch_to(&before).not_sent.is_empty());
        prop_assert_eq!(patch.is_empty(), patch.fields.is_empty());
    }
}
