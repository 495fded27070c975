//! Values, the strings that they are written as, and what a schema asks of those of one type.

use serde_json::{Number, Value};

use crate::judge::Effect;
use crate::normal::values::{count, is_annotation};
use crate::normal::{Node, Side, Types, View, accepts, formats};
use document::schema_keywords;

/// Whether all of `nodes` take `value`, with the formats that can be asked about a sample.
pub(super) fn takes<'a>(side: &Side<'a>, nodes: &[Node<'a>], value: &Value) -> Option<bool> {
    accepts(side, nodes, value).or_else(|| {
        let view = View::of_nodes(side, nodes);
        if !view.types.has(Types::from_value(value)) {
            return Some(false);
        }
        let (formats, text) = (view.all("format"), value.as_str()?);
        let named = || formats.iter().filter_map(|format| format.value.as_str());
        if named().any(|format| formats::is_ruled_out(format, text)) {
            return Some(false);
        }
        let is_sample = formats.len() == 1 && named().any(|format| formats::sample(format) == Some(text));
        let is_alone =
            !has_other_keywords(&view, Types::STRING, &["format"]) && view.unions.is_empty() && view.values.is_none();
        (is_alone && is_sample).then_some(true)
    })
}

/// The string that a value is sent as. Lists and objects are several, and null is none.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(match number.as_f64() {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it is a whole number of at most 15 digits"
            )]
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => (float as i64).to_string(),
            _ => number.to_string(),
        }),
        _ => None,
    }
}

pub(super) fn items<'a>(view: &View<'a>) -> Vec<Node<'a>> {
    view.all("items")
}

pub(super) fn bound(view: &View<'_>, keyword: &str) -> Option<u64> {
    let all = view.all(keyword).into_iter().filter_map(|node| count(node.value));
    if keyword.starts_with("max") {
        all.min()
    } else {
        all.max()
    }
}

/// Whether a schema asks for more of values of a kind than that they are of it, but for `known`.
pub(super) fn has_other_keywords(view: &View<'_>, kind: Types, known: &[&str]) -> bool {
    let about: &[&str] = match kind {
        Types::STRING => &schema_keywords::STRING,
        Types::ARRAY => &schema_keywords::ARRAY,
        Types::OBJECT => &schema_keywords::OBJECT,
        _ => &schema_keywords::NUMBER,
    };
    let mut keywords = view.parts.iter().flat_map(|part| part.keywords.iter());
    keywords.any(|(keyword, value)| {
        let keyword = keyword.as_str();
        let counts = match keyword {
            "format" => formats::effect(None, value.as_str(), kind) != Effect::Equal,
            "type" | "enum" | "const" | "allOf" | "anyOf" | "oneOf" | "$ref" | "$dynamicRef" => false,
            "not" | "if" => true,
            "minLength" | "minItems" if count(value) == Some(0) => false,
            keyword => about.contains(&keyword),
        };
        counts && !known.contains(&keyword) && !is_annotation(keyword)
    })
}

/// Whether two schemas ask for the same of values of a kind.
pub(super) fn says_the_same(one: &View<'_>, other: &View<'_>, kind: Types) -> bool {
    let about: &[&str] = if kind == Types::STRING {
        &schema_keywords::STRING
    } else {
        &schema_keywords::NUMBER
    };
    let asks = |view: &View<'_>| {
        let mut all: Vec<_> = about
            .iter()
            .chain(&["format", "not", "if"])
            .flat_map(|keyword| {
                view.all(keyword)
                    .into_iter()
                    .map(move |node| (*keyword, node.value.clone()))
            })
            .collect();
        all.sort_by(|one, other| {
            one.0
                .cmp(other.0)
                .then_with(|| one.1.to_string().cmp(&other.1.to_string()))
        });
        all.dedup();
        all
    };
    let is_plain = |view: &View<'_>| view.values.is_none() && !view.unions.iter().any(|union| union.exclusive);
    other.types.has(kind) && is_plain(one) && is_plain(other) && asks(one) == asks(other)
}

/// Values of a kind that may tell two schemas apart.
pub(super) fn samples(view: &View<'_>, kind: Types) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    if kind == Types::STRING {
        let sizes = [
            bound(view, "minLength").unwrap_or(0),
            bound(view, "maxLength").unwrap_or(64),
        ];
        all.extend(["text", "a,b", "", "1", "0.5", "true"].map(Value::from));
        all.extend(
            sizes
                .iter()
                .filter(|size| **size <= 4_096)
                .map(|size| Value::from("x".repeat(usize::try_from(*size).unwrap_or_default()))),
        );
        let formats = view.all("format").into_iter();
        all.extend(formats.filter_map(|format| Some(Value::from(formats::sample(format.value.as_str()?)?))));
        return all;
    }
    let is_integer = kind == Types::INTEGER;
    all.extend(
        ["0", "1", "-1", "7", "1234567", "-1234567"]
            .iter()
            .filter_map(|text| Some(Value::Number(text.parse().ok()?))),
    );
    for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
        for bound in view.all(keyword).into_iter().filter_map(|node| node.value.as_i64()) {
            all.extend(
                [bound.checked_sub(1), Some(bound), bound.checked_add(1)]
                    .into_iter()
                    .flatten()
                    .map(Value::from),
            );
        }
    }
    if !is_integer {
        all = all
            .into_iter()
            .filter_map(|value| Number::from_f64(value.as_f64()? + 0.5))
            .map(Value::Number)
            .collect();
    }
    all
}
