//! What `openapi/provenance.toml` says once some operations were taken: edited as a text, comments kept.

use std::collections::BTreeMap;

use serde_json::Value;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::OperationKey;
use super::rules::{PROVENANCE, refuse};
use crate::provenance::{Entry, Origin, Provenance, digest};
use document::Input;
use document::finding::Failure;
use document::{Location, Pointer};

/// What a file that is not there yet begins with.
const HEAD: &str = "\
# Per operation of bolna.yaml: where it came from, when, and the digest of it as published, with all components that it
# reaches. `origin` is `published` (word for word) or `transcribed` (written by this project from facts).

";

/// The provenance as a text and as data; the head alone where there is no file yet.
///
/// # Errors
///
/// The file is not valid.
pub(super) fn read(input: Option<&Input>) -> Result<(&str, Provenance), Failure> {
    let text = input.map_or(Ok(HEAD), |input| document::text(&input.name, &input.bytes))?;
    let parsed = toml::from_str(text).map_err(|error| invalid(text, error.span(), error.message()))?;
    Ok((text, parsed))
}

/// The text of the provenance of `contract`, into which the operations `taken` have come today, each with its source.
///
/// What did not change keeps its entry, comments included. An operation that was not taken but of which a component
/// changed gets the digest that it has now.
///
/// # Errors
///
/// The file is not valid.
pub(super) fn update(
    before: Option<&Input>,
    contract: &Value,
    taken: &BTreeMap<OperationKey, String>,
    origin: Origin,
    today: &str,
) -> Result<String, Failure> {
    let (text, parsed) = read(before)?;
    let mut file: DocumentMut = text.parse().map_err(|_| invalid(text, None, "not well-formed TOML"))?;
    let (head, mut tables) = open(&mut file, text);
    let mut old: BTreeMap<OperationKey, (Entry, Table)> = (parsed.operations.into_iter())
        .map(|entry| (OperationKey::new(&entry.method, &entry.path), entry))
        .zip(tables.drain(..))
        .map(|((operation, entry), table)| (operation, (entry, table)))
        .collect();

    let mut entries = ArrayOfTables::new();
    for operation in OperationKey::all(contract) {
        let Some(digest) = digest(contract, &operation.method, &operation.path) else {
            continue;
        };
        let source = taken.get(&operation);
        let table = match (old.remove(&operation), source) {
            (Some((entry, table)), _) if entry.digest == digest => table,
            (Some((_, mut table)), None) => {
                set(&mut table, "digest", &digest);
                table
            }
            (before, Some(source)) => {
                let mut table = before.map(|(_, table)| table).unwrap_or_default();
                let fields = [
                    ("method", operation.method.as_str()),
                    ("path", operation.path.as_str()),
                    ("origin", origin.name()),
                    ("source", source.as_str()),
                    ("retrieved", today),
                    ("digest", digest.as_str()),
                ];
                fields.into_iter().for_each(|(name, text)| set(&mut table, name, text));
                table
            }
            (None, None) => continue,
        };
        entries.push(table);
    }
    Ok(close(file, &head, entries))
}

/// Takes the tables out of the file, and the comments at its head, which the library keeps with the first table.
fn open(file: &mut DocumentMut, text: &str) -> (String, Vec<Table>) {
    let comments: String = (text.split_inclusive('\n'))
        .take_while(|line| line.trim().is_empty() || line.starts_with('#'))
        .collect();
    let mut tables: Vec<Table> = match file.remove("operation") {
        Some(Item::ArrayOfTables(tables)) => tables.into_iter().collect(),
        _ => Vec::new(),
    };
    let Some(first) = tables.first_mut() else {
        file.set_trailing("");
        let head = comments.trim_end();
        return (
            if head.is_empty() {
                String::new()
            } else {
                format!("{head}\n\n")
            },
            tables,
        );
    };
    // What is behind the last blank line is about the first table.
    let (head, own) = match comments.rsplit_once("\n\n") {
        Some((head, own)) => (format!("{head}\n\n"), own),
        None => (String::new(), comments.as_str()),
    };
    first.decor_mut().set_prefix(own);
    (head, tables)
}

fn close(mut file: DocumentMut, head: &str, mut entries: ArrayOfTables) -> String {
    for (index, table) in entries.iter_mut().enumerate() {
        // The library prints tables by their position, which is that in the file they came from.
        table.set_position(isize::try_from(index).ok());
        let prefix = table.decor().prefix().and_then(|prefix| prefix.as_str());
        let own = prefix.unwrap_or("\n").trim_start_matches(['\n', '\r']).to_owned();
        let blank = if index == 0 { head } else { "\n" };
        table.decor_mut().set_prefix(format!("{blank}{own}"));
    }
    if entries.is_empty() {
        return head.to_owned();
    }
    file.insert("operation", Item::ArrayOfTables(entries));
    file.to_string()
}

/// Sets a text and keeps what stands around it.
fn set(table: &mut Table, name: &str, text: &str) {
    let old = table.get(name).and_then(Item::as_value);
    if old.and_then(toml_edit::Value::as_str) == Some(text) {
        return;
    }
    // A JSON string is a basic string of TOML; the library would choose another style for a text with quotes.
    let basic = Value::from(text).to_string().parse();
    let mut value = basic.unwrap_or_else(|_| toml_edit::Value::from(text));
    if let Some(old) = old {
        *value.decor_mut() = old.decor().clone();
    } else {
        value.decor_mut().set_prefix(" ");
    }
    match table.get_mut(name) {
        Some(item) => *item = Item::Value(value),
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

fn invalid(text: &str, span: Option<std::ops::Range<usize>>, message: &str) -> Failure {
    let before = span.and_then(|span| text.get(..span.start)).unwrap_or_default();
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    let location = Location {
        line: number(before.matches('\n').count()),
        column: number(column),
        ..Location::start_of(crate::PROVENANCE)
    };
    let message = format!(
        "the provenance is not valid: {}",
        message.lines().next().unwrap_or_default()
    );
    let remedy = "correct it; `git checkout -- openapi` brings the committed one back";
    refuse(&PROVENANCE, location, Pointer::root(), message, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract() -> Value {
        serde_json::json!({"paths": {"/a": {"get": {}, "put": {"description": "x"}}}})
    }

    fn updated(before: &str, contract: &Value, taken: &[(&str, &str)]) -> String {
        let input = Input {
            name: crate::PROVENANCE.to_owned(),
            bytes: before.into(),
        };
        let taken = taken
            .iter()
            .map(|(method, path)| (OperationKey::new(method, path), "a page".to_owned()));
        let text = update(
            Some(&input),
            contract,
            &taken.collect(),
            Origin::Published,
            "2026-12-24",
        )
        .unwrap();
        // The digests are tested where they are made.
        let hex = |word: &&str| word.len() == 64;
        let digests: Vec<String> = text.split(['"', ':']).filter(hex).map(str::to_owned).collect();
        digests.iter().fold(text, |text, digest| text.replace(digest, "…"))
    }

    const BEFORE: &str = r#"# The head.
#
# More of it.

# About PUT.
[[operation]]
method = "PUT"
path = "/a"
origin = "transcribed" # by hand
source = "facts"
retrieved = "2026-11-23"
digest = "sha256:0"

[[operation]]
method = "POST"
path = "/gone"
origin = "published"
source = "old page"
retrieved = "2026-11-23"
digest = "sha256:1"
"#;

    #[test]
    fn entries_are_in_the_order_of_the_contract_and_comments_stay_where_they_belong() {
        let text = updated(BEFORE, &contract(), &[("GET", "/a")]);
        insta::assert_snapshot!(text, @r#"
        # The head.
        #
        # More of it.

        [[operation]]
        method = "GET"
        path = "/a"
        origin = "published"
        source = "a page"
        retrieved = "2026-12-24"
        digest = "sha256:…"

        # About PUT.
        [[operation]]
        method = "PUT"
        path = "/a"
        origin = "transcribed" # by hand
        source = "facts"
        retrieved = "2026-11-23"
        digest = "sha256:…"
        "#);
        let value = contract();
        assert_eq!(
            updated(&text.replace("…", "other"), &value, &[]),
            text,
            "a digest follows its operation"
        );
    }

    #[test]
    fn what_did_not_change_keeps_its_entry_to_the_byte() {
        let value = contract();
        let taken = BTreeMap::from([(OperationKey::new("GET", "/a"), "a page".to_owned())]);
        let first = update(None, &value, &taken, Origin::Published, "2026-12-24").unwrap();
        let input = Input {
            name: crate::PROVENANCE.to_owned(),
            bytes: first.clone().into_bytes(),
        };
        let second = update(Some(&input), &value, &taken, Origin::Published, "2027-01-01");
        assert_eq!(second.unwrap(), first);
        assert!(
            first.starts_with("# Per operation of bolna.yaml") && first.contains("2026-12-24"),
            "{first}"
        );
    }

    #[test]
    fn an_entry_that_is_not_valid_is_named_with_its_line() {
        let input = Input {
            name: crate::PROVENANCE.to_owned(),
            bytes: BEFORE.replace("transcribed", "guessed").into_bytes(),
        };
        let failure = update(
            Some(&input),
            &contract(),
            &BTreeMap::new(),
            Origin::Published,
            "2026-12-24",
        )
        .unwrap_err();
        insta::assert_snapshot!(failure, @"
        error[V014]: the provenance is not valid: unknown variant `guessed`, expected `published` or `transcribed`
          --> openapi/provenance.toml:9:10
         help: correct it; `git checkout -- openapi` brings the committed one back
        ");
    }
}
