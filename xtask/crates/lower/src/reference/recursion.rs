//! Schemas within themselves: what a type can be, and what would have no value or no end.

use std::collections::{HashMap, HashSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use serde_json::Value;

use super::{Findings, Pass, references};
use crate::schema::edit::{self, Members, is_annotation};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "recursion",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L058",
        title: "a schema within itself, without an end",
        explanation: "A schema may have itself in it: as an optional property, in an array or in a map it ends somewhere. Where each \
                      value requires another one within it, no value is finite; the property becomes optional. An `allOf` that merges a \
                      schema into itself has no end for the generator, and is an error: refer to the schema without constraints beside \
                      the reference.",
        example: "Node:\n  required: [next]\n  properties: {next: {$ref: '#/components/schemas/Node'}}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    merges(document, findings);
    for (object, name) in endless(&document.value) {
        let here = object.join("properties").join(&name);
        let message = format!("`{name}` requires a value within itself, which no finite value has");
        findings.warning(&RULE, &document.source, &here, message, "made optional");
        if let Some(Value::Array(required)) = document.get_mut(&object.join("required")) {
            required.retain(|required| *required != name.as_str());
        }
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
    let mut endless = in_circles(&sites, &bodies);
    endless.sort();
    for site in endless {
        if only_requires(document.get(&site)) && component(&site).is_none_or(|_| site.tokens().len() > 3) {
            let message = "`allOf` merges this schema into itself, to require some of its properties";
            findings.warning(
                &RULE,
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
        findings.error(&RULE, &document.source, &site.join("allOf"), message, help);
    }
}

/// The merges that lead back to themselves.
fn in_circles(sites: &HashMap<Pointer, Vec<String>>, bodies: &HashMap<String, Vec<Pointer>>) -> Vec<Pointer> {
    let mut graph = DiGraph::<&Pointer, ()>::new();
    let nodes: HashMap<&Pointer, NodeIndex> = sites.keys().map(|site| (site, graph.add_node(site))).collect();
    for (site, merged) in sites {
        let next = merged.iter().filter_map(|name| bodies.get(name)).flatten();
        for (from, to) in next.filter_map(|next| Some((nodes.get(site)?, nodes.get(next)?))) {
            graph.update_edge(*from, *to, ());
        }
    }
    let circles = kosaraju_scc(&graph).into_iter().filter(|nodes| match nodes.as_slice() {
        [alone] => graph.contains_edge(*alone, *alone),
        _ => true,
    });
    circles
        .flatten()
        .filter_map(|node| graph.node_weight(node).copied().cloned())
        .collect()
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

/// The required properties that close circles of values which require each other: the object that requires it, its name.
fn endless(root: &Value) -> Vec<(Pointer, String)> {
    let mut needs: HashMap<String, Vec<Need>> = HashMap::new();
    let names = references::schema_names(root);
    for name in &names {
        let here = references::schema(name);
        let mut found = Vec::new();
        if let Some(schema) = root.pointer(&here.to_string()) {
            collect(schema, &here, None, &mut found);
        }
        needs.insert(name.clone(), found);
    }
    let mut done = HashSet::new();
    let mut closing = Vec::new();
    for name in &names {
        circles(name, &needs, &mut done, &mut closing);
    }
    closing
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

/// A component on the way, and how far its needs were followed.
struct Step<'a> {
    name: &'a str,
    followed: usize,
    /// The last property on the way here, and how many steps were before it.
    property: Option<(usize, &'a (Pointer, String))>,
}

/// Follows what `name` needs, and what that needs, and notes the last property of each circle; one of `allOf` alone is
/// reported as what it is. The way is a list, not the stack: documents may have chains of any length.
fn circles<'a>(
    name: &'a str,
    needs: &'a HashMap<String, Vec<Need>>,
    done: &mut HashSet<&'a str>,
    closing: &mut Vec<(Pointer, String)>,
) {
    let mut way: Vec<Step<'a>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut enter = Some((name, None));
    loop {
        if let Some((name, property)) = enter.take()
            && done.insert(name)
        {
            places.insert(name, way.len());
            way.push(Step {
                name,
                followed: 0,
                property,
            });
        }
        let depth = way.len();
        let Some(step) = way.last_mut() else { return };
        let Some(need) = needs.get(step.name).and_then(|needs| needs.get(step.followed)) else {
            places.remove(step.name);
            way.pop();
            continue;
        };
        step.followed += 1;
        let property = need
            .property
            .as_ref()
            .map(|property| (depth, property))
            .or(step.property);
        match places.get(need.component.as_str()) {
            Some(start) => {
                if let Some((_, closes)) = property.filter(|(at, closes)| at > start && !closing.contains(closes)) {
                    closing.push(closes.clone());
                }
            }
            None => enter = Some((&need.component, property)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_required_property_without_an_end_becomes_optional() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {required: [a, b], properties: {a: {$ref: '#/components/schemas/A'}, b: {type: string}}}
                B: {required: [c], properties: {c: {allOf: [{$ref: '#/components/schemas/C'}], description: c}}}
                C: {required: [d], properties: {d: {required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}}}
        "), @"
         components:
           schemas:
        -    A: {required: [a, b], properties: {a: {$ref: '#/components/schemas/A'}, b: {type: string}}}
        +    A: {required: [b], properties: {a: {$ref: '#/components/schemas/A'}, b: {type: string}}}
             C:
        -      properties: {d: {required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}}
        +      properties: {d: {required: [], properties: {b: {$ref: '#/components/schemas/B'}}}}
        warning[L058] test.yaml:3:40 /components/schemas/A/properties/a: `a` requires a value within itself, which no finite value has
        warning[L058] test.yaml:5:69 /components/schemas/C/properties/d/properties/b: `b` requires a value within itself, which no finite value has
        ");
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
        "), @"unchanged");
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
        "), @"
         components:
           schemas:
        -    B: {properties: {b: {items: {allOf: [{$ref: '#/components/schemas/B'}, {required: [b]}]}}}}
        +    B: {properties: {b: {items: {allOf: [{$ref: '#/components/schemas/B'}]}}}}
        error[L058] test.yaml:3:9 /components/schemas/A/allOf: `allOf` merges this schema into itself, without an end
        warning[L058] test.yaml:4:34 /components/schemas/B/properties/b/items/allOf: `allOf` merges this schema into itself, to require some of its properties
        error[L058] test.yaml:5:9 /components/schemas/C/allOf: `allOf` merges this schema into itself, without an end
        error[L058] test.yaml:6:26 /components/schemas/D/properties/d/allOf: `allOf` merges this schema into itself, without an end
        ");
    }
}
