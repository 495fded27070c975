//! Values as JSON Schema compares them.

use std::cmp::Ordering;

use serde_json::{Map, Number, Value};

/// Whether two values are one to JSON Schema: numbers count by their value, `1` is `1.0` (2020-12 section 4.2.2).
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => order(one, other) == Ordering::Equal,
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has = |(key, value): (&String, &Value)| other.get(key).is_some_and(|other| same(value, other));
            one.len() == other.len() && one.iter().all(has)
        }
        (one, other) => one == other,
    }
}

/// Which of two numbers is greater.
pub(crate) fn order(one: &Number, other: &Number) -> Ordering {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => float(one).partial_cmp(&float(other)).unwrap_or(Ordering::Equal),
    }
}

/// A number that is written as an integer.
pub(crate) fn whole(number: &Number) -> Option<i128> {
    let signed = number.as_i64().map(i128::from);
    signed.or_else(|| number.as_u64().map(i128::from))
}

/// A number as floating point.
pub(crate) fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}

/// Whether a number has no fraction: then it is an integer to JSON Schema.
pub(crate) fn is_integral(number: &Number) -> bool {
    whole(number).is_some() || float(number).fract() == 0.0
}

/// The least and the greatest number of a format of integers (the registry of formats of OpenAPI).
pub(crate) fn integer_range(format: &str) -> Option<(Number, Number)> {
    let signed = |least: i64, greatest: i64| Some((least.into(), greatest.into()));
    let unsigned = |greatest: u64| Some((0.into(), greatest.into()));
    match format {
        "int8" => signed(i8::MIN.into(), i8::MAX.into()),
        "int16" => signed(i16::MIN.into(), i16::MAX.into()),
        "int32" => signed(i32::MIN.into(), i32::MAX.into()),
        "int64" => signed(i64::MIN, i64::MAX),
        "uint8" => unsigned(u8::MAX.into()),
        "uint16" => unsigned(u16::MAX.into()),
        "uint32" => unsigned(u32::MAX.into()),
        "uint64" => unsigned(u64::MAX),
        _ => None,
    }
}

/// A length or a count.
pub(crate) fn count(value: &Value) -> Option<u64> {
    let number = value.as_number()?;
    number.as_u64().or_else(|| {
        let float = number.as_f64()?;
        (float >= 0.0 && float.fract() == 0.0 && float < 9e15).then(|| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked just before"
            )]
            let count = float as u64;
            count
        })
    })
}

/// The members that tell nothing about which values are valid.
pub(crate) fn is_annotation(keyword: &str) -> bool {
    matches!(
        keyword,
        "title"
            | "description"
            | "default"
            | "example"
            | "examples"
            | "deprecated"
            | "readOnly"
            | "writeOnly"
            | "externalDocs"
            | "xml"
            | "discriminator"
            | "nullable"
            | "$comment"
            | "$defs"
            | "definitions"
            | "$id"
            | "$schema"
            | "$anchor"
            | "$dynamicAnchor"
            | "$vocabulary"
    ) || keyword.starts_with("x-")
}

/// Whether a schema takes every value.
pub(crate) fn is_anything(value: &Value) -> bool {
    match value {
        Value::Bool(all) => *all,
        Value::Object(members) => members.keys().all(|keyword| is_annotation(keyword)),
        _ => false,
    }
}

/// Whether a reference is in `value`: what it means is not only what it says then.
pub(crate) fn has_reference(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            members.contains_key("$ref")
                || members.contains_key("$dynamicRef")
                || members.contains_key("discriminator")
                || members.values().any(has_reference)
        }
        Value::Array(items) => items.iter().any(has_reference),
        _ => false,
    }
}

/// A value for a person: in one line, and not without end.
pub(crate) fn shown(value: &Value) -> String {
    const SHOWN: usize = 60;
    let text = value.to_string();
    if text.chars().count() > SHOWN {
        text.chars().take(SHOWN).chain(['…']).collect()
    } else {
        text
    }
}

/// How much of a value a finding carries.
const CARRIED: usize = 2_000;

/// `value` if it is small, else what is near its top.
pub(crate) fn brief(value: &Value) -> Value {
    match size(value, CARRIED) {
        Some(_) => value.clone(),
        None => pruned(value, 3),
    }
}

/// About how many characters a value has, if they are no more than `bound`.
fn size(value: &Value, bound: usize) -> Option<usize> {
    match value {
        Value::String(text) => bound.checked_sub(text.len() + 2),
        Value::Array(items) => items
            .iter()
            .try_fold(bound, |left, item| size(item, left.checked_sub(1)?)),
        Value::Object(members) => members.iter().try_fold(bound, |left, (key, member)| {
            size(member, left.checked_sub(key.len() + 4)?)
        }),
        _ => bound.checked_sub(4),
    }
}

fn pruned(value: &Value, depth: usize) -> Value {
    const MEMBERS: usize = 20;
    match value {
        Value::Object(_) | Value::Array(_) if depth == 0 => Value::String("…".to_owned()),
        Value::Array(items) => {
            let more = (items.len() > MEMBERS).then(|| Value::String(format!("… and {} more", items.len() - MEMBERS)));
            items
                .iter()
                .take(MEMBERS)
                .map(|item| pruned(item, depth - 1))
                .chain(more)
                .collect()
        }
        Value::Object(members) => {
            let kept = members.iter().take(MEMBERS);
            let mut kept: Map<String, Value> = kept
                .map(|(key, member)| (key.clone(), pruned(member, depth - 1)))
                .collect();
            if members.len() > MEMBERS {
                kept.insert(
                    "…".to_owned(),
                    Value::String(format!("{} more", members.len() - MEMBERS)),
                );
            }
            Value::Object(kept)
        }
        Value::String(text) if text.chars().count() > 400 => {
            Value::String(text.chars().take(400).chain(['…']).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_count_by_their_value_and_everything_else_by_what_it_is() {
        assert!(same(&json!([1, {"a": 2.0}]), &json!([1.0, {"a": 2}])));
        assert!(!same(&json!(1), &json!("1")));
        assert!(!same(&json!({"a": 1}), &json!({"a": 1, "b": null})));
    }

    #[test]
    fn what_a_finding_carries_is_bounded() {
        let long: Vec<_> = (0..5_000)
            .map(|number| json!({"n": {"text": "x".repeat(1_000), "number": number}}))
            .collect();
        assert!(brief(&json!(long)).to_string().len() < 20_000);
        assert_eq!(brief(&json!({"a": [1, 2]})), json!({"a": [1, 2]}));
    }
}
