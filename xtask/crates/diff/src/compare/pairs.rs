//! Pairs by their ids, and tables that have something for each of them.

use std::ops::{Index, IndexMut};

/// The id of a pair. [`PerPair::push`] makes one, and nothing else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PairId(usize);

/// Something for each pair of a comparison.
#[derive(Clone, Debug)]
pub(crate) struct PerPair<T>(Vec<T>);

impl<T> PerPair<T> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a pair.
    pub(crate) fn push(&mut self, value: T) -> PairId {
        self.0.push(value);
        PairId(self.0.len() - 1)
    }

    /// A table for the same pairs, with `value` for each.
    pub(crate) fn filled<U: Clone>(&self, value: U) -> PerPair<U> {
        PerPair(vec![value; self.0.len()])
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = PairId> + use<T> {
        (0..self.0.len()).map(PairId)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (PairId, &T)> {
        self.0.iter().enumerate().map(|(index, value)| (PairId(index), value))
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "an id is of a pair that was pushed; none is ever taken out, and a table is filled when all pairs are there"
)]
impl<T> Index<PairId> for PerPair<T> {
    type Output = T;

    fn index(&self, id: PairId) -> &T {
        &self.0[id.0]
    }
}

#[expect(clippy::indexing_slicing, reason = "as of `Index`")]
impl<T> IndexMut<PairId> for PerPair<T> {
    fn index_mut(&mut self, id: PairId) -> &mut T {
        &mut self.0[id.0]
    }
}
