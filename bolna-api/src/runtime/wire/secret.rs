//! What `Debug` shows of a secret.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// Stands for a secret, and shows as `[redacted]`.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// JSON of any shape without what its names say is a secret: `[redacted]` stands in its place.
///
/// ```
/// let trunk = serde_json::json!({"name": "Desk", "auth_password": "hunter2"});
/// assert_eq!(bolna_api::wire::redacted(trunk)["auth_password"], "[redacted]");
/// ```
#[must_use]
pub fn redacted(mut json: Value) -> Value {
    crate::runtime::secrets::redact_properties(&mut json);
    json
}

/// Shows JSON of any shape without what its names say is a secret.
pub struct Shown<'v, T>(pub &'v T);

impl<T: Serialize> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::to_value(self.0) {
            Ok(json) => redacted(json).fmt(f),
            Err(_) => Redacted.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
