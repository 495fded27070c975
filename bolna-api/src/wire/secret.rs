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
                crate::secrets::redact_properties(&mut json);
                json.fmt(f)
            }
            Err(_) => Redacted.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_of_any_shape_shows_without_what_its_names_say_is_a_secret() {
        let json = serde_json::json!({
            "headers": [{"Authorization": "hunter2", "x-api-key": "hunter2"}], "accessToken": "hunter2",
            "max_tokens": 5, "token_count": "7",
        });
        let shown = format!("{:?}", Shown(&json));
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("Number(5)") && shown.contains("\"7\""), "{shown}");
    }

    #[test]
    fn a_secret_does_not_show_and_its_absence_does() {
        let password = |password: Option<&str>| format!("{:?}", password.map(|_| Redacted));
        assert_eq!(password(Some("hunter2")), "Some([redacted])");
        assert_eq!(password(None), "None");
    }
}
