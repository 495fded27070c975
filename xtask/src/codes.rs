//! Every kind of finding that the pipeline knows.

use std::collections::HashSet;

use crate::git;
use crate::usage_error::UsageError;
use document::finding::{Code, clean};

/// All codes, in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let mut seen = HashSet::new();
    (document::codes::ALL.iter().copied())
        .chain(lower::codes())
        .chain(generate::codes())
        .chain(intake::codes::ALL.iter().copied())
        .chain(diff::accepted::CODES.iter().copied())
        .chain(git::CODES.iter().copied())
        // Two passes may find one thing.
        .filter(move |code| seen.insert(code.id))
}

/// The code that a person calls `name`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(name.trim()))
}

/// The codes that a person may have meant by `name`, the likeliest first.
#[must_use]
pub fn near(name: &str) -> Vec<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    let ids = all().map(|code| code.id).chain(diff::ids().map(|id| id.id));
    let mut near: Vec<_> = ids
        .map(|id| (strsim::damerau_levenshtein(&id.to_ascii_lowercase(), &name), id))
        .filter(|(distance, _)| *distance <= 2)
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id).take(3).collect()
}

/// What to say to a person who names a code that is not there.
pub(crate) fn unknown(name: &str) -> UsageError {
    let help = match near(name).as_slice() {
        [] => "`cargo xtask explain` lists all codes".to_owned(),
        near => format!(
            "did you mean {}? `cargo xtask explain` lists all codes",
            near.join(", ")
        ),
    };
    UsageError {
        message: format!("there is no code `{}`", clean(name)),
        help,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn each_code_is_there_once_and_in_its_place_within_its_stage() {
        let ids: Vec<_> = all().map(|code| code.id).collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "a code stands twice: {ids:?}");
        for stage in ["D", "O", "L", "G", "P", "V", "A", "R"] {
            let of_stage: Vec<_> = ids.iter().filter(|id| id.starts_with(stage)).collect();
            assert!(!of_stage.is_empty(), "{stage} has no code");
            // The passes run in the order in which they must, which is not that of their codes.
            assert!(stage == "L" || of_stage.is_sorted(), "{of_stage:?}");
        }
    }

    #[test]
    fn each_code_is_a_letter_and_three_digits_and_is_explained() {
        for code in all() {
            let (letter, digits) = code.id.split_at(1);
            assert!(
                letter.chars().all(|letter| letter.is_ascii_uppercase())
                    && digits.len() == 3
                    && digits.chars().all(|digit| digit.is_ascii_digit()),
                "{}",
                code.id
            );
            assert!(!code.title.is_empty() && !code.title.ends_with('.'), "{}", code.id);
            assert!(
                code.explanation.len() > 40 && code.explanation.ends_with('.'),
                "{}",
                code.id
            );
            assert!(!code.example.trim().is_empty(), "{}", code.id);
        }
    }

    #[test]
    fn each_code_of_the_sources_is_listed() {
        let listed: BTreeSet<_> = all().map(|code| code.id.to_owned()).collect();
        let mut written = BTreeSet::new();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut open = vec![here.join("src"), here.join("crates")];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let mark = "    id: \"";
                let ids = text
                    .lines()
                    .filter_map(|line| line.strip_prefix(mark)?.strip_suffix("\","));
                // Those with points are ids of the diff.
                written.extend(ids.filter(|id| !id.contains('.')).map(str::to_owned));
            }
        }
        assert_eq!(
            listed, written,
            "every `const …: Code` of the sources belongs into a list that `all` has"
        );
    }

    #[test]
    fn a_code_is_found_in_small_letters_and_a_wrong_one_has_neighbours() {
        assert_eq!(find(" d001").map(|code| code.id), Some("D001"));
        assert!(find("D999").is_none());
        assert_eq!(near("D01").first(), Some(&"D001"));
        assert!(near("something else").is_empty());
    }
}
