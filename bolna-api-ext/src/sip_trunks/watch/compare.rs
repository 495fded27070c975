//! Comparing two lists of trunks.

use std::collections::HashMap;

use bolna_api::types::SipTrunk;
use serde_json::{Map, Value};

use super::change::{Change, ChangeKind, Element, TrunkKey};
use super::key::{Identity, align, identity, keyed, names, pair};

/// What has to happen to `before` so that it is `after`: first of the trunks that are still there, in the order in which they were, then those that
/// are gone, then those that are new.
///
/// A trunk is known by its id, gateways and numbers by theirs, or else by address and port, and by their digits. The order of trunks,
/// numbers and addresses means nothing; that of gateways does where their priorities are equal. Fields that the API's document does not have are compared, too.
///
/// The API leaves fields out of its answers at will. Where one list has a field and the other one lacks it, that is a change for
/// [`apply`](super::apply()), and [one that may mean nothing](Change::is_left_out).
///
/// ```
/// use bolna_api_ext::sip_trunks::watch::{apply, changes};
/// use bolna_api_ext::types::SipTrunk;
///
/// let before: Vec<SipTrunk> = serde_json::from_str(r#"[{"id": "1", "name": "Desk"}, {"id": "2"}]"#)?;
/// let after: Vec<SipTrunk> = serde_json::from_str(r#"[{"id": "1", "name": "Front desk"}]"#)?;
/// let changes = changes(&before, &after);
/// assert_eq!(changes.len(), 2);
/// assert_eq!(apply(&before, &changes)?, after);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn changes(before: &[SipTrunk], after: &[SipTrunk]) -> Vec<Change> {
    let (before, mut after) = (keyed(before), keyed(after));
    align(&mut after, &before);
    let by_key: HashMap<Identity<'_>, &(TrunkKey, &SipTrunk)> =
        after.iter().map(|entry| (identity(&entry.0), entry)).collect();
    let mut changes = Vec::new();
    let mut removed = Vec::new();
    let mut kept = std::collections::HashSet::new();
    for (key, trunk) in &before {
        let Some((new_key, new)) = by_key.get(&identity(key)) else {
            let kind = ChangeKind::Removed {
                before: Box::new((*trunk).clone()),
            };
            removed.push(Change {
                trunk: key.clone(),
                kind,
            });
            continue;
        };
        kept.insert(identity(key));
        let kinds = compare(trunk, new);
        changes.extend(kinds.into_iter().map(|kind| Change {
            trunk: new_key.clone(),
            kind,
        }));
    }
    changes.append(&mut removed);
    let new = after.iter().filter(|(key, _)| !kept.contains(&identity(key)));
    changes.extend(new.map(|(key, trunk)| Change {
        trunk: key.clone(),
        kind: ChangeKind::Added {
            after: Box::new((*trunk).clone()),
        },
    }));
    changes
}

/// The trunk as it is written, with what the contract does not know.
///
/// A trunk is an object of JSON whatever it has in it: its properties are strings, numbers that were read, and lists of them.
pub(in crate::sip_trunks) fn object(trunk: &SipTrunk) -> Map<String, Value> {
    match serde_json::to_value(trunk) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

fn compare(before: &SipTrunk, after: &SipTrunk) -> Vec<ChangeKind> {
    let (mut before, mut after) = (object(before), object(after));
    let mut lists = Vec::new();
    for list in Element::ALL {
        // A list that a response left out is a field that is left out: nobody knows what is in it.
        if before.contains_key(list.field()) != after.contains_key(list.field()) {
            continue;
        }
        let [before, after] = [&mut before, &mut after].map(|trunk| take_elements(trunk, list));
        compare_elements(list, before, after, &mut lists);
    }
    let mut kinds = Vec::new();
    for (field, before, after) in differences(&before, &after) {
        kinds.push(match (field, after) {
            ("is_active", Some(Value::Bool(true))) => ChangeKind::Activated,
            ("is_active", Some(Value::Bool(false))) => ChangeKind::Deactivated,
            _ => ChangeKind::Field {
                field: field.to_owned(),
                before: before.cloned(),
                after: after.cloned(),
            },
        });
    }
    kinds.append(&mut lists);
    kinds
}

/// Takes the elements of a list out of a trunk. A list that is absent, empty or null has none, and stays: which of them it is, is compared as
/// any other field.
pub(super) fn take_elements(trunk: &mut Map<String, Value>, list: Element) -> Vec<Map<String, Value>> {
    let is_list = |value: &Value| {
        value
            .as_array()
            .is_some_and(|elements| !elements.is_empty() && elements.iter().all(Value::is_object))
    };
    let elements = if trunk.get(list.field()).is_some_and(is_list) {
        trunk.remove(list.field())
    } else {
        None
    };
    let Some(Value::Array(elements)) = elements else {
        return Vec::new();
    };
    let objects = elements.into_iter().filter_map(|element| match element {
        Value::Object(object) => Some(object),
        _ => None,
    });
    objects.collect()
}

/// The properties that differ, by name.
fn differences<'a>(
    before: &'a Map<String, Value>,
    after: &'a Map<String, Value>,
) -> Vec<(&'a str, Option<&'a Value>, Option<&'a Value>)> {
    let mut fields: Vec<&str> = before.keys().chain(after.keys()).map(String::as_str).collect();
    fields.sort_unstable();
    fields.dedup();
    let mut pairs: Vec<_> = fields
        .into_iter()
        .map(|field| (field, before.get(field), after.get(field)))
        .collect();
    pairs.retain(|(_, before, after)| before != after);
    pairs
}

fn compare_elements(
    list: Element,
    before: Vec<Map<String, Value>>,
    after: Vec<Map<String, Value>>,
    kinds: &mut Vec<ChangeKind>,
) {
    let pairs = pair(list, &before, &after);
    let (old_names, new_names) = (names(list, &before), names(list, &after));
    let mut was = vec![true; before.len()];
    let mut is_new = vec![true; after.len()];
    // The elements as they become, in the order of the changes.
    let mut result: Vec<(String, i64)> = Vec::new();
    for (old, new) in pairs {
        let (Some(from), Some(into), Some(name)) = (before.get(old), after.get(new), old_names.get(old)) else {
            continue;
        };
        for (flags, index) in [(&mut was, old), (&mut is_new, new)] {
            if let Some(flag) = flags.get_mut(index) {
                *flag = false;
            }
        }
        kinds.extend(
            differences(from, into)
                .into_iter()
                .map(|(field, before, after)| ChangeKind::ElementField {
                    list,
                    name: name.clone(),
                    field: field.to_owned(),
                    before: before.cloned(),
                    after: after.cloned(),
                }),
        );
        result.push((new_names.get(new).cloned().unwrap_or_default(), routing_priority(into)));
    }
    for (index, element) in before
        .into_iter()
        .enumerate()
        .filter(|(index, _)| was.get(*index) == Some(&true))
    {
        let name = old_names.get(index).cloned().unwrap_or_default();
        kinds.push(ChangeKind::ElementRemoved {
            list,
            name,
            before: Value::Object(element),
        });
    }
    let wanted: Vec<_> = after
        .iter()
        .map(routing_priority)
        .zip(new_names.iter())
        .map(|(priority, name)| (name.clone(), priority))
        .collect();
    for (index, element) in after
        .into_iter()
        .enumerate()
        .filter(|(index, _)| is_new.get(*index) == Some(&true))
    {
        let name = new_names.get(index).cloned().unwrap_or_default();
        result.push((name.clone(), routing_priority(&element)));
        kinds.push(ChangeKind::ElementAdded {
            list,
            name,
            after: Value::Object(element),
        });
    }
    if list == Element::Gateways {
        let [before, after] = [routing_order(result), routing_order(wanted)];
        if before != after {
            kinds.push(ChangeKind::RoutingOrder { before, after });
        }
    }
}

/// The priority, which counts where gateways are put in order.
pub(in crate::sip_trunks) fn routing_priority(gateway: &Map<String, Value>) -> i64 {
    let priority = gateway.get("priority").and_then(Value::as_i64);
    priority.unwrap_or(crate::sip_trunks::DEFAULT_PRIORITY)
}

fn routing_order(mut gateways: Vec<(String, i64)>) -> Vec<String> {
    gateways.sort_by_key(|(_, priority)| *priority);
    gateways.into_iter().map(|(name, _)| name).collect()
}
