//! The stream of pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bolna_api::list::{List, Page};
use bolna_api::transport::BoxFuture;
use bolna_api::{Error, ErrorKind};
use futures_core::Stream;

use super::cursor::Cursor;

/// A [`Stream`] of the pages of a list, from [`ListExt::pages`](super::ListExt::pages).
/// [`try_next`](Self::try_next) needs no further crate.
///
/// ```no_run
/// use bolna_api_ext::Bolna;
/// use bolna_api_ext::prelude::*;
///
/// # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
/// let mut pages = bolna.list_violations().page_size(50).pages();
/// while let Some(page) = pages.try_next().await? {
///     println!("{} of {:?}", page.items.len(), page.total);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct Pages<'a, L: List> {
    /// `None` after the last page.
    list: Option<L>,
    cursor: Cursor,
    /// The pending request.
    request: Option<Request<'a, L>>,
    /// Its result, if it was prefetched.
    response: Option<Result<Page<L::Item>, Error>>,
    prefetches: bool,
}

type Request<'a, L> = BoxFuture<'a, Result<Page<<L as List>::Item>, Error>>;

/// The pending request is boxed: nothing is pinned in place.
impl<L: List> Unpin for Pages<'_, L> {}

impl<'a, L: List + 'a> Pages<'a, L> {
    pub(super) fn new(list: L) -> Self {
        let cursor = Cursor::new(L::PAGING, list.position());
        Self {
            list: Some(list),
            cursor,
            request: None,
            response: None,
            prefetches: false,
        }
    }

    /// Requests the next page while the current one is used. By default a page is requested when it is needed.
    ///
    /// ```no_run
    /// # use bolna_api_ext::Bolna;
    /// # use bolna_api_ext::prelude::*;
    /// # fn run(bolna: &Bolna) {
    /// let pages = bolna.list_violations().pages().prefetch();
    /// # }
    /// ```
    pub fn prefetch(mut self) -> Self {
        self.prefetches = true;
        self
    }

    /// Returns the next page; `None` after the last one, and after an error. Cancel-safe: if the future is dropped, the next call
    /// goes on with the same request.
    ///
    /// # Errors
    ///
    /// The request failed, or the server repeats pages. [`Error::page`] has the number of the page.
    pub async fn try_next(&mut self) -> Result<Option<Page<L::Item>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<L::Item>, Error>>> {
        loop {
            ready!(self.poll_request(context));
            let Some(response) = self.response.take() else {
                return Poll::Ready(None);
            };
            let advanced = response.and_then(|mut page| {
                let step = self.cursor.advance(&page).map_err(|stuck| {
                    let error = Error::builder(ErrorKind::Decode).operation(L::INFO);
                    error.reason(&stuck).source(stuck).build()
                })?;
                self.cursor.leave_out_seen(&mut page, step.has_next);
                Ok((page, step))
            });
            match advanced {
                Ok((page, step)) => {
                    if !step.has_next {
                        self.list = None;
                    }
                    if !step.is_repeat {
                        self.poll_prefetch(context);
                        return Poll::Ready(Some(Ok(page)));
                    }
                }
                Err(error) => {
                    self.list = None;
                    let page = self.cursor.page_number();
                    return Poll::Ready(Some(Err(match page {
                        Some(page) => error.with_page(page),
                        None => error,
                    })));
                }
            }
        }
    }

    /// Drives the request for the next page, if pages are prefetched.
    pub(super) fn poll_prefetch(&mut self, context: &mut Context<'_>) {
        if self.prefetches {
            let _ = self.poll_request(context);
        }
    }

    /// Drives the pending request, or starts one. Ready if there is a response, or no page left.
    fn poll_request(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let (None, Some(list)) = (&self.response, &self.list) else {
            return Poll::Ready(());
        };
        let start = self.cursor.next_start();
        let request = self.request.get_or_insert_with(|| request(list.clone(), start));
        let response = ready!(request.as_mut().poll(context));
        self.request = None;
        self.response = Some(response);
        Poll::Ready(())
    }
}

fn request<'a, L: List + 'a>(list: L, start: Option<u64>) -> Request<'a, L> {
    let list = match start {
        Some(start) => list.starting_at(start),
        None => list,
    };
    Box::pin(async move {
        list.send_for_response()
            .await
            .map(|response| L::page(response.into_inner()))
    })
}

impl<'a, L: List + 'a> Stream for Pages<'a, L> {
    type Item = Result<Page<L::Item>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// Shows the operation and the next page, and no items.
impl<L: List> fmt::Debug for Pages<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &L::INFO.id())
            .field("next", &self.list.as_ref().and_then(|_| self.cursor.page_number()))
            .finish_non_exhaustive()
    }
}
