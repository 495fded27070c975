//! What stands beside a `$ref` of a schema: OpenAPI 3.0 ignores it, 3.1 does not.

use serde_json::{Value, json};

use super::{Findings, Pass};
use crate::schema::edit::{self, Members, is_annotation, listed};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "reference_siblings",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L035",
        title: "keywords beside a `$ref`",
        explanation: "In OpenAPI 3.1 a schema may have other keywords beside its `$ref`; OpenAPI 3.0 ignores them. The reference moves \
                      into an `allOf`. Where only annotations are beside it (a description, an example, a default) the type stays \
                      the one that is referred to, and the field has the description. Where constraints are beside it the generator \
                      merges both into a type of its own, which is a warning: two types for almost one thing.",
        example: "gateway:\n  $ref: '#/components/schemas/Gateway'\n  description: The first one to be tried.",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if let Some(members) = schema.as_object_mut() {
            merge_siblings(members, source, pointer, findings);
        }
    });
}

fn merge_siblings(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let Some(reference) = members.get("$ref").filter(|reference| reference.is_string()).cloned() else {
        return;
    };
    let alone = json!({"$ref": reference});
    let siblings = |members: &Members| {
        members
            .keys()
            .filter(|name| *name != "$ref")
            .cloned()
            .collect::<Vec<_>>()
    };
    let all = siblings(members);
    if all.iter().all(|name| name.starts_with("x-")) {
        return;
    }
    let here = pointer.join("$ref");
    let constraints: Vec<String> = all.iter().filter(|name| !is_annotation(name)).cloned().collect();
    if constraints.is_empty() {
        let message = format!("{} beside a `$ref`", listed(&all));
        findings.note(
            &RULE,
            source,
            &here,
            message,
            "the reference was put into an `allOf`; the type stays what it refers to",
        );
    } else {
        let target = reference.as_str().unwrap_or_default();
        let name = document::reference::schema_name(target).unwrap_or(target);
        let message = format!("{} beside a `$ref` is more than `{name}` says", listed(&constraints));
        let done = format!("merged with `{name}` into a type of its own: two types for almost one thing");
        findings.warning(&RULE, source, &here, message, done);
    }
    let mut branches = vec![alone.clone()];
    // `allOf` of the target and of what was here; an `allOf` that was here has the target added to it.
    let mut rest = Members::new();
    let mut places = Vec::new();
    for name in constraints.iter().filter(|name| *name != "allOf") {
        places.push((name.clone(), source.take(&pointer.join(name))));
        rest.extend(members.shift_remove(name).map(|value| (name.clone(), value)));
    }
    let first = source.take(&here).unwrap_or_default();
    members.shift_remove("$ref");
    let list = pointer.join("allOf");
    let old = members
        .get("allOf")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    for index in (0..old.len()).rev() {
        let to = index + branches.len();
        edit::follow(source, &list.join(index.to_string()), &list.join(to.to_string()));
    }
    branches.extend(old);
    if !rest.is_empty() {
        let last = list.join(branches.len().to_string());
        for (name, place) in places {
            source.put(&last.join(&name), place.unwrap_or_default());
        }
        branches.push(Value::Object(rest));
    }
    source.put(&list.join("0").join("$ref"), first);
    members.insert("allOf".to_owned(), branches.into());
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn annotations_stay_and_the_reference_goes_into_an_all_of() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties:
                    b: {$ref: '#/components/schemas/B', description: The first., default: {}}
                    $ref: {type: string, description: a property of that name}
                    c: {$ref: '#/components/schemas/B', x-note: an extension is no sibling}
                B: {type: object}
        "), @"
         components:
           schemas:
             A:
               properties:
        -        b: {$ref: '#/components/schemas/B', description: The first., default: {}}
        +        b: {description: The first., default: {}, allOf: [{$ref: '#/components/schemas/B'}]}
        note[L035] test.yaml:5:13 /components/schemas/A/properties/b/$ref: `description`, `default` beside a `$ref`
        ");
    }

    #[test]
    fn constraints_are_merged_with_a_warning() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {$ref: '#/components/schemas/B', maxLength: 3, title: Short}}]}}}
            components:
              schemas:
                A: {allOf: [{required: [x]}], $ref: '#/components/schemas/B'}
                B: {type: string}
        "), @r#"
         paths:
           /a:
             get:
               parameters:
        -        - {schema: {$ref: '#/components/schemas/B', maxLength: 3, title: Short}}
        +        - {schema: {title: Short, allOf: [{$ref: '#/components/schemas/B'}, {maxLength: 3}]}}
         components:
           schemas:
        -    A: {allOf: [{required: [x]}], $ref: '#/components/schemas/B'}
        +    A: {allOf: [{$ref: '#/components/schemas/B'}, {required: [x]}]}
        warning[L035] test.yaml:1:43 /paths/~1a/get/parameters/0/schema/$ref: `maxLength` beside a `$ref` is more than `B` says
        warning[L035] test.yaml:4:35 /components/schemas/A/$ref: `allOf` beside a `$ref` is more than `B` says
        "#);
    }
}
