//! Which resource of the API a public item of the client belongs to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Where the items are that belong to more than one resource, or to none.
pub(crate) const SHARED: &str = "shared";

/// The resources' outlines: those of the items of a resource, one after the other. `items` are outlines of Rust by path.
///
/// An operation belongs to the resource that is its first tag in `contract`; a type to the one whose operations name it, directly or by
/// way of other types. The client, which names all of them, stands alone.
pub(crate) fn outlines(contract: &Value, items: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let resources = resources(contract);
    let names: BTreeMap<&str, BTreeSet<&str>> = items
        .iter()
        .map(|(path, outline)| (path.as_str(), types_in(outline, items)))
        .collect();
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for path in items.keys() {
        let Some(operation) = path.strip_prefix("builder::") else {
            continue;
        };
        let resource = resources.get(&key(operation)).unwrap();
        let mut open = vec![path.as_str()];
        while let Some(path) = open.pop() {
            if users.entry(path).or_default().insert(resource) {
                open.extend(&names[path]);
            }
        }
    }
    let mut outlines: BTreeMap<String, String> = BTreeMap::new();
    for (path, outline) in items {
        let users: Vec<&str> = users.get(path.as_str()).into_iter().flatten().copied().collect();
        let resource = match users[..] {
            _ if path == "Client" => "client",
            [resource] => resource,
            _ => SHARED,
        };
        let text = outlines.entry(resource.to_owned()).or_default();
        text.push_str(&format!("// {path}\n{}\n\n", outline.trim_end()));
    }
    outlines
}

/// The key of each operation of the contract, with its resource.
fn resources(contract: &Value) -> BTreeMap<String, &str> {
    let paths = contract["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|item| item.as_object().unwrap().values());
    operations
        .filter_map(|operation| {
            let name = operation.get("operationId")?.as_str()?;
            Some((key(name), operation["tags"][0].as_str().unwrap()))
        })
        .collect()
}

/// What `list_agents` and `ListAgents` have in common.
fn key(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

/// The paths of the types that an outline names.
fn types_in<'a>(outline: &str, items: &'a BTreeMap<String, String>) -> BTreeSet<&'a str> {
    let words = outline.split(|character: char| !character.is_alphanumeric() && character != '_');
    words
        .filter_map(|word| items.get_key_value(&format!("types::{word}")))
        .map(|(path, _)| path.as_str())
        .collect()
}
