//! What is referred to and is no component becomes one: the generator follows references to components only.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Value, json};

use super::references::{self, Names, pascal};
use super::{Findings, Pass};
use document::grammar::Kind;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "deep_references",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L034",
        title: "a reference to something that is no component",
        explanation: "A `$ref` may lead anywhere in the document; the generator follows it only to a component. A schema that is \
                      referred to elsewhere becomes a component, named for its place, and both places refer to it: one schema, one \
                      type. Of anything else that is referred to outside the components a copy is made. A reference to another kind \
                      of object than is wanted is an error.",
        example: "items: {$ref: '#/components/schemas/Trunk/properties/gateway'}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let mut wanted: Vec<(Kind, Pointer, Pointer)> = Vec::new();
    references::each(&mut document.value, &mut |kind, pointer, text| {
        if let Some(target) = references::target(text)
            && !is_component(kind, &target)
            && kind != Kind::PathItem
        {
            wanted.push((kind, pointer.clone(), target));
        }
    });
    wanted.retain(|(_, _, target)| document.get(target).is_some());
    if wanted.is_empty() {
        return;
    }
    let targets: HashSet<Pointer> = wanted.iter().map(|(_, _, target)| target.clone()).collect();
    let mut kinds = HashMap::new();
    visit::objects(&mut document.value, Order::Down, &mut |kind, pointer, _| {
        if targets.contains(pointer) {
            kinds.insert(pointer.clone(), kind);
        }
    });
    let mut schemas = BTreeSet::new();
    for (kind, pointer, target) in wanted {
        match kinds.get(&target) {
            Some(found) if *found != kind => mismatch(document, &pointer, kind, found.name(), findings),
            None => mismatch(document, &pointer, kind, "no object of the description", findings),
            Some(Kind::Schema) => {
                schemas.insert(target);
            }
            Some(_) => copy(document, &pointer, &target, findings),
        }
    }
    hoist(document, schemas, findings);
}

fn is_component(kind: Kind, target: &Pointer) -> bool {
    let section = match kind {
        Kind::Schema => "schemas",
        Kind::Parameter => "parameters",
        Kind::RequestBody => "requestBodies",
        Kind::Response => "responses",
        Kind::Example => "examples",
        Kind::Link => "links",
        Kind::Header => "headers",
        Kind::SecurityScheme => "securitySchemes",
        _ => return false,
    };
    matches!(target.tokens(), [components, found, _] if components == "components" && found == section)
}

fn mismatch(document: &Document, pointer: &Pointer, wanted: Kind, found: &str, findings: &mut Findings) {
    let text = document.get(pointer).and_then(Value::as_str).unwrap_or_default();
    let message = format!(
        "{} is wanted here, and `{text}` is {}",
        article(wanted.name()),
        article(found)
    );
    findings.error(
        &RULE,
        &document.source,
        pointer,
        message,
        "refer to a component of the right kind",
    );
}

fn article(name: &str) -> String {
    match name {
        name if name.starts_with("no ") => name.to_owned(),
        name if name.starts_with(['E', 'I', 'O']) => format!("an {name}"),
        name => format!("a {name}"),
    }
}

/// Puts a copy of what is at `target` in the place of the reference at `pointer`.
fn copy(document: &mut Document, pointer: &Pointer, target: &Pointer, findings: &mut Findings) {
    let (Some(place), Some(value)) = (pointer.parent(), document.get(target).cloned()) else {
        return;
    };
    let message = format!("the reference `{}` leads to no component", references::to(target));
    findings.note(
        &RULE,
        &document.source,
        pointer,
        message,
        "replaced by a copy of what it leads to",
    );
    let places = document.source.get(target).cloned().unwrap_or_default();
    if let Some(reference) = document.get_mut(&place) {
        *reference = value;
        document.source.put(&place, places);
    }
}

/// Makes components of the schemas at `targets`.
fn hoist(document: &mut Document, targets: BTreeSet<Pointer>, findings: &mut Findings) {
    if targets.is_empty() {
        return;
    }
    references::make_room(document);
    let mut names = Names::collect(&document.value);
    let mut moved = HashMap::new();
    // From within, so that what is still to come has not moved.
    for target in targets.iter().rev() {
        let Some(schema) = document.get(target) else { continue };
        // What is only a reference has a name already.
        if let Some(next) = schema.get("$ref").and_then(Value::as_str).and_then(references::target) {
            let message = format!("`{}` is referred to, and is a reference itself", references::to(target));
            let done = format!("references to it lead to `{}`", references::to(&next));
            findings.note(&RULE, &document.source, target, message, done);
            moved.insert(target.clone(), next);
            continue;
        }
        let name = names.take(&[name_of(&document.value, target)]);
        let message = format!("`{}` is referred to, and is no component", references::to(target));
        findings.note(
            &RULE,
            &document.source,
            target,
            message,
            format!("moved to the component `{name}`"),
        );
        let new = references::schema(&name);
        let reference = json!({"$ref": references::to(&new)});
        let taken = document
            .get_mut(target)
            .map(|schema| std::mem::replace(schema, reference));
        let places = document.source.get(target).cloned().unwrap_or_default();
        document.insert(&new, taken.unwrap_or_default(), places);
        moved.insert(target.clone(), new);
    }
    references::each(&mut document.value, &mut |_, _, text| {
        let Some(mut target) = references::target(text) else {
            return;
        };
        // A chain of references that leads back to itself is left for the residue.
        for _ in 0..moved.len() {
            let Some(next) = moved.get(&target) else { break };
            target = next.clone();
            *text = references::to(&target);
        }
    });
}

/// A name for the schema at `pointer`, from what is above it.
fn name_of(root: &Value, pointer: &Pointer) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut above = Pointer::root();
    let mut tokens = pointer.tokens().iter();
    while let Some(token) = tokens.next() {
        above.push(token);
        match token.as_str() {
            "components" | "schemas" | "properties" | "content" | "schema" | "patternProperties" => {}
            "paths" => {
                let (path, method) = (tokens.next(), tokens.next());
                above = Pointer::from_tokens(
                    ["paths"]
                        .into_iter()
                        .chain(path.into_iter().chain(method).map(String::as_str)),
                );
                let id = root
                    .pointer(&above.to_string())
                    .and_then(|operation| operation.get("operationId"));
                match id.and_then(Value::as_str) {
                    Some(id) => words.push(pascal(id)),
                    None => words.extend(method.into_iter().chain(path).map(|word| pascal(word))),
                }
            }
            "responses" => words.push("Response".to_owned()),
            "requestBody" | "requestBodies" => words.push("Body".to_owned()),
            "parameters" => {
                let index = tokens.next().map(String::as_str).unwrap_or_default();
                above.push(index);
                let name = root
                    .pointer(&above.to_string())
                    .and_then(|parameter| parameter.get("name"));
                words.push(pascal(name.and_then(Value::as_str).unwrap_or(index)));
            }
            "items" | "prefixItems" => words.push("Item".to_owned()),
            "additionalProperties" => words.push("Value".to_owned()),
            // The media type says nothing about the type.
            token if token.contains('/') => {}
            token => words.push(pascal(token)),
        }
    }
    words.concat()
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_schema_within_another_becomes_a_component() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties:
                    list: {items: {type: object, properties: {deep: {type: string}}}}
                    again: {$ref: '#/components/schemas/A/properties/list/items'}
                B: {$ref: '#/components/schemas/A/properties/list/items/properties/deep'}
        "), @"
         components:
           schemas:
             A:
               properties:
        -        list: {items: {type: object, properties: {deep: {type: string}}}}
        -        again: {$ref: '#/components/schemas/A/properties/list/items'}
        -    B: {$ref: '#/components/schemas/A/properties/list/items/properties/deep'}
        +        list: {items: {$ref: '#/components/schemas/AListItem'}}
        +        again: {$ref: '#/components/schemas/AListItem'}
        +    B: {$ref: '#/components/schemas/AListItemDeep'}
        +    AListItemDeep: {type: string}
        +    AListItem: {type: object, properties: {deep: {$ref: '#/components/schemas/AListItemDeep'}}}
        note[L034] test.yaml:5:16 /components/schemas/A/properties/list/items: `#/components/schemas/A/properties/list/items` is referred to, and is no component
        note[L034] test.yaml:5:51 /components/schemas/A/properties/list/items/properties/deep: `#/components/schemas/A/properties/list/items/properties/deep` is referred to, and is no component
        ");
    }

    #[test]
    fn a_schema_of_an_operation_is_named_for_it() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a/{id}:
                get:
                  operationId: get_one
                  parameters: [{name: page_size, schema: {type: integer}}]
                  responses: {'200': {content: {application/json: {schema: {type: object}}}}}
                put:
                  requestBody: {content: {application/json: {schema: {type: object}}}}
            components:
              schemas:
                A:
                  properties:
                    a: {$ref: '#/paths/~1a~1{id}/get/responses/200/content/application~1json/schema'}
                    b: {$ref: '#/paths/~1a~1{id}/get/parameters/0/schema'}
                    c: {$ref: '#/paths/~1a~1{id}/put/requestBody/content/application~1json/schema'}
        "), @"
         paths:
           '/a/{id}':
             get:
        -      parameters: [{name: page_size, schema: {type: integer}}]
        +      parameters: [{name: page_size, schema: {$ref: '#/components/schemas/GetOnePageSize'}}]
               responses:
                 '200':
        -          content: {application/json: {schema: {type: object}}}
        +          content: {application/json: {schema: {$ref: '#/components/schemas/GetOneResponse200'}}}
             put:
               requestBody:
        -        content: {application/json: {schema: {type: object}}}
        +        content: {application/json: {schema: {$ref: '#/components/schemas/PutAIdBody'}}}
         components:
           schemas:
             A:
               properties:
        -        a: {$ref: '#/paths/~1a~1{id}/get/responses/200/content/application~1json/schema'}
        -        b: {$ref: '#/paths/~1a~1{id}/get/parameters/0/schema'}
        -        c: {$ref: '#/paths/~1a~1{id}/put/requestBody/content/application~1json/schema'}
        +        a: {$ref: '#/components/schemas/GetOneResponse200'}
        +        b: {$ref: '#/components/schemas/GetOnePageSize'}
        +        c: {$ref: '#/components/schemas/PutAIdBody'}
        +    PutAIdBody: {type: object}
        +    GetOneResponse200: {type: object}
        +    GetOnePageSize: {type: integer}
        note[L034] test.yaml:5:38 /paths/~1a~1{id}/get/parameters/0/schema: `#/paths/~1a~1{id}/get/parameters/0/schema` is referred to, and is no component
        note[L034] test.yaml:6:56 /paths/~1a~1{id}/get/responses/200/content/application~1json/schema: `#/paths/~1a~1{id}/get/responses/200/content/application~1json/schema` is referred to, and is no component
        note[L034] test.yaml:8:50 /paths/~1a~1{id}/put/requestBody/content/application~1json/schema: `#/paths/~1a~1{id}/put/requestBody/content/application~1json/schema` is referred to, and is no component
        ");
    }

    #[test]
    fn a_reference_to_a_reference_goes_where_that_one_leads() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {properties: {b: {$ref: '#/components/schemas/B'}}}
                B: {type: string}
                C: {items: {$ref: '#/components/schemas/A/properties/b'}}
        "), @"
         components:
           schemas:
        -    C: {items: {$ref: '#/components/schemas/A/properties/b'}}
        +    C: {items: {$ref: '#/components/schemas/B'}}
        note[L034] test.yaml:3:22 /components/schemas/A/properties/b: `#/components/schemas/A/properties/b` is referred to, and is a reference itself
        ");
    }

    #[test]
    fn anything_else_is_copied_and_the_wrong_kind_is_an_error() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a: {get: {parameters: [{name: p, in: query}]}}
              /b: {get: {parameters: [{$ref: '#/paths/~1a/get/parameters/0'}]}}
            components:
              schemas:
                A: {$ref: '#/components/responses/R'}
                B: {$ref: '#'}
                C: {$ref: '#/paths/~1a/get/parameters'}
              responses: {R: {description: r}}
        "), @"
         paths:
           /b:
        -    get: {parameters: [{$ref: '#/paths/~1a/get/parameters/0'}]}
        +    get: {parameters: [{name: p, in: query}]}
        note[L034] test.yaml:3:28 /paths/~1b/get/parameters/0/$ref: the reference `#/paths/~1a/get/parameters/0` leads to no component
        error[L034] test.yaml:6:9 /components/schemas/A/$ref: a Schema Object is wanted here, and `#/components/responses/R` is a Response Object
        error[L034] test.yaml:7:9 /components/schemas/B/$ref: a Schema Object is wanted here, and `#` is an OpenAPI Object
        error[L034] test.yaml:8:9 /components/schemas/C/$ref: a Schema Object is wanted here, and `#/paths/~1a/get/parameters` is no object of the description
        ");
    }
}
