//! Operations that a person wrote into the contract from facts, because no page of them could be had.

use std::collections::BTreeMap;

use super::rules::{BY_HAND, refuse_all_of};
use super::{OperationKey, record};
use crate::CONTRACT;
use crate::provenance::{Origin, digest};
use document::Input;
use document::finding::Failure;

/// What the provenance says once operations were transcribed.
#[derive(Debug)]
pub struct Transcription {
    /// Its text.
    pub text: String,
    /// The operations that are new, or other than before.
    pub operations: Vec<OperationKey>,
    /// The operations that it had and the contract does not have any more.
    pub removed: Vec<OperationKey>,
}

/// Takes note of each operation of `contract` that is not in `provenance`, or was transcribed before and changed since:
/// it was written from `source`, today.
///
/// # Errors
///
/// A file is not valid, or an operation that was published is not as it was taken: it would not be word for word any more.
pub fn transcribe(
    contract: &Input,
    provenance: Option<&Input>,
    source: &str,
    today: &str,
) -> Result<Transcription, Failure> {
    let contract = document::load(&contract.name, &contract.bytes)?.value;
    let (_, known) = record::read(provenance)?;
    let known: BTreeMap<OperationKey, (Origin, String)> = (known.operations.into_iter())
        .map(|entry| {
            (
                OperationKey::new(&entry.method, &entry.path),
                (entry.origin, entry.digest),
            )
        })
        .collect();
    let mut operations = Vec::new();
    let mut spoiled = Vec::new();
    for operation in OperationKey::all(&contract) {
        let now = digest(&contract, &operation.method, &operation.path);
        match known.get(&operation) {
            Some((_, before)) if Some(before) == now.as_ref() => {}
            Some((Origin::Published, _)) => spoiled.push(operation.to_string()),
            _ => operations.push(operation),
        }
    }
    if !spoiled.is_empty() {
        let message = format!("published, and not as it was taken: {}", spoiled.join(", "));
        let remedy = "bring back what was published, components included, or take its page again with `cargo xtask vendor`; \
                      a correction belongs into the overlay";
        return Err(refuse_all_of(&BY_HAND, CONTRACT, message, remedy));
    }
    let taken: BTreeMap<OperationKey, String> = operations
        .iter()
        .map(|operation| (operation.clone(), source.to_owned()))
        .collect();
    let text = record::update(provenance, &contract, &taken, Origin::Transcribed, today)?;
    let present = OperationKey::all(&contract);
    let removed = known.into_keys().filter(|operation| !present.contains(operation));
    Ok(Transcription {
        text,
        operations,
        removed: removed.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PROVENANCE;

    const CONTRACT_TEXT: &str = "
paths:
  /a:
    get: {responses: {'200': {$ref: '#/components/responses/Answer'}}}
    post: {summary: Make one.}
components:
  responses:
    Answer: {description: An answer.}
";

    fn input(name: &str, text: &str) -> Input {
        Input {
            name: name.to_owned(),
            bytes: text.into(),
        }
    }

    fn transcribed(contract: &str, provenance: &str, today: &str) -> Result<Transcription, Failure> {
        let provenance = input(PROVENANCE, provenance);
        transcribe(&input(CONTRACT, contract), Some(&provenance), "the facts", today)
    }

    #[test]
    fn new_operations_are_written_down_and_others_keep_their_entry() {
        let first = transcribed(CONTRACT_TEXT, "", "2026-12-24").unwrap();
        assert_eq!(first.operations.len(), 2);
        assert_eq!(
            first
                .text
                .matches("origin = \"transcribed\"\nsource = \"the facts\"")
                .count(),
            2,
            "{}",
            first.text
        );
        let again = transcribed(CONTRACT_TEXT, &first.text, "2027-01-01").unwrap();
        assert_eq!((again.text.as_str(), again.operations.len()), (first.text.as_str(), 0));

        let changed = CONTRACT_TEXT.replace("Make one.", "Make another one.");
        let changed = transcribed(&changed, &first.text, "2027-01-01").unwrap();
        assert_eq!(changed.operations, [OperationKey::new("POST", "/a")]);
        assert_eq!(changed.text.matches("2026-12-24").count(), 1, "{}", changed.text);
    }

    #[test]
    fn what_was_published_cannot_be_changed_by_hand_also_not_through_a_component() {
        let published = transcribed(CONTRACT_TEXT, "", "2026-12-24")
            .unwrap()
            .text
            .replace("transcribed\"", "published\"");
        let changed = CONTRACT_TEXT.replace("An answer.", "Another one.");
        let failure = transcribed(&changed, &published, "2027-01-01").unwrap_err();
        insta::assert_snapshot!(failure, @"
        error[V017]: published, and not as it was taken: GET /a
          --> openapi/bolna.yaml:1:1
         help: bring back what was published, components included, or take its page again with `cargo xtask vendor`; a correction belongs into the overlay
        ");
    }
}
