//! Strings, booleans and numbers: a number or a boolean where a string is announced, a string where a number is.

use std::fmt;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::coercion;
use super::refuse::{mismatch, refuse};
use super::tolerant::Tolerant;

/// The visitor of a type.
struct Of<T>(PhantomData<T>);

impl<'de> Tolerant<'de> for String {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Of::<Self>(PhantomData))
    }
}

impl Of<String> {
    fn expected(&self) -> &'static str {
        "a string"
    }

    /// A number or a boolean, as JSON writes it. A number outside the range of `u64` and `i64` is what is nearest to it
    /// among those of 64 bits (RFC 8259, section 6).
    fn coerced<E>(text: impl ToString) -> Result<String, E> {
        coercion::count(coercion::SCALAR);
        Ok(text.to_string())
    }
}

impl<'de> Visitor<'de> for Of<String> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    #[inline]
    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        Self::coerced(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Self::coerced(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Self::coerced(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        Self::coerced(serde_json::Value::from(value))
    }

    refuse!(null, array, object);
}

impl<'de> Tolerant<'de> for bool {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Of::<Self>(PhantomData))
    }
}

impl Of<bool> {
    fn expected(&self) -> &'static str {
        "a boolean"
    }
}

impl<'de> Visitor<'de> for Of<bool> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }

    refuse!(null, number, string, array, object);
}

/// The number that a string is: digits, perhaps with a sign, a fraction and an exponent, as JSON writes it, except that
/// zeros may come first. `inf` and `NaN` are none.
fn number(text: &str) -> Option<f64> {
    is_number(text).then(|| text.parse().ok()).flatten()
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits)
}

/// The text without a fraction of zeros: `5060.0` is `5060`, exactly, however many digits it has.
fn without_fraction(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    }
}

/// A number without a fraction. What `i128` cannot hold is its end, which is out of the range of what is read here.
fn integral(value: f64) -> Option<i128> {
    (value.fract() == 0.0).then_some(value as i128)
}

const FRACTION: &str = "a number with a fraction";
const TOO_GREAT: &str = "a number out of range";
const NONE: &str = "a string that is none";

macro_rules! integers {
    ($($integer:ident),+) => { $(
        impl<'de> Tolerant<'de> for $integer {
            #[inline]
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Of::<Self>(PhantomData))
            }
        }

        impl Of<$integer> {
            fn expected(&self) -> &'static str {
                "an integer"
            }
        }

        impl<'de> Visitor<'de> for Of<$integer> {
            type Value = $integer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.expected())
            }

            #[inline]
            fn visit_i64<E: Error>(self, value: i64) -> Result<$integer, E> {
                $integer::try_from(value).map_err(|_| mismatch(self.expected(), TOO_GREAT))
            }

            #[inline]
            fn visit_u64<E: Error>(self, value: u64) -> Result<$integer, E> {
                $integer::try_from(value).map_err(|_| mismatch(self.expected(), TOO_GREAT))
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<$integer, E> {
                coercion::count(coercion::SCALAR);
                let integral = integral(value).ok_or_else(|| mismatch(self.expected(), FRACTION))?;
                $integer::try_from(integral).map_err(|_| mismatch(self.expected(), TOO_GREAT))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$integer, E> {
                coercion::count(coercion::SCALAR);
                let number = number(text).ok_or_else(|| mismatch(self.expected(), NONE))?;
                let exactly = without_fraction(text).parse().ok();
                let nearly = || integral(number).and_then(|value| $integer::try_from(value).ok());
                exactly.or_else(nearly).ok_or_else(|| mismatch(self.expected(), NONE))
            }

            refuse!(null, boolean, array, object);
        }
    )+ };
}

macro_rules! floats {
    ($($float:ident),+) => { $(
        impl<'de> Tolerant<'de> for $float {
            #[inline]
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Of::<Self>(PhantomData))
            }
        }

        impl Of<$float> {
            fn expected(&self) -> &'static str {
                "a number"
            }
        }

        impl<'de> Visitor<'de> for Of<$float> {
            type Value = $float;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.expected())
            }

            #[inline]
            fn visit_i64<E: Error>(self, value: i64) -> Result<$float, E> {
                Ok(value as $float)
            }

            #[inline]
            fn visit_u64<E: Error>(self, value: u64) -> Result<$float, E> {
                Ok(value as $float)
            }

            #[inline]
            fn visit_f64<E: Error>(self, value: f64) -> Result<$float, E> {
                Ok(value as $float)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$float, E> {
                coercion::count(coercion::SCALAR);
                let value = number(text).filter(|value| value.is_finite());
                (value.map(|value| value as $float)).ok_or_else(|| mismatch(self.expected(), NONE))
            }

            refuse!(null, boolean, array, object);
        }
    )+ };
}

/// Addresses have no second spelling.
macro_rules! addresses {
    ($($address:ident: $expected:literal),+) => { $(
        impl<'de> Tolerant<'de> for $address {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Of::<Self>(PhantomData))
            }
        }

        impl Of<$address> {
            fn expected(&self) -> &'static str {
                $expected
            }
        }

        impl<'de> Visitor<'de> for Of<$address> {
            type Value = $address;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.expected())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$address, E> {
                text.parse().map_err(|_| mismatch(self.expected(), NONE))
            }

            refuse!(null, boolean, number, array, object);
        }
    )+ };
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);
floats!(f32, f64);
addresses!(IpAddr: "an IP address", Ipv4Addr: "an IPv4 address", Ipv6Addr: "an IPv6 address");
