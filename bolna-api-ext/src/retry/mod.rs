//! Sending a request again.

mod budget;
mod decision;
mod layer;
mod policy;

pub use budget::RetryBudget;
pub(crate) use layer::Retry;
pub use policy::RetryPolicy;
