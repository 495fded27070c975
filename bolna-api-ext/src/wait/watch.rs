//! The loop behind every wait: ask, look, sleep.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use super::pace::Pace;
use super::waited::DeadlinePassed;
use super::watched::Watched;
use crate::Error;
use crate::client::Bolna;
use crate::clock::Clock;

/// How many polls in a row may fail in a way that passes.
pub(crate) const FAILURES: u32 = 5;

/// One execution or batch, and how its status is asked for.
pub(crate) struct Watch<T> {
    bolna: Bolna,
    clock: Arc<dyn Clock>,
    id: String,
    pub(crate) pace: Pace,
    pub(crate) within: Duration,
    /// Set with the first poll. A deadline that no clock can reach is `None`.
    deadline: Option<Option<Instant>>,
    /// The wait before the next poll.
    delay: Option<Duration>,
    failures: u32,
    pub(crate) last: Option<T>,
}

/// What a watch comes to.
pub(crate) enum Event<T> {
    /// The status is another one.
    Status(T),
    /// There is no time left.
    DeadlinePassed,
    /// It cannot be read.
    Failed(Error),
}

impl<T: Watched> Watch<T> {
    pub(crate) fn new(bolna: &Bolna, clock: Arc<dyn Clock>, id: String, within: Duration) -> Self {
        Self {
            bolna: bolna.clone(),
            clock,
            id,
            pace: Pace::growing(),
            within,
            deadline: None,
            delay: None,
            failures: 0,
            last: None,
        }
    }

    /// That the deadline passed.
    pub(crate) fn passed(&self) -> DeadlinePassed {
        DeadlinePassed {
            what: T::NAME,
            id: self.id.clone(),
            within: self.within,
        }
    }

    /// Waits for the next status.
    pub(crate) async fn next(&mut self) -> Event<T> {
        let start = || self.clock.now().checked_add(self.within);
        let deadline = *self.deadline.get_or_insert_with(start);
        loop {
            if let Some(delay) = self.delay.take()
                && !self.sleep(delay, deadline).await
            {
                return Event::DeadlinePassed;
            }
            match before(&*self.clock, deadline, T::fetch(&self.bolna, &self.id)).await {
                None => return Event::DeadlinePassed,
                Some(Ok(read)) => {
                    let last = self.last.replace(read.clone());
                    let has_changed = last.is_none_or(|last| last.status() != read.status());
                    self.failures = 0;
                    self.delay = Some(self.pace.next(has_changed));
                    if has_changed {
                        return Event::Status(read);
                    }
                }
                Some(Err(error)) if may_pass(&error) && self.failures < FAILURES => {
                    self.failures += 1;
                    let wait = error.retry_after().unwrap_or_default();
                    self.delay = Some(self.pace.next(false).max(wait));
                }
                Some(Err(error)) => return Event::Failed(error),
            }
        }
    }

    /// Sleeps until the next poll; `false` if the deadline comes first.
    async fn sleep(&self, delay: Duration, deadline: Option<Instant>) -> bool {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(self.clock.now()));
        match left.filter(|left| *left <= delay) {
            Some(left) => {
                self.clock.sleep(left).await;
                false
            }
            None => {
                self.clock.sleep(delay).await;
                true
            }
        }
    }
}

/// Runs a future until the deadline. What is dropped then is a poll, which changes nothing.
async fn before<F: Future>(clock: &dyn Clock, deadline: Option<Instant>, future: F) -> Option<F::Output> {
    let Some(deadline) = deadline else {
        return Some(future.await);
    };
    let mut future = pin!(future);
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        let timer = timer.get_or_insert_with(|| clock.sleep(deadline.saturating_duration_since(clock.now())));
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// Whether the next poll may have an answer.
fn may_pass(error: &Error) -> bool {
    error.is_connect() || error.is_timeout() || error.is_transport() || error.is_rate_limited() || error.is_server()
}
