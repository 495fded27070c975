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
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nulls_go_back_where_they_were_unless_the_array_is_another_one() {
        let holes = Holes::of_items(vec![0, 2, 3], 5).unwrap();
        let filled = |mut json: Value| {
            holes.fill(&mut json);
            json
        };
        assert_eq!(filled(json!([1, 2])), json!([null, 1, null, null, 2]));
        assert_eq!(filled(json!([1, 2, 3])), json!([1, 2, 3]));
        assert_eq!(Holes::of_items(Vec::new(), 5), None);
    }

    #[test]
    fn nulls_alone_are_a_value_and_what_is_left_of_others_is_none() {
        assert_eq!(
            Holes::of_items(vec![0, 1], 2).unwrap().alone(),
            Some(json!([null, null]))
        );
        assert_eq!(Holes::of_items(vec![0], 2).unwrap().alone(), None);
        assert_eq!(
            Holes::of_names(vec!["a".to_owned()]).unwrap().alone(),
            Some(json!({"a": null}))
        );
    }

    #[test]
    fn a_name_that_has_a_value_by_now_keeps_it() {
        let mut json = json!({"a": 1});
        Holes::of_names(vec!["a".to_owned(), "b".to_owned()])
            .unwrap()
            .fill(&mut json);
        assert_eq!(json, json!({"a": 1, "b": null}));
    }
}
