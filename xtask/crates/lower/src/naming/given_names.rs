//! A component is called what the overlay says.

use std::collections::HashMap;

use heck::ToPascalCase;

use super::inline_types::same_type;
use super::rust_names::{escape, rename, rust_name};
use super::{Findings, Pass, type_names};
use crate::reference::references;
use document::Document;
use document::rule::Rule;

pub(crate) const PASS: Pass = Pass {
    name: "given_names",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L095",
        title: "a component with a given name",
        explanation: "An overlay action can name the type of a component with `x-rust-name`, and what is named after the type follows. Two \
                      components can have one name if they are equal, and are one type then; if they are not, it is an error.",
        example: "components:\n  schemas:\n    AgentCreateStatus: {x-rust-name: CreatedAgent, type: object}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let given = given(document);
    if given.is_empty() {
        return;
    }
    // What each name is, once all are given: a name can be free because its owner has another one now.
    let mut owners: HashMap<String, String> = HashMap::new();
    for name in references::schema_names(&document.value) {
        if !given.contains_key(&name) {
            owners.insert(rust_name(&name), name);
        }
    }
    let (mut renamed, mut moved) = (HashMap::new(), Vec::new());
    for name in references::schema_names(&document.value) {
        let Some(wanted) = given.get(&name) else { continue };
        let here = references::schema(&name);
        let mut target = wanted.clone();
        match owners.get(wanted) {
            Some(owner) if !same(document, &name, owner) => {
                let message = format!("the components `{owner}` and `{name}` are both `{wanted}`, and are not equal");
                let remedy = "give them different names, or make them equal with an overlay action";
                findings.error(&RULE, &document.source, &here, message, remedy);
                continue;
            }
            Some(owner) => {
                target = given.get(owner).unwrap_or(owner).clone();
                moved.push((name.clone(), None));
            }
            None => {
                owners.insert(wanted.clone(), name.clone());
                moved.push((name.clone(), Some(target.clone())));
            }
        }
        let message = format!("the component `{name}` has a given name");
        findings.note(&RULE, &document.source, &here, message, format!("named `{target}`"));
        renamed.insert(reference(&name), reference(&target));
    }
    let taken: Vec<_> = moved
        .into_iter()
        .filter_map(|(name, target)| Some((target, document.remove(&references::schema(&name))?)))
        .collect();
    for (target, (mut schema, source)) in taken {
        let Some(target) = target else { continue };
        if let Some(members) = schema.as_object_mut() {
            members.shift_remove(type_names::GIVEN);
        }
        document.insert(&references::schema(&target), schema, source);
    }
    rename(&mut document.value, &renamed);
}

/// Component → the name that is given to it, in the case of types.
fn given(document: &Document) -> HashMap<String, String> {
    let name_of = |name: &str| {
        let given = document.get(&references::schema(name))?.get(type_names::GIVEN)?;
        Some(given.as_str()?.to_pascal_case()).filter(|given| !given.is_empty())
    };
    let names = references::schema_names(&document.value).into_iter();
    names.filter_map(|name| Some((name.clone(), name_of(&name)?))).collect()
}

/// Whether two components are one type but for what they are called.
fn same(document: &Document, left: &str, right: &str) -> bool {
    let bare = |name: &str| {
        let mut schema = document.get(&references::schema(name)).cloned().unwrap_or_default();
        if let Some(members) = schema.as_object_mut() {
            members.shift_remove(type_names::GIVEN);
        }
        schema
    };
    same_type(&bare(left), &bare(right))
}

fn reference(name: &str) -> String {
    format!("#/components/schemas/{}", escape(name))
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_component_takes_its_name_with_all_references_also_one_that_another_gives_up() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                Agent: {x-rust-name: agent_v1, type: object, properties: {next: {$ref: '#/components/schemas/AgentV2'}}}
                AgentV2: {x-rust-name: Agent, type: object, properties: {before: {$ref: '#/components/schemas/Agent'}}}
        "), @"
         components:
           schemas:
        +    AgentV1: {type: object, properties: {next: {$ref: '#/components/schemas/Agent'}}}
             Agent:
        -      x-rust-name: agent_v1
        -      properties: {next: {$ref: '#/components/schemas/AgentV2'}}
        -    AgentV2:
        -      x-rust-name: Agent
        -      type: object
        -      properties: {before: {$ref: '#/components/schemas/Agent'}}
        +      properties: {before: {$ref: '#/components/schemas/AgentV1'}}
        note[L095] test.yaml:3:5 /components/schemas/Agent: the component `Agent` has a given name
        note[L095] test.yaml:4:5 /components/schemas/AgentV2: the component `AgentV2` has a given name
        ");
    }

    #[test]
    fn equal_components_of_one_name_are_one_type() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                AccessDenied: {x-rust-name: Error, type: object, description: Denied.}
                Error: {type: object, description: Wrong.}
                A: {x-rust-name: Same, type: string}
                B: {x-rust-name: Same, type: string}
                C: {oneOf: [{$ref: '#/components/schemas/AccessDenied'}, {$ref: '#/components/schemas/B'}]}
        "), @"
         components:
           schemas:
        -    AccessDenied: {x-rust-name: Error, type: object, description: Denied.}
        -    A: {x-rust-name: Same, type: string}
        -    B: {x-rust-name: Same, type: string}
        -    C: {oneOf: [{$ref: '#/components/schemas/AccessDenied'}, {$ref: '#/components/schemas/B'}]}
        +    C: {oneOf: [{$ref: '#/components/schemas/Error'}, {$ref: '#/components/schemas/Same'}]}
        +    Same: {type: string}
        note[L095] test.yaml:3:5 /components/schemas/AccessDenied: the component `AccessDenied` has a given name
        note[L095] test.yaml:5:5 /components/schemas/A: the component `A` has a given name
        note[L095] test.yaml:6:5 /components/schemas/B: the component `B` has a given name
        ");
    }

    #[test]
    fn others_cannot_have_one_name() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                Denied: {x-rust-name: error, type: string}
                Error: {type: object}
                Nameless: {x-rust-name: '', type: object}
        "), @"
        unchanged
        error[L095] test.yaml:3:5 /components/schemas/Denied: the components `Error` and `Denied` are both `Error`, and are not equal
        ");
    }
}
