//! Kinds of findings, each an item of Rust.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A kind of finding, as `cargo xtask explain` shows it. Rules of one id are the same rule.
///
/// Rules are declared with [`rules!`](crate::rules!), which also lists them.
pub struct Rule {
    /// The stable id. Of a document, a letter and three digits: `D` for the document as a text, `O` for the overlay, `L`
    /// for the lowering, `G` for the generator, `P` for the package that `regen --out` writes, `V` for what `vendor` shall
    /// take into the contract, `A` for the findings that are accepted, `R` for revisions. Of a comparison,
    /// `<subject>.<aspect>.<change>`.
    pub id: &'static str,
    /// What was found, in a few words.
    pub title: &'static str,
    /// What it means and for whom, what the pipeline does about it, and what to do next.
    pub explanation: &'static str,
    /// The smallest document, or part of one, that has it. Of a comparison, the smallest change: a line with `-` was
    /// there, one with `+` is there now.
    pub example: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

impl Hash for Rule {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl PartialOrd for Rule {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rule {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(other.id)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}

/// The ids among those of `rules` that a person may have meant by `name`, the likeliest first.
pub fn near(name: &str, rules: impl Iterator<Item = &'static Rule>) -> Vec<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    // `property.removed` for `property.required.removed`.
    let has_its_words =
        |id: &str| name.contains('.') && name.split('.').all(|word| id.split('.').any(|other| other == word));
    let mut near: Vec<_> = rules
        .map(|rule| {
            (
                strsim::damerau_levenshtein(&rule.id.to_ascii_lowercase(), &name),
                rule.id,
            )
        })
        .filter(|(distance, id)| {
            // Any two ids of four characters are alike by four edits.
            let most = if id.contains('.') { 4 } else { 2 };
            *distance <= most || name.len() > 5 && id.starts_with(&name) || has_its_words(id)
        })
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id).take(3).collect()
}

/// Declares rules, and lists them in the order in which they stand.
///
/// ```
/// use document::rule::Rule;
///
/// document::rules! {
///     const RULES: &[&Rule];
///
///     static NO_SLASH: Rule = Rule {
///         id: "L093",
///         title: "a path without a slash at its beginning",
///         explanation: "Paths are appended to the URL of the server (OpenAPI 3.1 section 4.8.8). The slash is added.",
///         example: "paths:\n  trunks: {get: {}}",
///     };
/// }
///
/// assert_eq!(RULES, [&NO_SLASH]);
/// ```
///
/// The list holds the rules by value and names no static, so that a rule that nothing reports is dead code, of which the
/// compiler warns; so is a list with a visibility that no other list takes up. (Of what is `pub` in a public module it
/// never warns.)
#[macro_export]
macro_rules! rules {
    (@values $($(#[$attribute:meta])* $visibility:vis static $name:ident: Rule = $rule:expr;)+) => { &[$(&$rule),+] };
    // Dead code is told of items that are written in the crate itself: all tokens that begin or end one are the caller's.
    (@declare [$($head:tt)*] const $list:tt $colon:tt $reference:tt $slice:tt $end:tt $($rules:tt)+) => {
        $($head)* const $list $colon $reference $slice = $crate::rules!(@values $($rules)+) $end
        $($rules)+
    };
    (@declare [$($head:tt)*] $next:tt $($rest:tt)+) => { $crate::rules! { @declare [$($head)* $next] $($rest)+ } };
    ($($declarations:tt)+) => { $crate::rules! { @declare [] $($declarations)+ } };
}

#[cfg(test)]
mod tests {
    use super::Rule;

    rules! {
        const RULES: &[&Rule];

        static ONE: Rule = Rule {
            id: "T001",
            title: "one",
            explanation: "",
            example: "",
        };

        static OTHER: Rule = Rule {
            id: "T002",
            title: "other",
            explanation: "",
            example: "",
        };
    }

    #[test]
    fn declared_rules_are_listed_in_their_order() {
        assert_eq!(RULES, [&ONE, &OTHER]);
        assert_eq!(
            RULES.iter().map(|rule| rule.title).collect::<Vec<_>>(),
            ["one", "other"]
        );
    }

    #[test]
    fn rules_are_told_apart_by_their_id() {
        let twin = Rule {
            title: "",
            ..Rule { ..ONE }
        };
        assert!(twin == ONE && twin != OTHER && ONE < OTHER);
        assert_eq!(format!("{ONE:?}"), "Rule(\"T001\")");
    }
}
