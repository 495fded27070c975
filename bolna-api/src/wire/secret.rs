//! What `Debug` shows of a secret.

use std::fmt;

/// Stands for a secret, and shows as `[redacted]`.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_show_and_its_absence_does() {
        let password = |password: Option<&str>| format!("{:?}", password.map(|_| Redacted));
        assert_eq!(password(Some("hunter2")), "Some([redacted])");
        assert_eq!(password(None), "None");
    }
}
