//! What can be found between two contracts, one file for each subject.
//!
//! The id of a rule is `<subject>.<aspect>.<change>`, and the rule is `<subject>::<ASPECT>_<CHANGE>`. It names what
//! happened, not how bad that is: the severity follows from the direction, and the explanation says how.

pub(crate) mod body;
pub(crate) mod callback;
pub(crate) mod component;
pub(crate) mod document;
pub(crate) mod encoding;
pub(crate) mod example;
pub(crate) mod extension;
pub(crate) mod field;
pub(crate) mod header;
pub(crate) mod info;
pub(crate) mod link;
pub(crate) mod media_type;
pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod path;
pub(crate) mod property;
pub(crate) mod prose;
pub(crate) mod response;
pub(crate) mod rust;
pub(crate) mod schema;
pub(crate) mod security;
pub(crate) mod security_scheme;
pub(crate) mod server;
pub(crate) mod tag;
pub(crate) mod webhook;

use ::document::rule::Rule;

/// The rules of all files, by subject. A list that is not here is dead code, of which the compiler warns.
pub(crate) const SUBJECTS: &[&[&Rule]] = &[
    document::RULES,
    info::RULES,
    tag::RULES,
    prose::RULES,
    example::RULES,
    extension::RULES,
    field::RULES,
    component::RULES,
    server::RULES,
    security::RULES,
    security_scheme::RULES,
    path::RULES,
    operation::RULES,
    webhook::RULES,
    callback::RULES,
    link::RULES,
    parameter::RULES,
    header::RULES,
    body::RULES,
    media_type::RULES,
    encoding::RULES,
    response::RULES,
    property::RULES,
    schema::VALIDATION,
    schema::BOUNDS,
    schema::HINTS,
    rust::RULES,
];

/// What is deprecated, or is not any more: a section of its own in a changelog.
pub(crate) const DEPRECATIONS: &[&Rule] = &[
    &operation::DEPRECATED_ADDED,
    &operation::DEPRECATED_REMOVED,
    &parameter::DEPRECATED_ADDED,
    &parameter::DEPRECATED_REMOVED,
    &header::DEPRECATED_ADDED,
    &header::DEPRECATED_REMOVED,
    &schema::DEPRECATED_ADDED,
    &schema::DEPRECATED_REMOVED,
];

#[cfg(test)]
mod tests {
    use super::DEPRECATIONS;

    #[test]
    fn each_rule_about_deprecation_has_its_section_in_the_changelog() {
        for rule in crate::rules() {
            assert_eq!(
                rule.id.contains("deprecat"),
                DEPRECATIONS.contains(&rule),
                "{}",
                rule.id
            );
        }
    }
}
