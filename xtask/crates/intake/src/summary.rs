//! What was taken into the contract: which operations, and how many components. What that means for callers and for
//! dependents is for a comparison to say.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::OperationKey;
use super::reach::{self, Component};
use super::source::Source;
use crate::CONTRACT;
use crate::provenance;
use document::Pointer;

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

/// What a run changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The operations that are not what they were, in the order of the contract.
    pub operations: Vec<(OperationKey, Fate)>,
    /// The pages that bring what is added or changed, by the pointer of that.
    brought_by: BTreeMap<String, Vec<String>>,
    /// How many operations stay as they were.
    pub unchanged: usize,
    /// The components that are not what they were.
    pub components: Vec<(Component, Fate)>,
    /// Whether the contract says anything else than before, there or elsewhere.
    pub anything: bool,
}

impl Changes {
    /// What changes from `old` to `new`, and which of `pages` brings it.
    pub(super) fn between(old: &Value, new: &Value, pages: &[&Source]) -> Self {
        let find = |contract, operation: &OperationKey| operation.find(contract).map(|(_, value)| value);
        let all = union(OperationKey::all(old), OperationKey::all(new));
        let operations: Vec<_> = (all.iter())
            .filter_map(|operation| Some((operation.clone(), fate(find(old, operation), find(new, operation))?)))
            .collect();
        let kept = all.iter().filter(|operation| find(new, operation).is_some()).count();
        let changed = operations.iter().filter(|(_, fate)| *fate != Fate::Removed).count();
        let components = union(names(old), names(new)).into_iter().filter_map(|component| {
            let pointer = component.pointer().to_string();
            let fate = fate(old.pointer(&pointer), new.pointer(&pointer))?;
            Some((component, fate))
        });
        let components: Vec<_> = components.collect();
        let here = |(component, fate): &(Component, Fate)| (component.pointer().to_string(), *fate);
        let changed_at = (operations.iter())
            .map(|(operation, fate)| (operation.pointer().to_string(), *fate))
            .chain(components.iter().map(here));
        let mut brought_by = BTreeMap::new();
        for (pointer, _) in changed_at.filter(|(_, fate)| *fate != Fate::Removed) {
            let bring = pages
                .iter()
                .filter(|page| page.document.value.pointer(&pointer).is_some());
            let names: Vec<String> = bring.map(|page| page.name.clone()).collect();
            brought_by.insert(pointer, names);
        }
        Self {
            unchanged: kept - changed,
            operations,
            brought_by,
            components,
            anything: old != new,
        }
    }
}

fn fate(old: Option<&Value>, new: Option<&Value>) -> Option<Fate> {
    match (old, new) {
        (Some(old), Some(new)) if old != new => Some(Fate::Changed),
        (None, Some(_)) => Some(Fate::Added),
        (Some(_), None) => Some(Fate::Removed),
        _ => None,
    }
}

/// All of `new`, in its order, then what only `old` has.
fn union<T: PartialEq + Clone>(old: Vec<T>, new: Vec<T>) -> Vec<T> {
    let gone: Vec<T> = old.into_iter().filter(|one| !new.contains(one)).collect();
    new.into_iter().chain(gone).collect()
}

fn names(contract: &Value) -> Vec<Component> {
    reach::components(contract).map(|(component, _)| component).collect()
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.anything {
            return write!(f, "{CONTRACT} says so already");
        }
        let unchanged = (self.unchanged > 0).then_some((self.unchanged, "unchanged"));
        let operations = fates(&self.operations, "replaced").into_iter().chain(unchanged);
        let components = fates(&self.components, "updated");
        let counts = [counted("operation", operations), counted("component", components)];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        write!(f, "{CONTRACT}: {}", counts.join("; "))?;
        for (operation, fate) in &self.operations {
            let page = self.page(&operation.pointer());
            write!(f, "\n{} {operation}{page}", fate.verb("replaced"))?;
        }
        for (component, fate) in &self.components {
            let page = self.page(&component.pointer());
            write!(f, "\n{} {component}{page}", fate.verb("updated"))?;
        }
        Ok(())
    }
}

impl Changes {
    /// The page that brings what is at `pointer`, in words; nothing where none does, as with a whole document.
    fn page(&self, pointer: &Pointer) -> String {
        match self
            .brought_by
            .get(&pointer.to_string())
            .map(Vec::as_slice)
            .unwrap_or_default()
        {
            [] => String::new(),
            [page] => format!(", from {page}"),
            [page, rest @ ..] => format!(", from {page} and {} more", rest.len()),
        }
    }
}

impl Fate {
    fn verb(self, changed: &'static str) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => changed,
            Self::Removed => "removed",
        }
    }
}

/// How many of `changes` had which fate, those that none had left out.
fn fates<T>(changes: &[(T, Fate)], changed: &'static str) -> Vec<(usize, &'static str)> {
    let fates = [
        (Fate::Added, "added"),
        (Fate::Changed, changed),
        (Fate::Removed, "removed"),
    ];
    let counts = fates.map(|(fate, verb)| (changes.iter().filter(|(_, of)| *of == fate).count(), verb));
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

impl OperationKey {
    /// The operations of `contract`, in its order.
    #[must_use]
    pub fn all(contract: &Value) -> Vec<Self> {
        let operations = provenance::operations(contract).into_iter();
        operations.map(|(method, path)| Self { method, path }).collect()
    }
}
