//! Where chance comes from.

use std::fmt;
use std::sync::Arc;

/// A source of numbers from 0 to 1.
#[derive(Clone)]
pub(crate) struct Random(Arc<dyn Fn() -> f64 + Send + Sync>);

impl Random {
    pub(crate) fn new(fraction: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(fraction))
    }

    /// A number from 0 to 1, whatever the source says.
    pub(crate) fn fraction(&self) -> f64 {
        let fraction = (self.0)();
        if fraction.is_nan() {
            1.0
        } else {
            fraction.clamp(0.0, 1.0)
        }
    }
}

/// Nothing depends on these numbers being hard to guess.
impl Default for Random {
    fn default() -> Self {
        Self::new(fastrand::f64)
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_between_0_and_1_whatever_the_source_says() {
        for (given, taken) in [
            (0.25, 0.25),
            (-1.0, 0.0),
            (7.0, 1.0),
            (f64::NAN, 1.0),
            (f64::INFINITY, 1.0),
        ] {
            assert_eq!(Random::new(move || given).fraction(), taken);
        }
        assert!((0.0..=1.0).contains(&Random::default().fraction()));
    }
}
