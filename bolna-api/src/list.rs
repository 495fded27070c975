//! Lists: how an operation that answers with one is asked for a page, and what its answer says of the pages that follow.
//!
//! Each builder of such an operation is a [`List`], whether the contract pages it or not, so that reading page after page
//! can be written once for all of them, as the crate `bolna-api-ext` has it.
//!
//! ```
//! use bolna_api::list::Position;
//! use bolna_api::{Error, List, Operation};
//!
//! /// The URL of the second page.
//! fn second<L: List>(list: L) -> Result<reqwest::Url, Error> {
//!     let size = list.position().size.unwrap_or(20);
//!     let start = L::PAGING.start_of_second(size);
//!     Ok(list.at(start).request()?.url().clone())
//! }
//! ```

#![allow(dead_code, reason = "a document may have no lists")]

use std::fmt::Display;

use serde::Serialize;

use crate::Operation;

/// An operation whose answer is a list, or a page of one.
pub trait List: Operation {
    /// What it lists.
    type Item: Serialize + Send;

    /// How it is asked for a page.
    const PAGING: Paging;

    /// Which page was asked for, as far as it was.
    fn position(&self) -> Position {
        Position::default()
    }

    /// Asks for the page that begins here: its number, or how many items lie before it, as [`PAGING`](Self::PAGING) says.
    /// A list that has no pages stays as it is.
    #[must_use]
    fn at(self, start: u64) -> Self {
        let _ = start;
        self
    }

    /// Takes an answer apart.
    fn page(response: Self::Response) -> Page<Self::Item>;
}

/// How a list is asked for a page of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paging {
    /// It has no pages: there is one answer, with everything.
    Whole,
    /// By the number of the page, counted from 1.
    Number,
    /// By the number of items before the page.
    Offset,
}

impl Paging {
    /// Where the first page begins.
    #[must_use]
    pub const fn start(self) -> u64 {
        match self {
            Self::Whole | Self::Number => 1,
            Self::Offset => 0,
        }
    }

    /// Where the second page begins, if a page has `size` items.
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
            Self::Whole | Self::Number => 2,
            Self::Offset => size,
        }
    }
}

/// Which page of a list was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// The number of the page, or how many items lie before it; `None` where nothing was set.
    pub start: Option<u64>,
    /// How many items a page has at most; `None` where nothing was set, and the server decides.
    pub size: Option<u64>,
}

/// An answer: items, and what it says of the list as a whole.
///
/// ```
/// use bolna_api::list::Page;
///
/// let page = Page { total: Some(3), ..Page::of(vec!["a", "b"]) };
/// assert_eq!(page.items.len(), 2);
/// assert!(page.has_more.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page<T> {
    /// The items, in the order of the server.
    pub items: Vec<T>,
    /// The number of the page, as the answer has it.
    pub number: Option<u64>,
    /// How many items lie before the page, as the answer has it.
    pub offset: Option<u64>,
    /// How many items a page has at most, as the answer has it.
    pub size: Option<u64>,
    /// How many items there are on all pages. It may change while one reads.
    pub total: Option<u64>,
    /// Whether another page follows.
    pub has_more: Option<bool>,
}

impl<T> Page<T> {
    /// A page with these items that says nothing else.
    #[must_use]
    pub const fn of(items: Vec<T>) -> Self {
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

/// A number of an answer.
pub(crate) fn count<T: TryInto<u64>>(number: Option<T>) -> Option<u64> {
    number.and_then(|number| number.try_into().ok())
}

/// What an argument is set to that has to be there.
pub(crate) fn required<T: Copy + TryInto<u64>>(argument: &Result<T, String>) -> Option<u64> {
    count(argument.as_ref().ok().copied())
}

/// What an argument is set to that can be absent.
pub(crate) fn optional<T: Copy + TryInto<u64>>(argument: &Result<Option<T>, String>) -> Option<u64> {
    count(argument.as_ref().ok().copied().flatten())
}

/// An argument of this value.
pub(crate) fn argument<T: TryFrom<u64, Error: Display>>(value: u64) -> Result<T, String> {
    T::try_from(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_counts_nothing_is_as_good_as_none() {
        assert_eq!(
            [count(Some(3_i64)), count(Some(-1_i64)), count(None::<i64>)],
            [Some(3), None, None]
        );
        assert_eq!(optional(&Ok(Some(3_i64))), Some(3));
        assert_eq!(optional::<i64>(&Ok(None)), None);
        assert_eq!(required::<i64>(&Err("not set".to_owned())), None);
    }

    #[test]
    fn a_page_that_an_argument_cannot_name_is_an_error() {
        assert_eq!(argument::<i32>(3), Ok(3));
        assert!(argument::<i32>(u64::MAX).is_err());
    }
}
