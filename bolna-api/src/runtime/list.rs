//! List operations: how a page is requested, and what the response says about further pages.
//!
//! The builder of every operation that lists is a [`List`], paged or not, so that pagination is written once for all of them, as
//! the crate `bolna-api-ext` has it.
//!
//! ```
//! use bolna_api::list::Position;
//! use bolna_api::{Error, List, Operation};
//!
//! /// The URL of the second page.
//! fn second<L: List>(list: L) -> Result<reqwest::Url, Error> {
//!     let size = list.position().size.unwrap_or(20);
//!     let start = L::PAGING.start_of_second(size);
//!     Ok(list.starting_at(start).request()?.url().clone())
//! }
//! ```

#![allow(dead_code, reason = "a document may have no lists")]

use std::fmt::Display;

use serde::Serialize;

use crate::Operation;

/// An operation whose response is a list, or one page of a list.
pub trait List: Operation {
    /// The items of the list.
    type Item: Serialize + Send;

    /// How a page is requested.
    const PAGING: Paging;

    /// The page and the page size that are set on the operation.
    fn position(&self) -> Position {
        Position::default()
    }

    /// Sets the page to request: its number, or the number of items before it, as [`PAGING`](Self::PAGING) says. An unpaged
    /// list is left unchanged.
    #[must_use]
    fn starting_at(self, start: u64) -> Self {
        let _ = start;
        self
    }

    /// Converts a response into a page.
    fn page(response: Self::Response) -> Page<Self::Item>;
}

/// How a page of a list is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paging {
    /// There are no pages: one response has all items.
    Unpaged,
    /// By the number of the page, counted from 1.
    Number,
    /// By the number of items before the page.
    Offset,
}

impl Paging {
    /// The start of the first page.
    #[must_use]
    pub const fn start(self) -> u64 {
        match self {
            Self::Unpaged | Self::Number => 1,
            Self::Offset => 0,
        }
    }

    /// The start of the second page, if a page has `size` items.
    ///
    /// ```
    /// use bolna_api::list::Paging;
    ///
    /// assert_eq!(Paging::Number.start_of_second(50), 2);
    /// assert_eq!(Paging::Offset.start_of_second(50), 50);
    /// ```
    #[must_use]
    pub const fn start_of_second(self, size: u64) -> u64 {
        match self {
            Self::Unpaged | Self::Number => 2,
            Self::Offset => size,
        }
    }
}

/// The page and the page size that are set on an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// The number of the page, or the number of items before it; `None` if it is not set.
    pub start: Option<u64>,
    /// The maximum number of items on a page; `None` if it is not set, so that the server decides.
    pub size: Option<u64>,
}

/// One page: its items, and what the response says about the list.
///
/// ```
/// use bolna_api::list::Page;
///
/// let page = Page { total: Some(3), ..Page::new(vec!["a", "b"]) };
/// assert_eq!(page.items.len(), 2);
/// assert!(page.has_more.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page<T> {
    /// The items, in the order of the server.
    pub items: Vec<T>,
    /// The number of the page, if the response has it.
    pub number: Option<u64>,
    /// The number of items before the page, if the response has it.
    pub offset: Option<u64>,
    /// The maximum number of items on a page, if the response has it.
    pub size: Option<u64>,
    /// The number of items on all pages, if the response has it. It may change between two pages.
    pub total: Option<u64>,
    /// Whether another page follows, if the response has it.
    pub has_more: Option<bool>,
}

impl<T> Page<T> {
    /// Creates a page of these items; nothing else is known.
    #[must_use]
    pub const fn new(items: Vec<T>) -> Self {
        Self {
            items,
            number: None,
            offset: None,
            size: None,
            total: None,
            has_more: None,
        }
    }
}

/// Converts a count of a response; a negative one counts as absent.
pub(crate) fn count<T: TryInto<u64>>(number: Option<T>) -> Option<u64> {
    number.and_then(|number| number.try_into().ok())
}

/// Reads a required argument.
pub(crate) fn required<T: Copy + TryInto<u64>>(argument: &Result<T, String>) -> Option<u64> {
    count(argument.as_ref().ok().copied())
}

/// Reads an optional argument.
pub(crate) fn optional<T: Copy + TryInto<u64>>(argument: &Result<Option<T>, String>) -> Option<u64> {
    count(argument.as_ref().ok().copied().flatten())
}

/// Converts a start into an argument.
pub(crate) fn argument<T: TryFrom<u64, Error: Display>>(value: u64) -> Result<T, String> {
    T::try_from(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests;
