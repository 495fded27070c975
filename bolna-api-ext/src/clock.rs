//! What time it is, and waiting.

use std::fmt;
use std::time::{Duration, Instant};

use bolna_api::transport::BoxFuture;

/// A clock that waits: what everything here waits by that is not the network.
///
/// The default is [`TokioClock`]. A test brings one that stands still until it is told, and so never waits itself:
///
/// ```
/// use std::sync::{Arc, Mutex};
/// use std::time::{Duration, Instant};
/// use bolna_api_ext::{Bolna, Clock};
/// use bolna_api_ext::bolna_api::transport::BoxFuture;
///
/// /// Whoever waits has waited at once.
/// struct Hurried(Mutex<Instant>);
///
/// impl Clock for Hurried {
///     fn now(&self) -> Instant {
///         *self.0.lock().unwrap()
///     }
///
///     fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
///         Box::pin(async move { *self.0.lock().unwrap() += duration })
///     }
/// }
///
/// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
/// let clock = Hurried(Mutex::new(Instant::now()));
/// let bolna = Bolna::builder().api_key("sa-0123456789").clock(clock).build()?;
/// # Ok(())
/// # }
/// ```
///
/// The time limits of the network are those of the HTTP client, and by no other clock than its own.
pub trait Clock: Send + Sync + 'static {
    /// What time it is. It never goes back.
    fn now(&self) -> Instant;

    /// Waits this long. Whoever drops the future waits no more.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// The clock of Tokio, which stands still where a test has paused it.
///
/// ```
/// use bolna_api_ext::{Clock, TokioClock};
///
/// let before = TokioClock.now();
/// assert!(TokioClock.now() >= before);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

impl fmt::Debug for dyn Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
