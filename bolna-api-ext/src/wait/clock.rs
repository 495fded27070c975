//! Time: what it is, and letting some of it pass.

use std::time::{Duration, Instant};

use bolna_api::transport::BoxFuture;

/// A clock, so that tests need none.
pub(crate) trait Clock: Send + Sync + 'static {
    /// The time on a clock that is never set back: for deadlines.
    fn now(&self) -> Instant;

    /// Is ready when this much time has passed.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// The clock of the machine.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        // The timer is made when the future is first polled, inside a runtime.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}

#[cfg(test)]
pub(crate) mod fake {
    use std::sync::Mutex;

    use super::*;

    /// A clock on which time passes as soon as somebody sleeps. It remembers how long each slept.
    pub(crate) struct FakeClock {
        start: Instant,
        slept: Mutex<Vec<Duration>>,
        passed: Mutex<Duration>,
    }

    impl FakeClock {
        pub(crate) fn new() -> Self {
            Self {
                start: Instant::now(),
                slept: Mutex::default(),
                passed: Mutex::default(),
            }
        }

        /// How long each sleep was asked to be, in seconds.
        pub(crate) fn slept(&self) -> Vec<f64> {
            self.slept.lock().unwrap().iter().map(Duration::as_secs_f64).collect()
        }

        fn passed(&self) -> Duration {
            *self.passed.lock().unwrap()
        }
    }

    impl Clock for FakeClock {
        fn now(&self) -> Instant {
            self.start + self.passed()
        }

        fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
            self.slept.lock().unwrap().push(duration);
            Box::pin(async move { *self.passed.lock().unwrap() += duration })
        }
    }
}
