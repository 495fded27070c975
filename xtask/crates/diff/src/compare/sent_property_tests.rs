//! What holds for all that travels as a string: a verdict is never better than what the strings say that can be sent, and
//! the same strings are never a break. The strings are made by a serializer that knows nothing of the comparison.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

use super::compare;
use crate::model::Wire;
use document::{Document, SourceMap};

/// Where a value is sent, and how it is written.
#[derive(Clone, Debug)]
struct Place {
    location: &'static str,
    style: &'static str,
    explode: bool,
}

/// Whether nothing is escaped.
fn is_raw(place: &Place) -> bool {
    matches!(place.location, "response" | "header")
}

/// How RFC 6570 and OpenAPI 3.1.1 section 4.8.12.3 write a value. `None` where nothing is sent, or nothing is defined.
fn written(place: &Place, value: &Value) -> Option<String> {
    let escape = |text: &str| -> String {
        if is_raw(place) {
            return text.to_owned();
        }
        let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let escaped = text.bytes().map(|byte| {
            if is_kept(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        });
        escaped.collect()
    };
    // In a header an item that has a comma would be read as two.
    let is_item = matches!(value, Value::Array(_) | Value::Object(_)) && is_raw(place);
    let one = |value: &Value| match value {
        Value::String(text) if is_item && text.contains(',') => None,
        Value::String(text) => Some(escape(text)),
        Value::Bool(_) | Value::Number(_) => Some(escape(&value.to_string())),
        _ => None,
    };
    let all = |items: &[Value]| {
        items
            .iter()
            .map(one)
            .collect::<Option<Vec<_>>>()
            .filter(|items| !items.is_empty())
    };
    let pairs = |members: &Map<String, Value>| -> Option<Vec<(String, String)>> {
        let pairs = members.iter().map(|(name, value)| Some((name.clone(), one(value)?)));
        pairs.collect::<Option<Vec<_>>>().filter(|pairs| !pairs.is_empty())
    };
    let flat = |pairs: Vec<(String, String)>| {
        pairs
            .into_iter()
            .flat_map(|(name, value)| [name, value])
            .collect::<Vec<_>>()
    };
    let equal = |pairs: Vec<(String, String)>| {
        pairs
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
    };
    let named = |mark: &str, items: Vec<String>| items.iter().map(|item| format!("{mark}q={item}")).collect::<String>();
    Some(match (place.style, place.explode, value) {
        ("form", true, Value::Array(items)) => named("&", all(items)?),
        ("form", true, Value::Object(members)) => format!("&{}", equal(pairs(members)?).join("&")),
        ("form", false, Value::Array(items)) => format!("&q={}", all(items)?.join(",")),
        ("form", false, Value::Object(members)) => format!("&q={}", flat(pairs(members)?).join(",")),
        ("spaceDelimited", _, Value::Array(items)) => format!("&q={}", all(items)?.join("%20")),
        ("pipeDelimited", _, Value::Array(items)) => format!("&q={}", all(items)?.join("|")),
        ("deepObject", _, Value::Object(members)) => {
            let pairs = pairs(members)?;
            pairs
                .iter()
                .map(|(name, value)| format!("&q[{name}]={value}"))
                .collect()
        }
        ("simple", _, Value::Array(items)) => all(items)?.join(","),
        ("simple", true, Value::Object(members)) => equal(pairs(members)?).join(","),
        ("simple", false, Value::Object(members)) => flat(pairs(members)?).join(","),
        ("label", true, Value::Array(items)) => all(items)?.iter().map(|item| format!(".{item}")).collect(),
        ("label", false, Value::Array(items)) => format!(".{}", all(items)?.join(",")),
        ("label", true, Value::Object(members)) => {
            equal(pairs(members)?).iter().map(|pair| format!(".{pair}")).collect()
        }
        ("label", false, Value::Object(members)) => format!(".{}", flat(pairs(members)?).join(",")),
        ("matrix", true, Value::Array(items)) => named(";", all(items)?),
        ("matrix", false, Value::Array(items)) => format!(";q={}", all(items)?.join(",")),
        ("matrix", true, Value::Object(members)) => {
            equal(pairs(members)?).iter().map(|pair| format!(";{pair}")).collect()
        }
        ("matrix", false, Value::Object(members)) => format!(";q={}", flat(pairs(members)?).join(",")),
        ("simple", _, value) => one(value)?,
        ("label", _, value) => format!(".{}", one(value)?),
        ("matrix", _, value) => format!(";q={}", one(value)?),
        (_, _, Value::Array(_) | Value::Object(_)) => return None,
        (_, _, value) => format!("&q={}", one(value)?),
    })
}

/// Scalars that schemas list.
fn listed() -> Vec<Value> {
    let texts = ["", "a", "b", "abc", "1", "2", "0.5", "true", "false", "a,b", "1,2"].map(Value::from);
    let numbers = [
        json!(-1),
        json!(0),
        json!(1),
        json!(2),
        json!(3),
        json!(0.5),
        json!(1.5),
    ];
    let booleans = [json!(true), json!(false)];
    texts.into_iter().chain(numbers).chain(booleans).collect()
}

/// All scalars of a small world, which has a value on each side of every bound, and some that no schema lists.
fn scalars() -> Vec<Value> {
    let more = [
        json!(4),
        json!(2.5),
        json!("-1"),
        json!("0"),
        json!("3"),
        json!("1.5"),
        json!("4"),
        json!("2.5"),
        json!("other"),
    ];
    listed().into_iter().chain(more).collect()
}

/// All values of that world, made once: with nothing escaped, and with everything.
static WORLD: [LazyLock<Vec<Value>>; 2] = [
    LazyLock::new(|| {
        values(&Place {
            location: "header",
            style: "simple",
            explode: true,
        })
    }),
    LazyLock::new(|| {
        values(&Place {
            location: "query",
            style: "form",
            explode: true,
        })
    }),
];

/// All values of that world. What a list or an object is written as in a header is a string, too.
fn values(place: &Place) -> Vec<Value> {
    let scalars = scalars();
    let mut all = scalars.clone();
    all.push(json!([]));
    for one in &scalars {
        all.extend([
            json!([one]),
            json!([one, one, one]),
            json!({"x": one}),
            json!({"y": one}),
        ]);
    }
    // Each number and boolean with the text that it is written as.
    let texts = ["", "a", "b", "0", "1", "2", "3", "0.5", "true", "a,b", "other"].map(Value::from);
    let others = [json!(0), json!(1), json!(2), json!(3), json!(0.5), json!(true)];
    let pool: Vec<Value> = texts.into_iter().chain(others).collect();
    for one in &pool {
        for other in &pool {
            all.extend([json!([one, other]), json!({"x": one, "y": other})]);
        }
    }
    all.extend([
        json!(["a", "b", "a"]),
        json!(["true", "a", "true"]),
        json!([true, "a", true]),
    ]);
    if is_raw(place) {
        let exploded = [true, false].map(|explode| Place {
            explode,
            ..place.clone()
        });
        let texts: BTreeSet<_> = exploded
            .iter()
            .flat_map(|place| all.iter().filter_map(|value| written(place, value)))
            .collect();
        for text in texts.into_iter().filter(|text| text.contains([',', '='])) {
            all.push(json!(text.split(',').collect::<Vec<_>>()));
            all.push(text.into());
        }
    }
    all
}

/// The strings that can be sent.
fn sent(place: &Place, schema: &Value, values: &[Value]) -> BTreeSet<String> {
    let validator = jsonschema::draft202012::new(schema).unwrap();
    let valid = values.iter().filter(|value| validator.is_valid(value));
    valid.filter_map(|value| written(place, value)).collect()
}

fn scalar_schema() -> BoxedStrategy<Value> {
    let texts = prop::sample::subsequence(vec!["a", "b", "1", "2", "0.5", "true", "false", "a,b"], 1..5);
    let numbers = prop::sample::subsequence(vec![json!(0), json!(1), json!(2), json!(0.5)], 1..4);
    let mixed = prop::sample::subsequence(listed(), 1..5);
    let bounded = |kind: &'static str| {
        (prop::option::of(0_i64..2), prop::option::of(1_i64..3)).prop_map(move |(least, greatest)| {
            let mut schema = json!({"type": kind});
            for (keyword, bound) in [("minimum", least), ("maximum", greatest)] {
                if let Some(bound) = bound {
                    schema[keyword] = bound.into();
                }
            }
            schema
        })
    };
    let simple = prop_oneof![
        3 => select(vec!["string", "integer", "number", "boolean"]).prop_map(|kind| json!({"type": kind})),
        1 => Just(json!({"type": ["string", "integer"]})),
        1 => bounded("integer"),
        1 => bounded("number"),
        1 => (0_u64..3).prop_map(|most| json!({"type": "string", "maxLength": most})),
        2 => texts.prop_map(|texts| json!({"type": "string", "enum": texts})),
        2 => numbers.prop_map(|numbers| json!({"type": "number", "enum": numbers})),
        1 => mixed.prop_map(|values| json!({"enum": values})),
    ];
    let simple = simple.boxed();
    let choice = |keyword: &'static str| {
        prop::collection::vec(simple.clone(), 1..3).prop_map(move |branches| json!({keyword: branches}))
    };
    prop_oneof![6 => simple.clone(), 1 => choice("anyOf"), 1 => choice("oneOf")].boxed()
}

fn schema() -> BoxedStrategy<Value> {
    let items = (scalar_schema(), prop::option::of(0_u64..3), prop::option::of(1_u64..3));
    let lists = items.prop_map(|(items, fewest, most)| {
        let most = most.map(|most| most.max(fewest.unwrap_or(0)));
        let mut schema = json!({"type": "array", "items": items});
        for (keyword, bound) in [("minItems", fewest), ("maxItems", most)] {
            if let Some(bound) = bound {
                schema[keyword] = bound.into();
            }
        }
        schema
    });
    let objects = (scalar_schema(), scalar_schema(), any::<bool>()).prop_map(|(x, y, required)| {
        let required = if required { json!(["x"]) } else { json!([]) };
        json!({"type": "object", "properties": {"x": x, "y": y}, "required": required, "additionalProperties": false})
    });
    prop_oneof![5 => scalar_schema(), 3 => lists, 1 => objects].boxed()
}

/// The place and style of both sides: the same place, since another one is another parameter.
fn places() -> impl Strategy<Value = (Place, Place)> {
    let all: [(&str, &[&str]); 5] = [
        ("query", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ("path", &["simple", "label", "matrix"]),
        ("header", &["simple"]),
        ("cookie", &["form"]),
        ("response", &["simple"]),
    ];
    let place = select(all.to_vec()).prop_flat_map(|(location, styles)| {
        let style = prop_oneof![2 => Just(styles[0]), 1 => select(styles.to_vec())];
        let one = (style, any::<bool>()).prop_map(move |(style, explode)| Place {
            location,
            style,
            // Of these OpenAPI defines one value only.
            explode: match style {
                "spaceDelimited" | "pipeDelimited" => false,
                "deepObject" => true,
                _ => explode,
            },
        });
        (one.clone(), one)
    });
    // Most changes leave the style as it is.
    (place, 0..4).prop_map(|((one, other), same)| if same > 0 { (one.clone(), one) } else { (one, other) })
}

fn contract(place: &Place, schema: &Value) -> Document {
    let mut said = json!({"schema": schema, "style": place.style, "explode": place.explode, "required": true});
    let operation = if place.location == "response" {
        json!({"responses": {"200": {"description": "ok", "headers": {"q": said}}}})
    } else {
        said["name"] = "q".into();
        said["in"] = place.location.into();
        json!({"parameters": [said], "responses": {"204": {"description": "ok"}}})
    };
    let source = SourceMap::default();
    let value = json!({"openapi": "3.1.0", "paths": {"/x/{q}": {"get": operation}}});
    Document { value, source }
}

/// What the comparison says, and whether strings show a break: callers send one that is not taken any more, or receive one
/// that they did not before.
fn said_and_shown(places: &(Place, Place), old: &Value, new: &Value) -> Option<(Wire, bool)> {
    let findings = compare(&contract(&places.0, old), &contract(&places.1, new));
    let said = findings.iter().map(|finding| finding.wire).max().unwrap_or(Wire::Docs);
    let values = &WORLD[usize::from(!is_raw(&places.0))];
    let (before, after) = (sent(&places.0, old, values), sent(&places.1, new, values));
    let breaks = if places.0.location == "response" {
        !after.is_subset(&before)
    } else {
        !before.is_subset(&after)
    };
    // A style that is not for such values sends nothing, and nobody knows what it would.
    (!before.is_empty() && !after.is_empty()).then_some((said, breaks))
}

proptest! {
    #![proptest_config(support::steady())]

    #[test]
    fn a_verdict_is_never_better_than_what_the_strings_show(places in places(), old in schema(), new in schema()) {
        let Some((said, breaks)) = said_and_shown(&places, &old, &new) else { return Ok(()) };
        prop_assert!(!breaks || said >= Wire::Risky, "{said}\n{places:?}\nold {old}\nnew {new}");
    }
}

/// How many pairs are looked at, and how many of those without a break may be called one all the same.
const PAIRS: usize = 400;
const FALSE_ALARMS: usize = 5;

#[test]
fn strings_that_stay_are_hardly_ever_a_break() {
    let mut config = support::steady();
    config.cases = 1;
    let mut runner = TestRunner::new(config);
    let strategy = (places(), schema(), schema());
    let (mut kept, mut alarms, mut undecided) = (0, Vec::new(), 0);
    for _ in 0..PAIRS {
        let (places, old, new) = strategy.new_tree(&mut runner).unwrap().current();
        let Some((said, breaks)) = said_and_shown(&places, &old, &new) else {
            continue;
        };
        if !breaks {
            kept += 1;
            undecided += usize::from(said == Wire::Risky);
            if said == Wire::Breaking {
                alarms.push(format!("{places:?}\n  old {old}\n  new {new}"));
            }
        }
    }
    println!(
        "{kept} of {PAIRS} without a break: {} alarms, {undecided} undecided",
        alarms.len()
    );
    assert!(kept > PAIRS / 20, "only {kept} show nothing");
    assert!(
        alarms.len() <= FALSE_ALARMS,
        "{} of {kept}:\n{}",
        alarms.len(),
        alarms.join("\n")
    );
}
