//! What an execution can be asked.

use std::time::Duration;

use bolna_api::types::Execution;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::status_ext::ExecutionStatusExt;
use crate::Cents;

/// What an execution can be asked.
///
/// ```
/// use std::time::Duration;
/// use bolna_api_ext::{Cents, ExecutionExt};
/// use bolna_api_ext::types::Execution;
///
/// let call: Execution = serde_json::from_str(
///     r#"{"id": "01HQ", "status": "completed", "total_cost": 6.25,
///         "telephony_data": {"duration": "28", "recording_url": ""}}"#,
/// )?;
/// assert!(call.is_terminal());
/// assert_eq!(call.cost(), Some(Cents(6.25)));
/// assert_eq!(call.line_duration(), Some(Duration::from_secs(28)));
/// assert_eq!(call.recording(), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait ExecutionExt {
    /// Whether it has a status that no other follows. See [`ExecutionStatusExt::is_terminal`]. `false` if it has none.
    #[must_use]
    fn is_terminal(&self) -> bool;

    /// What it cost in all. `None` as long as that is not known: the zero of a call that is not over is no cost.
    #[must_use]
    fn cost(&self) -> Option<Cents>;

    /// What each part cost, as far as that is known: `llm`, `network`, `platform`, `synthesizer`, `transcriber`.
    fn costs(&self) -> impl Iterator<Item = (&'static str, Cents)>;

    /// How long the line was open, without the ringing: `telephony_data.duration`, which comes as a text or as a number.
    /// `None` as long as that is not known.
    #[must_use]
    fn line_duration(&self) -> Option<Duration>;

    /// How long the two talked: `conversation_duration`. `None` as long as that is not known.
    #[must_use]
    fn talk_duration(&self) -> Option<Duration>;

    /// The URL of the recording; `None` if there is none, or not yet.
    #[must_use]
    fn recording(&self) -> Option<&str>;

    /// What was said, a line for each turn; `None` if nothing was, or it is not known yet.
    #[must_use]
    fn transcript_text(&self) -> Option<&str>;

    /// What was extracted from the transcript, as a type of the program; `None` if nothing was, or not yet.
    ///
    /// ```
    /// use bolna_api_ext::ExecutionExt;
    /// use bolna_api_ext::types::Execution;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Answers {
    ///     comes: bool,
    /// }
    ///
    /// let call: Execution = serde_json::from_str(r#"{"extracted_data": {"comes": true}}"#)?;
    /// assert!(call.extracted::<Answers>()?.is_some_and(|answers| answers.comes));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// It is of another shape.
    fn extracted<T: DeserializeOwned>(&self) -> Result<Option<T>, serde_json::Error>;
}

impl ExecutionExt for Execution {
    fn is_terminal(&self) -> bool {
        self.status.as_ref().is_some_and(ExecutionStatusExt::is_terminal)
    }

    fn cost(&self) -> Option<Cents> {
        known(self, self.total_cost).map(Cents)
    }

    fn costs(&self) -> impl Iterator<Item = (&'static str, Cents)> {
        let parts = self.cost_breakdown.iter().flat_map(|costs| {
            [
                ("llm", costs.llm),
                ("network", costs.network),
                ("platform", costs.platform),
                ("synthesizer", costs.synthesizer),
                ("transcriber", costs.transcriber),
            ]
        });
        parts.filter_map(|(part, cost)| Some((part, Cents(known(self, cost)?))))
    }

    fn line_duration(&self) -> Option<Duration> {
        let text = self.telephony_data.as_ref()?.duration.as_ref()?;
        seconds(known(self, text.trim().parse().ok()))
    }

    fn talk_duration(&self) -> Option<Duration> {
        seconds(known(self, self.conversation_duration))
    }

    fn recording(&self) -> Option<&str> {
        present(self.telephony_data.as_ref()?.recording_url.as_deref())
    }

    fn transcript_text(&self) -> Option<&str> {
        present(self.transcript.as_deref())
    }

    fn extracted<T: DeserializeOwned>(&self) -> Result<Option<T>, serde_json::Error> {
        if self.extracted_data.is_empty() {
            Ok(None)
        } else {
            serde_json::from_value(Value::Object(self.extracted_data.clone())).map(Some)
        }
    }
}

/// A number that is zero until the call is over (contract: `total_cost`, `conversation_duration`).
fn known(execution: &Execution, number: Option<f64>) -> Option<f64> {
    number.filter(|number| *number != 0.0 || execution.is_terminal())
}

/// `None` for what is no duration, too: less than nothing, or no number.
fn seconds(number: Option<f64>) -> Option<Duration> {
    Duration::try_from_secs_f64(number?).ok()
}

fn present(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn execution(json: &str) -> Execution {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_duration_is_read_from_a_text_and_from_a_number() {
        for duration in [r#""28""#, "28", "28.0", r#"" 28 ""#] {
            let call = execution(&format!(
                r#"{{"status": "completed", "telephony_data": {{"duration": {duration}}}}}"#
            ));
            assert_eq!(call.line_duration(), Some(Duration::from_secs(28)), "{duration}");
        }
        for duration in [r#""""#, r#""soon""#, "-1", "null"] {
            let call = execution(&format!(
                r#"{{"status": "completed", "telephony_data": {{"duration": {duration}}}}}"#
            ));
            assert_eq!(call.line_duration(), None, "{duration}");
        }
    }

    #[test]
    fn a_zero_counts_only_once_the_call_is_over() {
        let zero = |status: &str| {
            execution(&format!(
                r#"{{"status": "{status}", "total_cost": 0, "conversation_duration": 0,
                    "cost_breakdown": {{"llm": 0}}, "telephony_data": {{"duration": 0}}}}"#
            ))
        };
        let open = zero("call-disconnected");
        assert_eq!(
            (open.cost(), open.talk_duration(), open.line_duration()),
            (None, None, None)
        );
        assert_eq!(open.costs().count(), 0);
        let over = zero("no-answer");
        assert_eq!(over.cost(), Some(Cents(0.0)));
        assert_eq!(over.talk_duration(), Some(Duration::ZERO));
        assert_eq!(over.costs().collect::<Vec<_>>(), [("llm", Cents(0.0))]);
    }

    #[test]
    fn an_empty_text_is_none() {
        let call = execution(r#"{"transcript": " ", "telephony_data": {"recording_url": ""}}"#);
        assert_eq!((call.transcript_text(), call.recording()), (None, None));
        let call = execution(r#"{"transcript": null, "telephony_data": {"recording_url": null}}"#);
        assert_eq!((call.transcript_text(), call.recording()), (None, None));
        let call =
            execution(r#"{"transcript": "user: Hi", "telephony_data": {"recording_url": "https://a.example/1"}}"#);
        assert_eq!(
            (call.transcript_text(), call.recording()),
            (Some("user: Hi"), Some("https://a.example/1"))
        );
    }

    #[test]
    fn extracted_data_is_of_the_type_that_is_asked_for() {
        #[derive(Debug, PartialEq, serde::Deserialize)]
        struct Answers {
            guests: u8,
        }
        let extracted = |json: &str| execution(json).extracted::<Answers>();
        assert_eq!(
            extracted(r#"{"extracted_data": {"guests": 3, "other": null}}"#).unwrap(),
            Some(Answers { guests: 3 })
        );
        for json in ["{}", r#"{"extracted_data": null}"#, r#"{"extracted_data": {}}"#] {
            assert_eq!(extracted(json).unwrap(), None);
        }
        assert!(extracted(r#"{"extracted_data": {"guests": "many"}}"#).is_err());
    }
}
