//! What the pages are merged into: a whole document if there is one, else the contract, else the first page.

use super::rules::{INDEX, SPLICE, refuse_all_of};
use super::source::Source;
use super::{emit, merge, splice};
use crate::CONTRACT;
use document::Document;
use document::finding::Failure;

/// A text of the contract, and the document that was read from it.
pub(super) type Base = (String, Document);

/// The text that is to be edited, in block style if it has to be: `old` is the contract as it is, if there is one.
pub(super) fn base(old: Option<&Base>, sources: &[Source], notes: &mut Vec<String>) -> Result<Base, Failure> {
    let whole = sources.iter().find(|source| source.operation.is_none());
    // A document in JSON that says what the contract says is no reason to write the contract anew.
    let whole = whole.filter(|whole| !(is_flow(&whole.text) && says(old, whole)));
    if let Some(whole) = whole {
        notes.push(format!("{} replaces the whole contract", whole.name));
    }
    let new = whole.or_else(|| sources.first().filter(|_| old.is_none()));
    let (text, document) = match (new, old) {
        // JSON is read as what it is: as YAML it would not be the same in all details.
        (Some(source), _) if is_flow(&source.text) => return in_block_style(&source.document, notes),
        // Read again under the name of the contract, so that places are those in it.
        (Some(source), _) => {
            let text = ended(&source.text);
            let document = document::load_text(CONTRACT, &text, 0)?;
            (text, document)
        }
        (None, Some(old)) => old.clone(),
        (None, None) => {
            return Err(refuse_all_of(
                &INDEX,
                CONTRACT,
                "there is nothing to take",
                "name a source",
            ));
        }
    };
    if must_be_edited(&text, &document, sources) {
        in_block_style(&document, notes)
    } else {
        Ok((text, document))
    }
}

fn says(old: Option<&Base>, whole: &Source) -> bool {
    old.is_some_and(|(_, old)| old.value == whole.document.value)
}

/// Whether a page changes something in a text that cannot be edited line by line.
fn must_be_edited(text: &str, document: &Document, sources: &[Source]) -> bool {
    let pages: Vec<&Source> = sources.iter().filter(|source| source.operation.is_some()).collect();
    !splice::is_block_style(text, document) && merge::merge(&document.value, &pages).value != document.value
}

fn in_block_style(document: &Document, notes: &mut Vec<String>) -> Result<Base, Failure> {
    notes.push(format!(
        "{CONTRACT} is written in block style, as it was JSON or YAML in that style"
    ));
    let text = emit::document(&document.value, &document.source);
    let again = document::load_text(CONTRACT, &text, 0)?;
    if again.value != document.value {
        let remedy = "nothing was written; convert it to YAML with another tool, and report this";
        return Err(refuse_all_of(
            &SPLICE,
            CONTRACT,
            "the document cannot be written as YAML",
            remedy,
        ));
    }
    Ok((text, again))
}

fn is_flow(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

fn ended(text: &str) -> String {
    if text.ends_with('\n') {
        text.to_owned()
    } else {
        format!("{text}\n")
    }
}
