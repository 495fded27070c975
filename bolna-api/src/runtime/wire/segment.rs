//! Values of path parameters.

use std::fmt;

use super::place::Violation;

/// A value as one segment of a path, percent-encoded where it must be.
///
/// # Errors
///
/// The value would lead to another operation: an empty one leaves the segment out, and `.` and `..` are taken away with
/// what is before them (RFC 3986, section 5.2.4).
pub fn segment(name: &'static str, value: &(impl fmt::Display + ?Sized)) -> Result<String, Violation> {
    let value = value.to_string();
    match value.as_str() {
        "" => Err(Violation::new(name, "part of the path, and it is empty")),
        "." | ".." => Err(Violation::new(
            name,
            "part of the path, and `.` and `..` lead to another one",
        )),
        // All but unreserved characters (RFC 6570, section 3.2.2): a server may give `;`, `,` and `=` a meaning.
        value => Ok(crate::parameter::encode_unreserved(value)),
    }
}

#[cfg(test)]
mod tests;
