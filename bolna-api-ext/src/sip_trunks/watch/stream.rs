//! The changes of the trunks of an account, as they happen.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bolna_api::transport::BoxFuture;
use bolna_api::types::SipTrunk;
use futures_core::Stream;

use super::change::Change;
use super::compare::changes;
use crate::Error;
use crate::client::Bolna;
use crate::clock::Clock;

/// A [`Stream`] of the changes between one list of the trunks and the next. From
/// [`SipTrunks::watch`](crate::sip_trunks::SipTrunks::watch).
///
/// The first list is what the second one is compared with, unless there is [an older one](Self::since). An item is what changed between two lists, and not
/// empty; what the API changes by itself with anything else is in it, and alone it is no item: see
/// [`Change::is_bookkeeping`]. What comes and goes between two lists is not seen.
///
/// A list that cannot be read is an item, too, an error, and the next list is compared with the last one that could be read, so
/// that no change is lost. Where the error is none that passes (the key is wrong, for example), the stream ends with it.
///
/// ```no_run
/// use std::time::Duration;
///
/// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
/// let mut watch = bolna.sip_trunks().watch(Duration::from_secs(300));
/// while let Some(changes) = watch.next().await {
///     match changes {
///         Ok(changes) => changes.iter().for_each(|change| println!("{change}")),
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing unless it is polled"]
pub struct TrunkChanges {
    /// Not there while a list is on its way, and after the end.
    state: Option<State>,
    next: Option<BoxFuture<'static, (Option<State>, Option<Item>)>>,
}

type Item = Result<Vec<Change>, Error>;

struct State {
    bolna: Bolna,
    clock: Arc<dyn Clock>,
    interval: Duration,
    last: Option<Vec<SipTrunk>>,
    is_first: bool,
}

impl TrunkChanges {
    pub(crate) fn new(bolna: &Bolna, clock: Arc<dyn Clock>, interval: Duration) -> Self {
        let state = State {
            bolna: bolna.clone(),
            clock,
            interval,
            last: None,
            is_first: true,
        };
        Self {
            state: Some(state),
            next: None,
        }
    }

    /// Compares the first list with this one, for example with one that was saved when the program ended.
    pub fn since(mut self, trunks: Vec<SipTrunk>) -> Self {
        if let Some(state) = &mut self.state {
            state.last = Some(trunks);
        }
        self
    }

    /// The next changes, without the help of a library of streams.
    pub async fn next(&mut self) -> Option<Result<Vec<Change>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl State {
    /// Lists until there is something to tell.
    async fn next(mut self) -> (Option<Self>, Option<Item>) {
        loop {
            if !std::mem::take(&mut self.is_first) {
                self.clock.sleep(self.interval).await;
            }
            let trunks = match self.bolna.list_sip_trunks().send().await {
                Ok(trunks) => trunks,
                Err(error) if error.is_retryable() => return (Some(self), Some(Err(error))),
                Err(error) => return (None, Some(Err(error))),
            };
            let Some(last) = self.last.replace(trunks) else {
                continue;
            };
            let changes = changes(&last, self.last.as_deref().unwrap_or_default());
            if !changes.iter().all(Change::is_bookkeeping) {
                return (Some(self), Some(Ok(changes)));
            }
        }
    }
}

impl Stream for TrunkChanges {
    type Item = Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Item>> {
        let this = self.get_mut();
        if let Some(state) = this.state.take() {
            this.next = Some(Box::pin(state.next()));
        }
        let Some(next) = &mut this.next else {
            return Poll::Ready(None);
        };
        let (state, item) = ready!(next.as_mut().poll(context));
        this.next = None;
        this.state = state;
        Poll::Ready(item)
    }
}

impl fmt::Debug for TrunkChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrunkChanges")
            .field("has_ended", &(self.state.is_none() && self.next.is_none()))
            .finish_non_exhaustive()
    }
}
