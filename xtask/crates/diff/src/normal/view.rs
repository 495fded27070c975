//! A schema as the conjunction that it is: what it says itself, what its references say, and the members of its `allOf`.
//!
//! Two schemas that mean the same in different words have the same view. Null is taken out of it and decided apart: its
//! many forms (`nullable`, a type, a member of `enum`, a branch of `anyOf`) are one then.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::accepts;
use super::node::Node;
use super::side::Side;
use super::types::Types;
use super::value_set::ValueSet;
use super::values;

/// One of the objects that all have to hold.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) keywords: &'a Map<String, Value>,
    /// How deep it is wrapped: `unevaluatedProperties` sees what is below it, and not what is beside it.
    pub(crate) depth: usize,
}

impl<'a> Part<'a> {
    pub(crate) fn get(&self, keyword: &str) -> Option<Node<'a>> {
        self.node.get(keyword)
    }
}

/// How many parts are looked at together.
const MAX_PARTS: usize = 32;

/// A schema, without its null.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    /// The schemas that it was made of.
    pub(crate) nodes: Vec<Node<'a>>,
    pub(crate) parts: Vec<Part<'a>>,
    /// What would be parts, too, but is too much: schemas can be made of one another in long chains.
    pub(crate) rest: Vec<Node<'a>>,
    /// Nothing but null is valid.
    pub(crate) never: bool,
    /// What could not be understood: broken references, unknown types.
    pub(crate) unclear: Vec<String>,
    /// The types of what is valid, null apart.
    pub(crate) types: Types,
    /// The only values that are valid, null apart.
    pub(crate) values: Option<Vec<&'a Value>>,
    /// Whether null is valid. `None` when it could not be decided.
    pub(crate) null: Option<bool>,
}

/// A choice between schemas, of which null was taken out.
#[derive(Clone, Debug)]
pub(crate) struct Union<'a> {
    /// The keyword, to tell where it is.
    pub(crate) node: Node<'a>,
    /// Exactly one branch must hold.
    pub(crate) exclusive: bool,
    pub(crate) branches: Vec<Node<'a>>,
}

impl<'a> View<'a> {
    /// The view of the schemas that all have to hold.
    pub(crate) fn of(side: &Side<'a>, nodes: &[Node<'a>]) -> Self {
        let mut view = Self {
            nodes: nodes.to_vec(),
            parts: Vec::new(),
            rest: Vec::new(),
            never: false,
            unclear: Vec::new(),
            types: Types::NOT_NULL,
            values: None,
            null: accepts::all(side, nodes, &Value::Null),
        };
        view.flatten(side, nodes);
        view.narrow();
        view
    }

    fn flatten(&mut self, side: &Side<'a>, nodes: &[Node<'a>]) {
        let mut seen = HashSet::new();
        let mut open: Vec<(Node<'a>, usize)> = nodes.iter().rev().map(|node| (node.clone(), 0)).collect();
        while let Some((node, depth)) = open.pop() {
            if !seen.insert(node.address()) {
                continue;
            }
            if self.parts.len() >= MAX_PARTS {
                self.rest.push(node);
                continue;
            }
            let keywords = match node.value {
                Value::Bool(true) => continue,
                Value::Bool(false) => {
                    self.never = true;
                    continue;
                }
                Value::Object(keywords) => keywords,
                other => {
                    self.unclear.push(other.to_string());
                    continue;
                }
            };
            let mut below = Vec::new();
            for keyword in ["$ref", "$dynamicRef"] {
                let Some(reference) = node.text(keyword) else { continue };
                match side.target(reference) {
                    Some(target) => below.push(target),
                    None => self.unclear.push(reference.to_owned()),
                }
            }
            let ignored = side.is_30 && keywords.contains_key("$ref");
            if !ignored {
                below.extend(node.items_of("allOf"));
                for keyword in ["anyOf", "oneOf"] {
                    let mut branches = node.items_of(keyword).filter(|branch| !is_null(branch.value));
                    match (branches.next(), branches.next()) {
                        (Some(only), None) => below.push(only),
                        // Null was all that there was to choose.
                        (None, _) => self.never |= node.items_of(keyword).next().is_some(),
                        _ => {}
                    }
                }
                let part = Part { node, keywords, depth };
                self.parts.push(part);
            }
            open.extend(below.into_iter().rev().map(|node| (node, depth + 1)));
        }
    }

    /// Computes types and values from the parts.
    fn narrow(&mut self) {
        for part in &self.parts {
            match part.get("type").map(|node| Types::parse(node.value).ok_or(node)) {
                Some(Ok(types)) => self.types = self.types & types,
                Some(Err(node)) => self.unclear.push(format!("type: {}", node.value)),
                None => {}
            }
            // OpenAPI 3.0 has no `integer` in disguise, but vendors write a format for it.
            let mut lists: Vec<Vec<&'a Value>> = Vec::new();
            lists.extend(
                part.get("enum")
                    .and_then(|node| Some(node.value.as_array()?.iter().collect())),
            );
            lists.extend(part.get("const").map(|node| vec![node.value]));
            for keyword in ["anyOf", "oneOf"] {
                let Some(branches) = part.get(keyword) else { continue };
                let exclusive = keyword == "oneOf";
                if let Some(types) = simple_types(&branches, exclusive) {
                    self.types = self.types & types;
                } else if let Some(values) = simple_values(&branches, exclusive) {
                    lists.push(values);
                }
            }
            for list in lists {
                let mut list: Vec<_> = list.into_iter().filter(|value| !value.is_null()).collect();
                if let Some(values) = &self.values {
                    let values: ValueSet<'_> = values.iter().copied().collect();
                    list.retain(|one| values.contains(one));
                }
                self.values = Some(list);
            }
            let negated = part.get("not").is_some_and(|node| values::is_anything(node.value));
            self.never |= negated;
        }
        let types = self.types;
        if let Some(values) = &mut self.values {
            values.retain(|value| types.has(Types::of(value)));
            let there = values.iter().fold(Types::NONE, |all, value| all | Types::of(value));
            self.types = there;
        }
        self.never |= self.types.is_none();
        if self.never {
            self.types = Types::NONE;
        }
    }

    /// The choices, but those that are a list of types or of values.
    pub(crate) fn unions(&self) -> Vec<Union<'a>> {
        let mut unions = Vec::new();
        for part in &self.parts {
            for keyword in ["anyOf", "oneOf"] {
                let Some(node) = part.get(keyword) else { continue };
                let exclusive = keyword == "oneOf";
                let branches: Vec<_> = node.items().filter(|branch| !is_null(branch.value)).collect();
                let is_simple = simple_types(&node, exclusive).is_some() || simple_values(&node, exclusive).is_some();
                if branches.len() > 1 && !is_simple {
                    unions.push(Union {
                        node,
                        exclusive,
                        branches,
                    });
                }
            }
        }
        unions
    }

    /// Whether nothing but a choice decides what is valid.
    pub(crate) fn is_only_a_union(&self) -> bool {
        self.unclear.is_empty()
            && self.parts.iter().flat_map(|part| part.keywords.keys()).all(|keyword| {
                values::is_annotation(keyword)
                    || matches!(keyword.as_str(), "anyOf" | "oneOf" | "allOf" | "$ref" | "$dynamicRef")
            })
            && self.unions().len() == 1
    }

    /// The first part that has `keyword`, at the keyword.
    pub(crate) fn first(&self, keyword: &str) -> Option<Node<'a>> {
        self.parts.iter().find_map(|part| part.get(keyword))
    }

    /// All parts that have `keyword`, at the keyword.
    pub(crate) fn all(&self, keyword: &str) -> Vec<Node<'a>> {
        self.parts.iter().filter_map(|part| part.get(keyword)).collect()
    }

    /// Where a keyword is, or would be.
    pub(crate) fn place(&self, keyword: &str) -> Option<Node<'a>> {
        self.first(keyword).or_else(|| self.here())
    }

    /// Where the schema is.
    pub(crate) fn here(&self) -> Option<Node<'a>> {
        self.nodes.first().cloned()
    }

    /// Whether a member that no schema names is refused.
    pub(crate) fn is_closed(&self) -> bool {
        let refused = |keyword| self.all(keyword).iter().any(|node| *node.value == Value::Bool(false));
        refused("additionalProperties") || refused("unevaluatedProperties")
    }

    /// Whether `flag` is set.
    pub(crate) fn is(&self, flag: &str) -> bool {
        self.parts.iter().any(|part| part.node.is(flag))
    }
}

/// Whether only null is valid, said in one of the usual forms.
pub(crate) fn is_null(schema: &Value) -> bool {
    let Some(members) = schema.as_object() else {
        return false;
    };
    let says_null = |keyword: &String, value: &Value| match keyword.as_str() {
        "type" => {
            *value == "null"
                || value
                    .as_array()
                    .is_some_and(|types| types.len() == 1 && types.iter().all(|of| of == "null"))
        }
        "const" => value.is_null(),
        "enum" => value
            .as_array()
            .is_some_and(|values| values.len() == 1 && values.iter().all(Value::is_null)),
        _ => false,
    };
    let mut constraints = members
        .iter()
        .filter(|(keyword, _)| !values::is_annotation(keyword))
        .peekable();
    constraints.peek().is_some() && constraints.all(|(keyword, value)| says_null(keyword, value))
}

/// The types of a choice whose branches name types and nothing else.
fn simple_types(branches: &Node<'_>, exclusive: bool) -> Option<Types> {
    let mut all = Types::NONE;
    let mut count = 0;
    for branch in branches.items() {
        let mut constraints = branch
            .value
            .as_object()?
            .iter()
            .filter(|(keyword, _)| !values::is_annotation(keyword));
        let (Some(("type", types)), None) = (
            constraints.next().map(|(keyword, value)| (keyword.as_str(), value)),
            constraints.next(),
        ) else {
            return None;
        };
        let types = Types::parse(types)?;
        if exclusive && all.meets(types) {
            return None;
        }
        all = all | types;
        count += 1;
    }
    (count > 0).then_some(all)
}

/// The values of a choice whose branches list values and nothing else.
fn simple_values<'a>(branches: &Node<'a>, exclusive: bool) -> Option<Vec<&'a Value>> {
    let (mut all, mut known) = (Vec::new(), ValueSet::default());
    let mut count = 0;
    for branch in branches.items() {
        let mut types = Types::ALL;
        let mut listed: Option<Vec<&'a Value>> = None;
        for (keyword, node) in branch.members() {
            match keyword {
                "type" => types = Types::parse(node.value)?,
                "const" if listed.is_none() => listed = Some(vec![node.value]),
                "enum" if listed.is_none() => listed = Some(node.value.as_array()?.iter().collect()),
                keyword if values::is_annotation(keyword) => {}
                _ => return None,
            }
        }
        let listed = listed?.into_iter().filter(|value| types.has(Types::of(value)));
        let listed: Vec<&'a Value> = listed.collect();
        if exclusive && listed.iter().any(|value| known.contains(value)) {
            return None;
        }
        all.extend(listed.into_iter().filter(|value| known.insert(value)));
        count += 1;
    }
    (count > 0).then_some(all)
}
