//! A component that is nothing but a reference is what it refers to.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Findings, references};
use crate::schema::compositions::RULE;
use crate::schema::edit::{Members, is_annotation};
use document::{Document, Pointer};

const SECTIONS: [&str; 5] = ["schemas", "parameters", "requestBodies", "responses", "headers"];

/// Runs after the lists of one schema are gone, which make a component nothing but a reference.
pub(crate) fn run(document: &mut Document, findings: &mut Findings) {
    let mut leads = HashMap::new();
    for section in SECTIONS {
        let all = Pointer::from_tokens(["components", section]);
        let components = document.get(&all).and_then(Value::as_object);
        for (name, component) in components.into_iter().flatten() {
            if let Some(target) = component.as_object().and_then(sole_reference) {
                leads.insert(all.join(name), target);
            }
        }
    }
    let ends = ends(&leads);
    let there = ends.into_iter().filter(|(_, end)| document.get(end).is_some());
    let moved: HashMap<Pointer, Pointer> = there.collect();
    references::rewrite(&mut document.value, &moved);
    let mut aliases: Vec<_> = moved.into_iter().collect();
    aliases.sort();
    for (alias, target) in aliases {
        let (name, is) = (alias.last().unwrap_or_default(), target.last().unwrap_or_default());
        let message = format!("the component `{name}` is nothing but a reference to `{is}`");
        findings.note(
            &RULE,
            &document.source,
            &alias,
            message,
            format!("references to it lead to `{is}`"),
        );
        document.remove(&alias);
    }
}

/// Where each chain of references ends. One that leads back to itself has no end, which the residue says.
fn ends(leads: &HashMap<Pointer, Pointer>) -> HashMap<Pointer, Pointer> {
    let mut ends: HashMap<Pointer, Option<Pointer>> = HashMap::new();
    for alias in leads.keys() {
        // Each chain is walked once: what is known of its rest is known of all of it.
        let mut chain = HashSet::new();
        let mut at = alias;
        let end = loop {
            match (ends.get(at), leads.get(at)) {
                (Some(known), _) => break known.clone(),
                (None, None) => break Some(at.clone()),
                (None, Some(_)) if !chain.insert(at) => break None,
                (None, Some(next)) => at = next,
            }
        };
        ends.extend(chain.into_iter().map(|link| (link.clone(), end.clone())));
    }
    ends.into_iter()
        .filter_map(|(alias, end)| Some((alias, end?)))
        .collect()
}

/// Where a component leads that is a reference, with annotations or without, and nothing else.
fn sole_reference(component: &Members) -> Option<Pointer> {
    let others = component
        .keys()
        .all(|key| is_annotation(key) && key != "nullable" || key == "$ref" || key == "allOf");
    let reference = match component.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([branch]) if branch.as_object().is_some_and(|branch| branch.len() == 1) => branch.get("$ref"),
        Some(_) => None,
        None => component.get("$ref"),
    };
    references::target(reference.filter(|_| others)?.as_str()?)
}

#[cfg(test)]
mod tests {
    use crate::schema::compositions;
    use crate::testing::lowered;

    #[test]
    fn references_to_an_alias_lead_to_what_it_is() {
        insta::assert_snapshot!(lowered(compositions::PASS, r"
            paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/Q'}], responses: {'200': {content: {a/b: {schema: {$ref: '#/components/schemas/C'}}}}}}}}
            components:
              schemas:
                A: {type: object}
                B: {$ref: '#/components/schemas/A'}
                C: {allOf: [{$ref: '#/components/schemas/B'}], description: The same.}
                D: {discriminator: {propertyName: kind, mapping: {b: '#/components/schemas/B'}}}
              parameters:
                P: {name: p, in: query}
                Q: {$ref: '#/components/parameters/P'}
        "), @"
         paths:
           /a:
             get:
        -      parameters: [{$ref: '#/components/parameters/Q'}]
        -      responses: {'200': {content: {a/b: {schema: {$ref: '#/components/schemas/C'}}}}}
        +      parameters: [{$ref: '#/components/parameters/P'}]
        +      responses: {'200': {content: {a/b: {schema: {$ref: '#/components/schemas/A'}}}}}
         components:
           schemas:
        -    B: {$ref: '#/components/schemas/A'}
        -    C: {allOf: [{$ref: '#/components/schemas/B'}], description: The same.}
        -    D: {discriminator: {propertyName: kind, mapping: {b: '#/components/schemas/B'}}}
        +    D: {discriminator: {propertyName: kind, mapping: {b: '#/components/schemas/A'}}}
           parameters:
        -    Q: {$ref: '#/components/parameters/P'}
        note[L059] test.yaml:5:5 /components/schemas/B: the component `B` is nothing but a reference to `A`
        note[L059] test.yaml:6:5 /components/schemas/C: the component `C` is nothing but a reference to `A`
        note[L059] test.yaml:10:5 /components/parameters/Q: the component `Q` is nothing but a reference to `P`
        ");
    }

    #[test]
    fn what_may_be_null_and_what_leads_to_itself_is_no_alias() {
        insta::assert_snapshot!(lowered(compositions::PASS, r"
            components:
              schemas:
                A: {allOf: [{$ref: '#/components/schemas/C'}], nullable: true}
                B: {$ref: '#/components/schemas/B'}
                C: {type: object}
                D: {$ref: '#/components/schemas/Missing'}
        "), @"unchanged");
    }
}
