//! Waiting for the end of a call or of a batch.
//!
//! The API has no way to wait, so that the status is asked for again and again, until it is a terminal one: see [`Wait`].
//! Where webhooks can be received, they are the better way for many calls: [`webhook`](crate::webhook).

#[cfg(test)]
mod fake_clock;
mod pace;
mod statuses;
mod waited;
mod watch;
mod watched;

use std::fmt;
use std::time::Duration;

use bolna_api::transport::BoxFuture;

#[cfg(test)]
pub(crate) use fake_clock::FakeClock;
pub use statuses::Statuses;
pub use waited::{DeadlinePassed, Waited};
pub(crate) use watch::Watch;
pub use watched::Watched;

use crate::Error;
use pace::Pace;
use watch::Event;

/// Waits for a terminal status: `.await` it. From [`Calls::wait`](crate::calls::Calls::wait) and
/// [`Batches::wait`](crate::batches::Batches::wait).
///
/// The status is asked for at once, then after 2 seconds, and after each answer without a change later by half, up to 30
/// seconds; a change begins anew. [`every`](Self::every) sets a fixed interval. Each poll is a request like any other,
/// which passes the layers of the client and counts against the limits of the account.
///
/// A poll that fails in a way that passes (no connection, no answer in time, 429, 5xx) is asked again, after the wait that
/// the server asks for if it does, and at most five times in a row; each of these is a request with the retries of the client. Any other error ends the wait at once. Nothing is lost by an error, a
/// deadline or a dropped future: the call or batch goes on, and can be waited for again.
///
/// ```no_run
/// use std::time::Duration;
/// use bolna_api_ext::wait::Waited;
///
/// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
/// match bolna.calls().wait(id).within(Duration::from_secs(600)).await? {
///     Waited::Terminal(call) => println!("{:?}", call.status),
///     Waited::DeadlinePassed { passed, .. } => println!("{passed}"),
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a wait does nothing unless it is awaited"]
pub struct Wait<T> {
    watch: Watch<T>,
}

impl<T: Watched> Wait<T> {
    pub(crate) fn new(watch: Watch<T>) -> Self {
        Self { watch }
    }

    /// Gives up after this time, counted from the first poll: also amid a poll. [`Duration::MAX`] is no deadline.
    /// The default is an hour for a call, and a day for a batch.
    pub fn within(mut self, duration: Duration) -> Self {
        self.watch.within = duration;
        self
    }

    /// Asks at a fixed interval. The API documents a thousand requests a minute for everything that the
    /// account does; [`Duration::ZERO`] asks again at once, which is for tests.
    pub fn every(mut self, interval: Duration) -> Self {
        self.watch.pace = Pace::fixed(interval);
        self
    }
}

impl<T: Watched> IntoFuture for Wait<T> {
    type Output = Result<Waited<T>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            loop {
                match self.watch.next().await {
                    Event::Status(read) if read.has_ended() => return Ok(Waited::Terminal(read)),
                    Event::Status(_) => {}
                    Event::DeadlinePassed => {
                        let passed = self.watch.passed();
                        let latest = self.watch.last;
                        return Ok(Waited::DeadlinePassed { latest, passed });
                    }
                    Event::Failed(error) => return Err(error),
                }
            }
        })
    }
}

impl<T> fmt::Debug for Wait<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("within", &self.watch.within)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
