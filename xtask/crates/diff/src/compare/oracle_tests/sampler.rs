//! Values near what a schema says: its constants, its bounds and beyond, and objects and arrays of values of those below.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// How many values of a schema are tried.
const VALUES: usize = 90;
/// How deep values are made from schemas below schemas.
const DEPTH: usize = 3;

/// Makes values that a schema, and those below it, speak of.
pub(super) struct Sampler<'w> {
    world: &'w Value,
    random: u64,
}

impl<'w> Sampler<'w> {
    pub(super) fn new(world: &'w Value, random: u64) -> Self {
        Self { world, random }
    }

    /// Values of the schema `S`.
    pub(super) fn values_of_world(&mut self) -> Vec<Value> {
        self.values(&self.world["S"], DEPTH)
    }

    fn next(&mut self, below: usize) -> usize {
        // The generator of Knuth's MMIX.
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.random >> 33).unwrap() % below.max(1)
    }

    fn pick(&mut self, values: &[Value]) -> Value {
        let index = self.next(values.len());
        values.get(index).cloned().unwrap_or_default()
    }

    fn values(&mut self, schema: &Value, depth: usize) -> Vec<Value> {
        let mut all: Vec<Value> = vec![
            json!(null),
            json!(true),
            json!(0),
            json!(1),
            json!(1.5),
            json!(""),
            json!("a"),
            json!([]),
            json!({}),
        ];
        let Value::Object(members) = schema else { return all };
        if depth == 0 {
            all.extend(members.get("const").cloned());
            all.extend(
                members
                    .get("enum")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .cloned(),
            );
            return all;
        }
        self.scalars(members, &mut all);
        for keyword in ["anyOf", "oneOf", "allOf"] {
            for branch in members.get(keyword).and_then(Value::as_array).into_iter().flatten() {
                all.extend(self.values(branch, depth - 1));
            }
        }
        for keyword in ["not", "if", "then", "else"] {
            if let Some(schema) = members.get(keyword) {
                all.extend(self.values(schema, depth - 1));
            }
        }
        for schema in members
            .get("dependentSchemas")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::values)
        {
            all.extend(self.values(schema, depth - 1));
        }
        if let Some(name) = members.get("$ref").and_then(Value::as_str) {
            let target = self.world[name.rsplit('/').next().unwrap()].clone();
            all.extend(self.values(&target, depth - 1));
        }
        self.arrays(members, &mut all, depth);
        self.objects(members, &mut all, depth);
        self.mixtures(&mut all);
        self.few(all)
    }

    /// As many of the values as are tried, each once.
    fn few(&mut self, all: Vec<Value>) -> Vec<Value> {
        let mut seen = BTreeSet::new();
        let mut all: Vec<Value> = all.into_iter().filter(|value| seen.insert(value.to_string())).collect();
        while all.len() > VALUES {
            let index = self.next(all.len());
            all.swap_remove(index);
        }
        all
    }

    fn scalars(&mut self, members: &Map<String, Value>, all: &mut Vec<Value>) {
        all.extend(members.get("const").cloned());
        all.extend(
            members
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .cloned(),
        );
        for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
            if let Some(bound) = members.get(keyword).and_then(Value::as_f64) {
                all.extend([-1.0, -0.5, 0.0, 0.5, 1.0].map(|step| json!(bound + step)));
            }
        }
        if let Some(step) = members.get("multipleOf").and_then(Value::as_f64) {
            all.extend([1.0, 2.0, 3.0, 0.5].map(|times| json!(step * times)));
        }
        if ["minLength", "maxLength", "pattern"]
            .iter()
            .any(|keyword| members.contains_key(*keyword))
        {
            let strings = ["b", "ab", "ba", "abc", "bbbb", "abcde", "\n", "a\nb"];
            all.extend(strings.map(Value::from));
        }
        if members.contains_key("format") {
            let strings = [
                "2026-11-26",
                "2026-11-26T10:00:00Z",
                "0190b4b0-1111-7222-8333-444455556666",
                "a@b.example",
            ];
            all.extend(strings.map(Value::from));
            all.push(json!(2_147_483_648_i64));
        }
    }

    fn arrays(&mut self, members: &Map<String, Value>, all: &mut Vec<Value>, depth: usize) {
        let keywords = ["items", "contains", "unevaluatedItems"];
        let about = ["minItems", "maxItems", "uniqueItems", "prefixItems"];
        if !keywords
            .iter()
            .chain(&about)
            .any(|keyword| members.contains_key(*keyword))
        {
            return;
        }
        let prefix: Vec<Value> = members
            .get("prefixItems")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let prefix: Vec<Vec<Value>> = prefix.iter().map(|schema| self.values(schema, depth - 1)).collect();
        let mut items = vec![json!("a"), json!(1), json!(null)];
        for keyword in keywords {
            if let Some(schema) = members.get(keyword) {
                items.extend(self.values(schema, depth - 1));
            }
        }
        for _ in 0..VALUES / 3 {
            let length = self.next(5);
            let mut array = Vec::new();
            for index in 0..length {
                let own = prefix.get(index).unwrap_or(&items);
                array.push(self.pick(own));
            }
            if length > 1 && self.next(4) == 0 {
                array[1] = array[0].clone();
            }
            all.push(Value::Array(array));
        }
    }

    fn objects(&mut self, members: &Map<String, Value>, all: &mut Vec<Value>, depth: usize) {
        let keywords = ["additionalProperties", "unevaluatedProperties", "propertyNames"];
        let about = [
            "properties",
            "required",
            "patternProperties",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
        ];
        if !keywords
            .iter()
            .chain(&about)
            .any(|keyword| members.contains_key(*keyword))
        {
            return;
        }
        let mut others = vec![json!("a"), json!(1), json!(null)];
        for keyword in keywords {
            if let Some(schema) = members.get(keyword) {
                others.extend(self.values(schema, depth - 1));
            }
        }
        for schema in members
            .get("patternProperties")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::values)
        {
            others.extend(self.values(schema, depth - 1));
        }
        let named = ["a", "b", "c", "abc"].map(|name| {
            let own = members.get("properties").and_then(|all| all.get(name)).cloned();
            (name, own.map(|schema| self.values(&schema, depth - 1)))
        });
        for _ in 0..VALUES / 2 {
            let mut object = Map::new();
            for (name, own) in &named {
                if self.next(2) == 0 {
                    let value = match own {
                        Some(own) if self.next(4) > 0 => self.pick(own),
                        _ => self.pick(&others),
                    };
                    object.insert((*name).to_owned(), value);
                }
            }
            all.push(Value::Object(object));
        }
    }

    /// Objects made of two others.
    fn mixtures(&mut self, all: &mut Vec<Value>) {
        let objects: Vec<Value> = all.iter().filter(|value| value.is_object()).cloned().collect();
        for _ in 0..objects.len().min(12) {
            let (one, other) = (self.pick(&objects), self.pick(&objects));
            let mut both = one.as_object().unwrap().clone();
            both.extend(other.as_object().unwrap().clone());
            all.push(Value::Object(both));
        }
    }
}
