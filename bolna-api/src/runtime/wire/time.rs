//! Timestamps and dates, in the spellings that occur.
//!
//! What is written is RFC 3339. What is read may also be without a zone, which is UTC; with a space for the `T`; with a
//! fraction of any length; with an offset of hours alone; or a date alone, which is its midnight in UTC.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::coercion;
use super::refuse::{mismatch, refuse};
use super::tolerant::Tolerant;

/// The text as a time, if it is one.
pub(super) fn timestamp(text: &str) -> Option<DateTime<Utc>> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(time) => Some(time.to_utc()),
        Err(_) => {
            coercion::count(coercion::SCALAR);
            // `chrono` knows spellings of its own, which its `Deserialize` takes too.
            scan(text).or_else(|| text.parse().ok())
        }
    }
}

/// `2024-03-13`, `2024-03-13T14:12:50`, a fraction, a zone: each part is there only if the one before is.
fn scan(text: &str) -> Option<DateTime<Utc>> {
    let date = date(text.get(..10)?)?;
    let Some(after) = text.get(10..)?.strip_prefix(['T', 't', ' ']) else {
        return (text.len() == 10).then(|| date.and_time(NaiveTime::MIN).and_utc());
    };
    let (clock, after) = (after.get(..8)?, after.get(8..)?);
    let (nanos, zone) = match after.strip_prefix('.') {
        Some(fraction) => {
            let end = fraction.bytes().position(|byte| !byte.is_ascii_digit());
            let (digits, zone) = fraction.split_at_checked(end.unwrap_or(fraction.len()))?;
            (nanos(digits)?, zone)
        }
        None => (0, after),
    };
    let local = NaiveDateTime::new(date, time(clock, nanos)?);
    Some(local.checked_sub_offset(offset(zone)?)?.and_utc())
}

/// `2024-03-13`.
fn date(text: &str) -> Option<NaiveDate> {
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..)?);
    let hyphens = text.get(4..5)? == "-" && text.get(7..8)? == "-";
    let year = i32::try_from(digits(year)?).ok()?;
    hyphens
        .then(|| NaiveDate::from_ymd_opt(year, digits(month)?, digits(day)?))
        .flatten()
}

/// `14:12:50`, or a leap second, which has the number 60 and which `chrono` takes for more than a second of nanoseconds.
fn time(text: &str, nanos: u32) -> Option<NaiveTime> {
    let (hour, minute, second) = (text.get(..2)?, text.get(3..5)?, text.get(6..)?);
    let colons = text.get(2..3)? == ":" && text.get(5..6)? == ":";
    let (second, nanos) = match digits(second)? {
        60 => (59, nanos + 1_000_000_000),
        second => (second, nanos),
    };
    colons
        .then(|| NaiveTime::from_hms_nano_opt(digits(hour)?, digits(minute)?, second, nanos))
        .flatten()
}

/// The first nine digits after the point; what is finer is cut off.
fn nanos(text: &str) -> Option<u32> {
    let kept = text.get(..text.len().min(9))?;
    let missing = u32::try_from(9 - kept.len()).ok()?;
    Some(digits(kept)? * 10u32.pow(missing))
}

/// `Z`, `+05:30`, `+0530`, `+05`; nothing is UTC.
fn offset(text: &str) -> Option<FixedOffset> {
    let (east, text) = match text.split_at_checked(1) {
        None => return FixedOffset::east_opt(0),
        Some(("Z" | "z", "")) => return FixedOffset::east_opt(0),
        Some(("+", text)) => (true, text),
        Some(("-", text)) => (false, text),
        Some(_) => return None,
    };
    let (hours, minutes) = match text.len() {
        2 => (text, "00"),
        4 => (text.get(..2)?, text.get(2..)?),
        5 if text.get(2..3)? == ":" => (text.get(..2)?, text.get(3..)?),
        _ => return None,
    };
    let minutes = digits(minutes).filter(|minutes| *minutes < 60)?;
    let seconds = i32::try_from(digits(hours)? * 3600 + minutes * 60).ok()?;
    FixedOffset::east_opt(if east { seconds } else { -seconds })
}

/// A number of digits, and nothing but digits.
fn digits(text: &str) -> Option<u32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

struct Timestamp;

impl Timestamp {
    fn expected(&self) -> &'static str {
        "a timestamp (RFC 3339)"
    }
}

impl<'de> Visitor<'de> for Timestamp {
    type Value = DateTime<Utc>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        timestamp(text).ok_or_else(|| mismatch(self.expected(), "a string that is none"))
    }

    refuse!(null, boolean, number, array, object);
}

impl<'de> Tolerant<'de> for DateTime<Utc> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Timestamp)
    }
}

struct Date;

impl Date {
    fn expected(&self) -> &'static str {
        "a date (2024-03-13)"
    }
}

impl<'de> Visitor<'de> for Date {
    type Value = NaiveDate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        text.parse()
            .map_err(|_| mismatch(self.expected(), "a string that is none"))
    }

    refuse!(null, boolean, number, array, object);
}

impl<'de> Tolerant<'de> for NaiveDate {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Date)
    }
}
