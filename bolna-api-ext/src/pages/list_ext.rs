//! The extension trait of list operations.

use bolna_api::Error;
use bolna_api::list::List;

use super::items::Items;
use super::stream::Pages;

/// Pagination for every operation that lists, paged or not.
///
/// ```no_run
/// use bolna_api_ext::Bolna;
/// use bolna_api_ext::prelude::*;
///
/// # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
/// let open = bolna.list_violations().page_size(50).all().await?;
/// let newest = bolna.list_violations().at_most(10).await?;
/// # Ok(())
/// # }
/// ```
pub trait ListExt: List {
    /// Returns a stream of the items.
    ///
    /// ```no_run
    /// use bolna_api_ext::Bolna;
    /// use bolna_api_ext::prelude::*;
    /// use futures_util::TryStreamExt;
    ///
    /// # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let violations = bolna.list_violations().into_stream();
    /// let ids: Vec<_> = violations.try_filter_map(async |violation| Ok(violation.id)).try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    fn into_stream<'a>(self) -> Items<'a, Self>
    where
        Self: 'a,
    {
        Items::new(self.pages())
    }

    /// Returns a stream of the pages; an unpaged list is one page.
    ///
    /// ```no_run
    /// # use bolna_api_ext::Bolna;
    /// # use bolna_api_ext::prelude::*;
    /// # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let first = bolna.list_violations().pages().try_next().await?;
    /// let total = first.and_then(|page| page.total);
    /// # Ok(())
    /// # }
    /// ```
    fn pages<'a>(self) -> Pages<'a, Self>
    where
        Self: 'a,
    {
        Pages::new(self)
    }

    /// Collects all items, however many there are. [`at_most`](Self::at_most) has a bound, [`into_stream`](Self::into_stream)
    /// keeps one page in memory.
    ///
    /// ```no_run
    /// # use bolna_api_ext::Bolna;
    /// # use bolna_api_ext::prelude::*;
    /// # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let calls = bolna.list_batch_executions().batch_id("123").all().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A request failed, or the server repeats pages. [`Error::page`] has the number of the page.
    fn all(self) -> impl Future<Output = Result<Vec<Self::Item>, Error>> + Send {
        self.at_most(usize::MAX)
    }

    /// Collects at most the first `count` items. Only the pages that are needed are requested.
    ///
    /// ```no_run
    /// # use bolna_api_ext::Bolna;
    /// # use bolna_api_ext::prelude::*;
    /// # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let newest = bolna.list_violations().at_most(10).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A request failed, or the server repeats pages. [`Error::page`] has the number of the page.
    fn at_most(self, count: usize) -> impl Future<Output = Result<Vec<Self::Item>, Error>> + Send {
        async move {
            let mut pages = self.pages();
            let mut items = Vec::new();
            while items.len() < count
                && let Some(page) = pages.try_next().await?
            {
                let wanted = count - items.len();
                items.extend(page.items.into_iter().take(wanted));
            }
            Ok(items)
        }
    }
}

impl<L: List> ListExt for L {}
