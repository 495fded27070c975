//! A set of values as JSON Schema compares them: an enumeration may have tens of thousands.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use super::values::{float, same};

/// Up to how many values are faster compared than hashed.
const FEW: usize = 8;

/// Values of which no two are one to JSON Schema.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValueSet<'a> {
    /// All of them, as long as they are few.
    few: Vec<&'a Value>,
    /// By their digests, when they are more.
    many: HashMap<u64, Vec<&'a Value>>,
}

impl<'a> ValueSet<'a> {
    /// Whether the set has `value`, written in whichever way.
    pub(crate) fn contains(&self, value: &Value) -> bool {
        let alike = if self.many.is_empty() {
            Some(&self.few)
        } else {
            self.many.get(&digest(value))
        };
        alike.is_some_and(|alike| alike.iter().any(|one| same(one, value)))
    }

    /// Adds `value`. Says whether the set did not have it.
    pub(crate) fn insert(&mut self, value: &'a Value) -> bool {
        let is_new = !self.contains(value);
        if is_new {
            self.few.push(value);
            if self.few.len() > FEW || !self.many.is_empty() {
                for value in self.few.drain(..) {
                    self.many.entry(digest(value)).or_default().push(value);
                }
            }
        }
        is_new
    }
}

impl<'a> FromIterator<&'a Value> for ValueSet<'a> {
    fn from_iter<T: IntoIterator<Item = &'a Value>>(values: T) -> Self {
        let mut set = Self::default();
        for value in values {
            set.insert(value);
        }
        set
    }
}

/// A number that is equal for values that are one to JSON Schema.
pub(crate) fn digest(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    match value {
        Value::Null => 0_u8.hash(&mut hasher),
        Value::Bool(value) => (1_u8, value).hash(&mut hasher),
        // Zero has a sign as floating point, and none to JSON Schema.
        Value::Number(number) => (2_u8, (float(number) + 0.0).to_bits()).hash(&mut hasher),
        Value::String(value) => (3_u8, value).hash(&mut hasher),
        Value::Array(items) => {
            4_u8.hash(&mut hasher);
            items.iter().for_each(|item| digest(item).hash(&mut hasher));
        }
        // Members have no order: their digests are added up.
        Value::Object(members) => {
            let all = members.iter().fold(0_u64, |all, (key, member)| {
                let mut hasher = DefaultHasher::new();
                (key, digest(member)).hash(&mut hasher);
                all.wrapping_add(hasher.finish())
            });
            (5_u8, all).hash(&mut hasher);
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-2_i64..3).prop_map(Value::from),
            (-4_i64..5).prop_map(|halves| json!(halves as f64 / 2.0)),
            prop_oneof![Just(u64::MAX), Just(u64::MAX - 1), Just(1 << 53), Just((1 << 53) + 1)].prop_map(Value::from),
            "[ab]{0,1}".prop_map(Value::from),
        ];
        leaf.prop_recursive(2, 6, 2, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::vec(("[ab]", inner), 0..3)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(support::steady())]

        #[test]
        fn values_that_are_one_have_one_digest(one in values(), other in values()) {
            prop_assert!(!same(&one, &other) || digest(&one) == digest(&other));
        }

        #[test]
        fn a_set_has_what_a_list_has(list in prop::collection::vec(values(), 0..24), asked in values()) {
            let set: ValueSet<'_> = list.iter().collect();
            prop_assert_eq!(set.contains(&asked), list.iter().any(|one| same(one, &asked)));
        }
    }

    #[test]
    fn a_value_is_added_once() {
        let values = [
            json!(1),
            json!(1.0),
            json!(-0.0),
            json!(0),
            json!({"a": 1, "b": 2}),
            json!({"b": 2.0, "a": 1}),
        ];
        let mut set = ValueSet::default();
        let is_new: Vec<bool> = values.iter().map(|value| set.insert(value)).collect();
        assert_eq!(is_new, [true, false, true, false, true, false]);
    }
}
