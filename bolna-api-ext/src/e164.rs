//! Phone numbers.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use bolna_api::wire::{Place, e164};
use bolna_api::{IntoProperty, InvalidValue};
use serde::{Deserialize, Serialize};

/// A phone number in the form of ITU-T E.164 (11/2010): `+`, the code of a country, and 7 to 15 digits in all.
///
/// The form alone is checked, not whether somebody has the number. It is private, though no secret: `Debug` shows it.
///
/// ```
/// use bolna_api_ext::E164;
///
/// # fn main() -> Result<(), bolna_api_ext::InvalidNumber> {
/// let number: E164 = "+14155550187".parse()?;
/// assert_eq!(number.as_str(), "+14155550187");
/// assert!(E164::try_from("415 555 0187").is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct E164(String);

impl E164 {
    /// The number, with its `+`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is no phone number in E.164 form. It repeats nothing of the text.
///
/// ```
/// let error = "14155550187".parse::<bolna_api_ext::E164>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "must be a phone number in E.164 form, such as +14155550100, and it does not begin with `+`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidNumber(String);

impl FromStr for E164 {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for E164 {
    type Error = InvalidNumber;

    fn try_from(text: String) -> Result<Self, InvalidNumber> {
        match e164(&text, &Place::Root) {
            Ok(()) => Ok(Self(text)),
            Err(violation) => Err(InvalidNumber(violation.rule().to_owned())),
        }
    }
}

impl TryFrom<&str> for E164 {
    type Error = InvalidNumber;

    fn try_from(text: &str) -> Result<Self, InvalidNumber> {
        text.parse()
    }
}

impl TryFrom<&String> for E164 {
    type Error = InvalidNumber;

    fn try_from(text: &String) -> Result<Self, InvalidNumber> {
        text.parse()
    }
}

impl From<&Self> for E164 {
    fn from(number: &Self) -> Self {
        number.clone()
    }
}

/// So that a number that is checked already can be given where one is checked.
impl From<Infallible> for InvalidNumber {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<E164> for String {
    fn from(number: E164) -> Self {
        number.0
    }
}

impl AsRef<str> for E164 {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl IntoProperty<String> for E164 {
    fn into_property(self) -> Result<Option<String>, InvalidValue> {
        Ok(Some(self.0))
    }
}

impl IntoProperty<String> for &E164 {
    fn into_property(self) -> Result<Option<String>, InvalidValue> {
        Ok(Some(self.0.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_from_json_only_in_its_form() {
        let number: E164 = serde_json::from_str(r#""+14155550187""#).unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), r#""+14155550187""#);
        let error = serde_json::from_str::<E164>(r#""4155557391""#).unwrap_err().to_string();
        assert!(
            error.contains("does not begin with `+`") && !error.contains("7391"),
            "{error}"
        );
    }

    #[test]
    fn a_property_takes_a_number() {
        let number: E164 = "+14155550187".parse().unwrap();
        let request = bolna_api::types::CallRequest::builder()
            .agent_id("agent")
            .recipient_phone_number(&number)
            .from_phone_number(number);
        let request = request.build().unwrap();
        assert_eq!(request.from_phone_number, request.recipient_phone_number);
    }
}
