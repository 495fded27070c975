//! JSON as a schema of the contract describes it, and as servers send it instead.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// How deep arrays and objects go; a schema may hold itself.
const DEPTH: usize = 6;

/// What servers do that their documents do not say.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Departures {
    /// They do not.
    None,
    /// What has to go back as it came: null in the place of a property, values that an enumeration does not list, properties that
    /// the contract lacks.
    Unknown,
    /// Null, other scalars, values that an enumeration does not list, properties that the contract lacks.
    Some,
}

/// Values of the component `name` of the document.
pub(super) fn bodies(document: &'static Value, name: &str, departures: Departures) -> BoxedStrategy<Value> {
    let shapes = Shapes {
        document,
        departures,
        is_element: false,
    };
    shapes.value(&document["components"]["schemas"][name], DEPTH)
}

#[derive(Clone, Copy)]
struct Shapes {
    document: &'static Value,
    departures: Departures,
    /// Whether the value is an element of an array or a map, in which only an object remembers nulls.
    is_element: bool,
}

impl Shapes {
    fn value(self, schema: &'static Value, depth: usize) -> BoxedStrategy<Value> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.value(self.document.pointer(reference.trim_start_matches('#')).unwrap(), depth);
        }
        let branches = ["oneOf", "anyOf", "allOf"]
            .iter()
            .find_map(|word| schema.get(*word)?.as_array());
        if let Some(branches) = branches {
            return (0..branches.len())
                .prop_flat_map(move |index| self.value(&branches[index], depth))
                .boxed();
        }
        let kind = schema.get("type").and_then(Value::as_str);
        if let Some(listed) = schema.get("enum").and_then(Value::as_array) {
            return self.or_unknown(select(listed.clone()), "[a-z-]{1,12}".prop_map(Value::from));
        }
        match kind {
            Some("string") => self.text(schema.get("format").and_then(Value::as_str)),
            Some("integer") => self.or(
                any::<i32>().prop_map(Value::from),
                any::<i32>().prop_flat_map(|number| {
                    select(vec![
                        json!(number.to_string()),
                        json!(f64::from(number)),
                        json!(format!("{number}.0")),
                    ])
                }),
            ),
            Some("number") => {
                let number = || (-1_000_000_i32..1_000_000).prop_map(|hundredths| f64::from(hundredths) / 100.0);
                self.or(
                    number().prop_map(Value::from),
                    number().prop_map(|number| json!(number.to_string())),
                )
            }
            Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
            Some("array") => self.array(&schema["items"], depth),
            Some("object") => self.object(schema, depth),
            None => anything(),
            Some(other) => panic!("no JSON of the type {other} is made"),
        }
    }

    fn text(self, format: Option<&str>) -> BoxedStrategy<Value> {
        let texts = |regex: &'static str| regex.prop_map(Value::from);
        match format {
            Some("date-time") if self.departures == Departures::Unknown => {
                texts("20[0-9]{2}-0[1-9]-(0[1-9]|1[0-9]|2[0-8])T[01][0-9]:[0-5][0-9]:[0-5][0-9]\\+00:00").boxed()
            }
            Some("date-time") => self.or(
                texts("20[0-9]{2}-0[1-9]-(0[1-9]|1[0-9]|2[0-8])T[01][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|\\+05:30)"),
                texts("20[0-9]{2}-0[1-9]-(0[1-9]|1[0-9]|2[0-8])([T ][01][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,12})?)?"),
            ),
            Some("date") => texts("20[0-9]{2}-0[1-9]-(0[1-9]|1[0-9]|2[0-8])").boxed(),
            _ => self.or(
                texts("\\PC{0,12}"),
                prop_oneof![any::<i64>().prop_map(Value::from), any::<bool>().prop_map(Value::from)],
            ),
        }
    }

    fn array(self, items: &'static Value, depth: usize) -> BoxedStrategy<Value> {
        match depth.checked_sub(1) {
            None => Just(json!([])).boxed(),
            Some(depth) => prop::collection::vec(self.element(items, depth), 0..3)
                .prop_map(Value::from)
                .boxed(),
        }
    }

    fn object(self, schema: &'static Value, depth: usize) -> BoxedStrategy<Value> {
        let Some(depth) = depth.checked_sub(1) else {
            return Just(json!({})).boxed();
        };
        let additional = schema.get("additionalProperties").filter(|schema| schema.is_object());
        let declared = schema.get("properties").and_then(Value::as_object);
        let mut object = match (declared, additional) {
            (None, None) => prop::collection::hash_map("[a-z_]{1,6}", anything(), 0..3)
                .prop_map(object_of)
                .boxed(),
            (None, Some(values)) => {
                let values = self.element(values, depth);
                prop::collection::hash_map("[a-z_]{1,6}", values, 0..3)
                    .prop_map(object_of)
                    .boxed()
            }
            _ => Just(Map::new()).boxed(),
        };
        for (name, schema) in declared.into_iter().flatten() {
            let property = prop::option::weighted(0.7, self.property(schema, depth));
            object = (object, property)
                .prop_map(move |(mut object, property)| {
                    object.extend(property.map(|value| (name.clone(), value)));
                    object
                })
                .boxed();
        }
        if self.departures != Departures::None && declared.is_some() {
            object = (object, prop::option::weighted(0.2, anything()))
                .prop_map(|(mut object, more)| {
                    object.extend(more.map(|value| ("x_not_in_the_contract".to_owned(), value)));
                    object
                })
                .boxed();
        }
        object.prop_map(Value::from).boxed()
    }

    /// A value of a property, or null.
    fn property(self, schema: &'static Value, depth: usize) -> BoxedStrategy<Value> {
        let inside = Self {
            is_element: false,
            ..self
        };
        self.or_unknown(inside.value(schema, depth), Just(Value::Null))
    }

    /// A value in an array or a map, or null.
    fn element(self, schema: &'static Value, depth: usize) -> BoxedStrategy<Value> {
        let inside = Self {
            is_element: true,
            ..self
        };
        let value = inside.value(schema, depth);
        if self.is_element && self.departures == Departures::Unknown {
            value
        } else {
            self.or_unknown(value, Just(Value::Null))
        }
    }

    /// What the contract says, and now and then what servers send instead.
    fn or(
        self,
        announced: impl Strategy<Value = Value> + 'static,
        instead: impl Strategy<Value = Value> + 'static,
    ) -> BoxedStrategy<Value> {
        match self.departures {
            Departures::None | Departures::Unknown => announced.boxed(),
            Departures::Some => prop_oneof![8 => announced, 1 => instead].boxed(),
        }
    }

    /// The same for what has to go back as it came.
    fn or_unknown(
        self,
        announced: impl Strategy<Value = Value> + 'static,
        instead: impl Strategy<Value = Value> + 'static,
    ) -> BoxedStrategy<Value> {
        match self.departures {
            Departures::None => announced.boxed(),
            Departures::Some | Departures::Unknown => prop_oneof![8 => announced, 1 => instead].boxed(),
        }
    }
}

/// JSON of no schema.
fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,6}", inner, 0..3).prop_map(|map| object_of(map).into()),
        ]
    })
    .boxed()
}

fn object_of(entries: std::collections::HashMap<String, Value>) -> Map<String, Value> {
    entries.into_iter().collect()
}
