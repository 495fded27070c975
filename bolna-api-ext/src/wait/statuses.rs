//! Every status on the way to the terminal one.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bolna_api::transport::BoxFuture;
use futures_core::Stream;

use super::pace::Pace;
use super::watch::{Event, Watch};
use super::watched::Watched;
use crate::Error;

/// A [`Stream`] of the statuses of a call or of a batch: an item for each change, with everything that is known then. It
/// ends after the terminal one. From [`Calls::statuses`](crate::calls::Calls::statuses) and
/// [`Batches::statuses`](crate::batches::Batches::statuses).
///
/// Statuses that come and go between two polls are not seen. What holds for [`Wait`](super::Wait) on intervals and on
/// failures holds here. An error is the last item; a deadline that passes is one with the source
/// [`DeadlinePassed`](super::DeadlinePassed). To stop earlier, drop it.
///
/// ```no_run
/// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
/// let mut statuses = bolna.calls().statuses(id);
/// while let Some(call) = statuses.next().await {
///     println!("{:?}", call?.status);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing unless it is polled"]
pub struct Statuses<T: Watched> {
    /// Not there while a poll is on its way, and after the end.
    watch: Option<Watch<T>>,
    next: Option<BoxFuture<'static, (Watch<T>, Event<T>)>>,
}

impl<T: Watched> Statuses<T> {
    pub(crate) fn new(watch: Watch<T>) -> Self {
        Self {
            watch: Some(watch),
            next: None,
        }
    }

    /// Ends after this time, counted from the first poll, with an error. [`Duration::MAX`] is no deadline, which is the
    /// default here.
    pub fn within(mut self, duration: Duration) -> Self {
        if let Some(watch) = &mut self.watch {
            watch.within = duration;
        }
        self
    }

    /// Asks at a fixed interval. See [`Wait::every`](super::Wait::every).
    pub fn every(mut self, interval: Duration) -> Self {
        if let Some(watch) = &mut self.watch {
            watch.pace = Pace::fixed(interval);
        }
        self
    }

    /// The next status, without the help of a library of streams.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: Watched> Stream for Statuses<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(mut watch) = this.watch.take() {
            this.next = Some(Box::pin(async move {
                let event = watch.next().await;
                (watch, event)
            }));
        }
        let Some(next) = &mut this.next else {
            return Poll::Ready(None);
        };
        let (watch, event) = ready!(next.as_mut().poll(context));
        this.next = None;
        Poll::Ready(Some(match event {
            Event::Status(read) => {
                if !read.has_ended() {
                    this.watch = Some(watch);
                }
                Ok(read)
            }
            Event::DeadlinePassed => Err(watch.passed().into()),
            Event::Failed(error) => Err(error),
        }))
    }
}

impl<T: Watched> fmt::Debug for Statuses<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statuses")
            .field("has_ended", &(self.watch.is_none() && self.next.is_none()))
            .finish_non_exhaustive()
    }
}
