//! Moving the parts of a schema about, their places with them.

use serde_json::Value;

pub(crate) use document::normal::is_annotation;
use document::{Pointer, SourceMap};

/// The members of an object.
pub(crate) type Members = serde_json::Map<String, Value>;

/// Lets the place of a node follow it.
pub(crate) fn follow(source: &mut SourceMap, from: &Pointer, to: &Pointer) {
    if let Some(node) = source.take(from) {
        source.put(to, node);
    }
}

/// Puts `new` with `value` where `old` stands in the object at `pointer`.
pub(crate) fn replace(
    members: &mut Members,
    source: &mut SourceMap,
    pointer: &Pointer,
    old: &str,
    (new, value): (&str, Value),
) {
    let mut value = Some(value);
    for (key, was) in std::mem::take(members) {
        if key == old {
            members.extend(value.take().map(|value| (new.to_owned(), value)));
        } else if key != new {
            members.insert(key, was);
        }
    }
    follow(source, &pointer.join(old), &pointer.join(new));
}

/// Takes a member out, its place with it.
pub(crate) fn remove(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, key: &str) -> Option<Value> {
    let value = members.shift_remove(key)?;
    source.take(&pointer.join(key));
    Some(value)
}

/// Keeps the elements of the array at `pointer` that `keep` wants.
pub(crate) fn retain(
    list: &mut Vec<Value>,
    source: &mut SourceMap,
    pointer: &Pointer,
    mut keep: impl FnMut(&Value) -> bool,
) {
    let kept: Vec<bool> = list.iter().map(&mut keep).collect();
    for index in (0..kept.len()).rev().filter(|index| kept.get(*index) == Some(&false)) {
        list.remove(index);
        source.remove_element(pointer, index);
    }
}

/// Moves the members of the object at `from` into the one at `pointer`; what is there already stays.
pub(crate) fn lift(
    members: &mut Members,
    source: &mut SourceMap,
    pointer: &Pointer,
    (from, below): (&Pointer, Members),
) {
    for (key, value) in below {
        if !members.contains_key(&key) {
            follow(source, &from.join(&key), &pointer.join(&key));
            members.insert(key, value);
        }
    }
}

/// Adds a sentence to the description.
pub(crate) fn say(members: &mut Members, sentence: &str) {
    let description = match members.get("description").and_then(Value::as_str).map(str::trim_end) {
        None | Some("") => sentence.to_owned(),
        Some(said) => format!("{said}\n\n{sentence}"),
    };
    members.insert("description".to_owned(), description.into());
}

/// Names in backticks, with commas between them.
pub(crate) fn listed<S: std::fmt::Display>(names: impl IntoIterator<Item = S>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Whether the schema at `pointer` is an element of one of these lists of schemas.
pub(crate) fn is_branch(pointer: &Pointer, lists: &[&str]) -> bool {
    let above = pointer.parent();
    let list = above.as_ref().and_then(Pointer::last);
    list.is_some_and(|list| lists.contains(&list)) && pointer.last().is_some_and(|last| last.parse::<usize>().is_ok())
}
