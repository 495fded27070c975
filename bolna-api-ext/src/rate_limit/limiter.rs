//! Who may send when.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bolna_api::OperationInfo;
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use tokio::sync::Mutex;

use super::RateLimits;
use crate::clock::Clock;

const MINUTE: Duration = Duration::from_secs(60);

/// What of a limit may be sent at once: one of so many.
const BURST: u32 = 10;

/// The limits of all who share them.
pub(crate) struct Limiter {
    operations: BTreeMap<String, Gate>,
    others: Option<Gate>,
    clock: Arc<dyn Clock>,
}

impl Limiter {
    pub(crate) fn new(limits: &RateLimits, clock: Arc<dyn Clock>) -> Self {
        let gate = |limit| Gate::new(limit, &clock);
        Self {
            operations: (limits.operations.iter().map(|(id, limit)| (id.clone(), gate(*limit)))).collect(),
            others: limits.others.map(gate),
            clock,
        }
    }

    /// Waits until a request of this operation may be sent, and counts it.
    pub(crate) async fn wait(&self, operation: &OperationInfo) {
        if let Some(gate) = self.operations.get(operation.id()).or(self.others.as_ref()) {
            gate.pass(&*self.clock).await;
        }
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limiter")
            .field("operations", &self.operations.len())
            .finish_non_exhaustive()
    }
}

/// One limit.
struct Gate {
    /// Who waits stands in line: the lock is fair, and who goes away leaves the line.
    line: Mutex<()>,
    cells: RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Duration>>,
}

impl Gate {
    fn new(a_minute: NonZeroU32, clock: &Arc<dyn Clock>) -> Self {
        let ticks = Ticks {
            clock: clock.clone(),
            start: clock.now(),
        };
        Self {
            line: Mutex::new(()),
            cells: RateLimiter::direct_with_clock(quota(a_minute), ticks),
        }
    }

    async fn pass(&self, clock: &dyn Clock) {
        let _first = self.line.lock().await;
        while let Err(not_until) = self.cells.check() {
            let now = governor::clock::Clock::now(self.cells.clock());
            clock.sleep(not_until.wait_time_from(now)).await;
        }
    }
}

/// A quota by which in no half-open minute more is sent than the limit: a full burst, and after it one at a time, so that
/// the burst and what a minute adds make up the limit.
fn quota(a_minute: NonZeroU32) -> Quota {
    let burst = NonZeroU32::new(a_minute.get() / BURST).unwrap_or(NonZeroU32::MIN);
    let periods = a_minute.get() - burst.get() + 1;
    // A period is never zero, even for a limit of billions.
    let period = (MINUTE / periods).max(Duration::from_nanos(1));
    let quota = Quota::with_period(period).unwrap_or_else(|| Quota::per_minute(a_minute));
    quota.allow_burst(burst)
}

/// The clock, as governor wants it: the time since it was made.
#[derive(Clone)]
struct Ticks {
    clock: Arc<dyn Clock>,
    start: Instant,
}

impl governor::clock::Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.clock.now().saturating_duration_since(self.start)
    }
}
