//! What a thing is known by in two lists.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use bolna_api::types::SipTrunk;
use serde_json::{Map, Value};

use super::change::{Element, TrunkKey};
use crate::sip_trunks::gateway_address::GatewayAddress;
use crate::sip_trunks::networks::parse_network;
use crate::sip_trunks::{DEFAULT_PORT, DEFAULT_PRIORITY, number};

/// What a trunk is known by, without its name where it has an id.
pub(super) type Identity<'a> = (&'a str, bool, usize);

/// Gives trunks that have a key in common the repetitions of those of another list that they are equal to: where a list has a trunk twice,
/// its order means nothing, either.
pub(super) fn align(trunks: &mut [(TrunkKey, &SipTrunk)], with: &[(TrunkKey, &SipTrunk)]) {
    let is_repeated = |entry: &&(TrunkKey, &SipTrunk)| entry.0.repetition > 0;
    let shared: HashSet<(String, bool)> = (with.iter().filter(is_repeated)).map(|(key, _)| base(key)).collect();
    for known in shared {
        let of_other: Vec<_> = with.iter().filter(|(key, _)| base(key) == known).collect();
        let mut indexes: Vec<usize> = (trunks.iter().enumerate())
            .filter(|(_, (key, _))| base(key) == known)
            .map(|(index, _)| index)
            .collect();
        let mut free: Vec<usize> = (0..of_other.len().max(indexes.len())).collect();
        for (other, trunk) in &of_other {
            let equal = indexes
                .iter()
                .position(|index| trunks.get(*index).is_some_and(|(_, own)| own == trunk));
            if let Some(at) = equal {
                if let Some((key, _)) = trunks.get_mut(indexes.remove(at)) {
                    key.repetition = other.repetition;
                }
                free.retain(|repetition| *repetition != other.repetition);
            }
        }
        for (index, repetition) in indexes.into_iter().zip(free) {
            if let Some((key, _)) = trunks.get_mut(index) {
                key.repetition = repetition;
            }
        }
    }
}

fn base(key: &TrunkKey) -> (String, bool) {
    let (known, is_id, _) = identity(key);
    (known.to_owned(), is_id)
}

/// Whether two values of a field of an element mean the same: a default that is written out, or an address as a network.
pub(super) fn is_same_value(list: Element, field: &str, before: Option<&Value>, after: Option<&Value>) -> bool {
    let meaning = |value: Option<&Value>| match (list, field, value) {
        (Element::Gateways, "port", None | Some(Value::Null)) => Some(Value::from(DEFAULT_PORT)),
        (Element::Gateways, "priority", None | Some(Value::Null)) => Some(Value::from(DEFAULT_PRIORITY)),
        (Element::IpIdentifiers, "ip_address", Some(Value::String(text))) => Some(Value::from(network(text))),
        (_, _, value) => value.cloned(),
    };
    meaning(before) == meaning(after)
}

/// A value as JSON in which the names of properties are sorted, whether or not a program has maps that keep an order.
pub(in crate::sip_trunks) fn sorted_text(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<&String, String> =
                fields.iter().map(|(name, value)| (name, sorted_text(value))).collect();
            let fields = sorted.into_iter().map(|(name, value)| format!("{name:?}:{value}"));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
        Value::Array(elements) => {
            format!("[{}]", elements.iter().map(sorted_text).collect::<Vec<_>>().join(","))
        }
        value => value.to_string(),
    }
}

/// An address as the network that it is; a text that is none as it stands there.
pub(in crate::sip_trunks) fn network(text: &str) -> String {
    parse_network(text).map_or_else(|_| text.to_owned(), |network| network.to_string())
}

/// The trunks of a list, each with its key.
pub(super) fn keyed(trunks: &[SipTrunk]) -> Vec<(TrunkKey, &SipTrunk)> {
    let mut seen = HashMap::new();
    let key = |trunk: &SipTrunk| TrunkKey {
        id: trunk.id.clone(),
        name: trunk.name.clone(),
        repetition: 0,
    };
    trunks
        .iter()
        .map(|trunk| {
            let mut key = key(trunk);
            let (known, is_id, _) = identity(&key);
            key.repetition = repetition(&mut seen, (known.to_owned(), is_id));
            (key, trunk)
        })
        .collect()
}

pub(super) fn identity(key: &TrunkKey) -> Identity<'_> {
    match &key.id {
        Some(id) => (id, true, key.repetition),
        None => (key.name.as_deref().unwrap_or_default(), false, key.repetition),
    }
}

/// How often it was seen before.
fn repetition<K: Eq + Hash>(seen: &mut HashMap<K, usize>, key: K) -> usize {
    let count = seen.entry(key).or_default();
    let before = *count;
    *count += 1;
    before
}

/// The names of the elements of a list, each of which is another one: where several would have the same, the id is in it, and then a number.
pub(super) fn names(list: Element, elements: &[Map<String, Value>]) -> Vec<String> {
    let plain: Vec<_> = elements.iter().map(|element| name(list, element)).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for name in &plain {
        *count.entry(name).or_default() += 1;
    }
    let is_shared = |name: &str| count.get(name).is_some_and(|count| *count > 1);
    // What one element alone has is its name, also where it looks like one that is made here.
    let mut taken: HashSet<String> = plain.iter().filter(|name| !is_shared(name)).cloned().collect();
    let mut seen = HashMap::new();
    let unique = |(name, element): (&String, &Map<String, Value>)| {
        if !is_shared(name) {
            return name.clone();
        }
        let name = match element.get("id").and_then(Value::as_str) {
            Some(id) => format!("{name} [{id}]"),
            None => name.clone(),
        };
        loop {
            let name = match repetition(&mut seen, name.clone()) {
                0 => name.clone(),
                before => format!("{name} #{}", before + 1),
            };
            if taken.insert(name.clone()) {
                return name;
            }
        }
    };
    plain.iter().zip(elements).map(unique).collect()
}

fn name(list: Element, element: &Map<String, Value>) -> String {
    let text = |field: &str| element.get(field).and_then(Value::as_str).unwrap_or_default();
    match list {
        Element::Gateways => match element.get("port") {
            Some(Value::Number(port)) => format!("{}:{port}", text("gateway_address")),
            // The server writes its default out, sooner or later.
            _ => match text("gateway_address").parse::<GatewayAddress>() {
                Ok(GatewayAddress { port: Some(_), .. }) => text("gateway_address").to_owned(),
                _ => format!("{}:{DEFAULT_PORT}", text("gateway_address")),
            },
        },
        Element::PhoneNumbers => number::normal(text("phone_number")),
        Element::IpIdentifiers => network(text("ip_address")),
    }
}

/// Which element of `after` is which of `before`: the one that is equal, or else that of the same id, or else that of the same name. The indexes
/// in both.
pub(super) fn pair(list: Element, before: &[Map<String, Value>], after: &[Map<String, Value>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut is_taken = [vec![false; before.len()], vec![false; after.len()]];
    let texts = |elements: &[Map<String, Value>]| -> Vec<Option<String>> {
        let mut seen = HashMap::new();
        let text = |element: &Map<String, Value>| {
            let text = sorted_text(&Value::Object(element.clone()));
            let before = repetition(&mut seen, text.clone());
            Some(format!("{before} {text}"))
        };
        elements.iter().map(text).collect()
    };
    let ids = |elements: &[Map<String, Value>]| -> Vec<Option<String>> {
        let id = |element: &Map<String, Value>| element.get("id").and_then(Value::as_str).map(str::to_owned);
        elements.iter().map(id).collect()
    };
    let named = |elements| names(list, elements).into_iter().map(Some).collect();
    for keys in [
        [texts(before), texts(after)],
        [ids(before), ids(after)],
        [named(before), named(after)],
    ] {
        let [of_before, of_after] = keys;
        let mut known: HashMap<String, usize> = HashMap::new();
        for (index, key) in of_before.into_iter().enumerate() {
            if let (Some(key), Some(false)) = (key, is_taken[0].get(index)) {
                known.entry(key).or_insert(index);
            }
        }
        for (index, key) in of_after.into_iter().enumerate() {
            let is_free = is_taken[1].get(index) == Some(&false);
            if let Some(other) = key.filter(|_| is_free).and_then(|key| known.remove(&key)) {
                pairs.push((other, index));
            }
        }
        for (one, other) in &pairs {
            for (taken, index) in is_taken.iter_mut().zip([one, other]) {
                if let Some(taken) = taken.get_mut(*index) {
                    *taken = true;
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs
}
