//! How many requests, of what, in a minute.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use bolna_api::Operation;

/// The operations that the documentation has a limit of its own for.
const DEAR: [&str; 3] = ["make_call", "get_agent", "list_agent_executions"];

/// The documented limit of each of these.
const OF_DEAR: NonZeroU32 = at_least_one(500);

/// The documented limit of everything else.
const OF_OTHERS: NonZeroU32 = at_least_one(1000);

/// How many requests may be sent in a minute: each operation by its id, and all others together.
///
/// A request that would be one too many waits for its turn. In no 60 seconds are more sent than the limit says, and
/// at most a tenth of it at once; the rest is spread over the minute.
///
/// ```
/// use std::num::NonZeroU32;
/// use bolna_api_ext::bolna_api::builder::MakeCall;
/// use bolna_api_ext::{Bolna, RateLimits};
///
/// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
/// // As documented, but half of the calls are left to another program.
/// let limits = RateLimits::documented().operation::<MakeCall>(const { NonZeroU32::new(250).unwrap() });
/// let bolna = Bolna::builder().api_key("sa-0123456789").rate_limits(limits).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct RateLimits {
    pub(super) operations: BTreeMap<String, NonZeroU32>,
    pub(super) others: Option<NonZeroU32>,
}

impl RateLimits {
    /// No limits yet.
    pub const fn new() -> Self {
        Self {
            operations: BTreeMap::new(),
            others: None,
        }
    }

    /// The documented limits, which are those of an organization, or else of a user: 500 a minute for each of `make_call`,
    /// `get_agent` and `list_agent_executions`, and 1,000 for all others together.
    pub fn documented() -> Self {
        let operations = DEAR.map(|id| (id.to_owned(), OF_DEAR));
        Self {
            operations: operations.into(),
            others: Some(OF_OTHERS),
        }
    }

    /// So many requests a minute of the operation `O`, such as `builder::MakeCall`.
    pub fn operation<O: Operation>(mut self, a_minute: NonZeroU32) -> Self {
        self.operations.insert(O::INFO.id().to_owned(), a_minute);
        self
    }

    /// So many requests a minute of all operations together that have no limit of their own.
    pub fn others(mut self, a_minute: NonZeroU32) -> Self {
        self.others = Some(a_minute);
        self
    }
}

const fn at_least_one(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

#[cfg(test)]
mod tests {
    use bolna_api::builder::{GetAgent, ListAgentExecutions, MakeCall};

    use super::*;

    #[test]
    fn the_documented_limits_are_of_operations_that_there_are() {
        assert_eq!(
            DEAR,
            [MakeCall::INFO.id(), GetAgent::INFO.id(), ListAgentExecutions::INFO.id()]
        );
        let limits = RateLimits::documented();
        assert_eq!(limits.operations["make_call"].get(), 500);
        assert_eq!(limits.others.unwrap().get(), 1000);
    }
}
