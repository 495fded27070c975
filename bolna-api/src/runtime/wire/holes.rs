//! Nulls in arrays and maps whose type has none: left out of the value, and put back when it is written unchanged.

use serde_json::Value;

/// Where nulls were left out of an array or a map, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holes {
    /// At these places of an array that had so many elements in all.
    Items {
        /// The places, in order.
        places: Vec<usize>,
        /// How many elements there were, nulls among them.
        length: usize,
    },
    /// Under these names of a map.
    Names(Vec<String>),
}

/// Those that were found; boxed, because hardly a value has any.
pub type Found = Option<Box<Holes>>;

impl Holes {
    /// Those of an array.
    pub(super) fn of_items(places: Vec<usize>, length: usize) -> Found {
        (!places.is_empty()).then(|| Box::new(Self::Items { places, length }))
    }

    /// Those of a map.
    pub(super) fn of_names(names: Vec<String>) -> Found {
        (!names.is_empty()).then(|| Box::new(Self::Names(names)))
    }

    /// The nulls, if there was nothing else.
    pub(super) fn alone(&self) -> Option<Value> {
        match self {
            Self::Items { places, length } if places.len() == *length => Some(vec![Value::Null; *length].into()),
            Self::Names(names) => {
                let nulls = names.iter().map(|name| (name.clone(), Value::Null));
                Some(Value::Object(nulls.collect()))
            }
            Self::Items { .. } => None,
        }
    }

    /// Puts the nulls back; an array of another length than the one that was read is somebody's own.
    pub(super) fn fill(&self, json: &mut Value) {
        match (self, json) {
            (Self::Items { places, length }, Value::Array(items)) if items.len() + places.len() == *length => {
                for place in places {
                    items.insert(*place, Value::Null);
                }
            }
            (Self::Names(names), Value::Object(properties)) => {
                for name in names {
                    properties.entry(name.clone()).or_insert(Value::Null);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
