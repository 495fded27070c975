//! The registry: every rule of the pipeline and of the comparison.

use crate::git;
use crate::usage_error::UsageError;
use document::finding::clean;
use document::rule::{Rule, near};

/// All rules, in the order of the stages; those of the comparison last.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    (document::rules::RULES.iter().copied())
        .chain(lower::rules())
        .chain(generate::rules())
        .chain(intake::rules::RULES.iter().copied())
        .chain(diff::accepted::RULES.iter().copied())
        .chain(git::RULES.iter().copied())
        .chain(diff::rules())
}

/// Finds the rule that a person calls `name`.
///
/// # Errors
///
/// There is no such rule.
pub fn find(name: &str) -> Result<&'static Rule, UsageError> {
    let found = all().find(|rule| rule.id.eq_ignore_ascii_case(name.trim()));
    found.ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> UsageError {
    let help = match near(name, all()).as_slice() {
        [] => "`cargo xtask explain` lists all rules".to_owned(),
        near => format!(
            "did you mean {}? `cargo xtask explain` lists all rules",
            near.join(", ")
        ),
    };
    UsageError {
        message: format!("there is no rule `{}`", clean(name)),
        help,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_rule_is_there_once_and_in_its_place_within_its_stage() {
        let ids: Vec<_> = all().map(|rule| rule.id).collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "a rule stands twice: {ids:?}");
        for stage in ["D", "O", "L", "G", "P", "V", "A", "R"] {
            let of_stage: Vec<_> = ids.iter().filter(|id| id.starts_with(stage)).collect();
            assert!(!of_stage.is_empty(), "{stage} has no rule");
            // The passes run in the order in which they must, which is not that of their rules.
            assert!(stage == "L" || of_stage.is_sorted(), "{of_stage:?}");
        }
    }

    #[test]
    fn the_id_of_a_rule_is_a_letter_and_three_digits_or_three_words() {
        let is_word = |word: &&str| {
            let mut letters = word.chars();
            !word.is_empty() && letters.all(|letter| letter.is_ascii_lowercase() || letter == '-')
        };
        for rule in all() {
            let words: Vec<_> = rule.id.split('.').collect();
            let is_well_formed = match *words {
                [id] => {
                    let (letter, digits) = id.split_at(1);
                    letter.chars().all(|letter| letter.is_ascii_uppercase())
                        && digits.len() == 3
                        && digits.chars().all(|digit| digit.is_ascii_digit())
                }
                _ => words.len() == 3 && words.iter().all(is_word),
            };
            assert!(is_well_formed, "{}", rule.id);
        }
    }

    #[test]
    fn each_rule_is_explained_with_an_example() {
        for rule in all() {
            assert!(!rule.title.is_empty() && !rule.title.ends_with('.'), "{}", rule.id);
            assert!(
                rule.explanation.len() > 40 && rule.explanation.ends_with('.'),
                "{}",
                rule.id
            );
            assert!(!rule.example.trim().is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn a_rule_is_found_in_any_case() {
        assert_eq!(find(" d001").unwrap().id, "D001");
        assert_eq!(find(" Property.required.added").unwrap().id, "property.required.added");
    }

    #[test]
    fn a_rule_that_is_not_there_is_answered_with_its_neighbours() {
        let names = [
            "D999",
            "O01",
            "property.required.add",
            "webhook.definition",
            "something else",
        ];
        let answers = names.map(|name| find(name).unwrap_err().to_string());
        insta::assert_snapshot!(answers.join("\n"), @r#"
        error: there is no rule `D999`
         help: did you mean D009, L099? `cargo xtask explain` lists all rules
        error: there is no rule `O01`
         help: did you mean O001, A001, D001? `cargo xtask explain` lists all rules
        error: there is no rule `property.required.add`
         help: did you mean property.required.added? `cargo xtask explain` lists all rules
        error: there is no rule `webhook.definition`
         help: did you mean webhook.definition.added, webhook.definition.removed? `cargo xtask explain` lists all rules
        error: there is no rule `something else`
         help: `cargo xtask explain` lists all rules
        "#);
    }
}
