//! Which operations lead to a component, directly or by others.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::node::Node;
use super::paths::{name, operations};
use super::side::{Side, component};

/// Who refers to whom.
#[derive(Debug, Default)]
pub(crate) struct Reach<'a> {
    /// Component → operations that refer to it.
    operations: HashMap<&'a str, Vec<String>>,
    /// Component → components that refer to it.
    components: HashMap<&'a str, Vec<String>>,
}

impl<'a> Reach<'a> {
    pub(crate) fn compute(side: &Side<'a>) -> Self {
        let mut reach = Self::default();
        let root = side.root();
        for (key, label) in [("paths", ""), ("webhooks", "webhook ")] {
            for (path, item) in root.members_of(key) {
                for operation in operations(side, path, &item) {
                    let called = format!("{label}{}", name(operation.method, path));
                    let shared = operation.item.get("parameters").map(|node| node.value);
                    for value in [Some(operation.node.value), shared].into_iter().flatten() {
                        references(value, &mut |to| {
                            reach.operations.entry(to).or_default().push(called.clone())
                        });
                    }
                }
            }
        }
        let lists = root
            .get("components")
            .into_iter()
            .flat_map(|components| components.members());
        for member in lists
            .flat_map(|(_, list)| list.members())
            .map(|(_, member): (_, Node<'a>)| member)
        {
            let from = member.pointer().to_string();
            references(member.value, &mut |to| {
                reach.components.entry(to).or_default().push(from.clone())
            });
        }
        reach
    }

    /// The operations that lead to the component at `pointer`, sorted.
    pub(crate) fn users(&self, pointer: &str) -> BTreeSet<String> {
        let mut users = BTreeSet::new();
        let mut seen: HashSet<&str> = HashSet::new();
        let mut open = vec![pointer];
        while let Some(component) = open.pop() {
            if seen.insert(component) {
                users.extend(self.operations.get(component).into_iter().flatten().cloned());
                open.extend(self.components.get(component).into_iter().flatten().map(String::as_str));
            }
        }
        users
    }
}

/// Shows `each` the components that `value` refers to.
fn references<'a>(value: &'a Value, each: &mut dyn FnMut(&'a str)) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if let (true, Some(to)) = (
                    key == "$ref" || key == "$dynamicRef",
                    member.as_str().and_then(component),
                ) {
                    each(to);
                }
                references(member, each);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, each)),
        _ => {}
    }
}
