//! What can be found between two contracts, as `cargo xtask explain` shows it.
//!
//! An id is `<subject>.<aspect>.<change>`. It names what happened, not how bad that is: the severity follows from the
//! direction, and the explanation says how.

mod contract;
mod exchange;
mod hints;
mod schemas;
mod values;

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id {
    /// `<subject>.<aspect>.<change>`, stable.
    pub id: &'static str,
    /// What happened, in a few words.
    pub title: &'static str,
    /// What it means, and for whom.
    pub explanation: &'static str,
    /// The smallest change that is one: a line with `-` was there, one with `+` is there now.
    pub example: &'static str,
}

const fn id(id: &'static str, title: &'static str, explanation: &'static str, example: &'static str) -> Id {
    Id {
        id,
        title,
        explanation,
        example,
    }
}

const PARTS: [&[Id]; 5] = [contract::IDS, exchange::IDS, schemas::IDS, values::IDS, hints::IDS];

#[allow(
    clippy::indexing_slicing,
    reason = "it is computed when it is compiled: what is out of bounds does not compile"
)]
const COUNT: usize = {
    let (mut count, mut part) = (0, 0);
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
};

#[allow(
    clippy::indexing_slicing,
    reason = "it is computed when it is compiled: what is out of bounds does not compile"
)]
static TABLE: [Id; COUNT] = {
    let mut all = [id("", "", "", ""); COUNT];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut index = 0;
        while index < PARTS[part].len() {
            all[at] = PARTS[part][index];
            at += 1;
            index += 1;
        }
        part += 1;
    }
    all
};

/// All ids, by subject.
pub static IDS: &[Id] = &TABLE;

/// The id that a person calls `name`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Id> {
    super::ids().find(|id| id.id.eq_ignore_ascii_case(name.trim()))
}

/// The ids that a person may have meant by `name`, the likeliest first.
#[must_use]
pub fn near(name: &str) -> Vec<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    let mut near: Vec<_> = super::ids()
        .map(|id| (strsim::damerau_levenshtein(id.id, &name), id.id))
        .filter(|(distance, id)| *distance <= 4 || name.len() > 5 && id.starts_with(&name))
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id).take(3).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn each_id_is_there_once_has_three_parts_and_is_explained() {
        let mut seen = BTreeSet::new();
        for id in IDS {
            assert!(seen.insert(id.id), "{} stands twice", id.id);
            let parts: Vec<_> = id.id.split('.').collect();
            let is_name = |part: &&str| part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
            assert!(parts.len() == 3 && parts.iter().all(is_name), "{}", id.id);
            assert!(!id.title.is_empty() && !id.title.ends_with('.'), "{}", id.id);
            assert!(id.explanation.len() > 40 && id.explanation.ends_with('.'), "{}", id.id);
            assert!(!id.example.trim().is_empty(), "{}", id.id);
        }
    }

    #[test]
    fn each_id_of_the_sources_is_in_the_table_and_the_reverse() {
        let mut written = BTreeSet::new();
        let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/compare")];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            // Tests of the comparison name ids as well.
            let text = std::fs::read_to_string(&path).unwrap();
            let words = text.split('"').filter(|word| word.matches('.').count() == 2);
            let is_id = |word: &&str| {
                word.chars()
                    .all(|letter| letter.is_ascii_lowercase() || "-.".contains(letter))
            };
            written.extend(
                words
                    .filter(is_id)
                    .filter(|word| !word.contains(".."))
                    .map(str::to_owned),
            );
        }
        let listed: BTreeSet<_> = IDS.iter().map(|id| id.id.to_owned()).collect();
        assert_eq!(listed, written);
    }

    #[test]
    fn an_id_is_found_in_any_case_and_a_wrong_one_has_neighbours() {
        assert_eq!(
            find(" Property.required.added").map(|id| id.id),
            Some("property.required.added")
        );
        assert_eq!(near("property.required.add").first(), Some(&"property.required.added"));
        assert!(near("something else").is_empty());
    }
}
