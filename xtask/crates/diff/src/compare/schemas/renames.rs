//! Properties that go while others come, and that are likely the same under another name.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::properties::Lone;
use crate::normal::values::is_annotation;

/// How alike two names have to be, from 0 to 1.
const ALIKE: f64 = 0.5;

/// How alike two names have to be so that no other of the same schema can be meant.
const CERTAIN: f64 = 0.75;

/// How names were read in all places so far: a property that is called otherwise in one place and is split in another is
/// called otherwise in none.
#[derive(Debug, Default)]
pub(in super::super) struct Names {
    renamed: BTreeSet<(String, String)>,
    /// What could be read so elsewhere, and was not.
    other: BTreeSet<(String, String)>,
    denied: BTreeSet<(String, String)>,
}

impl Names {
    /// The names for a second reading, without those that were read in two ways. `None` when all agree.
    pub(in super::super) fn corrected(&self) -> Option<Self> {
        let contradicts = |(was, is): &&(String, String)| {
            let name = ((*was).clone(), (*is).clone());
            let others = self.renamed.iter().filter(|(one, other)| one == was || other == is);
            self.other.contains(&name) || others.count() > 1
        };
        let denied: BTreeSet<_> = self.renamed.iter().filter(contradicts).cloned().collect();
        (!denied.is_empty()).then(|| Self {
            denied,
            ..Self::default()
        })
    }
}

/// Takes the pairs out of what is gone and what was added: same schema, and names or descriptions that are alike. Only where
/// that is the one reading: a property that became two is none that has another name.
pub(super) fn pairs<'a>(
    names: &mut Names,
    gone: &mut Vec<Lone<'a>>,
    added: &mut Vec<Lone<'a>>,
) -> Vec<(Lone<'a>, Lone<'a>)> {
    let scores: Vec<Vec<f64>> = gone
        .iter()
        .map(|was| added.iter().map(|is| score(was, is)).collect())
        .collect();
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (left, was) in gone.iter().enumerate() {
        for (right, is) in added.iter().enumerate() {
            let score = scores
                .get(left)
                .and_then(|row| row.get(right))
                .copied()
                .unwrap_or_default();
            let others_of_old = scores
                .get(left)
                .into_iter()
                .flatten()
                .enumerate()
                .filter(|(index, _)| *index != right);
            let others_of_new = scores.iter().enumerate().filter(|(index, _)| *index != left);
            let others = others_of_old
                .map(|(_, other)| *other)
                .chain(others_of_new.filter_map(|(_, row)| row.get(right).copied()));
            // Where names are no more than alike, no other of the same schema may be there.
            let rivals = others.filter(|other| {
                if score >= CERTAIN {
                    *other >= CERTAIN
                } else {
                    *other > 0.0
                }
            });
            if score < ALIKE {
                continue;
            }
            let name = (was.name.to_owned(), is.name.to_owned());
            if names.denied.contains(&name) {
                continue;
            }
            if was.required == is.required && rivals.count() == 0 {
                candidates.push((score, left, right));
                names.renamed.insert(name);
            } else {
                names.other.insert(name);
            }
        }
    }
    // The most alike first; of those that are equally so, in their order.
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, left, right) in candidates {
        if !taken.iter().any(|(one, other)| *one == left || *other == right) {
            taken.push((left, right));
        }
    }
    let mut olds: Vec<Option<Lone<'a>>> = std::mem::take(gone).into_iter().map(Some).collect();
    let mut news: Vec<Option<Lone<'a>>> = std::mem::take(added).into_iter().map(Some).collect();
    let pairs = taken
        .into_iter()
        .filter_map(|(left, right)| Some((olds.get_mut(left)?.take()?, news.get_mut(right)?.take()?)));
    let pairs = pairs.collect();
    gone.extend(olds.into_iter().flatten());
    added.extend(news.into_iter().flatten());
    pairs
}

fn score(was: &Lone<'_>, is: &Lone<'_>) -> f64 {
    if bare(was.node.value) != bare(is.node.value) {
        return 0.0;
    }
    let description = |lone: &Lone<'_>| {
        lone.node
            .text("description")
            .filter(|text| text.len() > 10)
            .map(str::to_owned)
    };
    if description(was).is_some() && description(was) == description(is) {
        return 1.0;
    }
    let (one, other) = (letters(was.name), letters(is.name));
    if one == other {
        return 1.0;
    }
    let part = one.len().min(other.len()) > 2 && (one.contains(&other) || other.contains(&one));
    if part {
        0.75
    } else {
        strsim::normalized_damerau_levenshtein(&one, &other)
    }
}

/// A name without case and separators: `agentId` and `agent_id` are one.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A schema without what is said for people.
fn bare(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let kept = members
                .iter()
                .filter(|(keyword, _)| !is_annotation(keyword) || *keyword == "nullable");
            Value::Object(
                kept.map(|(keyword, value)| (keyword.clone(), value.clone()))
                    .collect::<Map<_, _>>(),
            )
        }
        other => other.clone(),
    }
}
