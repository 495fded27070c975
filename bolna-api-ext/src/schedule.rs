//! Times at which calls are to begin.

use chrono::{DateTime, TimeDelta, Utc};

/// How far ahead the API wants a time to be (contract: `scheduled_at`).
pub const LEAST_LEAD: TimeDelta = TimeDelta::minutes(2);

/// A time is not far enough ahead for a call or a batch to be scheduled at it. It is the source of an
/// [`Error`](crate::Error) of the kind [`InvalidRequest`](crate::ErrorKind::InvalidRequest); nothing was sent.
///
/// ```no_run
/// # async fn run(bolna: bolna_api_ext::Bolna) {
/// use std::error::Error;
/// use bolna_api_ext::TooSoon;
/// use chrono::Utc;
///
/// let error = bolna.calls().place("agent", "+14155550187").at(Utc::now()).send().await.unwrap_err();
/// if let Some(too_soon) = error.source().and_then(|source| source.downcast_ref::<TooSoon>()) {
///     println!("{} at the earliest", too_soon.earliest);
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("scheduled for {at}, and a time must be at least two minutes ahead: {earliest} or later")]
#[non_exhaustive]
pub struct TooSoon {
    /// The time that was given.
    pub at: DateTime<Utc>,
    /// The earliest one that the API takes.
    pub earliest: DateTime<Utc>,
}

/// What time it is, by the clock on the wall. It is a function so that a test can have a time of its own.
pub(crate) type Now = fn() -> DateTime<Utc>;

/// Checks that a time is far enough ahead.
pub(crate) fn check(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<DateTime<Utc>, TooSoon> {
    // After the end of the calendar, no time is far enough ahead.
    let earliest = now.checked_add_signed(LEAST_LEAD).unwrap_or(DateTime::<Utc>::MAX_UTC);
    if at >= earliest {
        Ok(at)
    } else {
        Err(TooSoon { at, earliest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_is_two_minutes_ahead_at_least() {
        let now = time("2026-12-01T09:00:00Z");
        assert_eq!(
            check(time("2026-12-01T09:02:00Z"), now).unwrap(),
            time("2026-12-01T09:02:00Z")
        );
        let error = check(time("2026-12-01T09:01:59Z"), now).unwrap_err();
        assert_eq!(
            error.to_string(),
            "scheduled for 2026-12-01 09:01:59 UTC, and a time must be at least two minutes ahead: \
             2026-12-01 09:02:00 UTC or later"
        );
        assert!(check(time("2020-01-01T00:00:00Z"), now).is_err());
        assert!(check(now, DateTime::<Utc>::MAX_UTC).is_err());
    }
}
