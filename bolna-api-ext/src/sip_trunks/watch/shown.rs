//! Values as they are shown: without what may be a secret.

use bolna_api::wire::redacted;
use serde_json::{Map, Value};

/// The value of a property as it may stand in a log. The contract has no secret in a trunk that is read; a property that it lacks may be one.
pub(super) fn shown(name: &str, value: &Value) -> Value {
    let property = Map::from_iter([(name.to_owned(), value.clone())]);
    match redacted(property.into()) {
        Value::Object(mut property) => property.remove(name).unwrap_or_default(),
        other => other,
    }
}
