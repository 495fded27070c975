//! From a lowered document to the typed one that the generator takes.

use openapiv3::OpenAPI;
use serde_path_to_error::{Path, Segment};

use document::finding::{Failure, Finding};
use document::rule::Rule;
use document::{Document, Pointer};

document::rules! {
    /// Every rule of this stage.
    pub(crate) const RULES: &[&Rule];

    static MALFORMED: Rule = Rule {
        id: "L090",
        title: "a field does not hold what the specification wants there",
        explanation: "The document was read, but at the place named it has a value of the wrong type, or a required field is missing: \
                      OpenAPI 3.0.4 section 4.8 lists what each object must have.",
        example: "paths:\n  /a:\n    get:\n      responses: []      # an object is wanted",
    };
}

/// Reads the whole document as OpenAPI 3.0.
///
/// # Errors
///
/// A value is not of the type that the specification wants.
pub(crate) fn read(document: &Document) -> Result<OpenAPI, Failure> {
    serde_path_to_error::deserialize(&document.value).map_err(|error| {
        let pointer = pointer_of(error.path());
        let (location, message) = (document.locate(&pointer), format!("not OpenAPI 3.0: {}", error.inner()));
        Finding::error(
            &MALFORMED,
            location,
            pointer,
            message,
            "correct it upstream, or with an overlay action",
        )
        .into()
    })
}

/// The place that a deserializer was at.
pub(crate) fn pointer_of(path: &Path) -> Pointer {
    Pointer::from_tokens(path.iter().map_while(|segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { .. } | Segment::Unknown => None,
    }))
}
