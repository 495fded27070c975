//! Waiting before the server says that it was too much.

#[cfg(feature = "rate-limit")]
mod layer;
#[cfg(feature = "rate-limit")]
mod limiter;
#[cfg(feature = "rate-limit")]
mod limits;
mod permits;

#[cfg(feature = "rate-limit")]
pub(crate) use layer::RateLimit;
#[cfg(feature = "rate-limit")]
pub(crate) use limiter::Limiter;
#[cfg(feature = "rate-limit")]
pub use limits::RateLimits;
pub(crate) use permits::Permits;
