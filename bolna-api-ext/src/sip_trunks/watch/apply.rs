//! Making one list of trunks out of another by what changed.

use std::collections::HashMap;

use bolna_api::types::SipTrunk;
use serde_json::{Map, Value};

use super::change::{Change, ChangeKind, Element};
use super::compare::{object, routing_priority, take_elements};
use super::key::{Identity, identity, keyed, names};

/// A change that does not fit to the list that it is applied to.
#[derive(Debug, thiserror::Error)]
#[error("the change does not fit: {change}: {reason}")]
#[non_exhaustive]
pub struct ApplyError {
    /// The change, in one line.
    pub change: String,
    /// What is wrong.
    pub reason: String,
}

/// Makes the list that [`changes`](super::changes) compared `before` with: trunks that are still there in their order, then those that are
/// new. Nothing is asked and nothing is sent; it is for a program that keeps the changes, and wants to know how things stood.
///
/// # Errors
///
/// A change does not fit to the list.
pub fn apply(before: &[SipTrunk], changes: &[Change]) -> Result<Vec<SipTrunk>, ApplyError> {
    let keyed = keyed(before);
    let index: HashMap<Identity<'_>, usize> = keyed
        .iter()
        .enumerate()
        .map(|(index, (key, _))| (identity(key), index))
        .collect();
    let mut trunks: Vec<Standing<'_>> = keyed.iter().map(|(_, trunk)| Standing::Same(trunk)).collect();
    let mut added = Vec::new();
    for change in changes {
        let refuse = |reason: String| ApplyError {
            change: change.to_string(),
            reason,
        };
        if let ChangeKind::Added { after } = &change.kind {
            added.push((**after).clone());
            continue;
        }
        let trunk = index.get(&identity(&change.trunk)).and_then(|at| trunks.get_mut(*at));
        let trunk = trunk.ok_or_else(|| refuse("there is no such trunk".to_owned()))?;
        trunk.apply(&change.kind).map_err(refuse)?;
    }
    let mut list = Vec::with_capacity(trunks.len() + added.len());
    for ((key, _), trunk) in keyed.iter().zip(trunks) {
        match trunk {
            Standing::Same(trunk) => list.push(trunk.clone()),
            Standing::Open(trunk) => list.push(trunk.close().map_err(|error| ApplyError {
                change: key.to_string(),
                reason: error.to_string(),
            })?),
            Standing::Gone => {}
        }
    }
    list.append(&mut added);
    Ok(list)
}

/// How a trunk of the first list stands.
enum Standing<'t> {
    Same(&'t SipTrunk),
    Open(Box<Open>),
    Gone,
}

impl Standing<'_> {
    fn apply(&mut self, kind: &ChangeKind) -> Result<(), String> {
        if let Self::Same(trunk) = self {
            *self = Self::Open(Box::new(Open::new(trunk)));
        }
        match (self, kind) {
            (Self::Gone, _) => Err("the trunk is gone".to_owned()),
            (standing, ChangeKind::Removed { .. }) => {
                *standing = Self::Gone;
                Ok(())
            }
            (Self::Open(trunk), kind) => trunk.apply(kind),
            (Self::Same(_), _) => Ok(()),
        }
    }
}

/// A gateway, a number or an address, with its name.
type Named = (String, Map<String, Value>);

/// A trunk that is being changed: its lists apart from its other fields.
struct Open {
    fields: Map<String, Value>,
    lists: Vec<(Element, Vec<Named>)>,
}

impl Open {
    fn new(trunk: &SipTrunk) -> Self {
        let mut fields = object(trunk);
        let lists = Element::ALL.into_iter().map(|list| {
            let elements = take_elements(&mut fields, list);
            (list, names(list, &elements).into_iter().zip(elements).collect())
        });
        let lists = lists.collect();
        Self { fields, lists }
    }

    fn elements(&mut self, list: Element) -> Option<&mut Vec<Named>> {
        self.lists
            .iter_mut()
            .find_map(|(other, elements)| (*other == list).then_some(elements))
    }

    /// Sets a field. A whole list that was left out, or is there again, takes its elements along; how an empty one is written does not.
    fn set_field(&mut self, field: &str, before: Option<&Value>, after: Option<&Value>) {
        set(&mut self.fields, field, after);
        let has_elements = |value: Option<&Value>| value.and_then(Value::as_array).is_some_and(|list| !list.is_empty());
        let list = Element::ALL.into_iter().find(|list| list.field() == field);
        if let Some(list) = list.filter(|_| has_elements(before) || has_elements(after)) {
            let elements = take_elements(&mut self.fields, list);
            let named = names(list, &elements).into_iter().zip(elements).collect();
            if let Some(known) = self.elements(list) {
                *known = named;
            }
        }
    }

    fn apply(&mut self, kind: &ChangeKind) -> Result<(), String> {
        match kind {
            ChangeKind::Activated => set(&mut self.fields, "is_active", Some(&Value::Bool(true))),
            ChangeKind::Deactivated => set(&mut self.fields, "is_active", Some(&Value::Bool(false))),
            ChangeKind::Field { field, before, after } => self.set_field(field, before.as_ref(), after.as_ref()),
            ChangeKind::ElementAdded { list, name, after } => {
                let (Some(elements), Value::Object(element)) = (self.elements(*list), after) else {
                    return Err(format!("`{name}` is no object"));
                };
                elements.push((name.clone(), element.clone()));
            }
            ChangeKind::ElementRemoved { list, name, .. } => {
                let elements = self.elements(*list).ok_or("there is no such list")?;
                let at = elements.iter().position(|(other, _)| other == name);
                elements.remove(at.ok_or_else(|| format!("there is no `{name}`"))?);
            }
            ChangeKind::ElementField {
                list,
                name,
                field,
                after,
                ..
            } => {
                let elements = self.elements(*list).ok_or("there is no such list")?;
                let element = elements.iter_mut().find(|(other, _)| other == name);
                let (_, element) = element.ok_or_else(|| format!("there is no `{name}`"))?;
                set(element, field, after.as_ref());
            }
            ChangeKind::RoutingOrder { before, after } => {
                let gateways = self.elements(Element::Gateways).ok_or("there is no such list")?;
                if gateways.len() != before.len() {
                    return Err(format!("the trunk has {} gateways", gateways.len()));
                }
                // In the order in which they are tried now, they have the names of `before`.
                gateways.sort_by_key(|(_, gateway)| routing_priority(gateway));
                for ((name, _), known_as) in gateways.iter_mut().zip(before) {
                    name.clone_from(known_as);
                }
                gateways.sort_by_key(|(name, _)| after.iter().position(|other| other == name));
            }
            ChangeKind::Added { .. } | ChangeKind::Removed { .. } => {}
        }
        Ok(())
    }

    fn close(mut self) -> serde_json::Result<SipTrunk> {
        for (list, elements) in self.lists {
            // Without elements, the field is what it was before, or became: absent, empty or null.
            if !elements.is_empty() {
                let elements = elements
                    .into_iter()
                    .map(|(_, element)| Value::Object(element))
                    .collect();
                self.fields.insert(list.field().to_owned(), Value::Array(elements));
            }
        }
        serde_json::from_value(Value::Object(self.fields))
    }
}

fn set(object: &mut Map<String, Value>, field: &str, value: Option<&Value>) {
    match value {
        Some(value) => {
            object.insert(field.to_owned(), value.clone());
        }
        None => {
            object.remove(field);
        }
    }
}
