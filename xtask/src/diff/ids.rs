//! PLACEHOLDER of this branch: the ids of findings come with the comparison.

/// An id, as `cargo xtask explain` shows it.
#[derive(Debug)]
pub struct Id {
    pub id: &'static str,
    pub title: &'static str,
    pub explanation: &'static str,
    pub example: &'static str,
}

pub const IDS: &[Id] = &[Id {
    id: "property.removed",
    title: "a property is gone",
    explanation: "The base has a property that the revision does not have.",
    example: "properties: {port: {type: integer}}",
}];
