//! `$defs` become components: one schema, one name, one type.

use std::collections::HashMap;

use serde_json::Value;

use super::references::{self, Names, pascal};
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "definitions",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L033",
        title: "definitions within a schema",
        explanation: "`$defs`, and `definitions` before it, keep schemas within a schema (JSON Schema 2020-12, Core, section 8.2.4). \
                      OpenAPI 3.0 keeps them in `components.schemas` only. Each moves there under its name, with the name of the \
                      schema it comes from before it where that is taken, and references follow. A definition that equals the \
                      component of its name becomes that one.",
        example: "Trunk:\n  properties: {gateway: {$ref: '#/components/schemas/Trunk/$defs/Gateway'}}\n  $defs: {Gateway: {type: object}}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let mut homes = Vec::new();
    visit::schemas(&mut document.value, Order::Down, &mut |pointer, schema| {
        let keywords = ["$defs", "definitions"].into_iter();
        homes.extend(
            keywords
                .filter(|keyword| schema.get(keyword).is_some_and(Value::is_object))
                .map(|keyword| pointer.join(keyword)),
        );
    });
    if homes.is_empty() {
        return;
    }
    references::make_room(document);
    let mut names = Names::collect(&document.value);
    let mut moved = HashMap::new();
    // From within: what moves takes no definitions of its own along.
    for home in homes.iter().rev() {
        let definitions = document.get(home).and_then(Value::as_object);
        let keys: Vec<String> = definitions
            .into_iter()
            .flat_map(serde_json::Map::keys)
            .cloned()
            .collect();
        for key in keys {
            let here = home.join(&key);
            let new = settle(document, &here, &key, &mut names, findings);
            moved.insert(here, new);
        }
        document.remove(home);
    }
    references::rewrite(&mut document.value, &moved);
}

/// Moves the definition at `here` to the components and says where it is now.
fn settle(document: &mut Document, here: &Pointer, key: &str, names: &mut Names, findings: &mut Findings) -> Pointer {
    let same = references::schema(key);
    let message = format!("`{key}` is defined within a schema");
    if document.get(&same).is_some() && document.get(&same) == document.get(here) {
        findings.note(
            &RULE,
            &document.source,
            here,
            message,
            format!("the same as the component `{key}`"),
        );
        return same;
    }
    let owner = here.tokens().iter().nth_back(2).map(String::as_str).unwrap_or_default();
    let name = names.take(&[key.to_owned(), format!("{}{}", pascal(owner), pascal(key))]);
    findings.note(
        &RULE,
        &document.source,
        here,
        message,
        format!("moved to the component `{name}`"),
    );
    let new = references::schema(&name);
    if let Some((value, source)) = document.remove(here) {
        document.insert(&new, value, source);
    }
    new
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_definition_becomes_a_component_and_references_follow() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties:
                    b: {$ref: '#/components/schemas/A/$defs/B'}
                    c: {$ref: '#/components/schemas/A/$defs/B/definitions/C/properties/d'}
                  $defs:
                    B:
                      properties: {c: {$ref: '#/components/schemas/A/$defs/B/definitions/C'}}
                      definitions: {C: {properties: {d: {type: string}}}}
        "), @"
         components:
           schemas:
             A:
               properties:
        -        b: {$ref: '#/components/schemas/A/$defs/B'}
        -        c: {$ref: '#/components/schemas/A/$defs/B/definitions/C/properties/d'}
        -      $defs:
        -        B:
        -          properties: {c: {$ref: '#/components/schemas/A/$defs/B/definitions/C'}}
        -          definitions: {C: {properties: {d: {type: string}}}}
        +        b: {$ref: '#/components/schemas/B'}
        +        c: {$ref: '#/components/schemas/C/properties/d'}
        +    C: {properties: {d: {type: string}}}
        +    B: {properties: {c: {$ref: '#/components/schemas/C'}}}
        note[L033] test.yaml:8:9 /components/schemas/A/$defs/B: `B` is defined within a schema
        note[L033] test.yaml:10:25 /components/schemas/A/$defs/B/definitions/C: `C` is defined within a schema
        ");
    }

    #[test]
    fn a_name_that_is_taken_gets_that_of_the_owner_before_it_unless_it_is_the_same_schema() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {$ref: '#/components/schemas/A/$defs/B'}}]}}}
            components:
              schemas:
                B: {type: integer}
                C: {type: boolean}
                A: {$defs: {B: {type: string}, C: {type: boolean}}}
        "), @"
         paths:
           /a:
        -    get: {parameters: [{schema: {$ref: '#/components/schemas/A/$defs/B'}}]}
        +    get: {parameters: [{schema: {$ref: '#/components/schemas/AB'}}]}
         components:
           schemas:
        -    A: {$defs: {B: {type: string}, C: {type: boolean}}}
        +    A: {}
        +    AB: {type: string}
        note[L033] test.yaml:6:17 /components/schemas/A/$defs/B: `B` is defined within a schema
        note[L033] test.yaml:6:36 /components/schemas/A/$defs/C: `C` is defined within a schema
        ");
    }

    #[test]
    fn a_document_without_components_gets_them() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {items: {$ref: '#/paths/~1a/get/parameters/0/schema/$defs/B'}, $defs: {B: {type: string}}}}]}}}
        "), @"
         paths:
           /a:
             get:
               parameters:
                 - schema:
        -            items: {$ref: '#/paths/~1a/get/parameters/0/schema/$defs/B'}
        -            $defs: {B: {type: string}}
        +            items: {$ref: '#/components/schemas/B'}
        +components:
        +  schemas:
        +    B: {type: string}
        note[L033] test.yaml:1:113 /paths/~1a/get/parameters/0/schema/$defs/B: `B` is defined within a schema
        ");
    }
}
