//! Recorded answers held against the contract: what they have and it lacks.
//!
//! | module | what it is |
//! |---|---|
//! | [`recording`] | reading an answer from a HAR or a line of JSON |
//! | `route` | which operation an answer belongs to |
//! | [`compare`] | what an answer has and its schema lacks |
//! | `words` | what may be printed of a recording |
//! | [`actions`] | the overlay that would say it |

pub mod actions;
pub mod compare;
pub mod recording;
mod route;
#[cfg(test)]
mod tests;
mod words;
