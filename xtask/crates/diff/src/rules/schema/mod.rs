//! Schemas.

mod bounds;
mod hints;
mod validation;

pub(crate) use bounds::*;
pub(crate) use hints::*;
pub(crate) use validation::*;
