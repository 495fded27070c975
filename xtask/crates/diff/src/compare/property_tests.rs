//! What holds for all documents: nothing changes between a document and itself, and an effect is never better than what
//! a validator says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

use super::{compare_to_the_letter, effect};
use crate::Effect;
use document::{Document, Pointer, SourceMap};

pub(super) fn document(value: Value) -> Document {
    let source = SourceMap::default();
    Document { value, source }
}

/// A small world of values, so that schemas and instances meet.
fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => select(vec![json!("a"), json!("b"), json!("abc"), json!("")]),
        2 => (-2_i64..6).prop_map(Value::from),
        1 => select(vec![json!(1.5), json!(2.0), json!(-0.5), json!(4.0)]),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ]
}

fn instance() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[abc]", inner, 0..4).prop_map(|members| json!(members)),
        ]
    })
}

fn types() -> impl Strategy<Value = Value> {
    let names = ["null", "boolean", "integer", "number", "string", "array", "object"];
    prop_oneof![
        select(names.to_vec()).prop_map(Value::from),
        prop::sample::subsequence(names.to_vec(), 1..4).prop_map(|names| json!(names)),
    ]
}

/// One keyword and its value, with schemas below from `inner`.
fn keyword(inner: BoxedStrategy<Value>) -> BoxedStrategy<(&'static str, Value)> {
    let list = prop::collection::vec(inner.clone(), 1..3).prop_map(Value::from).boxed();
    let map = prop::collection::btree_map("[abc]", inner.clone(), 1..3)
        .prop_map(|map| json!(map))
        .boxed();
    let count = (0_u64..4).prop_map(Value::from).boxed();
    let number = select(vec![json!(0), json!(1), json!(1.5), json!(2), json!(2.0), json!(4)]).boxed();
    let names = prop::sample::subsequence(vec!["a", "b", "c"], 1..3)
        .prop_map(|names| json!(names))
        .boxed();
    let of = |name: &'static str, value: BoxedStrategy<Value>| value.prop_map(move |value| (name, value)).boxed();
    let patterns = prop::collection::btree_map(select(vec!["^a", "b", "^[ac]$", "("]), inner.clone(), 1..2)
        .prop_map(|map| json!(map));
    let dependents = prop::collection::btree_map("[abc]", names.clone(), 1..2).prop_map(|map| json!(map));
    let multiple = select(vec![json!(1), json!(2), json!(3), json!(4)]).boxed();
    let objects = prop_oneof![
        4 => of("properties", map.clone()),
        2 => of("required", names),
        1 => of("patternProperties", patterns.prop_filter("a valid expression", |value| value.get("(").is_none()).boxed()),
        2 => of("additionalProperties", inner.clone()),
        1 => of("propertyNames", inner.clone()),
        1 => of("minProperties", count.clone()),
        1 => of("maxProperties", count.clone()),
        1 => of("dependentRequired", dependents.boxed()),
        1 => of("dependentSchemas", map),
        1 => of("unevaluatedProperties", inner.clone()),
    ];
    let arrays = prop_oneof![
        2 => of("items", inner.clone()),
        1 => of("prefixItems", list.clone()),
        1 => of("contains", inner.clone()),
        1 => of("minContains", count.clone()),
        1 => of("maxContains", count.clone()),
        1 => of("minItems", count.clone()),
        1 => of("maxItems", count.clone()),
        1 => of("uniqueItems", any::<bool>().prop_map(Value::from).boxed()),
        1 => of("unevaluatedItems", inner.clone()),
    ];
    let scalars = prop_oneof![
        3 => of("type", types().boxed()),
        2 => of("enum", prop::collection::vec(scalar(), 1..4).prop_map(Value::from).boxed()),
        1 => of("const", scalar().boxed()),
        1 => of("minimum", number.clone()),
        1 => of("maximum", number.clone()),
        1 => of("exclusiveMinimum", number.clone()),
        1 => of("exclusiveMaximum", number),
        1 => of("multipleOf", multiple),
        1 => of("minLength", count.clone()),
        1 => of("maxLength", count),
        1 => of("pattern", select(vec![json!("^a"), json!("b"), json!("^.*$"), json!(".*"), json!(r"^[\s\S]+$"), json!("^.{1,3}$")]).boxed()),
        1 => of("format", select(vec![json!("date"), json!("date-time"), json!("uuid"), json!("email"), json!("int32"), json!("other")]).boxed()),
        1 => of("discriminator", select(vec![json!({"propertyName": "a"}), json!({"propertyName": "b"})]).boxed()),
        1 => of("description", select(vec![json!("one"), json!("two")]).boxed()),
    ];
    let choices = prop_oneof![
        2 => of("anyOf", list.clone()),
        2 => of("oneOf", list.clone()),
        2 => of("allOf", list),
        1 => of("not", inner.clone()),
        1 => of("if", inner.clone()),
        1 => of("then", inner.clone()),
        1 => of("else", inner),
    ];
    prop_oneof![3 => scalars, 3 => objects, 2 => arrays, 3 => choices].boxed()
}

fn schema(references: &'static [&'static str]) -> BoxedStrategy<Value> {
    let refer = select(references.to_vec()).prop_map(|name| json!({"$ref": format!("#/components/schemas/{name}")}));
    let leaf = prop_oneof![
        2 => types().prop_map(|types| json!({"type": types})),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(json!({})),
        2 => refer,
        1 => prop::collection::vec(scalar(), 1..3).prop_map(|values| json!({"enum": values})),
        1 => scalar().prop_map(|value| json!({"const": value})),
    ];
    let deep = leaf.prop_recursive(3, 16, 3, |inner| {
        let members = prop::collection::vec(keyword(inner.boxed()), 1..5);
        members.prop_map(|members| {
            Value::Object(
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
            )
        })
    });
    deep.boxed()
}

/// `S`, which may refer to `A` and `B`; `B` refers back to both, but only from below, as schemas that can be checked do.
pub(super) fn world() -> impl Strategy<Value = Value> {
    let below =
        schema(&["A", "B"]).prop_map(|inner| json!({"type": ["object", "string", "null"], "properties": {"a": inner}}));
    (schema(&["A", "B"]), schema(&["B"]), below).prop_map(|(s, a, b)| json!({"S": s, "A": a, "B": b}))
}

/// What happens to a world: somewhere in it, a schema gets another keyword, or loses one, or is another.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    Set((&'static str, Value)),
    Lose(prop::sample::Index),
    Become(Value),
    /// The same in other words.
    Wrap,
}

pub(super) fn edit() -> impl Strategy<Value = (prop::sample::Index, Edit)> {
    let edit = prop_oneof![
        4 => keyword(schema(&["B"])).prop_map(Edit::Set),
        3 => any::<prop::sample::Index>().prop_map(Edit::Lose),
        1 => schema(&["B"]).prop_map(Edit::Become),
        1 => Just(Edit::Wrap),
    ];
    (any::<prop::sample::Index>(), edit)
}

/// The places of the schemas in a world.
fn places(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    let Value::Object(members) = value else { return };
    found.push(at.clone());
    for (name, member) in members {
        let below = at.join(name);
        match name.as_str() {
            "properties" | "patternProperties" | "dependentSchemas" => {
                member
                    .as_object()
                    .unwrap()
                    .iter()
                    .for_each(|(name, member)| places(member, &below.join(name), found));
            }
            "anyOf" | "oneOf" | "allOf" | "prefixItems" => {
                let items = member.as_array().unwrap().iter().enumerate();
                items.for_each(|(index, member)| places(member, &below.join(index.to_string()), found));
            }
            "enum" | "const" | "dependentRequired" | "discriminator" => {}
            _ => places(member, &below, found),
        }
    }
}

pub(super) fn edited(world: &Value, edits: &[(prop::sample::Index, Edit)]) -> Value {
    let mut edited = world.clone();
    for (place, edit) in edits {
        let mut found = Vec::new();
        for name in ["S", "S", "S", "A"] {
            places(&edited[name], &Pointer::from_tokens([name]), &mut found);
        }
        let Some(place) = (!found.is_empty()).then(|| place.get(&found)) else {
            continue;
        };
        let schema = edited.pointer_mut(&place.to_string()).unwrap();
        match edit {
            Edit::Set((name, value)) => {
                schema
                    .as_object_mut()
                    .unwrap()
                    .insert((*name).to_owned(), value.clone());
            }
            Edit::Lose(index) => {
                let members: &mut Map<String, Value> = schema.as_object_mut().unwrap();
                if !members.is_empty() {
                    let name = members.keys().nth(index.index(members.len())).unwrap().clone();
                    members.shift_remove(&name);
                }
            }
            Edit::Become(other) => *schema = other.clone(),
            Edit::Wrap => *schema = json!({"allOf": [schema.take()]}),
        }
    }
    edited
}

fn contract(world: &Value) -> Document {
    document(json!({"openapi": "3.1.0", "paths": {}, "components": {"schemas": world}}))
}

fn validator(world: &Value) -> Validator {
    let schema = json!({"$ref": "#/components/schemas/S", "components": {"schemas": world}});
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    options.build(&schema).unwrap()
}

fn effect_of(old: &Value, new: &Value) -> Effect {
    let place = Pointer::from_tokens(["components", "schemas", "S"]);
    effect(&contract(old), &place, &contract(new), &place)
}

/// What instances show: whether one was lost, and whether one was won.
fn shown(old: &Validator, new: &Validator, instances: &[Value]) -> (Option<Value>, Option<Value>) {
    let find = |one: &Validator, other: &Validator| {
        let found = instances
            .iter()
            .find(|instance| one.is_valid(instance) && !other.is_valid(instance));
        found.cloned()
    };
    (find(old, new), find(new, old))
}

proptest! {
    #![proptest_config(support::steady())]

    #[test]
    fn an_effect_is_never_better_than_what_instances_show(
        old in world(),
        edits in prop::collection::vec(edit(), 1..4),
        instances in prop::collection::vec(instance(), 40),
    ) {
        let new = edited(&old, &edits);
        let said = effect_of(&old, &new);
        let (lost, won) = shown(&validator(&old), &validator(&new), &instances);
        let context = format!("{said:?}\nold {old}\nnew {new}\nlost {lost:?}\nwon {won:?}");
        match said {
            Effect::Equal => prop_assert!(lost.is_none() && won.is_none(), "{}", context),
            Effect::Widened => prop_assert!(lost.is_none(), "{}", context),
            Effect::Narrowed => prop_assert!(won.is_none(), "{}", context),
            Effect::Incomparable | Effect::Unknown => {}
        }
        prop_assert_eq!(effect_of(&new, &old), said.flipped(), "{}", context);
    }

    #[test]
    fn a_counterexample_is_one(old in world(), edits in prop::collection::vec(edit(), 1..3)) {
        let new = edited(&old, &edits);
        let (before, after) = (validator(&old), validator(&new));
        for finding in compare_to_the_letter(&contract(&old), &contract(&new)) {
            // Of the schema itself, not of one below it.
            let below = ["additionalProperties", "items", "not", "if", "then", "else", "propertyNames", "contains", "unevaluatedItems", "unevaluatedProperties"];
            let is_own = |place: &crate::model::Place| match place.pointer.tokens() {
                [_, _, name] => name == "S",
                [_, _, name, keyword] => name == "S" && !below.contains(&keyword.as_str()),
                _ => false,
            };
            let is_own = [&finding.base, &finding.revision].iter().all(|place| place.as_ref().is_some_and(is_own));
            if let (Some(value), true) = (&finding.counterexample, is_own) {
                prop_assert!(before.is_valid(value) != after.is_valid(value), "{:?}\nold {}\nnew {}", finding, old, new);
            }
        }
    }

    #[test]
    fn the_same_schemas_have_no_differences(world in world()) {
        prop_assert_eq!(compare_to_the_letter(&contract(&world), &contract(&world)), []);
        prop_assert_eq!(effect_of(&world, &world), Effect::Equal);
    }
}

/// Anything that may be written with the words of OpenAPI, sense or not.
fn nonsense() -> impl Strategy<Value = Value> {
    const WORDS: &[&str] = &[
        "openapi",
        "info",
        "paths",
        "/a/{id}",
        "/b",
        "get",
        "post",
        "parameters",
        "requestBody",
        "content",
        "schema",
        "responses",
        "200",
        "default",
        "application/json",
        "multipart/form-data",
        "encoding",
        "headers",
        "links",
        "callbacks",
        "{$url}",
        "webhooks",
        "components",
        "schemas",
        "securitySchemes",
        "security",
        "servers",
        "variables",
        "$ref",
        "name",
        "in",
        "required",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "type",
        "enum",
        "const",
        "discriminator",
        "mapping",
        "propertyName",
        "a",
        "x-y",
        "tags",
        "examples",
        "operationId",
        "flows",
        "scopes",
        "nullable",
        "prefixItems",
        "patternProperties",
        "unevaluatedProperties",
        "contains",
        "required",
        "readOnly",
        "additionalProperties",
    ];
    let texts = [
        "#/components/schemas/a",
        "#/paths/~1b",
        "#",
        "other.yaml",
        "query",
        "path",
        "id",
        "object",
        "string",
        "3.0.3",
        "3.1.0",
        "a",
        "",
    ];
    let leaf = prop_oneof![
        3 => select(texts.to_vec()).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => (-2_i64..3).prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(8, 60, 5, |inner| {
        prop_oneof![
            4 => prop::collection::btree_map(select(WORDS.to_vec()), inner.clone(), 0..5).prop_map(|map| json!(map)),
            1 => prop::collection::vec(inner, 0..4).prop_map(Value::from),
        ]
    })
}

/// Nonsense at places where sense is looked for.
fn skeleton() -> impl Strategy<Value = Value> {
    prop::collection::vec(nonsense(), 12).prop_map(|mut parts| {
        let mut next = || parts.pop().unwrap_or_default();
        json!({
            "openapi": next(),
            "paths": {
                "/a/{id}": {"parameters": next(), "get": next(), "post": {
                    "parameters": [next()],
                    "requestBody": {"content": {"application/json": {"schema": next()}, "multipart/form-data": next()}},
                    "responses": {"200": next(), "default": {"headers": {"a": next()}, "content": {"*/*": {"schema": {"$ref": "#/components/schemas/a"}}}}},
                    "callbacks": {"done": next()},
                }},
            },
            "components": {"schemas": {"a": next()}, "securitySchemes": next(), "responses": next()},
        })
    })
}

proptest! {
    #![proptest_config(support::steady())]

    #[test]
    fn nothing_differs_between_any_document_and_itself(one in prop_oneof![nonsense(), skeleton()]) {
        let one = document(one);
        prop_assert_eq!(compare_to_the_letter(&one, &one.clone()), []);
    }

    #[test]
    fn any_two_documents_can_be_compared(one in skeleton(), other in skeleton()) {
        let (one, other) = (document(one), document(other));
        let there: Vec<_> = compare_to_the_letter(&one, &other).iter().map(|finding| finding.wire).collect();
        prop_assert!(there.is_sorted_by(|one, other| one >= other));
        let _ = compare_to_the_letter(&other, &one);
    }
}

#[test]
fn most_edits_are_decided() {
    let mut runner = TestRunner::deterministic();
    let mut made = |strategy: BoxedStrategy<Value>| strategy.new_tree(&mut runner).unwrap().current();
    let pair = (world(), prop::collection::vec(edit(), 1)).prop_map(|(old, edits)| json!([old, edited(&old, &edits)]));
    let pair = pair.boxed();
    let effects = (0..400)
        .map(|_| made(pair.clone()))
        .map(|pair| effect_of(&pair[0], &pair[1]));
    let changed: Vec<_> = effects.filter(|effect| *effect != Effect::Equal).collect();
    let open = changed.iter().filter(|effect| **effect == Effect::Unknown).count();
    // Those that are not are patterns, and changes below `oneOf`, `if` and what sees through compositions.
    assert!(
        changed.len() > 80 && open * 2 < changed.len(),
        "{open} of {}",
        changed.len()
    );
}
