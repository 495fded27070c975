//! What the contract says once it has taken the operations of some pages: on values, without a text.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::OperationKey;
use super::reach::{self, Component};
use super::source::Source;
use document::grammar::METHODS;

/// A contract with the operations of some pages.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) value: Value,
    /// Components that a page has and that nothing reaches, so that they were not taken.
    pub(super) left_out: BTreeSet<Component>,
}

/// Takes the operation of each of `pages` into `contract`, with the components that come with it. What nothing reaches
/// any more is removed.
pub(super) fn merge(contract: &Value, pages: &[&Source]) -> Merged {
    let mut value = contract.clone();
    let mut added = BTreeSet::new();
    for page in pages {
        let Some(operation) = &page.operation else { continue };
        take_operation(&mut value, &page.document.value, operation);
        take_components(&mut value, &page.document.value, &mut added);
    }
    let reached = reach::from_contract(&value);
    let before = reach::from_contract(contract);
    let left_out: BTreeSet<Component> = added.difference(&reached).cloned().collect();
    for component in before.difference(&reached).chain(&left_out) {
        remove(&mut value, component);
    }
    Merged { value, left_out }
}

fn take_operation(contract: &mut Value, page: &Value, operation: &OperationKey) -> Option<()> {
    let new = operation.find(page)?.0.as_object()?;
    let item = object(object(contract.as_object_mut()?, "paths")?, &operation.path)?;
    // What a path item says for all its operations is as the page has it; the other operations stay.
    item.retain(|key, _| new.contains_key(key) || METHODS.contains(&key.as_str()));
    put_all(item, new, |_| {});
    Some(())
}

fn take_components(contract: &mut Value, page: &Value, added: &mut BTreeSet<Component>) -> Option<()> {
    for (section, new) in page.get("components")?.as_object()? {
        let Some(new) = new.as_object().filter(|new| !new.is_empty()) else {
            continue;
        };
        let old = object(object(contract.as_object_mut()?, "components")?, section)?;
        put_all(old, new, |name| {
            let (section, name) = (section.clone(), name.to_owned());
            added.insert(Component { section, name });
        });
    }
    Some(())
}

/// Puts every member of `new` into `old`, a new one behind the one that precedes it in `new`, else at the end.
fn put_all(old: &mut Map<String, Value>, new: &Map<String, Value>, mut is_new: impl FnMut(&str)) {
    let mut before: Option<&String> = None;
    for (key, value) in new {
        match old.get_mut(key) {
            Some(old) => {
                if old != value {
                    *old = value.clone();
                }
            }
            None => {
                let at = before.and_then(|before| old.keys().position(|key| key == before));
                old.shift_insert(at.map_or(old.len(), |at| at + 1), key.clone(), value.clone());
                is_new(key);
            }
        }
        before = Some(key);
    }
}

/// The object `key` of `members`, made if it is not there.
fn object<'a>(members: &'a mut Map<String, Value>, key: &str) -> Option<&'a mut Map<String, Value>> {
    let member = members.entry(key).or_insert(Value::Null);
    if !member.is_object() {
        *member = Value::Object(Map::new());
    }
    member.as_object_mut()
}

fn remove(contract: &mut Value, component: &Component) {
    let Some(components) = contract.get_mut("components").and_then(Value::as_object_mut) else {
        return;
    };
    let Some(section) = components.get_mut(&component.section).and_then(Value::as_object_mut) else {
        return;
    };
    section.shift_remove(&component.name);
    if section.is_empty() {
        components.shift_remove(&component.section);
    }
    if components.is_empty()
        && let Some(root) = contract.as_object_mut()
    {
        root.shift_remove("components");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{page, value};

    const CONTRACT: &str = "
        paths:
          /a:
            parameters: [{name: old}]
            get: {x: {$ref: '#/components/schemas/A'}}
            put: {x: {$ref: '#/components/schemas/Shared'}}
        components:
          schemas:
            A: {$ref: '#/components/schemas/B'}
            B: {}
            Shared: {type: string}
            Unused: {}
    ";

    fn merged(document: &str) -> String {
        let page = page(document);
        let merged = merge(&value(CONTRACT), &[&page]);
        let left_out: Vec<String> = merged.left_out.iter().map(ToString::to_string).collect();
        format!("{}\n{}", merged.value, left_out.join(" "))
    }

    #[test]
    fn an_operation_is_replaced_and_its_orphans_go_but_not_what_nothing_reached_before() {
        insta::assert_snapshot!(merged("
            paths:
              /a:
                get: {x: {$ref: '#/components/schemas/Shared'}}
            components:
              schemas:
                Shared: {type: integer}
        "), @r##"{"paths":{"/a":{"get":{"x":{"$ref":"#/components/schemas/Shared"}},"put":{"x":{"$ref":"#/components/schemas/Shared"}}}},"components":{"schemas":{"Shared":{"type":"integer"},"Unused":{}}}}"##);
    }

    #[test]
    fn what_is_new_comes_behind_what_precedes_it_in_the_page_and_what_nothing_reaches_is_left_out() {
        insta::assert_snapshot!(merged("
            paths:
              /a/{id}:
                delete: {x: [{$ref: '#/components/schemas/New'}, {$ref: '#/components/responses/Gone'}]}
            components:
              schemas:
                A: {$ref: '#/components/schemas/B'}
                New: {}
                Spare: {}
              responses:
                Gone: {}
        "), @r##"
        {"paths":{"/a":{"parameters":[{"name":"old"}],"get":{"x":{"$ref":"#/components/schemas/A"}},"put":{"x":{"$ref":"#/components/schemas/Shared"}}},"/a/{id}":{"delete":{"x":[{"$ref":"#/components/schemas/New"},{"$ref":"#/components/responses/Gone"}]}}},"components":{"schemas":{"A":{"$ref":"#/components/schemas/B"},"New":{},"B":{},"Shared":{"type":"string"},"Unused":{}},"responses":{"Gone":{}}}}
        components/schemas/Spare
        "##);
    }

    #[test]
    fn the_same_again_changes_nothing() {
        let page = page(
            "
            paths:
              /a:
                parameters: [{name: old}]
                put: {x: {$ref: '#/components/schemas/Shared'}}
            components:
              schemas:
                Shared: {type: string}
        ",
        );
        let contract = value(CONTRACT);
        assert_eq!(merge(&contract, &[&page]).value, contract);
    }
}
