//! Decides which page is requested next and when to stop, from the responses alone. Pure: I/O is in `stream`.

use std::collections::HashSet;

use bolna_api::list::{Page, Paging, Position};
use serde::Serialize;

use super::fingerprint;

/// The number of consecutive pages that may be repetitions of earlier ones.
const MAX_REPEATS: u32 = 1;

/// The state of paging through a list.
#[derive(Debug)]
pub(super) struct Cursor {
    paging: Paging,
    /// What is set on the operation.
    requested: Position,
    /// The start of the next page: its number, or the number of items before it.
    start: u64,
    /// The number of responses.
    responses: u64,
    /// The number of items in them.
    items: u64,
    /// The fingerprints of the pages.
    seen: HashSet<u64>,
    /// The fingerprints of the ids of items.
    ids: HashSet<u64>,
    /// The number of repetitions since the last new page.
    repeats: u32,
    /// The page number or offset that the last response reported.
    reported: Option<u64>,
}

/// What follows from a response.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The page repeats an earlier one.
    pub(super) is_repeat: bool,
    /// Another page follows.
    pub(super) has_next: bool,
}

/// Why paging cannot go on: it would not end.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Stuck {
    /// Consecutive pages repeat earlier ones.
    #[error("the server repeats a page that it gave before, and says that another one follows")]
    Repeats,
    /// The first page is empty, and the total says that the list is not.
    #[error("the server says that there are {total} items in all, and gives none of them")]
    Missing {
        /// The total that the response reports.
        total: u64,
    },
    /// The reported page number or offset does not advance.
    #[error("the server was asked for the next page, and says that this is {reported} again")]
    NotAdvancing {
        /// The page that the response reports.
        reported: String,
    },
}

impl Cursor {
    pub(super) fn new(paging: Paging, requested: Position) -> Self {
        Self {
            paging,
            requested,
            start: requested.start.unwrap_or(paging.start()),
            responses: 0,
            items: 0,
            seen: HashSet::new(),
            ids: HashSet::new(),
            repeats: 0,
            reported: None,
        }
    }

    /// The start to set on the operation; `None` for the first request, which is sent as the caller set it.
    pub(super) fn next_start(&self) -> Option<u64> {
        (self.responses > 0).then_some(self.start)
    }

    /// The number of the page that is requested; `None` for an unpaged list.
    pub(super) fn page_number(&self) -> Option<u64> {
        match self.paging {
            Paging::Unpaged => None,
            Paging::Number => Some(self.start),
            Paging::Offset => Some(self.responses + 1),
        }
    }

    /// Advances past a page.
    pub(super) fn advance<T: Serialize>(&mut self, page: &Page<T>) -> Result<Step, Stuck> {
        if self.paging == Paging::Unpaged {
            return Ok(Step {
                is_repeat: false,
                has_next: false,
            });
        }
        let length = u64::try_from(page.items.len()).unwrap_or(u64::MAX);
        if let (0, 0, Some(total @ 1..)) = (self.responses, length, page.total)
            && self.items_before_first(page.size.or(self.requested.size)) == 0
        {
            // It is elsewhere in the body, perhaps: an empty list would pass for the whole.
            return Err(Stuck::Missing { total });
        }
        let size = page.size.or(self.requested.size).filter(|size| *size > 0);
        self.items = self.items.saturating_add(length);
        let has_next = self.has_next(page, length, size);
        let is_repeat = if has_next || self.responses > 0 {
            fingerprint::compute(&page.items).is_some_and(|page| !self.seen.insert(page))
        } else {
            // The only page repeats nothing.
            false
        };
        self.repeats = if is_repeat { self.repeats + 1 } else { 0 };
        if has_next {
            self.check_advance(page)?;
            if self.repeats > MAX_REPEATS {
                return Err(Stuck::Repeats);
            }
        }
        self.responses += 1;
        self.start = match self.paging {
            Paging::Unpaged | Paging::Number => self.start.saturating_add(1),
            Paging::Offset => self.start.saturating_add(length),
        };
        Ok(Step {
            // An empty page repeats nothing.
            is_repeat: is_repeat && length > 0,
            has_next,
        })
    }

    /// Leaves out the items that an earlier page had, as far as they have ids: a list to which items are added while it is read moves on.
    pub(super) fn leave_out_seen<T: Serialize>(&mut self, page: &mut Page<T>, has_next: bool) {
        // The only page repeats nothing.
        if self.paging == Paging::Unpaged || !(has_next || self.responses > 1) {
            return;
        }
        let of_page: Vec<_> = page.items.iter().map(fingerprint::of_id).collect();
        let mut ids = of_page.iter();
        page.items
            .retain(|_| ids.next().is_none_or(|id| id.is_none_or(|id| !self.ids.contains(&id))));
        // Within a page, nothing is left out.
        self.ids.extend(of_page.into_iter().flatten());
    }

    fn has_next<T>(&self, page: &Page<T>, length: u64, size: Option<u64>) -> bool {
        match (page.has_more, page.total) {
            (Some(has_more), _) => has_more,
            (None, _) if length == 0 => false,
            (None, Some(total)) => self.items_before_first(size).saturating_add(self.items) < total,
            (None, None) => size.is_none_or(|size| length >= size),
        }
    }

    /// The number of items before the first page that was requested, as far as it is known.
    fn items_before_first(&self, size: Option<u64>) -> u64 {
        let start = self.requested.start.unwrap_or(self.paging.start());
        match self.paging {
            Paging::Unpaged => 0,
            Paging::Number => start.saturating_sub(1).saturating_mul(size.unwrap_or(0)),
            Paging::Offset => start,
        }
    }

    /// Compares the reported page number or offset with that of the page before.
    fn check_advance<T>(&mut self, page: &Page<T>) -> Result<(), Stuck> {
        let (reported, name) = match (page.number, page.offset) {
            (Some(number), _) => (number, format!("page {number}")),
            (None, Some(offset)) => (offset, format!("the page behind {offset} items")),
            (None, None) => return Ok(()),
        };
        match self.reported.replace(reported) {
            Some(before) if reported <= before => Err(Stuck::NotAdvancing { reported: name }),
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
        Page::new(items.to_vec())
    }

    fn more(items: &[u64]) -> Page<u64> {
        Page {
            has_more: Some(true),
            ..page(items)
        }
    }

    /// The start of each further request, if these are the responses.
    fn starts((paging, position): (Paging, Position), responses: &[Page<u64>]) -> Vec<u64> {
        let mut cursor = Cursor::new(paging, position);
        let mut starts = Vec::new();
        for response in responses {
            let step = cursor.advance(response).unwrap();
            assert!(!step.is_repeat, "{response:?}");
            if !step.has_next {
                break;
            }
            starts.extend(cursor.next_start());
        }
        starts
    }

    /// The error that these responses lead to.
    fn stuck(responses: &[Page<u64>]) -> Option<String> {
        let mut cursor = Cursor::new(NUMBERED.0, NUMBERED.1);
        responses
            .iter()
            .find_map(|response| cursor.advance(response).err())
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
        assert_eq!(starts(NUMBERED, &[first, more(&[2]), last, more(&[4])]), [2, 3]);
    }

    #[test]
    fn the_total_decides_where_there_is_no_flag() {
        let answer = |items| Page {
            total: Some(5),
            ..page(items)
        };
        assert_eq!(
            starts(NUMBERED, &[answer(&[1, 2]), answer(&[3, 4]), answer(&[5])]),
            [2, 3]
        );
        assert_eq!(
            starts(NUMBERED, &[answer(&[1, 2]), answer(&[])]),
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
        assert_eq!(starts(third, &[answer(&[5])]), [0; 0], "four lie before it");
    }

    #[test]
    fn without_flag_and_total_a_page_that_is_not_full_is_the_last() {
        let two = (
            Paging::Number,
            Position {
                start: None,
                size: Some(2),
            },
        );
        assert_eq!(starts(two, &[page(&[1, 2]), page(&[3]), page(&[4])]), [2]);
        assert_eq!(
            starts(NUMBERED, &[page(&[1, 2]), page(&[3]), page(&[])]),
            [2, 3],
            "of an unknown size"
        );
    }

    #[test]
    fn paging_starts_at_the_page_that_is_set() {
        let third = (
            Paging::Number,
            Position {
                start: Some(3),
                size: None,
            },
        );
        assert_eq!(Cursor::new(third.0, third.1).next_start(), None, "the operation does");
        assert_eq!(starts(third, &[more(&[1]), more(&[2])]), [4, 5]);
    }

    #[test]
    fn an_offset_advances_by_the_items_of_a_page() {
        let offsets = (
            Paging::Offset,
            Position {
                start: Some(10),
                size: Some(2),
            },
        );
        assert_eq!(starts(offsets, &[more(&[1, 2]), more(&[3]), page(&[])]), [12, 13]);
    }

    #[test]
    fn an_unpaged_list_is_one_request() {
        assert_eq!(starts((Paging::Unpaged, Position::default()), &[more(&[1])]), [0; 0]);
    }

    #[test]
    fn one_repetition_is_skipped_and_two_in_a_row_are_an_error() {
        let mut cursor = Cursor::new(NUMBERED.0, NUMBERED.1);
        for (items, is_repeat) in [
            ([1], false),
            ([1], true),
            ([2], false),
            ([1], true),
            ([3], false),
            ([3], true),
        ] {
            let step = cursor.advance(&more(&items)).unwrap();
            assert_eq!(
                step,
                Step {
                    is_repeat,
                    has_next: true
                },
                "{items:?}"
            );
        }
        assert_eq!(cursor.advance(&more(&[3])), Err(Stuck::Repeats));
    }

    #[test]
    fn paging_ends_with_every_server() {
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
    fn items_that_moved_to_the_next_page_are_left_out_of_it() {
        let ids = |numbers: &[u64]| Page {
            has_more: Some(true),
            ..Page::new(numbers.iter().map(|id| serde_json::json!({"id": id})).collect())
        };
        let mut cursor = Cursor::new(NUMBERED.0, NUMBERED.1);
        let kept: Vec<Vec<_>> = [&[1, 2][..], &[2, 3], &[3, 4, 4]]
            .into_iter()
            .map(|numbers| {
                let mut page = ids(numbers);
                let step = cursor.advance(&page).unwrap();
                cursor.leave_out_seen(&mut page, step.has_next);
                page.items.iter().filter_map(|item| item["id"].as_u64()).collect()
            })
            .collect();
        assert_eq!(kept, [vec![1, 2], vec![3], vec![4, 4]]);
    }

    #[test]
    fn a_list_that_is_announced_and_not_there_is_an_error() {
        let announced = Page {
            total: Some(120),
            ..page(&[])
        };
        assert_eq!(
            stuck(std::slice::from_ref(&announced)).as_deref(),
            Some("the server says that there are 120 items in all, and gives none of them")
        );
        let empty = Page {
            total: Some(0),
            ..page(&[])
        };
        assert_eq!(stuck(&[empty]), None);
        let third = Position {
            start: Some(3),
            size: Some(50),
        };
        assert!(
            Cursor::new(Paging::Number, third).advance(&announced).is_ok(),
            "behind the end"
        );
    }

    #[test]
    fn an_empty_page_is_not_the_end_if_another_one_follows() {
        assert_eq!(starts(NUMBERED, &[more(&[1]), more(&[]), more(&[2])]), [2, 3, 4]);
    }

    #[test]
    fn the_last_page_may_be_a_repetition() {
        let mut cursor = Cursor::new(NUMBERED.0, NUMBERED.1);
        cursor.advance(&more(&[1])).unwrap();
        let last = Page {
            number: Some(1),
            has_more: Some(false),
            ..page(&[1])
        };
        assert_eq!(
            cursor.advance(&last),
            Ok(Step {
                is_repeat: true,
                has_next: false
            })
        );
    }
}
