//! Which page is asked for next, and when to stop: decided of what the answers said, without any I/O.

use std::collections::HashSet;

use bolna_api::list::{Page, Paging, Position};
use serde::Serialize;

use super::fingerprint;

/// How many pages in a row may be ones that were read already.
const MAX_REPEATS: u32 = 1;

/// Where reading has come to.
#[derive(Debug)]
pub(super) struct Course {
    paging: Paging,
    /// What the caller set.
    asked: Position,
    /// Which page is next: its number, or how many items lie before it.
    start: u64,
    /// How many answers there were.
    answers: u64,
    /// How many items they had.
    items: u64,
    /// The pages that were read.
    seen: HashSet<u64>,
    /// How many of the last answers were among them.
    repeats: u32,
    /// Which page the last answer said to be.
    said: Option<u64>,
}

/// What becomes of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// It was read already.
    pub(super) is_repeat: bool,
    /// Another page follows.
    pub(super) has_next: bool,
}

/// Why reading cannot go on.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Stuck {
    /// It would get the same again.
    #[error("the server repeats a page that it gave before, and says that another one follows")]
    Repeats,
    /// It was asked for another page.
    #[error("the server was asked for the next page, and says that this is {said} again")]
    StandsStill {
        /// Which one it says it is.
        said: String,
    },
}

impl Course {
    pub(super) fn new(paging: Paging, asked: Position) -> Self {
        Self {
            paging,
            asked,
            start: asked.start.unwrap_or(paging.start()),
            answers: 0,
            items: 0,
            seen: HashSet::new(),
            repeats: 0,
            said: None,
        }
    }

    /// What to ask for; `None` where the operation asks for the right page by itself, since nothing is to be sent that the
    /// caller did not set.
    pub(super) fn ask(&self) -> Option<u64> {
        (self.answers > 0).then_some(self.start)
    }

    /// The number of the page that is asked for; `None` for a list that has no pages.
    pub(super) fn page(&self) -> Option<u64> {
        match self.paging {
            Paging::Whole => None,
            Paging::Number => Some(self.start),
            Paging::Offset => Some(self.answers + 1),
        }
    }

    /// Takes note of an answer.
    pub(super) fn take<T: Serialize>(&mut self, page: &Page<T>) -> Result<Verdict, Stuck> {
        if self.paging == Paging::Whole {
            return Ok(Verdict {
                is_repeat: false,
                has_next: false,
            });
        }
        let length = u64::try_from(page.items.len()).unwrap_or(u64::MAX);
        let size = self.asked.size.or(page.size).filter(|size| *size > 0);
        self.items = self.items.saturating_add(length);
        let has_next = self.has_next(page, length, size);
        let is_repeat = match has_next || self.answers > 0 {
            true => fingerprint::of(&page.items).is_some_and(|page| !self.seen.insert(page)),
            // It is the first, and the last.
            false => false,
        };
        self.repeats = if is_repeat { self.repeats + 1 } else { 0 };
        if has_next {
            self.stands_still(page)?;
            if self.repeats > MAX_REPEATS {
                return Err(Stuck::Repeats);
            }
        }
        self.answers += 1;
        self.start = match self.paging {
            Paging::Whole | Paging::Number => self.start.saturating_add(1),
            Paging::Offset => self.start.saturating_add(length),
        };
        Ok(Verdict {
            // An empty page repeats nothing.
            is_repeat: is_repeat && length > 0,
            has_next,
        })
    }

    fn has_next<T>(&self, page: &Page<T>, length: u64, size: Option<u64>) -> bool {
        match (page.has_more, page.total) {
            (Some(has_more), _) => has_more,
            (None, _) if length == 0 => false,
            (None, Some(total)) => self.before(size).saturating_add(self.items) < total,
            (None, None) => size.is_none_or(|size| length >= size),
        }
    }

    /// How many items lie before the first page that was asked for, as far as that can be known.
    fn before(&self, size: Option<u64>) -> u64 {
        let start = self.asked.start.unwrap_or(self.paging.start());
        match self.paging {
            Paging::Whole => 0,
            Paging::Number => start.saturating_sub(1).saturating_mul(size.unwrap_or(0)),
            Paging::Offset => start,
        }
    }

    /// Whether the answer says to be a page that was read.
    fn stands_still<T>(&mut self, page: &Page<T>) -> Result<(), Stuck> {
        let (said, name) = match (page.number, page.offset) {
            (Some(number), _) => (number, format!("page {number}")),
            (None, Some(offset)) => (offset, format!("the page behind {offset} items")),
            (None, None) => return Ok(()),
        };
        match self.said.replace(said) {
            Some(before) if said <= before => Err(Stuck::StandsStill { said: name }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERED: (Paging, Position) = (
        Paging::Number,
        Position {
            start: None,
            size: None,
        },
    );

    fn page(items: &[u64]) -> Page<u64> {
        Page::of(items.to_vec())
    }

    fn more(items: &[u64]) -> Page<u64> {
        Page {
            has_more: Some(true),
            ..page(items)
        }
    }

    /// What is asked for after each of these answers, until nothing is.
    fn asked((paging, position): (Paging, Position), answers: &[Page<u64>]) -> Vec<u64> {
        let mut course = Course::new(paging, position);
        let mut asked = Vec::new();
        for answer in answers {
            let verdict = course.take(answer).unwrap();
            assert!(!verdict.is_repeat, "{answer:?}");
            if !verdict.has_next {
                break;
            }
            asked.extend(course.ask());
        }
        asked
    }

    /// How reading these answers ends.
    fn stuck(answers: &[Page<u64>]) -> Option<String> {
        let mut course = Course::new(NUMBERED.0, NUMBERED.1);
        answers
            .iter()
            .find_map(|answer| course.take(answer).err())
            .map(|stuck| stuck.to_string())
    }

    #[test]
    fn the_flag_decides_and_not_the_total() {
        let last = Page {
            has_more: Some(false),
            total: Some(9),
            ..page(&[3])
        };
        let first = Page {
            total: Some(1),
            ..more(&[1])
        };
        assert_eq!(asked(NUMBERED, &[first, more(&[2]), last, more(&[4])]), [2, 3]);
    }

    #[test]
    fn the_total_decides_where_there_is_no_flag() {
        let answer = |items| Page {
            total: Some(5),
            ..page(items)
        };
        assert_eq!(
            asked(NUMBERED, &[answer(&[1, 2]), answer(&[3, 4]), answer(&[5])]),
            [2, 3]
        );
        assert_eq!(
            asked(NUMBERED, &[answer(&[1, 2]), answer(&[])]),
            [2],
            "it promised too much"
        );
        let third = (
            Paging::Number,
            Position {
                start: Some(3),
                size: Some(2),
            },
        );
        assert_eq!(asked(third, &[answer(&[5])]), [0; 0], "four lie before it");
    }

    #[test]
    fn a_page_that_is_not_full_is_the_last_one_where_nothing_is_said() {
        let two = (
            Paging::Number,
            Position {
                start: None,
                size: Some(2),
            },
        );
        assert_eq!(asked(two, &[page(&[1, 2]), page(&[3]), page(&[4])]), [2]);
        assert_eq!(
            asked(NUMBERED, &[page(&[1, 2]), page(&[3]), page(&[])]),
            [2, 3],
            "of an unknown size"
        );
    }

    #[test]
    fn a_list_begins_where_the_caller_says() {
        let third = (
            Paging::Number,
            Position {
                start: Some(3),
                size: None,
            },
        );
        assert_eq!(Course::new(third.0, third.1).ask(), None, "the operation does");
        assert_eq!(asked(third, &[more(&[1]), more(&[2])]), [4, 5]);
    }

    #[test]
    fn an_offset_is_what_was_read() {
        let offsets = (
            Paging::Offset,
            Position {
                start: Some(10),
                size: Some(2),
            },
        );
        assert_eq!(asked(offsets, &[more(&[1, 2]), more(&[3]), page(&[])]), [12, 13]);
    }

    #[test]
    fn a_list_without_pages_is_one_answer() {
        assert_eq!(asked((Paging::Whole, Position::default()), &[more(&[1])]), [0; 0]);
    }

    #[test]
    fn a_page_that_was_there_is_left_out_and_two_in_a_row_are_an_error() {
        let mut course = Course::new(NUMBERED.0, NUMBERED.1);
        for (items, is_repeat) in [
            ([1], false),
            ([1], true),
            ([2], false),
            ([1], true),
            ([3], false),
            ([3], true),
        ] {
            let verdict = course.take(&more(&items)).unwrap();
            assert_eq!(
                verdict,
                Verdict {
                    is_repeat,
                    has_next: true
                },
                "{items:?}"
            );
        }
        assert_eq!(course.take(&more(&[3])), Err(Stuck::Repeats));
    }

    #[test]
    fn no_server_goes_on_for_ever() {
        let repeats = "the server repeats a page that it gave before, and says that another one follows";
        assert_eq!(stuck(&[more(&[1]), more(&[1]), more(&[1])]).as_deref(), Some(repeats));
        assert_eq!(
            stuck(&[more(&[1]), more(&[2]), more(&[1]), more(&[2])]).as_deref(),
            Some(repeats)
        );
        assert_eq!(stuck(&[more(&[]), more(&[]), more(&[])]).as_deref(), Some(repeats));

        let numbered = |number, items| Page {
            number: Some(number),
            ..more(items)
        };
        assert_eq!(
            stuck(&[numbered(1, &[1]), numbered(1, &[2])]).as_deref(),
            Some("the server was asked for the next page, and says that this is page 1 again")
        );
        let behind = |offset, items| Page {
            offset: Some(offset),
            ..more(items)
        };
        assert_eq!(
            stuck(&[behind(0, &[1]), behind(1, &[2]), behind(0, &[3])]).as_deref(),
            Some("the server was asked for the next page, and says that this is the page behind 0 items again")
        );
    }

    #[test]
    fn an_empty_page_is_no_end_where_another_one_follows() {
        assert_eq!(asked(NUMBERED, &[more(&[1]), more(&[]), more(&[2])]), [2, 3, 4]);
    }

    #[test]
    fn the_last_page_may_be_one_that_was_there() {
        let mut course = Course::new(NUMBERED.0, NUMBERED.1);
        course.take(&more(&[1])).unwrap();
        let last = Page {
            number: Some(1),
            has_more: Some(false),
            ..page(&[1])
        };
        assert_eq!(
            course.take(&last),
            Ok(Verdict {
                is_repeat: true,
                has_next: false
            })
        );
    }
}
