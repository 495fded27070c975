//! What a run tells a person who waits.

/// Hears what a run does.
pub trait Progress: Sync {
    /// A step begins, as `applying the overlay`.
    fn begin(&self, step: &'static str);

    /// `done` of `total` parts of the step are done. Steps without parts never say so.
    fn advance(&self, _done: usize, _total: usize) {}
}

/// Hears nothing.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _step: &'static str) {}
}
