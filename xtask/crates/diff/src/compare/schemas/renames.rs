//! Properties that go while others come, and that are likely the same under another name.

use serde_json::{Map, Value};

use super::properties::Lone;
use crate::normal::values::is_annotation;

/// How alike two names have to be, from 0 to 1.
const ALIKE: f64 = 0.5;

/// Takes the pairs out of what is gone and what was added: same schema, and names or descriptions that are alike.
pub(super) fn pairs<'a>(gone: &mut Vec<Lone<'a>>, added: &mut Vec<Lone<'a>>) -> Vec<(Lone<'a>, Lone<'a>)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (left, was) in gone.iter().enumerate() {
        for (right, is) in added.iter().enumerate() {
            let score = score(was, is);
            if score >= ALIKE && was.required == is.required {
                candidates.push((score, left, right));
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
