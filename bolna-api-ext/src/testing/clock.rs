//! The time of a fake.

use std::time::{Duration, Instant};

use bolna_api::transport::BoxFuture;

use super::fake::FakeBolna;
use crate::clock::Clock;

/// The clock of a fake's clients: it stands still until somebody sleeps, or an answer takes its time.
pub(super) struct FakeTime {
    fake: FakeBolna,
    start: Instant,
}

impl FakeTime {
    pub(super) fn new(fake: FakeBolna) -> Self {
        let start = Instant::now();
        Self { fake, start }
    }
}

impl Clock for FakeTime {
    fn now(&self) -> Instant {
        self.start.checked_add(self.fake.elapsed()).unwrap_or(self.start)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // What waits for other tasks, and not for time, gets on first.
            yield_now().await;
            self.fake.pass(duration).await;
        })
    }
}

/// Lets other tasks run, and is ready then.
async fn yield_now() {
    let mut has_yielded = false;
    std::future::poll_fn(|context| {
        if has_yielded {
            return std::task::Poll::Ready(());
        }
        has_yielded = true;
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
