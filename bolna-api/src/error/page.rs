//! Which page of a list an error is about.

use super::Error;

impl Error {
    /// The number of the page that could not be read, as the server counts them, from 1; `None` where nothing reads page after
    /// page.
    #[must_use]
    pub fn page(&self) -> Option<u64> {
        self.0.page
    }

    /// The same error, of this page. For code that reads page after page.
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
