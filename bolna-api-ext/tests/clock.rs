//! A clock by which nobody waits.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bolna_api_ext::bolna_api::transport::BoxFuture;
use bolna_api_ext::{Bolna, BolnaBuilder, Clock};

use crate::server::KEY;

/// A clock by which nobody waits: who would sleep finds the time gone. It keeps what was slept.
#[derive(Clone)]
pub(crate) struct Hurried {
    start: Instant,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl Hurried {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            slept: Arc::default(),
        }
    }

    /// In seconds.
    pub(crate) fn slept(&self) -> Vec<f64> {
        self.slept.lock().unwrap().iter().map(Duration::as_secs_f64).collect()
    }
}

impl Clock for Hurried {
    fn now(&self) -> Instant {
        self.start + self.slept.lock().unwrap().iter().sum::<Duration>()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { self.slept.lock().unwrap().push(duration) })
    }
}

/// A builder of a client of what is at `url`, which takes no time and always waits the longest time.
pub(crate) fn hurried(url: String) -> (BolnaBuilder, Hurried) {
    let clock = Hurried::new();
    let builder = Bolna::builder().api_key(KEY).base_url(url);
    (builder.clock(clock.clone()).random(|| 1.0), clock)
}
