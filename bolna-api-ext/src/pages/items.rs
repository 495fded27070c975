//! The stream of items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bolna_api::Error;
use bolna_api::list::List;
use futures_core::Stream;

use super::stream::Pages;

/// The items of a list, over all pages: a [`Stream`], and without its traits [`try_next`](Self::try_next). By
/// [`ListExt::into_stream`](super::ListExt::into_stream).
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
    /// What is left of the page.
    page: std::vec::IntoIter<L::Item>,
    total: Option<u64>,
}

/// Nothing in it is pinned.
impl<L: List> Unpin for Items<'_, L> {}

impl<'a, L: List + 'a> Items<'a, L> {
    pub(super) fn new(pages: Pages<'a, L>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
            total: None,
        }
    }

    /// Asks for the next page while the items of one are used. By default nothing is asked for before it is needed.
    ///
    /// ```no_run
    /// # use bolna_api_ext::Bolna;
    /// # use bolna_api_ext::prelude::*;
    /// # fn run(bolna: &Bolna) {
    /// let violations = bolna.list_violations().into_stream().ahead();
    /// # }
    /// ```
    pub fn ahead(self) -> Self {
        Self {
            pages: self.pages.ahead(),
            ..self
        }
    }

    /// The next item; `None` after the last one, and after an error. The future can be dropped: no item is lost.
    ///
    /// # Errors
    ///
    /// Those of the operation, with the [page](Error::page); and the server repeats pages.
    pub async fn try_next(&mut self) -> Result<Option<L::Item>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// How many items there are on all pages, as the last page said; `None` before the first one, and of lists that do not
    /// say. It may change while one reads.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<L::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.pages.hurry(context);
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

/// Shows the operation, and nothing that was read.
impl<L: List> fmt::Debug for Items<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("buffered", &self.page.len())
            .finish_non_exhaustive()
    }
}
