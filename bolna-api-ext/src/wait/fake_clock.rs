//! A clock for tests.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use bolna_api::transport::BoxFuture;

use crate::clock::Clock;

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
