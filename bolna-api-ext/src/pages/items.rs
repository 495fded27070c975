//! The stream of items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bolna_api::Error;
use bolna_api::list::List;
use futures_core::Stream;

use super::stream::Pages;

/// A [`Stream`] of the items on all pages of a list, from [`ListExt::into_stream`](super::ListExt::into_stream).
/// [`try_next`](Self::try_next) needs no further crate.
///
/// ```no_run
/// use bolna_api_ext::Bolna;
/// use bolna_api_ext::prelude::*;
///
/// # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
/// let mut violations = bolna.list_violations().into_stream();
/// while let Some(violation) = violations.try_next().await? {
///     println!("{:?} of {:?}", violation.status, violations.total());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct Items<'a, L: List> {
    pages: Pages<'a, L>,
    /// The items that are left of the current page.
    page: std::vec::IntoIter<L::Item>,
    total: Option<u64>,
}

/// As for `Pages`.
impl<L: List> Unpin for Items<'_, L> {}

impl<'a, L: List + 'a> Items<'a, L> {
    pub(super) fn new(pages: Pages<'a, L>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
            total: None,
        }
    }

    /// Requests the next page while the items of the current one are used. By default a page is requested when it is needed.
    ///
    /// ```no_run
    /// # use bolna_api_ext::Bolna;
    /// # use bolna_api_ext::prelude::*;
    /// # fn run(bolna: &Bolna) {
    /// let violations = bolna.list_violations().into_stream().prefetch();
    /// # }
    /// ```
    pub fn prefetch(self) -> Self {
        Self {
            pages: self.pages.prefetch(),
            ..self
        }
    }

    /// Returns the next item; `None` after the last one, and after an error. Cancel-safe: no item is lost if the future is
    /// dropped.
    ///
    /// # Errors
    ///
    /// The request failed, or the server repeats pages. [`Error::page`] has the number of the page.
    pub async fn try_next(&mut self) -> Result<Option<L::Item>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// The number of items on all pages, as the current page reports it; `None` before the first page, and for lists that do
    /// not report it. It may change between two pages.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<L::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.pages.poll_prefetch(context);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => {
                    self.total = page.total.or(self.total);
                    self.page = page.items.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<'a, L: List + 'a> Stream for Items<'a, L> {
    type Item = Result<L::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), None)
    }
}

/// Shows the operation and the next page, and no items.
impl<L: List> fmt::Debug for Items<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("buffered", &self.page.len())
            .finish_non_exhaustive()
    }
}
