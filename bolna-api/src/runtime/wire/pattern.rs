//! `pattern` of JSON Schema (2020-12, validation, section 6.3.3). The engine is a third of this crate to build,
//! and only a document with patterns needs it: it is a feature.

#[cfg(feature = "pattern")]
use std::collections::HashMap;
#[cfg(feature = "pattern")]
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(feature = "pattern")]
use regress::Regex;

use super::place::{Place, Violation};

/// `pattern`: a regular expression of ECMA 262 with the flag `u`, which matches anywhere unless it says otherwise.
///
/// # Errors
///
/// The text does not match, or the expression is none.
#[cfg(feature = "pattern")]
pub fn pattern(text: &str, place: &Place<'_>, expression: &'static str) -> Result<(), Violation> {
    let Some(regex) = compiled(expression) else {
        return Err(Violation::new(
            place,
            format_args!("the contract's pattern `{expression}` is no regular expression"),
        ));
    };
    if regex.find(text).is_some() {
        Ok(())
    } else {
        Err(Violation::new(
            place,
            format_args!("must match `{expression}`, and does not"),
        ))
    }
}

/// Leaves the text to the server: the feature `pattern` is off.
///
/// # Errors
///
/// None.
#[cfg(not(feature = "pattern"))]
pub fn pattern(_: &str, _: &Place<'_>, _: &'static str) -> Result<(), Violation> {
    Ok(())
}

/// `None` for what is no expression.
#[cfg(feature = "pattern")]
type Compiled = Option<Arc<Regex>>;

/// The expressions of the contract, each compiled once.
#[cfg(feature = "pattern")]
fn compiled(expression: &'static str) -> Compiled {
    static COMPILED: Mutex<Option<HashMap<&'static str, Compiled>>> = Mutex::new(None);
    let mut known = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = known.get_or_insert_default().entry(expression).or_insert_with(|| {
        // The flag makes a few escapes errors that servers take all the same, `\-` for example.
        let regex = Regex::with_flags(expression, "u").or_else(|_| Regex::new(expression));
        regex.ok().map(Arc::new)
    });
    regex.clone()
}

#[cfg(test)]
mod tests;
