//! What `Debug` shows of a secret.

use std::fmt;

use serde::Serialize;

/// Stands for a secret, and shows as `[redacted]`.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Shows JSON of any shape without what its names say is a secret.
pub struct Shown<'v, T>(pub &'v T);

impl<T: Serialize> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::to_value(self.0) {
            Ok(mut json) => {
                crate::runtime::secrets::redact_properties(&mut json);
                json.fmt(f)
            }
            Err(_) => Redacted.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
