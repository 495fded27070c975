//! What changed in the contract: data first, then as a text.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

use super::Operation;
use super::detail::{self, Detail};
use super::reach::{self, Component};
use crate::document::grammar::METHODS;
use crate::provenance;
use crate::workspace::CONTRACT;

/// How many details of one node, and how many of its users, are shown.
const SHOWN: usize = 20;

/// What became of an operation or a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It was not there before.
    Added,
    /// It is another one now.
    Changed,
    /// It is gone.
    Removed,
}

/// What became of a part of the contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// What it is about.
    pub of: T,
    /// What became of it.
    pub fate: Fate,
    /// What changed inside, where it was changed.
    pub details: Vec<Detail>,
    /// The operations that use it too, beside those that were taken in.
    pub users: Vec<Operation>,
}

/// What a run changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The operations that are not what they were, in the order of the contract.
    pub operations: Vec<Change<Operation>>,
    /// How many operations stay as they were.
    pub unchanged: usize,
    /// What path items say for all their operations.
    pub paths: Vec<Change<String>>,
    /// The components that are not what they were.
    pub components: Vec<Change<Component>>,
    /// What changed beside operations and components, with pointers from the root.
    pub document: Vec<Detail>,
}

impl Changes {
    /// What changes from `old` to `new`, where `taken` are the operations that the sources bring.
    #[must_use]
    pub fn between(old: &Value, new: &Value, taken: &BTreeSet<Operation>) -> Self {
        let find = |contract, operation: &Operation| operation.find(contract).map(|(_, value)| value);
        let all = union(Operation::all(old), Operation::all(new));
        let operations: Vec<_> = (all.iter())
            .filter_map(|operation| change(operation.clone(), find(old, operation), find(new, operation)))
            .collect();
        let kept = all.iter().filter(|operation| find(new, operation).is_some()).count();
        let changed = operations.iter().filter(|change| change.fate != Fate::Removed).count();

        let users = |wanted: &dyn Fn(&Operation) -> bool| -> Vec<Operation> {
            let others = Operation::all(new)
                .into_iter()
                .filter(|operation| !taken.contains(operation));
            others.filter(|operation| wanted(operation)).collect()
        };
        let mut components: Vec<_> = union(names(old), names(new))
            .into_iter()
            .filter_map(|component| {
                let pointer = component.pointer().to_string();
                change(component, old.pointer(&pointer), new.pointer(&pointer))
            })
            .collect();
        let reached: Vec<_> = match components.iter().any(|change| change.fate == Fate::Changed) {
            true => (users(&|_| true).into_iter())
                .map(|operation| (reach::from_operation(new, &operation), operation))
                .collect(),
            false => Vec::new(),
        };
        for change in components.iter_mut().filter(|change| change.fate == Fate::Changed) {
            let using = reached.iter().filter(|(reached, _)| reached.contains(&change.of));
            change.users = using.map(|(_, operation)| operation.clone()).collect();
        }

        let mut paths = Vec::new();
        for path in union(keys(old.get("paths")), keys(new.get("paths"))) {
            let shared = |contract: &Value| shared(contract.get("paths").and_then(|paths| paths.get(&path)));
            let details = detail::between(&shared(old), &shared(new));
            if !details.is_empty() {
                let users = users(&|operation| operation.path == path);
                let fate = Fate::Changed;
                paths.push(Change {
                    of: path,
                    fate,
                    details,
                    users,
                });
            }
        }
        Self {
            unchanged: kept - changed,
            operations,
            paths,
            components,
            document: detail::between(&rest(old), &rest(new)),
        }
    }

    /// Whether the contract says what it said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.paths.is_empty() && self.components.is_empty() && self.document.is_empty()
    }
}

fn change<T>(of: T, old: Option<&Value>, new: Option<&Value>) -> Option<Change<T>> {
    let (fate, details) = match (old, new) {
        (Some(old), Some(new)) if old != new => (Fate::Changed, detail::between(old, new)),
        (None, Some(_)) => (Fate::Added, Vec::new()),
        (Some(_), None) => (Fate::Removed, Vec::new()),
        _ => return None,
    };
    Some(Change {
        of,
        fate,
        details,
        users: Vec::new(),
    })
}

/// All of `new`, in its order, then what only `old` has.
fn union<T: PartialEq + Clone>(old: Vec<T>, new: Vec<T>) -> Vec<T> {
    let gone: Vec<T> = old.into_iter().filter(|one| !new.contains(one)).collect();
    new.into_iter().chain(gone).collect()
}

fn names(contract: &Value) -> Vec<Component> {
    reach::components(contract).map(|(component, _)| component).collect()
}

fn keys(value: Option<&Value>) -> Vec<String> {
    let members = value.and_then(Value::as_object);
    members.into_iter().flat_map(Map::keys).cloned().collect()
}

fn shared(item: Option<&Value>) -> Value {
    let mut members = item.and_then(Value::as_object).cloned().unwrap_or_default();
    members.retain(|key, _| !METHODS.contains(&key.as_str()));
    Value::Object(members)
}

/// What is beside operations and components.
fn rest(contract: &Value) -> Value {
    let mut members = contract.as_object().cloned().unwrap_or_default();
    members.retain(|key, _| key != "paths" && key != "components");
    Value::Object(members)
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return write!(f, "{CONTRACT} says so already");
        }
        let unchanged = (self.unchanged > 0).then_some((self.unchanged, "unchanged"));
        let operations = fates(&self.operations, "replaced").into_iter().chain(unchanged);
        let components = fates(&self.components, "updated");
        let counts = [counted("operation", operations), counted("component", components)];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        write!(f, "{CONTRACT}: {}", counts.join("; "))?;
        for detail in &self.document {
            write!(f, "\n  {detail}")?;
        }
        for change in &self.operations {
            let verb = if change.fate == Fate::Changed {
                "replaced"
            } else {
                change.fate.verb()
            };
            tell(f, verb, change)?;
        }
        for change in &self.paths {
            tell(f, "updated what holds for all of", change)?;
        }
        self.components
            .iter()
            .try_for_each(|change| tell(f, change.fate.verb(), change))
    }
}

fn tell<T: fmt::Display>(f: &mut fmt::Formatter<'_>, verb: &str, change: &Change<T>) -> fmt::Result {
    write!(f, "\n{verb} {}", change.of)?;
    for detail in change.details.iter().take(SHOWN) {
        write!(f, "\n  {detail}")?;
    }
    match change.details.len().saturating_sub(SHOWN) {
        0 => {}
        more => write!(f, "\n  … and {more} more")?,
    }
    match change.users.as_slice() {
        [] => Ok(()),
        users => {
            let shown: Vec<String> = users.iter().take(SHOWN).map(Operation::to_string).collect();
            write!(f, "\n  also used by {}", shown.join(", "))?;
            match users.len().saturating_sub(SHOWN) {
                0 => Ok(()),
                more => write!(f, " and {more} more"),
            }
        }
    }
}

impl Fate {
    fn verb(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "updated",
            Self::Removed => "removed",
        }
    }
}

/// How many of `changes` had which fate, those that none had left out.
fn fates<T>(changes: &[Change<T>], changed: &'static str) -> Vec<(usize, &'static str)> {
    let fates = [
        (Fate::Added, "added"),
        (Fate::Changed, changed),
        (Fate::Removed, "removed"),
    ];
    let counts = fates.map(|(fate, verb)| (changes.iter().filter(|change| change.fate == fate).count(), verb));
    counts.into_iter().filter(|(count, _)| *count > 0).collect()
}

/// `2 operations added, 1 unchanged`; nothing where nothing was counted.
fn counted<'a>(noun: &str, counts: impl IntoIterator<Item = (usize, &'a str)>) -> Option<String> {
    let mut counts = counts.into_iter();
    let (count, verb) = counts.next()?;
    let plural = if count == 1 { "" } else { "s" };
    let rest: String = counts.map(|(count, verb)| format!(", {count} {verb}")).collect();
    Some(format!("{count} {noun}{plural} {verb}{rest}"))
}

impl Operation {
    /// The operations of `contract`, in its order.
    #[must_use]
    pub fn all(contract: &Value) -> Vec<Self> {
        let operations = provenance::operations(contract).into_iter();
        operations.map(|(method, path)| Self { method, path }).collect()
    }
}
