//! Values that a schema allows.

use document::{Pointer, reference};
use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

/// How much of what may be absent is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What is required, and no more.
    Least,
    /// Every property once. Of a union, the branch of this number, counted around.
    All { branch: usize },
}

/// How deep optional properties go: schemas may contain themselves.
const DEPTH: usize = 12;

/// A value that a request may have where `schema` stands; nothing where no such value is known.
///
/// It is valid by JSON Schema: where it would not be, because the branches of a `oneOf` overlap, what is optional and next to
/// the fault is left out.
#[must_use]
pub fn value(root: &Value, schema: &Value, extent: Extent) -> Option<Value> {
    let mut value = Sampler { root, extent }.value(schema, 0, &[])?;
    let validator = validator(root, schema)?;
    // Each round leaves something out.
    for _ in 0..1000 {
        let Some(fault) = validator
            .iter_errors(&value)
            .next()
            .map(|error| error.instance_path().to_string())
        else {
            return Some(value);
        };
        let place = Pointer::parse(&fault)?;
        if !leave_out(root, schema, &mut value, &place) {
            return None;
        }
    }
    None
}

fn validator(root: &Value, schema: &Value) -> Option<jsonschema::Validator> {
    let mut whole = schema.as_object()?.clone();
    whole.insert(
        "components".to_owned(),
        root.get("components").cloned().unwrap_or_default(),
    );
    jsonschema::draft202012::new(&Value::Object(whole)).ok()
}

/// Takes the last optional member on the way to `place` out of `value`.
fn leave_out(root: &Value, schema: &Value, value: &mut Value, place: &Pointer) -> bool {
    let tokens = place.tokens();
    for length in (1..=tokens.len()).rev() {
        let (parent, name) = (Pointer::from_tokens(&tokens[..length - 1]), &tokens[length - 1]);
        let mut smaller = value.clone();
        let members = smaller.pointer_mut(&parent.to_string()).and_then(Value::as_object_mut);
        if members.is_none_or(|members| members.shift_remove(name).is_none()) {
            continue;
        }
        // Optional is what is not missed.
        let missed = validator(root, schema).is_some_and(|validator| {
            let mut errors = validator.iter_errors(&smaller);
            errors.any(|error| error.instance_path().to_string() == parent.to_string())
        });
        if !missed {
            *value = smaller;
            return true;
        }
    }
    false
}

struct Sampler<'a> {
    root: &'a Value,
    extent: Extent,
}

impl Sampler<'_> {
    /// `within` are the references on the way: what contains itself is not gone into again.
    fn value(&self, schema: &Value, depth: usize, within: &[&str]) -> Option<Value> {
        if depth > 3 * DEPTH {
            return None;
        }
        let named = schema.get("$ref").and_then(Value::as_str);
        let depth = if named.is_some_and(|name| within.contains(&name)) {
            depth.max(DEPTH)
        } else {
            depth
        };
        let within = &within.iter().copied().chain(named).collect::<Vec<_>>();
        let schema = &self.flatten(schema, depth);
        if let Some(fixed) = schema.get("const") {
            return Some(fixed.clone());
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values.iter().find(|value| !value.is_null()).or(values.first()).cloned();
        }
        match kind(schema) {
            "object" => self.object(schema, depth, within),
            "array" => self.array(schema, depth, within),
            "string" => string(schema),
            "integer" => Some(number(schema, true)),
            "number" => Some(number(schema, false)),
            "boolean" => Some(json!(true)),
            "null" => Some(Value::Null),
            _ => Some(json!({})),
        }
    }

    /// One object with the keywords of the schema, of what it refers to, of all of `allOf`, and of a branch of its unions.
    fn flatten(&self, schema: &Value, depth: usize) -> Value {
        let mut flat = Map::new();
        self.gather(schema, &mut flat, depth);
        Value::Object(flat)
    }

    fn gather(&self, schema: &Value, flat: &mut Map<String, Value>, depth: usize) {
        if depth > 4 * DEPTH {
            return;
        }
        if let Some((target, _)) = reference::resolve(self.root, schema) {
            self.gather(target, flat, depth + 1);
        }
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            match keyword.as_str() {
                "$ref" => {}
                "allOf" => {
                    let parts = value.as_array().into_iter().flatten();
                    parts.for_each(|part| self.gather(part, flat, depth + 1));
                }
                "oneOf" | "anyOf" => {
                    if let Some(branch) = self.branch(value) {
                        self.gather(branch, flat, depth + 1);
                    }
                }
                "properties" => {
                    let known = flat.entry("properties").or_insert_with(|| json!({}));
                    if let (Some(known), Some(more)) = (known.as_object_mut(), value.as_object()) {
                        known.extend(more.clone());
                    }
                }
                "required" => {
                    let known = flat.entry("required").or_insert_with(|| json!([]));
                    if let (Some(known), Some(more)) = (known.as_array_mut(), value.as_array()) {
                        known.extend(more.iter().cloned());
                    }
                }
                _ => {
                    flat.insert(keyword.clone(), value.clone());
                }
            }
        }
    }

    fn branch<'b>(&self, union: &'b Value) -> Option<&'b Value> {
        let branches: Vec<&Value> = union
            .as_array()?
            .iter()
            .filter(|branch| kind(branch) != "null")
            .collect();
        let number = match self.extent {
            Extent::Least => 0,
            Extent::All { branch } => branch % branches.len().max(1),
        };
        branches.get(number).copied()
    }

    fn object(&self, schema: &Value, depth: usize, within: &[&str]) -> Option<Value> {
        let required: Vec<&str> = strings(schema.get("required")).collect();
        let all = self.extent != Extent::Least && depth < DEPTH;
        let mut members = Map::new();
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let is_required = required.contains(&name.as_str());
            let is_read_only = property.get("readOnly") == Some(&Value::Bool(true));
            if is_read_only || !(is_required || all) {
                continue;
            }
            match self.value(property, depth + 1, within) {
                Some(value) => drop(members.insert(name.clone(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        match schema.get("additionalProperties") {
            Some(more @ Value::Object(_)) if all => {
                members.extend(
                    self.value(more, depth + 1, within)
                        .map(|value| ("key".to_owned(), value)),
                );
            }
            _ => {}
        }
        Some(Value::Object(members))
    }

    fn array(&self, schema: &Value, depth: usize, within: &[&str]) -> Option<Value> {
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let wanted = match self.extent {
            Extent::Least => least,
            Extent::All { .. } => least.max(1),
        };
        let item = match schema.get("items") {
            Some(items) if wanted > 0 => match self.value(items, depth + 1, within) {
                Some(item) => item,
                None if least == 0 => return Some(json!([])),
                None => return None,
            },
            _ => json!("item"),
        };
        Some((0..wanted).map(|_| item.clone()).collect())
    }
}

/// The type of what is written, also where the keyword is missing.
fn kind(schema: &Value) -> &str {
    let named = match schema.get("type") {
        Some(Value::Array(types)) => types
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null")
            .or(Some("null")),
        other => other.and_then(Value::as_str),
    };
    let implied = || match schema {
        _ if schema.get("properties").is_some() => "object",
        _ if schema.get("items").is_some() => "array",
        _ if schema.get("pattern").is_some() => "string",
        _ => "",
    };
    named.unwrap_or_else(implied)
}

fn string(schema: &Value) -> Option<Value> {
    if let Some(example) = schema
        .get("example")
        .or_else(|| schema.pointer("/examples/0"))
        .filter(|value| value.is_string())
    {
        return Some(example.clone());
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        // Anchors are implied there, and not taken.
        let inner = pattern.trim_start_matches('^').trim_end_matches('$');
        let made = string_regex(inner)
            .ok()?
            .new_tree(&mut TestRunner::deterministic())
            .ok()?;
        return Some(Value::String(made.current()));
    }
    let text = match schema.get("format").and_then(Value::as_str).unwrap_or_default() {
        "date-time" => "2026-12-01T09:30:00+00:00",
        "date" => "2026-12-01",
        "time" => "09:30:00Z",
        "duration" => "PT1H",
        "uuid" => "7d3f9a52-0c5e-4a34-9b1d-2f0a4f5f8a10",
        "email" | "idn-email" => "ada@example.com",
        "uri" | "url" | "iri" | "uri-reference" => "https://example.com/a",
        "hostname" => "sip.example.com",
        "ipv4" => "192.0.2.10",
        "ipv6" => "2001:db8::1",
        "byte" => "YQ==",
        // The constraint of this API on telephone numbers, and that of others by a name that is not registered.
        "e164" | "phone" => "+14155550142",
        _ => "text",
    };
    let bound = |keyword| {
        schema
            .get(keyword)
            .and_then(Value::as_u64)
            .and_then(|bound| usize::try_from(bound).ok())
    };
    let mut text = text.to_owned();
    while bound("minLength").is_some_and(|least| text.chars().count() < least) {
        text.push('t');
    }
    let most = bound("maxLength").unwrap_or(usize::MAX);
    Some(Value::String(text.chars().take(most).collect()))
}

fn number(schema: &Value, is_integer: bool) -> Value {
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let step = bound("multipleOf").unwrap_or(1.0);
    let mut number = step;
    if let Some(least) = bound("minimum").filter(|least| *least > number) {
        number = (least / step).ceil() * step;
    }
    if let Some(least) = bound("exclusiveMinimum").filter(|least| *least >= number) {
        number = ((least / step).floor() + 1.0) * step;
    }
    if let Some(most) = bound("maximum").filter(|most| *most < number) {
        number = if is_integer { most.floor() } else { most };
    }
    if let Some(most) = bound("exclusiveMaximum").filter(|most| *most <= number) {
        number = if is_integer { most.ceil() - 1.0 } else { most / 2.0 };
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounds of documents that are tried here are small"
    )]
    if number.fract() == 0.0 {
        json!(number as i64)
    } else {
        json!(number)
    }
}

fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(schema: &Value) -> Value {
        value(&json!({}), schema, Extent::All { branch: 0 }).unwrap()
    }

    #[test]
    fn the_least_has_what_is_required_and_all_has_everything_that_may_be_sent() {
        let schema = json!({"type": "object", "required": ["a"], "properties": {
            "a": {"type": "string", "minLength": 6}, "b": {"type": "integer", "minimum": 3}, "c": {"readOnly": true}}});
        assert_eq!(value(&json!({}), &schema, Extent::Least), Some(json!({"a": "texttt"})));
        assert_eq!(all(&schema), json!({"a": "texttt", "b": 3}));
    }

    #[test]
    fn a_number_keeps_all_its_bounds() {
        assert_eq!(
            all(&json!({"type": "integer", "exclusiveMinimum": 4, "multipleOf": 5})),
            json!(5)
        );
        assert_eq!(all(&json!({"type": "number", "maximum": 0.5})), json!(0.5));
    }

    #[test]
    fn a_schema_that_contains_itself_ends() {
        let root = json!({"components": {"schemas": {"Tree": {"type": "object", "properties": {
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}}}}});
        assert!(
            value(
                &root,
                &json!({"$ref": "#/components/schemas/Tree"}),
                Extent::All { branch: 0 }
            )
            .is_some()
        );
    }

    #[test]
    fn a_pattern_is_kept() {
        let made = all(&json!({"type": "string", "pattern": "^[A-Z]{3}-[0-9]+$"}));
        assert!(made.as_str().unwrap().contains('-'));
    }
}
