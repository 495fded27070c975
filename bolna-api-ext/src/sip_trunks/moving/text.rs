//! The plan for a person.

use std::fmt;

use super::plan::MovePlan;
use super::step::{MoveStep, StepState};

impl MovePlan {
    /// A step as an imperative: `Add +14155550100 to Hall (2)`.
    fn imperative(&self, step: MoveStep) -> String {
        match step {
            MoveStep::Add => match &self.label {
                Some(label) => format!("Add {} to {}, with the label {label:?}", self.number, self.to),
                None => format!("Add {} to {}", self.number, self.to),
            },
            MoveStep::Connect => {
                let agent = self.agent_id.as_deref().unwrap_or_default();
                let place = match &self.replaced_agent_id {
                    Some(replaced) => format!(", in the place of agent {replaced}"),
                    None => String::new(),
                };
                format!("Connect agent {agent} to {} on {}{place}", self.number, self.to)
            }
            MoveStep::Remove => format!("Remove {} from {}", self.number, self.from),
        }
    }

    /// What a step means for calls, from when it is done until the next one is.
    fn consequence(&self, step: MoveStep) -> String {
        let (from, to) = (&self.from, &self.to);
        let connects = self.connect != StepState::Needless;
        match (step, self.removes_first) {
            (MoveStep::Add, false) if connects => format!(
                "Nothing is lost while the carrier sends calls over {from}; those over {to} reach no agent before the next step."
            ),
            (MoveStep::Add, false) => format!("Nothing is lost: calls over {from} are taken as before."),
            (MoveStep::Connect, false) => {
                "Nothing is lost. A menu that callers hear first is not carried over: the API does not tell it.".to_owned()
            }
            (MoveStep::Remove, false) => format!(
                "Calls that the carrier still sends over {from} are lost from here on: have it send them over {to} before."
            ),
            (MoveStep::Remove, true) => {
                "Every call to the number is lost from here on until the last step is done, and no agent can call from it.".to_owned()
            }
            (MoveStep::Add, true) => "If the API refuses it, the number is on no trunk, and has to be added back.".to_owned(),
            (MoveStep::Connect, true) => format!(
                "Calls over {to} are taken from here on. A menu that callers hear first is not carried over: the API does not tell it."
            ),
        }
    }

    /// Which step it is, for an error: `step 1 of 3 (add +14155550100 to Hall (2))`.
    pub(super) fn describe(&self, step: MoveStep) -> String {
        let steps: Vec<_> = self.steps().collect();
        let place = steps.iter().position(|other| *other == step).unwrap_or_default() + 1;
        let mut imperative = self.imperative(step);
        if let Some(first) = imperative.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        format!("step {place} of {}, {imperative}", steps.len())
    }

    /// Where the number is, by the steps that are known to be done, after one failed whose effect may be unknown.
    pub(super) fn standing(&self, failed: MoveStep, may_have_taken_effect: bool) -> String {
        let (number, from, to) = (&self.number, &self.from, &self.to);
        let is_on_old = self.remove != StepState::Done;
        let is_on_new = self.add != StepState::Open;
        let uncertain = may_have_taken_effect.then_some(failed);
        match (is_on_old, is_on_new, uncertain) {
            (true, true, Some(MoveStep::Remove)) => format!("{number} is on {to}, and perhaps still on {from}"),
            (true, false, Some(MoveStep::Add)) => format!("{number} is on {from}, and perhaps on {to}"),
            (true, false, Some(MoveStep::Remove)) => format!("{number} is on {from}, or on no trunk"),
            (false, false, Some(MoveStep::Add)) => {
                format!("{number} was removed from {from}, and is on {to} or on no trunk")
            }
            (true, true, _) => format!("{number} is on {from} and on {to}"),
            (true, false, _) => format!("{number} is on {from}"),
            (false, true, _) => format!("{number} is on {to}"),
            (false, false, _) => {
                format!("{number} was removed from {from}, and is on no trunk now, so that calls to it are lost")
            }
        }
    }
}

/// ```
/// use bolna_api_ext::sip_trunks::moving::MovePlan;
/// use bolna_api_ext::types::SipTrunk;
///
/// let from: SipTrunk = serde_json::from_str(r#"{"id": "1", "name": "Desk", "phone_numbers": [{"phone_number": "+14155550100"}]}"#)?;
/// let to: SipTrunk = serde_json::from_str(r#"{"id": "2", "name": "Hall"}"#)?;
/// assert_eq!(
///     MovePlan::new("14155550100", &from, &to)?.to_string(),
///     "Move +14155550100 from Desk (1) to Hall (2):\n\
///      1. Add +14155550100 to Hall (2). Nothing is lost: calls over Desk (1) are taken as before.\n\
///      2. Remove +14155550100 from Desk (1). Calls that the carrier still sends over Desk (1) are lost from here on: \
///      have it send them over Hall (2) before."
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl fmt::Display for MovePlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Move {} from {} to {}:", self.number, self.from, self.to)?;
        if self.add == StepState::Needless {
            write!(f, "\n   It is on {} already.", self.to)?;
        }
        for (index, step) in self.steps().enumerate() {
            write!(f, "\n{}. ", index + 1)?;
            match self.state(step) {
                StepState::Done => write!(f, "[done] {}", self.imperative(step))?,
                _ => write!(f, "{}. {}", self.imperative(step), self.consequence(step))?,
            }
        }
        Ok(())
    }
}
