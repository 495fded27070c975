//! One of the schemas that a view is made of, and what it says of the members and items that it does not name.

use serde_json::{Map, Value};

use super::choice::Choice;
use super::evaluated::{self, Parts};
use super::node::Node;
use super::side::Side;
use super::values;

/// One of the objects that all have to hold.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) keywords: &'a Map<String, Value>,
    /// How deep it is wrapped: `unevaluatedProperties` sees what is below it, and not what is beside it.
    pub(crate) depth: usize,
    pub(super) choices: Vec<Choice<'a>>,
    /// Whether no schema but this one evaluates properties, and whether none evaluates items.
    is_alone: (bool, bool),
    /// Whether the view has its `unevaluatedProperties`.
    pub(super) is_gathered: bool,
}

impl<'a> Part<'a> {
    pub(super) fn new(side: &Side<'a>, node: Node<'a>, keywords: &'a Map<String, Value>, depth: usize) -> Self {
        let choices = [("anyOf", false), ("oneOf", true)].into_iter();
        let choices = choices.filter_map(|(keyword, exclusive)| Choice::read(side, node.get(keyword)?, exclusive));
        let choices = choices.collect();
        let is_alone =
            |keyword: &str, parts| !keywords.contains_key(keyword) || !evaluated::is_by_others(side, &node, parts);
        let is_alone = (
            is_alone("unevaluatedProperties", Parts::Properties),
            is_alone("unevaluatedItems", Parts::Items) && !keywords.contains_key("contains"),
        );
        Self {
            node,
            keywords,
            depth,
            choices,
            is_alone,
            is_gathered: false,
        }
    }

    pub(crate) fn get(&self, keyword: &str) -> Option<Node<'a>> {
        self.node.get(keyword)
    }

    /// The schema of the properties that no other keyword of it is for: where no other schema evaluates any,
    /// `unevaluatedProperties` says what `additionalProperties` says.
    pub(crate) fn other_properties(&self) -> Option<Node<'a>> {
        let unevaluated = || self.is_alone.0.then(|| self.get("unevaluatedProperties")).flatten();
        self.get("additionalProperties").or_else(unevaluated)
    }

    /// The schema of the items behind those of `prefixItems`, in the same way.
    pub(crate) fn other_items(&self) -> Option<Node<'a>> {
        let unevaluated = || self.is_alone.1.then(|| self.get("unevaluatedItems")).flatten();
        self.get("items").or_else(unevaluated)
    }

    /// The schema of what is evaluated by no schema, where that depends on others.
    pub(crate) fn unevaluated(&self, keyword: &str) -> Option<Node<'a>> {
        let (all, is_alone) = match keyword {
            "unevaluatedProperties" => ("additionalProperties", self.is_alone.0 || self.is_gathered),
            _ => ("items", self.is_alone.1),
        };
        // What is for all others leaves nothing unevaluated.
        self.get(keyword)
            .filter(|_| !is_alone && !self.keywords.contains_key(all))
    }

    /// Whether the types and the values of the view have all that `keyword` says; `keeps` as in `View::narrow`.
    pub(super) fn is_read(&self, keyword: &str, keeps: bool) -> bool {
        match keyword {
            "type" | "enum" | "const" | "$ref" | "$dynamicRef" | "allOf" => true,
            "anyOf" | "oneOf" => !self.choices.iter().any(|choice| match choice {
                Choice::Nothing => false,
                Choice::One(union) | Choice::Types(_, union) | Choice::Values(_, union) => {
                    keeps && union.exclusive == (keyword == "oneOf")
                }
                Choice::Several(union) => union.exclusive == (keyword == "oneOf"),
            }),
            keyword => values::is_annotation(keyword),
        }
    }
}
