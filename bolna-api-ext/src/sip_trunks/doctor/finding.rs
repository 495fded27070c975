//! What the doctor found.

use std::fmt;

use bolna_api::types::SipTrunk;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::rule::{self, Rule, Severity};
use crate::sip_trunks::one_line::one_line;

/// What is wrong with a trunk.
///
/// `Display` is one line for a log, in which what people wrote steers nothing: a control character of a name is shown as `�`. As JSON it is an object with `code`, `severity`, `trunk_id`, `trunk_name`, `field`, `message`,
/// `consequence` and `remedy`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: &'static Rule,
    /// How bad it is.
    pub severity: Severity,
    /// The id of the trunk, if the response has one.
    pub trunk_id: Option<String>,
    /// The name of the trunk, if it has one.
    pub trunk_name: Option<String>,
    /// Where it is: `gateways[1].port`.
    pub field: String,
    /// What is wrong, with the values.
    pub message: String,
}

impl Finding {
    pub(super) fn new(
        rule: &'static Rule,
        trunk: &SipTrunk,
        field: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity: rule.severity,
            trunk_id: trunk.id.clone(),
            trunk_name: trunk.name.clone(),
            field: field.into(),
            message: message.into(),
        }
    }

    /// The same about a field that a server may have left out: nobody knows.
    pub(super) fn if_left_out(mut self, is_left_out: bool) -> Self {
        if is_left_out {
            self.severity = Severity::Note;
            self.message.push_str(", as far as the response tells");
        }
        self
    }

    /// The same where it harms less: nobody has to be alarmed.
    pub(super) fn note_if(mut self, is_note: bool) -> Self {
        if is_note {
            self.severity = Severity::Note;
        }
        self
    }

    /// The same about a trunk that is not active, which harms nobody before it is activated; nothing of what is no more than a note, and all of
    /// what is about the trunk being inactive.
    pub(super) fn of_inactive(mut self) -> Option<Self> {
        if self.rule == &rule::INACTIVE_WITH_NUMBERS {
            return Some(self);
        }
        if self.rule.severity == Severity::Note {
            return None;
        }
        self.severity = Severity::Note;
        self.message.push_str(", which counts once the trunk is active");
        Some(self)
    }

    /// The stable code of the rule: `sdes-without-tls`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// The trunk as a person knows it: its name, or else its id.
    #[must_use]
    pub fn trunk(&self) -> &str {
        let name = self.trunk_name.as_deref().filter(|name| !name.trim().is_empty());
        name.or(self.trunk_id.as_deref()).unwrap_or("a trunk without a name")
    }
}

/// ```
/// use bolna_api_ext::sip_trunks::doctor::diagnose;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunk: SipTrunk = serde_json::from_str(
///     r#"{"name": "Desk", "gateways": [{"gateway_address": "sip.example.com"}], "qualify_frequency": 0}"#,
/// )?;
/// assert_eq!(
///     diagnose(&trunk)[0].to_string(),
///     "warning[qualify-off] Desk: qualify_frequency: the interval is 0. A gateway that is gone is noticed by the first call that \
///      fails at it. Set `qualify_frequency` to 60 seconds."
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rule,
            severity,
            field,
            message,
            ..
        } = self;
        let [trunk, field, message] = [self.trunk(), field, message].map(one_line);
        write!(
            f,
            "{severity}[{}] {trunk}: {field}: {message}. {} {}",
            rule.code, rule.consequence, rule.remedy
        )
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 8)?;
        object.serialize_field("code", self.rule.code)?;
        object.serialize_field("severity", &self.severity)?;
        object.serialize_field("trunk_id", &self.trunk_id)?;
        object.serialize_field("trunk_name", &self.trunk_name)?;
        object.serialize_field("field", &self.field)?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("consequence", self.rule.consequence)?;
        object.serialize_field("remedy", self.rule.remedy)?;
        object.end()
    }
}
