//! Phone numbers in the form of ITU-T E.164, which `format: e164` demands of a string.

use super::place::{Place, Violation};

/// ITU-T E.164 (11/2010) section 6: the code of the country and what follows it have 15 digits together at most. There is
/// no least number; the shortest subscriber numbers that are in use have four digits behind a code of three.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// A phone number as ITU-T E.164 has it, in its international notation (ITU-T E.123 section 2.5) without spaces: `+`, the
/// code of the country, which does not begin with 0, and the rest of the number.
///
/// The message repeats nothing of the number, which is private, except how many digits it has.
///
/// # Errors
///
/// The text is no such number.
pub fn e164(text: &str, place: &Place<'_>) -> Result<(), Violation> {
    let Some(fault) = fault(text) else { return Ok(()) };
    Err(Violation::new(
        place,
        format_args!("must be a phone number in E.164 form, such as +14155550100, and {fault}"),
    ))
}

/// What is wrong with the text, the first thing that is.
fn fault(text: &str) -> Option<String> {
    let Some(number) = text.strip_prefix('+') else {
        return Some("it does not begin with `+`".to_owned());
    };
    if number.starts_with('0') {
        return Some("no code of a country begins with 0".to_owned());
    }
    // Digits of ASCII: a server reads no others.
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("there is something other than digits after the `+`".to_owned());
    }
    let digits = number.len();
    (!DIGITS.contains(&digits)).then(|| {
        let plural = if digits == 1 { "" } else { "s" };
        format!(
            "it has {digits} digit{plural}, not {} to {}",
            DIGITS.start(),
            DIGITS.end()
        )
    })
}

#[cfg(test)]
mod tests;
