//! A path that is a reference to a path item becomes a copy of it: the generator does not follow such references.

use serde_json::Value;

use super::{Findings, Pass};
use crate::reference::references;
use crate::schema::edit::Members;
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "path_items",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L054",
        title: "a path item that is a component or a reference",
        explanation: "OpenAPI 3.1 keeps path items in `components.pathItems` too, and a path may be a `$ref` to one (section 4.8.9). \
                      The generator knows neither: each such path becomes a copy of what it refers to, and what no path refers to \
                      is left out. A field that stands beside the `$ref` is kept.",
        example: "paths:\n  /trunks:\n    $ref: '#/components/pathItems/Trunks'",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let paths = document.value.pointer("/paths").and_then(Value::as_object);
    let names: Vec<String> = paths.into_iter().flat_map(Members::keys).cloned().collect();
    let mut used: Vec<Pointer> = Vec::new();
    for name in &names {
        let here = Pointer::from_tokens(["paths", name]);
        // A reference may lead to a reference; one that leads back to itself is left for the residue.
        for _ in 0..16 {
            let text = document
                .get(&here)
                .and_then(|item| item.get("$ref"))
                .and_then(Value::as_str);
            let Some((text, target)) = text.and_then(|text| Some((text.to_owned(), references::target(text)?))) else {
                break;
            };
            if target == here || !copy(document, &here, &target) {
                break;
            }
            let message = format!("the path is a reference to `{text}`");
            findings.note(&RULE, &document.source, &here, message, "copied to the path");
            used.push(target);
        }
    }
    let all = Pointer::from_tokens(["components", "pathItems"]);
    let Some(items) = document.get(&all).and_then(Value::as_object) else {
        return;
    };
    for name in items.keys() {
        let here = all.join(name);
        if !used.contains(&here) {
            let message = format!("no path refers to the path item `{name}`");
            findings.warning(&RULE, &document.source, &here, message, "left out");
        }
    }
    document.remove(&all);
}

/// Puts what `target` has in the place of the reference at `here`.
fn copy(document: &mut Document, here: &Pointer, target: &Pointer) -> bool {
    let Some(Value::Object(item)) = document.get(target).cloned() else {
        return false;
    };
    document.remove(&here.join("$ref"));
    for (key, value) in item {
        let to = here.join(&key);
        if document.get(&to).is_none() {
            let places = document.source.get(&target.join(&key)).cloned().unwrap_or_default();
            document.insert(&to, value, places);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_path_becomes_a_copy_of_the_component_it_refers_to() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a: {$ref: '#/components/pathItems/Shared', summary: Mine}
              /b: {$ref: '#/paths/~1c'}
              /c: {$ref: '#/components/pathItems/Shared'}
            components:
              pathItems:
                Shared: {summary: Theirs, get: {operationId: shared}}
                Unused: {get: {operationId: unused}}
        "), @"
         paths:
           /a:
        -    $ref: '#/components/pathItems/Shared'
        +    get: {operationId: shared}
           /b:
        -    $ref: '#/paths/~1c'
        +    summary: Theirs
        +    get: {operationId: shared}
           /c:
        -    $ref: '#/components/pathItems/Shared'
        -components:
        -  pathItems:
        -    Shared: {summary: Theirs, get: {operationId: shared}}
        -    Unused: {get: {operationId: unused}}
        +    summary: Theirs
        +    get: {operationId: shared}
        +components: {}
        note[L054] test.yaml:2:3 /paths/~1a: the path is a reference to `#/components/pathItems/Shared`
        note[L054] test.yaml:3:3 /paths/~1b: the path is a reference to `#/paths/~1c`
        note[L054] test.yaml:3:3 /paths/~1b: the path is a reference to `#/components/pathItems/Shared`
        note[L054] test.yaml:4:3 /paths/~1c: the path is a reference to `#/components/pathItems/Shared`
        warning[L054] test.yaml:8:5 /components/pathItems/Unused: no path refers to the path item `Unused`
        ");
    }

    #[test]
    fn a_reference_to_nothing_or_to_itself_stays_for_the_residue() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a: {$ref: '#/paths/~1a'}
              /b: {$ref: 'other.yaml'}
              /c: {$ref: '#/components/pathItems/Missing'}
        "), @"unchanged");
    }
}
