//! The page of a list that an error belongs to.

use super::Error;

impl Error {
    /// The number of the page that could not be read, counted from 1 as the server does; `None` if no list was being
    /// paged.
    #[must_use]
    pub fn page(&self) -> Option<u64> {
        self.0.page
    }

    /// Adds the number of the page that could not be read. For code that pages through lists.
    ///
    /// ```
    /// use bolna_api::{Error, ErrorKind};
    ///
    /// let error = Error::builder(ErrorKind::Timeout).reason("no answer in time").build().with_page(3);
    /// assert_eq!(error.to_string(), "page 3: no answer in time");
    /// ```
    #[must_use]
    pub fn with_page(mut self, page: u64) -> Self {
        self.0.page = Some(page);
        self
    }
}
