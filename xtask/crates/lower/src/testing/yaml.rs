//! Documents as YAML, laid out as the tests write them: blocks outside, `{flow: style}` inside.

use serde_json::{Map, Value};

/// The columns that a line in flow style may take.
const WIDTH: usize = 100;

/// How deep the containers of containers are blocks even where they are short: `components`, `schemas`, a schema; `paths`, a path,
/// an operation.
const BLOCKS: usize = 3;

/// The value, each object in its own order. What stands in the same place of `other` is laid out alike, so that the two differ in lines
/// that say something else, and in no others.
pub(super) fn print(value: &Value, other: &Value) -> String {
    if is_leaf(value) {
        return flow(value) + "\n";
    }
    let mut text = String::new();
    block(value, Some(other), 0, &mut text);
    text
}

/// A container as lines that are `depth` levels deep; the first is not indented.
fn block(value: &Value, other: Option<&Value>, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let mut line = |head: &str, break_after_head: &str, member: &Value, other: Option<&Value>| {
        if text.ends_with('\n') {
            text.push_str(&indent);
        }
        text.push_str(head);
        let column = indent.len() + head.len() + 1;
        let is_flow = |value: &Value| is_flow(value, depth + 1, column);
        if is_leaf(member) || is_flow(member) && other.is_none_or(is_flow) {
            text.push_str(&format!(" {}\n", flow(member)));
        } else {
            text.push_str(break_after_head);
            block(member, other, depth + 1, text);
        }
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            let other = other.and_then(|other| other.get(name));
            line(&format!("{}:", scalar(name)), "\n", member, other);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(position, item)| {
            line("-", " ", item, other.and_then(|other| other.get(position)));
        }),
        _ => {}
    }
}

/// Whether nothing is inside the value.
fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

/// Whether the value may stand on one line, after `column` others.
fn is_flow(value: &Value, depth: usize, column: usize) -> bool {
    let nests = match value {
        Value::Object(members) => !members.values().all(is_leaf),
        Value::Array(items) => !items.iter().all(is_leaf),
        _ => false,
    };
    is_leaf(value) || !(nests && depth < BLOCKS) && column + flow(value).chars().count() <= WIDTH
}

fn flow(value: &Value) -> String {
    let member = |(name, member): (&String, &Value)| format!("{}: {}", scalar(name), flow(member));
    let members = |members: &Map<String, Value>| members.iter().map(member).collect::<Vec<_>>().join(", ");
    match value {
        Value::Object(object) => format!("{{{}}}", members(object)),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) => scalar(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A string, with quotes where it would be something else without, or where a reader could think so.
fn scalar(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "_-/.$*+ ".contains(character);
    let starts = text.starts_with(|character: char| character.is_alphabetic() || "_/$".contains(character));
    let is_word =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_ascii_lowercase().as_str());
    if starts && text.chars().all(plain) && !text.ends_with(' ') && !is_word {
        text.to_owned()
    } else if text.contains(['\'', '\\', '"']) || text.chars().any(char::is_control) {
        // Each string of JSON is one of YAML.
        Value::from(text).to_string()
    } else {
        format!("'{text}'")
    }
}
