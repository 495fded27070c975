//! The stream of pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bolna_api::list::{List, Page};
use bolna_api::transport::BoxFuture;
use bolna_api::{Error, ErrorKind};
use futures_core::Stream;

use super::course::Course;

/// The pages of a list, one after the other: a [`Stream`], and without its traits [`try_next`](Self::try_next). By
/// [`ListExt::pages`](super::ListExt::pages).
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
    /// `None` as soon as no page follows.
    list: Option<L>,
    course: Course,
    /// The request on its way.
    request: Option<Request<'a, L>>,
    /// What came of it, while the page before it is used.
    answer: Option<Result<Page<L::Item>, Error>>,
    is_ahead: bool,
}

type Request<'a, L> = BoxFuture<'a, Result<Page<<L as List>::Item>, Error>>;

/// Nothing in it is pinned: the request is on the heap.
impl<L: List> Unpin for Pages<'_, L> {}

impl<'a, L: List + 'a> Pages<'a, L> {
    pub(super) fn new(list: L) -> Self {
        let course = Course::new(L::PAGING, list.position());
        Self {
            list: Some(list),
            course,
            request: None,
            answer: None,
            is_ahead: false,
        }
    }

    /// Asks for the next page as soon as there is one, while it is used. By default nothing is asked for before it is
    /// needed.
    ///
    /// ```no_run
    /// # use bolna_api_ext::Bolna;
    /// # use bolna_api_ext::prelude::*;
    /// # fn run(bolna: &Bolna) {
    /// let pages = bolna.list_violations().pages().ahead();
    /// # }
    /// ```
    pub fn ahead(mut self) -> Self {
        self.is_ahead = true;
        self
    }

    /// The next page; `None` after the last one, and after an error. The future can be dropped: the request goes on with the next
    /// call.
    ///
    /// # Errors
    ///
    /// Those of the operation, with the [page](Error::page); and the server repeats pages.
    pub async fn try_next(&mut self) -> Result<Option<Page<L::Item>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<L::Item>, Error>>> {
        loop {
            ready!(self.fetch(context));
            let Some(answer) = self.answer.take() else {
                return Poll::Ready(None);
            };
            let taken = answer.and_then(|page| {
                let verdict = self.course.take(&page).map_err(|stuck| {
                    let error = Error::builder(ErrorKind::Decode).operation(L::INFO);
                    error.reason(&stuck).source(stuck).build()
                })?;
                Ok((page, verdict))
            });
            match taken {
                Ok((page, verdict)) => {
                    if !verdict.has_next {
                        self.list = None;
                    }
                    if !verdict.is_repeat {
                        self.hurry(context);
                        return Poll::Ready(Some(Ok(page)));
                    }
                }
                Err(error) => {
                    self.list = None;
                    let page = self.course.page();
                    return Poll::Ready(Some(Err(match page {
                        Some(page) => error.with_page(page),
                        None => error,
                    })));
                }
            }
        }
    }

    /// Lets a request for the next page go on, if one is to be made before it is needed.
    pub(super) fn hurry(&mut self, context: &mut Context<'_>) {
        if self.is_ahead {
            // What came of it is for the call that needs it.
            let _ = self.fetch(context);
        }
    }

    /// Is ready when there is an answer, or nothing to ask for.
    fn fetch(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let (None, Some(list)) = (&self.answer, &self.list) else {
            return Poll::Ready(());
        };
        let ask = self.course.ask();
        let request = self.request.get_or_insert_with(|| request(list.clone(), ask));
        let answer = ready!(request.as_mut().poll(context));
        self.request = None;
        self.answer = Some(answer);
        Poll::Ready(())
    }
}

fn request<'a, L: List + 'a>(list: L, ask: Option<u64>) -> Request<'a, L> {
    let list = match ask {
        Some(start) => list.at(start),
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

/// Shows the operation, and nothing that was read.
impl<L: List> fmt::Debug for Pages<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &L::INFO.id())
            .field("next", &self.list.as_ref().and_then(|_| self.course.page()))
            .finish_non_exhaustive()
    }
}
