//! One of the two documents, with what its references stand for.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use percent_encoding::percent_decode_str;
use regress::Regex;
use serde_json::Value;

use super::node::Node;
use document::{Document, Pointer, openapi_version};

/// How many references may follow one another.
const MAX_HOPS: usize = 64;

/// A document while it is compared.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    pub(crate) document: &'a Document,
    /// OpenAPI 3.0: what stands beside a `$ref` does not count (OpenAPI 3.0.4 section 4.7.23).
    pub(crate) is_30: bool,
    targets: RefCell<HashMap<&'a str, Option<Node<'a>>>>,
    anchors: OnceCell<HashMap<&'a str, Pointer>>,
    patterns: RefCell<HashMap<&'a str, Option<Rc<Regex>>>>,
}

impl<'a> Side<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let version = openapi_version(document);
        Self {
            document,
            is_30: version.is_ok_and(|version| version.starts_with("3.0.")),
            targets: RefCell::default(),
            anchors: OnceCell::new(),
            patterns: RefCell::default(),
        }
    }

    pub(crate) fn root(&self) -> Node<'a> {
        Node::root(&self.document.value)
    }

    /// The reference that `node` is or has.
    pub(crate) fn reference(node: &Node<'a>) -> Option<&'a str> {
        node.text("$ref").or_else(|| node.text("$dynamicRef"))
    }

    /// What `reference` stands for. `None` when it leads out of the document, or nowhere.
    pub(crate) fn target(&self, reference: &'a str) -> Option<Node<'a>> {
        if let Some(known) = self.targets.borrow().get(reference) {
            return known.clone();
        }
        let found = self.find(reference);
        self.targets.borrow_mut().insert(reference, found.clone());
        found
    }

    fn find(&self, reference: &str) -> Option<Node<'a>> {
        let fragment = reference.strip_prefix('#')?;
        let fragment = percent_decode_str(fragment).decode_utf8().ok()?;
        match ::document::reference::target(&format!("#{fragment}")) {
            Some(pointer) => self.root().descend(&pointer),
            None => self.root().descend(self.anchors().get(fragment.as_ref())?),
        }
    }

    fn anchors(&self) -> &HashMap<&'a str, Pointer> {
        self.anchors.get_or_init(|| {
            let mut anchors = HashMap::new();
            let mut open = vec![self.root()];
            while let Some(node) = open.pop() {
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(anchor) = node.text(key) {
                        anchors.insert(anchor, node.pointer());
                    }
                }
                open.extend(node.members().map(|(_, member)| member).chain(node.items()));
            }
            anchors
        })
    }

    /// The expression of a pattern. `None` when it is none.
    pub(crate) fn pattern(&self, pattern: &'a str) -> Option<Rc<Regex>> {
        let mut patterns = self.patterns.borrow_mut();
        let read = || Regex::new(pattern).ok().map(Rc::new);
        patterns.entry(pattern).or_insert_with(read).clone()
    }

    /// What a Reference Object stands for, or the node itself. `None` when the reference is broken.
    pub(crate) fn open(&self, node: &Node<'a>) -> Option<Node<'a>> {
        let mut node = node.clone();
        for _ in 0..MAX_HOPS {
            let Some(reference) = node.text("$ref") else {
                return Some(node);
            };
            node = self.target(reference)?;
        }
        None
    }

    /// The schema that says what `node` says, without the wrappings: a reference alone, `allOf` of one.
    pub(crate) fn unwrap(&self, node: &Node<'a>) -> Node<'a> {
        let mut node = node.clone();
        for _ in 0..MAX_HOPS {
            let Some(members) = node.value.as_object() else { break };
            let alone = members.len() == 1;
            let inner = match Self::reference(&node) {
                Some(reference) if alone || self.is_30 && members.contains_key("$ref") => self.target(reference),
                Some(_) => None,
                None if alone => ["allOf", "anyOf", "oneOf"].iter().find_map(|key| {
                    let mut items = node.items_of(key);
                    items.next().filter(|_| items.next().is_none())
                }),
                None => None,
            };
            let Some(inner) = inner else { break };
            node = inner;
        }
        node
    }

    /// The components that are used from outside of the components, directly or by others, as their pointers.
    pub(crate) fn used_components(&self) -> HashSet<String> {
        let mut used = HashSet::new();
        let mut open: Vec<&Value> = match &self.document.value {
            Value::Object(members) => {
                let outside = members.iter().filter(|(key, _)| *key != "components");
                outside.map(|(_, value)| value).collect()
            }
            _ => Vec::new(),
        };
        while let Some(value) = open.pop() {
            match value {
                Value::Object(members) => {
                    for (key, member) in members {
                        if let (true, Some(text)) = (key == "$ref" || key == "$dynamicRef", member.as_str())
                            && let Some(component) = component(text)
                            && !used.contains(component)
                        {
                            used.insert(component.to_owned());
                            open.extend(self.document.value.pointer(component));
                        }
                        open.push(member);
                    }
                }
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
        used
    }
}

/// The pointer of the component that `reference` leads into: `#/components/schemas/A/properties/b` → `/components/schemas/A`.
pub(crate) fn component(reference: &str) -> Option<&str> {
    let pointer = reference.strip_prefix('#')?;
    let mut slashes = pointer.match_indices('/').map(|(at, _)| at).skip(3);
    let end = slashes.next().unwrap_or(pointer.len());
    let is_component = pointer.starts_with("/components/") && pointer.matches('/').count() >= 3;
    is_component.then(|| pointer.get(..end)).flatten()
}
