//! The seed of property tests.

use proptest::test_runner::{Config, RngSeed};

/// The same cases on every run, so that the gate says the same of the same code. `PROPTEST_RNG_SEED` and `PROPTEST_CASES`
/// look for others.
#[must_use]
pub fn steady() -> Config {
    let mut config = Config::default();
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_261_124);
    }
    config
}
