//! Every kind of finding that the pipeline knows.

use crate::finding::Code;
use crate::{document, generate, lower, overlay, vendor};

/// All codes, in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let passes = lower::PASSES.iter().flat_map(|pass| pass.codes);
    [document::codes::ALL, overlay::CODES]
        .into_iter()
        .flatten()
        .chain(passes)
        .chain(lower::typed::CODES)
        .chain(generate::CODES)
        .chain(vendor::codes::ALL)
        .copied()
}
