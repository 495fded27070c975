//! Schemas within themselves: what a type can be, and what would have no value or no end.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Findings, Pass, references};
use crate::document::visit::{self, Order};
use crate::document::{Document, Pointer};
use crate::finding::Code;
use crate::lower::schema::edit::{self, Members, is_annotation};

pub(in crate::lower) const PASS: Pass = Pass {
    name: "recursion",
    codes: &[&CODE],
    run,
};

const CODE: Code = Code {
    id: "L058",
    title: "a schema within itself, without an end",
    explanation: "A schema may have itself in it: as an optional property, in an array or in a map it ends somewhere. Where each \
                  value requires another one within it, no value is finite; the property becomes optional. An `allOf` that merges a \
                  schema into itself has no end for the generator, and is an error: refer to the schema without constraints beside \
                  the reference.",
    example: "Node:\n  required: [next]\n  properties: {next: {$ref: '#/components/schemas/Node'}}",
};

fn run(document: &mut Document, findings: &mut Findings) {
    merges(document, findings);
    while let Some((object, name)) = endless(&document.value) {
        let here = object.join("properties").join(&name);
        let message = format!("`{name}` requires a value within itself, which no finite value has");
        findings.warning(&CODE, &document.source, &here, message, "made optional");
        let required = document.get_mut(&object.join("required")).and_then(Value::as_array_mut);
        let Some(required) = required else { return };
        required.retain(|required| *required != name.as_str());
    }
}

/// Reports every `allOf` that merges itself into itself.
fn merges(document: &mut Document, findings: &mut Findings) {
    // Where a reference is merged → the components that are; component → the merges that are in it.
    let mut sites: HashMap<Pointer, Vec<String>> = HashMap::new();
    let mut bodies: HashMap<String, Vec<Pointer>> = HashMap::new();
    visit::schemas(&mut document.value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object() else { return };
        let Some(branches) = members.get("allOf").and_then(Value::as_array) else {
            return;
        };
        let constrained = members.keys().any(|key| key != "allOf" && !is_annotation(key));
        let component = component(pointer);
        let root = component.is_some() && pointer.tokens().len() == 3;
        if branches.len() > 1 || constrained || root {
            sites.insert(pointer.clone(), branches.iter().filter_map(name_of).collect());
            if let Some(component) = component {
                bodies.entry(component).or_default().push(pointer.clone());
            }
        }
    });
    let next = |site: &Pointer| {
        let merged = sites.get(site).into_iter().flatten();
        merged.filter_map(|name| bodies.get(name)).flatten()
    };
    let mut endless: Vec<&Pointer> = sites
        .keys()
        .filter(|site| {
            let mut seen: HashSet<&Pointer> = HashSet::new();
            let mut open: Vec<&Pointer> = next(site).collect();
            while let Some(found) = open.pop() {
                if seen.insert(found) {
                    open.extend(next(found));
                }
            }
            seen.contains(site)
        })
        .collect();
    endless.sort();
    for site in endless {
        if only_requires(document.get(site)) && component(site).is_none_or(|_| site.tokens().len() > 3) {
            let message = "`allOf` merges this schema into itself, to require some of its properties";
            findings.warning(
                &CODE,
                &document.source,
                &site.join("allOf"),
                message,
                "what it requires was left out",
            );
            let (list, Document { value, source }) = (site.join("allOf"), &mut *document);
            if let Some(Value::Array(branches)) = value.pointer_mut(&list.to_string()) {
                edit::retain(branches, source, &list, |branch| branch.get("$ref").is_some());
            }
            continue;
        }
        let help = "refer to the schema without constraints beside the reference, with an overlay action";
        let message = "`allOf` merges this schema into itself, without an end";
        findings.error(&CODE, &document.source, &site.join("allOf"), message, help);
    }
}

/// Whether a schema is one reference and, beside it, nothing but what it requires.
fn only_requires(schema: Option<&Value>) -> bool {
    let Some(members) = schema.and_then(Value::as_object) else {
        return false;
    };
    let is_required = |branch: &Value| {
        branch
            .as_object()
            .is_some_and(|branch| branch.keys().all(|key| key == "required"))
    };
    let branches = members.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let (references, others): (Vec<_>, Vec<_>) = branches.partition(|branch| branch.get("$ref").is_some());
    let beside = members.keys().all(|key| key == "allOf" || is_annotation(key));
    references.len() == 1 && beside && others.into_iter().all(is_required)
}

fn component(pointer: &Pointer) -> Option<String> {
    match pointer.tokens() {
        [components, schemas, name, ..] if components == "components" && schemas == "schemas" => Some(name.clone()),
        _ => None,
    }
}

/// The component schema that a reference leads to.
fn name_of(schema: &Value) -> Option<String> {
    component(&references::target(schema.get("$ref")?.as_str()?)?)
}

/// A required property that closes a circle of values which require each other: the object that requires it, its name.
fn endless(root: &Value) -> Option<(Pointer, String)> {
    let mut needs: HashMap<String, Vec<Need>> = HashMap::new();
    let names = references::schema_names(root);
    for name in &names {
        let here = references::schema(name);
        let mut found = Vec::new();
        collect(root.pointer(&here.to_string())?, &here, None, &mut found);
        needs.insert(name.clone(), found);
    }
    let mut done = HashSet::new();
    names
        .iter()
        .find_map(|name| circle(name, &needs, &mut Vec::new(), &mut done))
}

/// What every value of a schema has in it: a value of `component`, because of a property or by `allOf`.
#[derive(Clone)]
struct Need {
    component: String,
    property: Option<(Pointer, String)>,
}

fn collect(schema: &Value, pointer: &Pointer, because: Option<&(Pointer, String)>, needs: &mut Vec<Need>) {
    let Some(members) = schema.as_object().filter(|members| !may_be_null(members)) else {
        return;
    };
    if let Some(component) = name_of(schema) {
        let property = because.cloned();
        needs.push(Need { component, property });
    }
    for (index, branch) in members
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        collect(branch, &pointer.join("allOf").join(index.to_string()), because, needs);
    }
    let required = members
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    for name in required {
        if let Some(property) = members.get("properties").and_then(|properties| properties.get(name)) {
            let because = (pointer.clone(), name.to_owned());
            collect(property, &pointer.join("properties").join(name), Some(&because), needs);
        }
    }
}

fn may_be_null(members: &Members) -> bool {
    members.get("nullable") == Some(&Value::Bool(true))
}

/// Follows what `name` needs; says which property closes a circle.
fn circle<'a>(
    name: &'a str,
    needs: &'a HashMap<String, Vec<Need>>,
    path: &mut Vec<(&'a str, Option<&'a (Pointer, String)>)>,
    done: &mut HashSet<&'a str>,
) -> Option<(Pointer, String)> {
    if done.contains(name) {
        return None;
    }
    for need in needs.get(name).into_iter().flatten() {
        path.push((name, need.property.as_ref()));
        if let Some(start) = path.iter().position(|(above, _)| *above == need.component) {
            // The last property of the circle; one of `allOf` alone is reported as what it is.
            let closing = path
                .iter()
                .skip(start)
                .rev()
                .find_map(|(_, property)| property.cloned());
            if closing.is_some() {
                return closing;
            }
        } else if let Some(found) = circle(&need.component, needs, path, done) {
            return Some(found);
        }
        path.pop();
    }
    done.insert(name);
    None
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::lowered;

    #[test]
    fn a_required_property_without_an_end_becomes_optional() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {required: [a, b], properties: {a: {$ref: '#/components/schemas/A'}, b: {type: string}}}
                B: {required: [c], properties: {c: {allOf: [{$ref: '#/components/schemas/C'}], description: c}}}
                C: {required: [d], properties: {d: {required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}}}
        "), @r##"
        {"components":{"schemas":{"A":{"required":["b"],"properties":{"a":{"$ref":"#/components/schemas/A"},"b":{"type":"string"}}},"B":{"required":["c"],"properties":{"c":{"allOf":[{"$ref":"#/components/schemas/C"}],"description":"c"}}},"C":{"required":["d"],"properties":{"d":{"required":[],"properties":{"b":{"$ref":"#/components/schemas/B"}}}}}}}}
        warning[L058] test.yaml:3:40 /components/schemas/A/properties/a: `a` requires a value within itself, which no finite value has
        warning[L058] test.yaml:5:69 /components/schemas/C/properties/d/properties/b: `b` requires a value within itself, which no finite value has
        "##);
    }

    #[test]
    fn what_ends_somewhere_stays() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {properties: {a: {$ref: '#/components/schemas/A'}}}
                B: {required: [b], properties: {b: {items: {$ref: '#/components/schemas/B'}}}}
                C: {required: [c], properties: {c: {allOf: [{$ref: '#/components/schemas/C'}], nullable: true}}}
                D: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {d: {$ref: '#/components/schemas/D'}}}]}
        "), @r##"{"components":{"schemas":{"A":{"properties":{"a":{"$ref":"#/components/schemas/A"}}},"B":{"required":["b"],"properties":{"b":{"items":{"$ref":"#/components/schemas/B"}}}},"C":{"required":["c"],"properties":{"c":{"allOf":[{"$ref":"#/components/schemas/C"}],"nullable":true}}},"D":{"allOf":[{"$ref":"#/components/schemas/A"},{"properties":{"d":{"$ref":"#/components/schemas/D"}}}]}}}}"##);
    }

    #[test]
    fn an_all_of_that_merges_a_schema_into_itself_is_an_error() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}
                B: {properties: {b: {items: {allOf: [{$ref: '#/components/schemas/B'}, {required: [b]}]}}}}
                C: {allOf: [{$ref: '#/components/schemas/D'}]}
                D: {properties: {d: {allOf: [{$ref: '#/components/schemas/C'}], properties: {e: {}}}}}
        "), @r##"
        {"components":{"schemas":{"A":{"allOf":[{"$ref":"#/components/schemas/A"},{"type":"object"}]},"B":{"properties":{"b":{"items":{"allOf":[{"$ref":"#/components/schemas/B"}]}}}},"C":{"allOf":[{"$ref":"#/components/schemas/D"}]},"D":{"properties":{"d":{"allOf":[{"$ref":"#/components/schemas/C"}],"properties":{"e":{}}}}}}}}
        error[L058] test.yaml:3:9 /components/schemas/A/allOf: `allOf` merges this schema into itself, without an end
        warning[L058] test.yaml:4:34 /components/schemas/B/properties/b/items/allOf: `allOf` merges this schema into itself, to require some of its properties
        error[L058] test.yaml:5:9 /components/schemas/C/allOf: `allOf` merges this schema into itself, without an end
        error[L058] test.yaml:6:26 /components/schemas/D/properties/d/allOf: `allOf` merges this schema into itself, without an end
        "##);
    }
}
