//! Components that nothing refers to: they become types that no operation uses.

use std::collections::HashSet;

use super::{Findings, Pass, references};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "unreferenced",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L043",
        title: "a component that nothing refers to",
        explanation: "No operation, and nothing that an operation refers to, refers to this component schema. It becomes a type all the \
                      same, with which a caller can read what comes in another way, a webhook perhaps. If it is a leftover, remove it \
                      with an overlay action.",
        example: "components:\n  schemas:\n    Forgotten: {type: object}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let reached = reached(document);
    for name in references::schema_names(&document.value) {
        let here = references::schema(&name);
        if !reached.contains(&here) {
            let message = format!("nothing refers to the component `{name}`");
            findings.note(&RULE, &document.source, &here, message, "a type all the same");
        }
    }
}

/// The component schemas that something outside of all of them refers to, through any number of others.
pub(crate) fn reached(document: &mut Document) -> HashSet<Pointer> {
    // Which component is named where: within another component schema, or outside all of them.
    let mut named: Vec<(Option<Pointer>, Pointer)> = Vec::new();
    references::each(&mut document.value, &mut |_, pointer, text| {
        if let Some(target) = references::target(text).as_ref().and_then(component) {
            named.push((component(pointer), target));
        }
    });
    let mut reached: HashSet<Pointer> = HashSet::new();
    loop {
        let before = reached.len();
        let from_reached = |from: &Option<Pointer>| from.as_ref().is_none_or(|from| reached.contains(from));
        let more: Vec<Pointer> = named
            .iter()
            .filter(|(from, _)| from_reached(from))
            .map(|(_, to)| to.clone())
            .collect();
        reached.extend(more);
        if reached.len() == before {
            return reached;
        }
    }
}

/// The component schema that `pointer` is, or is in.
fn component(pointer: &Pointer) -> Option<Pointer> {
    match pointer.tokens() {
        [components, schemas, name, ..] if components == "components" && schemas == "schemas" => {
            Some(references::schema(name))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn what_only_refers_to_itself_or_is_referred_to_by_such_is_named() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {$ref: '#/components/schemas/A'}}]}}}
            components:
              schemas:
                A: {properties: {b: {$ref: '#/components/schemas/B'}}}
                B: {type: string}
                C: {properties: {c: {$ref: '#/components/schemas/C'}, d: {$ref: '#/components/schemas/D'}}}
                D: {type: string}
        "), @"
        unchanged
        note[L043] test.yaml:6:5 /components/schemas/C: nothing refers to the component `C`
        note[L043] test.yaml:7:5 /components/schemas/D: nothing refers to the component `D`
        ");
    }
}
