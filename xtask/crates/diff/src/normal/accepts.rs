//! Whether a schema takes a value, as far as it can be told cheaply: for null, and for counterexamples.

use serde_json::{Map, Value};

use super::node::Node;
use super::side::Side;
use super::types::Types;
use super::value_set::ValueSet;
use super::values;
use document::schema_keywords::{ARRAY, OBJECT, STRING, is_about_one_type};

/// How deep schemas may be nested until the question is given up.
const FUEL: usize = 24;

/// Whether all of `nodes` take `value`. `None` when it could not be decided.
pub(crate) fn all<'a>(side: &Side<'a>, nodes: &[Node<'a>], value: &Value) -> Option<bool> {
    both(nodes.iter().map(|node| schema(side, node, value, FUEL)))
}

/// Three-valued conjunction.
fn both(decisions: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for decision in decisions {
        match decision {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

fn schema<'a>(side: &Side<'a>, node: &Node<'a>, value: &Value, fuel: usize) -> Option<bool> {
    let fuel = fuel.checked_sub(1)?;
    let members = match node.value {
        Value::Bool(all) => return Some(*all),
        Value::Object(members) => members,
        _ => return None,
    };
    // OpenAPI 3.0.4 section 4.7.24.1 lets `nullable` extend the type beside it; vendors put it beside a reference, a
    // composition or an enumeration as well, and mean it. So does the normal form, and the generator.
    if value.is_null() && node.is("nullable") {
        return Some(true);
    }
    if let (true, Some(reference)) = (side.is_30, node.text("$ref")) {
        let target = side.target(reference)?;
        return schema(side, &target, value, fuel);
    }
    let decide = |(name, constraint): (&'a String, &'a Value)| {
        keyword(side, node, members, (name.as_str(), constraint), value, fuel)
    };
    both(members.iter().map(decide))
}

/// Whether all of the keywords, each at its schema, take `value`. `None` when it could not be decided.
pub(super) fn all_keywords<'a>(side: &Side<'a>, keywords: &[(&Node<'a>, &str)], value: &Value) -> Option<bool> {
    both(keywords.iter().map(|(node, name)| {
        let members = node.value.as_object()?;
        let (name, constraint) = members.get_key_value(*name)?;
        keyword(side, node, members, (name.as_str(), constraint), value, FUEL)
    }))
}

/// Whether one keyword of the schema at `node` takes `value`.
fn keyword<'a>(
    side: &Side<'a>,
    node: &Node<'a>,
    members: &'a Map<String, Value>,
    (keyword, constraint): (&'a str, &'a Value),
    value: &Value,
    fuel: usize,
) -> Option<bool> {
    match keyword {
        "$ref" | "$dynamicRef" => {
            let target = side.target(constraint.as_str()?)?;
            schema(side, &target, value, fuel)
        }
        "type" => Some(Types::parse(constraint)?.has(Types::from_value(value))),
        "enum" => Some(constraint.as_array()?.iter().any(|one| values::same(one, value))),
        "const" => Some(values::same(constraint, value)),
        "allOf" => both(node.items_of(keyword).map(|node| schema(side, &node, value, fuel))),
        "anyOf" => {
            let none = both(
                node.items_of(keyword)
                    .map(|node| schema(side, &node, value, fuel).map(|taken| !taken)),
            );
            none.map(|none| !none)
        }
        "oneOf" => {
            let taken: Option<Vec<bool>> = node
                .items_of(keyword)
                .map(|node| schema(side, &node, value, fuel))
                .collect();
            Some(taken?.into_iter().filter(|taken| *taken).count() == 1)
        }
        "not" => schema(side, &node.get(keyword)?, value, fuel).map(|taken| !taken),
        "if" => {
            let branch = if schema(side, &node.get(keyword)?, value, fuel)? {
                "then"
            } else {
                "else"
            };
            node.get(branch)
                .map_or(Some(true), |node| schema(side, &node, value, fuel))
        }
        "then" | "else" => Some(true),
        keyword if values::is_annotation(keyword) => Some(true),
        keyword => match value {
            Value::Number(number) => of_number(keyword, constraint, number, members),
            Value::String(text) => of_text(side, keyword, constraint, text),
            Value::Array(items) => of_array(side, node, keyword, constraint, items, fuel),
            Value::Object(object) => of_object(side, node, keyword, constraint, object, fuel),
            Value::Null | Value::Bool(_) => is_typed(keyword).then_some(true),
        },
    }
}

/// Whether a keyword is about values of some types only.
pub(crate) fn is_typed(keyword: &str) -> bool {
    keyword == "format" || is_about_one_type(keyword)
}

fn of_number(
    keyword: &str,
    constraint: &Value,
    number: &serde_json::Number,
    beside: &Map<String, Value>,
) -> Option<bool> {
    let bound = constraint.as_number();
    let order = bound.map(|bound| values::order(number, bound));
    let flag = |keyword: &str| beside.get(keyword) == Some(&Value::Bool(true));
    match keyword {
        "minimum" if flag("exclusiveMinimum") => Some(order?.is_gt()),
        "maximum" if flag("exclusiveMaximum") => Some(order?.is_lt()),
        "minimum" => Some(order?.is_ge()),
        "maximum" => Some(order?.is_le()),
        "exclusiveMinimum" | "exclusiveMaximum" if constraint.is_boolean() => Some(true),
        "exclusiveMinimum" => Some(order?.is_gt()),
        "exclusiveMaximum" => Some(order?.is_lt()),
        "multipleOf" => {
            let (number, step) = (values::whole(number)?, values::whole(bound?)?);
            Some(number.checked_rem(step)? == 0)
        }
        "format" => {
            let (least, greatest) = values::integer_range(constraint.as_str()?)?;
            Some(values::order(number, &least).is_ge() && values::order(number, &greatest).is_le())
        }
        keyword => is_typed(keyword).then_some(true),
    }
}

/// Up to how many characters a string is held against patterns.
const MAX_MATCHED: u64 = 256;

fn of_text<'a>(side: &Side<'a>, keyword: &str, constraint: &'a Value, text: &str) -> Option<bool> {
    let length = u64::try_from(text.chars().count()).ok()?;
    match keyword {
        "pattern" if length <= MAX_MATCHED => Some(side.pattern(constraint.as_str()?)?.find(text).is_some()),
        "minLength" => Some(length >= values::count(constraint)?),
        "maxLength" => Some(length <= values::count(constraint)?),
        keyword => (is_typed(keyword) && !STRING.contains(&keyword) && keyword != "format").then_some(true),
    }
}

fn of_array<'a>(
    side: &Side<'a>,
    node: &Node<'a>,
    keyword: &str,
    constraint: &Value,
    items: &[Value],
    fuel: usize,
) -> Option<bool> {
    let count = u64::try_from(items.len()).ok()?;
    let takes = |(schema_of, item): (Node<'a>, &Value)| schema(side, &schema_of, item, fuel);
    match keyword {
        "minItems" => Some(count >= values::count(constraint)?),
        "maxItems" => Some(count <= values::count(constraint)?),
        "prefixItems" => both(node.items_of(keyword).zip(items).map(takes)),
        "items" => {
            let rest = items.iter().skip(node.items_of("prefixItems").count());
            both(rest.map(|item| takes((node.get(keyword)?, item))))
        }
        "uniqueItems" => {
            let mut seen = ValueSet::default();
            Some(*constraint != Value::Bool(true) || items.iter().all(|item| seen.insert(item)))
        }
        "unevaluatedItems" | "maxContains" if items.is_empty() => Some(true),
        keyword => (is_typed(keyword) && !ARRAY.contains(&keyword)).then_some(true),
    }
}

fn of_object<'a>(
    side: &Side<'a>,
    node: &Node<'a>,
    keyword: &str,
    constraint: &Value,
    object: &Map<String, Value>,
    fuel: usize,
) -> Option<bool> {
    let count = u64::try_from(object.len()).ok()?;
    match keyword {
        "minProperties" => Some(count >= values::count(constraint)?),
        "maxProperties" => Some(count <= values::count(constraint)?),
        "required" => {
            let mut names = constraint.as_array()?.iter().filter_map(Value::as_str);
            Some(names.all(|name| object.contains_key(name)))
        }
        _ if object.is_empty() => is_typed(keyword).then_some(true),
        "properties" => both(object.iter().map(|(name, value)| {
            let property = node.get(keyword)?.get(name);
            property.map_or(Some(true), |property| schema(side, &property, value, fuel))
        })),
        "additionalProperties" => {
            let known = |name: &String| node.get("properties").is_some_and(|known| known.get(name).is_some());
            if object.keys().all(known) {
                Some(true)
            } else {
                values::is_anything(constraint).then_some(true)
            }
        }
        keyword => (is_typed(keyword) && !OBJECT.contains(&keyword)).then_some(true),
    }
}
