//! Money.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// An amount of US cents, and fractions of them: the unit of every cost of a call (contract: `total_cost`,
/// `cost_breakdown`). Prices of numbers have other units, and are not this.
///
/// ```
/// use bolna_api_ext::Cents;
///
/// let costs = [Cents(6.25), Cents(2.5)];
/// let sum: Cents = costs.into_iter().sum();
/// assert_eq!(sum, Cents(8.75));
/// assert_eq!(sum.to_string(), "8.75 US cents");
/// assert_eq!(format!("${:.2}", sum.dollars()), "$0.09");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Cents(pub f64);

impl Cents {
    /// The same in US dollars.
    #[must_use]
    pub fn dollars(self) -> f64 {
        self.0 / 100.0
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)?;
        f.write_str(" US cents")
    }
}

impl Add for Cents {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        // Not -0.0, which is what the sum of no floats is.
        amounts.fold(Self::default(), Add::add)
    }
}

impl<'a> Sum<&'a Self> for Cents {
    fn sum<I: Iterator<Item = &'a Self>>(amounts: I) -> Self {
        amounts.copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_nothing_is_zero() {
        assert_eq!(Vec::<Cents>::new().iter().sum::<Cents>().to_string(), "0 US cents");
        assert_eq!([Cents(0.5), Cents(2.0)].iter().sum::<Cents>(), Cents(2.5));
    }

    #[test]
    fn digits_are_shown_as_asked_for() {
        assert_eq!(format!("{:.1}", Cents(6.25)), "6.2 US cents");
    }
}
