//! Values as they are shown: without what may be a secret.

use serde_json::Value;

/// A text whose name has one of these in it is not shown. The contract has no secret in a trunk that is read; a property that it lacks may be one.
const SECRET: [&str; 10] = [
    "apikey",
    "authorization",
    "cookie",
    "credential",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "token",
];

/// The value of a property as it may stand in a log.
pub(super) fn shown(name: &str, value: &Value) -> Value {
    let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
    match value {
        Value::Null => Value::Null,
        _ if SECRET.iter().any(|word| plain.contains(word)) => Value::from("[redacted]"),
        Value::Array(elements) => elements.iter().map(|element| shown("", element)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), shown(name, value)));
            Value::Object(fields.collect())
        }
        value => value.clone(),
    }
}
