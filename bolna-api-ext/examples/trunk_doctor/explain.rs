//! Codes that are near to what somebody wrote.

use bolna_api_ext::sip_trunks::doctor::RULES;

/// How many letters may differ.
const NEAR: usize = 3;

/// That there is no such code, and which there are: those that are near, or else all.
pub(crate) fn no_finding(code: &str) -> String {
    let codes = || RULES.iter().map(|rule| rule.code);
    let mut near: Vec<_> = codes().filter(|known| is_misspelled(code, known)).collect();
    if near.is_empty() {
        near = codes().filter(|known| has_word_of(code, known)).collect();
    }
    if near.is_empty() {
        let all: Vec<_> = codes().collect();
        return format!("there is no finding `{code}`; there are {}", all.join(", "));
    }
    format!("there is no finding `{code}`; near to it are {}", near.join(", "))
}

/// Whether a few letters make one of the other.
fn is_misspelled(code: &str, known: &str) -> bool {
    distance(&code.to_ascii_lowercase(), known) <= NEAR.min(code.len() / 3)
}

/// Whether two codes have a word of some length in common.
fn has_word_of(code: &str, known: &str) -> bool {
    let mut words = code.split(['-', '_', ' ']).filter(|word| word.len() > NEAR);
    words.any(|word| known.split('-').any(|other| other.eq_ignore_ascii_case(word)))
}

/// How many letters have to be added, removed or replaced to make one of the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut next = vec![index + 1];
        for ((other, replaced), removed) in to.iter().zip(&row).zip(row.iter().skip(1)) {
            let added = next.last().copied().unwrap_or_default();
            next.push(
                (replaced + usize::from(*other != letter))
                    .min(removed + 1)
                    .min(added + 1),
            );
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
