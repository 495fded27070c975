//! `allOf`, `anyOf` and `oneOf` of one schema are that schema.

use serde_json::{Value, json};

use super::edit::{self, Members, is_annotation};
use super::{Findings, Pass};
use crate::reference::aliases;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "compositions",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    pub(crate) static RULE: Rule = Rule {
        id: "L059",
        title: "one thing said by two schemas",
        explanation: "An `allOf`, `anyOf` or `oneOf` of one schema is that schema, and a component that is nothing but a reference is \
                      what it refers to. The generator would make a type of each, the one wrapped in the other. The list gives way to \
                      its only branch, and references to such a component lead to what it refers to: one type for one thing.",
        example: "Carrier:\n  $ref: '#/components/schemas/Provider'",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    lists_of_one(document, findings);
    aliases::run(document, findings);
}

fn lists_of_one(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Up, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let Some(Value::Array(branches)) = members.get_mut(keyword) else {
                continue;
            };
            let here = pointer.join(keyword);
            if keyword == "allOf" && branches.len() > 1 {
                // With it the generator would not see the reference beside it.
                let said = take_annotations(branches, source, &here);
                for (key, value) in said {
                    match (key.as_str(), members.get(&key), value.as_str()) {
                        ("description", Some(own), Some(sentence)) if own != &value => edit::say(members, sentence),
                        _ => {
                            members.entry(key).or_insert(value);
                        }
                    }
                }
            }
            // A component that is a reference then is found as an alias, which says so.
            let component =
                pointer.tokens().len() == 3 && pointer.tokens().first().is_some_and(|first| first == "components");
            if collapse(members, source, pointer, keyword) && !(component && members.contains_key("$ref")) {
                let message = format!("`{keyword}` of one schema");
                findings.note(&RULE, source, pointer, message, "replaced by that schema");
            }
        }
    });
}

/// Takes the branches of an `allOf` that constrain no value; returns what they say of the whole. A list of nothing else stays.
fn take_annotations(branches: &mut Vec<Value>, source: &mut SourceMap, pointer: &Pointer) -> Members {
    let decorates = |schema: &Value| {
        let members = schema.as_object();
        members.is_some_and(|members| members.keys().all(|key| is_annotation(key)))
    };
    if branches.iter().all(decorates) {
        return Members::new();
    }
    let said = branches
        .iter()
        .filter(|branch| decorates(branch))
        .filter_map(Value::as_object);
    let said = said
        .flatten()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    edit::retain(branches, source, pointer, |branch| !decorates(branch));
    said
}

/// Puts the only branch of a list in the place of the list. A reference with something beside it goes into an `allOf`.
/// Nothing happens when there are more branches, or when the branch says something else than what is beside the list.
pub(crate) fn collapse(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, keyword: &str) -> bool {
    let Some([Value::Object(branch)]) = members.get(keyword).and_then(Value::as_array).map(Vec::as_slice) else {
        return false;
    };
    let from = pointer.join(keyword).join("0");
    let mut branch = branch.clone();
    if branch.contains_key("$ref") {
        if members.len() == 1 {
            members.shift_remove(keyword);
            edit::lift(members, source, pointer, (&from, branch));
            return true;
        }
        if keyword == "allOf" || members.contains_key("allOf") {
            return false;
        }
        edit::replace(members, source, pointer, keyword, ("allOf", json!([branch])));
        return true;
    }
    let differs = |(key, value): (&String, &Value)| {
        !is_annotation(key) && members.get(key).is_some_and(|other| other != value && key != keyword)
    };
    if branch.iter().any(differs) {
        return false;
    }
    members.shift_remove(keyword);
    if let Some(said) = branch.get("description").and_then(Value::as_str)
        && members.get("description").is_some_and(|other| other != said)
    {
        edit::say(members, said);
        branch.shift_remove("description");
    }
    edit::lift(members, source, pointer, (&from, branch));
    true
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_list_of_one_is_its_only_branch() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {allOf: [{$ref: '#/components/schemas/B'}]}
                B: {properties: {b: {oneOf: [{type: string, description: inner}], description: outer}}}
                C: {anyOf: [{oneOf: [{$ref: '#/components/schemas/B'}]}]}
        "), @r#"
         components:
           schemas:
        -    A: {allOf: [{$ref: '#/components/schemas/B'}]}
        -    B: {properties: {b: {oneOf: [{type: string, description: inner}], description: outer}}}
        -    C: {anyOf: [{oneOf: [{$ref: '#/components/schemas/B'}]}]}
        +    B: {properties: {b: {description: "outer\n\ninner", type: string}}}
        note[L059] test.yaml:3:5 /components/schemas/A: the component `A` is nothing but a reference to `B`
        note[L059] test.yaml:4:22 /components/schemas/B/properties/b: `oneOf` of one schema
        note[L059] test.yaml:5:5 /components/schemas/C: the component `C` is nothing but a reference to `B`
        note[L059] test.yaml:5:17 /components/schemas/C/anyOf/0: `oneOf` of one schema
        "#);
    }

    #[test]
    fn a_reference_with_a_description_is_an_all_of() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {items: {oneOf: [{$ref: '#/components/schemas/B'}], description: one}}
                B: {items: {allOf: [{$ref: '#/components/schemas/B'}], description: one}}
        "), @"
         components:
           schemas:
        -    A: {items: {oneOf: [{$ref: '#/components/schemas/B'}], description: one}}
        +    A: {items: {allOf: [{$ref: '#/components/schemas/B'}], description: one}}
        note[L059] test.yaml:3:9 /components/schemas/A/items: `oneOf` of one schema
        ");
    }

    #[test]
    fn an_empty_branch_of_all_of_goes_and_constraints_that_differ_stay_apart() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {allOf: [{$ref: '#/components/schemas/B'}, {}]}
                B: {type: object, properties: {a: {}}, allOf: [{properties: {b: {}}}]}
        "), @"
         components:
           schemas:
        -    A: {allOf: [{$ref: '#/components/schemas/B'}, {}]}
        note[L059] test.yaml:3:5 /components/schemas/A: the component `A` is nothing but a reference to `B`
        ");
    }
}
