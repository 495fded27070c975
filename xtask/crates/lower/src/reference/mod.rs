//! Where references lead, and that they lead to components.

pub(super) mod aliases;
pub(super) mod collections;
pub(super) mod deep_references;
pub(super) mod definitions;
pub(super) mod endless;
pub(super) mod identifiers;
pub(super) mod recursion;
pub(super) mod reference_objects;
pub(super) mod reference_siblings;
pub(super) mod references;
pub(super) mod unreferenced;

use super::{Findings, Pass};
