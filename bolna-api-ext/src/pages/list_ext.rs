//! What every list can do.

use bolna_api::Error;
use bolna_api::list::List;

use super::items::Items;
use super::stream::Pages;

/// Reads a list to its end. Every operation that lists has these methods, whether it has pages or not.
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
    /// The items, as a stream.
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

    /// The pages, as a stream; a list that has none is one page.
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

    /// All items. Whoever does not know how many those are should rather read them as a [stream](Self::into_stream), or
    /// [some](Self::at_most) of them.
    ///
    /// # Errors
    ///
    /// Those of the operation, with the [page](Error::page); and the server repeats pages.
    fn all(self) -> impl Future<Output = Result<Vec<Self::Item>, Error>> + Send {
        self.at_most(usize::MAX)
    }

    /// The first items, at most so many. No page is asked for that is not needed.
    ///
    /// # Errors
    ///
    /// Those of the operation, with the [page](Error::page); and the server repeats pages.
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
