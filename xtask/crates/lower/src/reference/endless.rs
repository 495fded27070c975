//! Schemas that are compositions of themselves, and compositions that the generator would merge for ever.
//!
//! JSON Schema 2020-12 core section 9.4.1 forbids the first. The second are sound, but typify merges the branches of an
//! `allOf` property by property and follows references on the way, without remembering where it was; its stack ends, and
//! the process with it, so that they have to be found before.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::{Findings, Pass};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "endless",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L083",
        title: "a composition without end",
        explanation: "A schema is composed (`allOf`, `anyOf`, `oneOf`) of itself, which JSON Schema forbids: no value could ever be \
                      checked against it. Or two branches of an `allOf` have the same property, each with a schema that refers \
                      back to where it stands: that is sound, but the generator merges the two and would never finish. Compose \
                      the schema of other ones, or declare the property in one branch only, with an overlay action.",
        example: "Tree:\n  allOf:\n    - $ref: '#/components/schemas/Base'     # has `children`, a list of Base\n    - properties:\n        \
                  children: {type: array, items: {$ref: '#/components/schemas/Tree'}}",
    };
}

/// How deep compositions of compositions are followed; as deep as anything else may be nested.
const DEPTH: usize = 128;
/// How many ways through alternatives are followed, and how many steps are made for one schema. What is larger is left
/// to the generator.
const ALTERNATIVES: usize = 32;
const STEPS: usize = 5_000;

fn run(document: &mut Document, findings: &mut Findings) {
    let root = document.value.clone();
    let Document { value, source } = document;
    let mut known = HashSet::new();
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let composed = KEYWORDS.iter().any(|keyword| schema.get(keyword).is_some());
        let Some(schema) = root.pointer(&pointer.to_string()).filter(|_| composed) else {
            return;
        };
        let (root, known, path) = (&root, &mut known, Vec::new());
        let mut walk = Walk {
            root,
            steps: 0,
            known,
            path,
        };
        let message = match walk.schema(schema) {
            Ok(()) | Err(Stop::GaveUp) => return,
            Err(Stop::Itself) => "the schema is composed of itself",
            Err(Stop::Deep) => "the schema is composed of compositions, more than 128 levels deep",
            Err(Stop::Merge) => {
                "two branches have a property whose schemas lead back to where they stand: merging them has no end"
            }
        };
        let help = "compose it of other schemas, or declare the property in one branch only, with an overlay action";
        findings.error(&RULE, source, pointer, message, help);
    });
}

const KEYWORDS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// Why a walk ended.
enum Stop {
    Itself,
    Deep,
    Merge,
    GaveUp,
}

/// Schemas that hold for one value at once: each there once, by address.
type Together<'a> = BTreeMap<usize, &'a Value>;

struct Walk<'a, 'k> {
    root: &'a Value,
    steps: usize,
    /// What was found to have an end.
    known: &'k mut HashSet<Vec<usize>>,
    /// What is being merged, from the outside in.
    path: Vec<Vec<usize>>,
}

impl<'a> Walk<'a, '_> {
    fn schema(&mut self, schema: &'a Value) -> Result<(), Stop> {
        for together in self.expand(schema, &mut Vec::new())? {
            self.merge(&together)?;
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), Stop> {
        self.steps += 1;
        if self.steps > STEPS { Err(Stop::GaveUp) } else { Ok(()) }
    }

    /// The schema and the branches of its compositions: a set for each way through `anyOf` and `oneOf`.
    fn expand(&mut self, schema: &'a Value, above: &mut Vec<usize>) -> Result<Vec<Together<'a>>, Stop> {
        self.step()?;
        let schema = document::reference::follow(self.root, schema).ok_or(Stop::GaveUp)?;
        let address = std::ptr::from_ref(schema).addr();
        if above.contains(&address) {
            // A circle that does not lead back to the beginning is told where it is.
            let beginning = above.first() == Some(&address);
            return Err(if beginning { Stop::Itself } else { Stop::GaveUp });
        }
        if above.len() >= DEPTH {
            return Err(Stop::Deep);
        }
        above.push(address);
        let mut ways = vec![Together::from([(address, schema)])];
        for keyword in KEYWORDS {
            let branches = schema.get(keyword).and_then(Value::as_array);
            let mut alternatives = Vec::new();
            for branch in branches.into_iter().flatten() {
                let of_branch = self.expand(branch, above)?;
                match keyword {
                    "allOf" => ways = product(&ways, &of_branch)?,
                    _ => alternatives.extend(of_branch),
                }
            }
            if !alternatives.is_empty() {
                ways = product(&ways, &alternatives)?;
            }
        }
        above.pop();
        Ok(ways)
    }

    /// Follows what the generator does with schemas that hold at once: whatever two of them say of a part is merged.
    fn merge(&mut self, together: &Together<'a>) -> Result<(), Stop> {
        self.step()?;
        let key: Vec<usize> = together.keys().copied().collect();
        if key.len() < 2 || self.known.contains(&key) {
            return Ok(());
        }
        if self.path.contains(&key) {
            return Err(Stop::Merge);
        }
        self.path.push(key.clone());
        let mut parts: BTreeMap<&str, Together<'a>> = BTreeMap::new();
        for schema in together.values() {
            for (name, part) in parts_of(schema) {
                let part = document::reference::follow(self.root, part).ok_or(Stop::GaveUp)?;
                parts
                    .entry(name)
                    .or_default()
                    .insert(std::ptr::from_ref(part).addr(), part);
            }
        }
        for part in parts.into_values().filter(|part| part.len() > 1) {
            let mut ways = vec![Together::new()];
            for schema in part.into_values() {
                ways = product(&ways, &self.expand(schema, &mut Vec::new()).map_err(|_| Stop::GaveUp)?)?;
            }
            ways.iter().try_for_each(|way| self.merge(way))?;
        }
        self.path.pop();
        self.known.insert(key);
        Ok(())
    }
}

/// Every way through the one with every way through the other.
fn product<'a>(some: &[Together<'a>], others: &[Together<'a>]) -> Result<Vec<Together<'a>>, Stop> {
    if some.len() * others.len() > ALTERNATIVES {
        return Err(Stop::GaveUp);
    }
    let both =
        |one: &Together<'a>, other: &Together<'a>| one.iter().chain(other).map(|(key, value)| (*key, *value)).collect();
    Ok((some.iter())
        .flat_map(|one| others.iter().map(move |other| both(one, other)))
        .collect())
}

/// The schemas of the parts of an object or array, by a name that no two kinds of parts share.
fn parts_of(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let named = properties
        .into_iter()
        .flatten()
        .map(|(name, part)| (name.as_str(), part));
    let others = ["/items", "/additionalProperties"];
    named.chain(
        others
            .into_iter()
            .filter_map(|pointer| Some((pointer, schema.pointer(pointer)?))),
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::found;

    #[test]
    fn a_schema_that_is_composed_of_itself_is_an_error() {
        insta::assert_snapshot!(found(super::PASS, r"
            components:
              schemas:
                A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object}]}
                B: {anyOf: [{$ref: '#/components/schemas/C'}, {type: string}]}
                C: {$ref: '#/components/schemas/A'}
        "), @"
        error[L083] test.yaml:3:5 /components/schemas/A: the schema is composed of itself
        error[L083] test.yaml:4:5 /components/schemas/B: the schema is composed of itself
        ");
    }

    #[test]
    fn branches_whose_common_property_leads_back_are_an_error() {
        insta::assert_snapshot!(found(super::PASS, r"
            components:
              schemas:
                Base: {properties: {children: {items: {$ref: '#/components/schemas/Base'}}}}
                Tree:
                  allOf:
                    - {$ref: '#/components/schemas/Base'}
                    - {properties: {children: {items: {$ref: '#/components/schemas/Tree'}}}}
        "), @"error[L083] test.yaml:4:5 /components/schemas/Tree: two branches have a property whose schemas lead back to where they stand: merging them has no end");
    }

    #[test]
    fn recursion_that_nothing_merges_is_fine() {
        insta::assert_snapshot!(found(super::PASS, r"
            components:
              schemas:
                List: {properties: {next: {$ref: '#/components/schemas/List'}}}
                Sum: {properties: {left: {$ref: '#/components/schemas/Term'}, right: {$ref: '#/components/schemas/Term'}}}
                Product: {properties: {left: {$ref: '#/components/schemas/Term'}, right: {$ref: '#/components/schemas/Term'}}}
                Term: {oneOf: [{$ref: '#/components/schemas/Sum'}, {$ref: '#/components/schemas/Product'}]}
                Named: {allOf: [{$ref: '#/components/schemas/Term'}, {properties: {name: {type: string}, left: {$ref: '#/components/schemas/Term'}}}]}
                Twice: {allOf: [{$ref: '#/components/schemas/List'}, {$ref: '#/components/schemas/List'}]}
        "), @"");
    }
}
