//! A schema as the conjunction that it is: what it says itself, what its references say, and the members of its `allOf`.
//!
//! Two schemas that mean the same in different words have the same view. Null is taken out of it and decided apart: its
//! many forms (`nullable`, a type, a member of `enum`, a branch of `anyOf`) are one then.

use std::collections::HashSet;

use serde_json::Value;

use super::accepts;
use super::choice::{Choice, Union};
use super::node::Node;
use super::part::Part;
use super::side::Side;
use super::types::Types;
use super::value_set::ValueSet;
use super::values;

/// What is to be kept apart because the other side has a choice between it and something else.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept<'a> {
    references: HashSet<&'a str>,
    schemas: ValueSet<'a>,
}

impl<'a> Kept<'a> {
    /// The branches of the choices of `view`.
    pub(crate) fn collect(side: &Side<'a>, view: &View<'a>) -> Self {
        let mut kept = Self::default();
        for branch in view.unions.iter().flat_map(|union| &union.branches) {
            kept.references.extend(Side::reference(branch));
            kept.schemas.insert(side.unwrap(branch).value);
        }
        kept
    }

    fn has(&self, side: &Side<'a>, node: &Node<'a>) -> bool {
        Side::reference(node).is_some_and(|reference| self.references.contains(reference))
            || self.schemas.contains(side.unwrap(node).value)
    }
}

/// How many parts are looked at together.
const MAX_PARTS: usize = 32;

/// How many values of a list are held against schemas beside it.
const MAX_SETTLED: usize = 1_000;

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
    /// Whether all of `values` are valid: no keyword beside them excludes one, or is left undecided.
    pub(crate) is_exact: bool,
    /// The choices, but those that are a list of types or of values.
    pub(crate) unions: Vec<Union<'a>>,
    /// The schema of the properties that no part is for.
    pub(crate) unevaluated_properties: Option<Node<'a>>,
    /// Whether null is valid. `None` when it could not be decided.
    pub(crate) null: Option<bool>,
}

impl<'a> View<'a> {
    /// The view of the schemas that all have to hold.
    pub(crate) fn of_nodes(side: &Side<'a>, nodes: &[Node<'a>]) -> Self {
        Self::read(side, nodes, None)
    }

    /// The same, with what stands alone here and in a choice on the other side kept apart, as a choice of one.
    pub(crate) fn keeping(side: &Side<'a>, nodes: &[Node<'a>], kept: &Kept<'a>) -> Self {
        Self::read(side, nodes, Some(kept))
    }

    /// The view of a branch together with the choice that it is of: its values are not held against the choice, which may
    /// refuse some for which another branch holds as well.
    pub(crate) fn of_alternative(side: &Side<'a>, nodes: &[Node<'a>]) -> Self {
        Self::gather(side, nodes, None)
    }

    fn read(side: &Side<'a>, nodes: &[Node<'a>], kept: Option<&Kept<'a>>) -> Self {
        let mut view = Self::gather(side, nodes, kept);
        view.settle(side, kept.is_some());
        view
    }

    fn gather(side: &Side<'a>, nodes: &[Node<'a>], kept: Option<&Kept<'a>>) -> Self {
        let mut view = Self {
            nodes: nodes.to_vec(),
            parts: Vec::new(),
            rest: Vec::new(),
            never: false,
            unclear: Vec::new(),
            types: Types::NOT_NULL,
            values: None,
            is_exact: false,
            unions: Vec::new(),
            unevaluated_properties: None,
            null: accepts::all(side, nodes, &Value::Null),
        };
        view.flatten(side, nodes, kept);
        view.gather_unevaluated();
        view.narrow(kept.is_some());
        view
    }

    fn flatten(&mut self, side: &Side<'a>, nodes: &[Node<'a>], kept: Option<&Kept<'a>>) {
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
            if (depth > 0 || nodes.len() > 1) && kept.is_some_and(|kept| kept.has(side, &node)) {
                self.unions.push(Union {
                    node: node.clone(),
                    exclusive: false,
                    branches: vec![node],
                });
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
                let part = Part::new(side, node, keywords, depth);
                for choice in &part.choices {
                    match choice {
                        Choice::Nothing => self.never = true,
                        Choice::One(union) if kept.is_none() => below.extend(union.branches.iter().cloned()),
                        _ => {}
                    }
                }
                self.parts.push(part);
            }
            open.extend(below.into_iter().rev().map(|node| (node, depth + 1)));
        }
    }

    /// Where all that evaluates properties holds for every value, `unevaluatedProperties` of the whole is for the names that
    /// no part has.
    fn gather_unevaluated(&mut self) {
        let depends = ["anyOf", "oneOf", "if", "dependentSchemas"];
        let is_plain = |part: &Part<'a>| !depends.iter().any(|keyword| part.keywords.contains_key(*keyword));
        let is_free = |part: &Part<'a>| part.other_properties().is_none();
        if !(self.nodes.len() == 1 && self.rest.is_empty() && self.unclear.is_empty() && self.unions.is_empty()) {
            return;
        }
        let Some((whole, below)) = self.parts.split_first_mut() else {
            return;
        };
        let rest = whole.unevaluated("unevaluatedProperties");
        let is_known = |part: &Part<'a>| part.unevaluated("unevaluatedProperties").is_none();
        if rest.is_some()
            && whole.depth == 0
            && is_plain(whole)
            && below
                .iter()
                .all(|part| is_plain(part) && is_free(part) && is_known(part))
        {
            whole.is_gathered = true;
            self.unevaluated_properties = rest;
        }
    }

    /// Computes types, values and choices from the parts; `keeps` choices that are lists.
    fn narrow(&mut self, keeps: bool) {
        for part in &self.parts {
            match part.keywords.get("type").map_or(Some(Types::ALL), Types::parse) {
                Some(types) => self.types = self.types & types,
                None => self
                    .unclear
                    .push(format!("type: {}", part.keywords.get("type").unwrap_or_default())),
            }
            let mut lists: Vec<Vec<&'a Value>> = Vec::new();
            lists.extend(
                part.get("enum")
                    .and_then(|node| Some(node.value.as_array()?.iter().collect())),
            );
            lists.extend(part.get("const").map(|node| vec![node.value]));
            for choice in &part.choices {
                match choice {
                    Choice::Types(types, _) if !keeps => self.types = self.types & *types,
                    Choice::Values(values, _) if !keeps => lists.push(values.clone()),
                    Choice::Nothing => {}
                    Choice::One(_) if !keeps => {}
                    Choice::One(union)
                    | Choice::Types(_, union)
                    | Choice::Values(_, union)
                    | Choice::Several(union) => self.unions.push(union.clone()),
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
        self.close();
    }

    /// Makes types and values agree.
    fn close(&mut self) {
        let types = self.types;
        if let Some(values) = &mut self.values {
            values.retain(|value| types.has(Types::from_value(value)));
            let there = values
                .iter()
                .fold(Types::NONE, |all, value| all | Types::from_value(value));
            self.types = there;
        }
        self.never |= self.types.is_none();
        if self.never {
            self.types = Types::NONE;
        }
    }

    /// Holds each value of a list against the keywords beside it, so that a bound or a pattern that excludes none of them
    /// says nothing.
    fn settle(&mut self, side: &Side<'a>, keeps: bool) {
        let Some(values) = &mut self.values else { return };
        // What is kept apart may exclude some.
        let has_kept = keeps && self.unions.iter().any(|union| union.branches.len() == 1);
        self.is_exact = self.unclear.is_empty() && self.rest.is_empty() && !has_kept;
        let beside = self.parts.iter().flat_map(|part| {
            let keywords = part
                .keywords
                .iter()
                .filter(|(keyword, _)| !part.is_read(keyword, keeps));
            keywords.map(|(keyword, _)| (&part.node, keyword.as_str()))
        });
        let beside: Vec<(&Node<'a>, &str)> = beside.collect();
        if beside.is_empty() {
            return;
        }
        let opaque = |keyword: &str| matches!(keyword, "anyOf" | "oneOf" | "not" | "if");
        if values.len() > MAX_SETTLED && beside.iter().any(|(_, keyword)| opaque(keyword)) {
            self.is_exact = false;
            return;
        }
        let mut is_exact = self.is_exact;
        values.retain(|value| {
            let taken = accepts::all_keywords(side, &beside, value);
            is_exact &= taken.is_some();
            taken != Some(false)
        });
        self.is_exact = is_exact;
        self.close();
    }

    /// Whether all that it refers to is there, so that each of its keywords can be compared.
    pub(crate) fn is_readable(&self) -> bool {
        self.unclear.iter().all(|unclear| unclear.starts_with("type: "))
    }

    /// Whether its types are known.
    pub(crate) fn has_known_types(&self) -> bool {
        self.unclear.is_empty()
    }

    /// Whether nothing but a choice decides which of the values are valid that have a type of `types`.
    pub(crate) fn is_only_a_union(&self, types: Types) -> bool {
        let keywords = || self.parts.iter().flat_map(|part| part.keywords.keys());
        self.unclear.is_empty()
            && self.types.has(types)
            && keywords().all(|keyword| {
                values::is_annotation(keyword)
                    || matches!(
                        keyword.as_str(),
                        "type" | "anyOf" | "oneOf" | "allOf" | "$ref" | "$dynamicRef"
                    )
            })
            && self.unions.len() == 1
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
        self.parts.iter().any(|part| {
            let rest = [part.other_properties(), part.get("unevaluatedProperties")];
            rest.into_iter().flatten().any(|rest| *rest.value == Value::Bool(false))
        })
    }

    /// Whether `flag` is set.
    pub(crate) fn is(&self, flag: &str) -> bool {
        self.parts.iter().any(|part| part.node.is(flag))
    }
}
