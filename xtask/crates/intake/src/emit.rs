//! Writes a value as block-style YAML, as the contract is written.
//!
//! A text that YAML 1.1 would read as something else (`no`, `on`, `1.0`, `12:30`) is quoted, so that every reader sees
//! the same.

use saphyr::{Mapping, ScalarStyle, Yaml, YamlEmitter};
use serde_json::Value;

use document::{Pointer, SourceMap};

/// The words that YAML 1.1 or 1.2 reads as a boolean or as null.
const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];

/// The lines of the member `key: value`, indented by `indent` spaces. `source` knows how numbers were written.
pub(super) fn member(key: &str, value: &Value, source: Option<&SourceMap>, indent: usize) -> Vec<String> {
    let mut members = Mapping::new();
    members.insert(text(key, false), node(value, source));
    let pad = " ".repeat(indent);
    let lines = print(&Yaml::Mapping(members));
    lines
        .lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!("{pad}{line}")
            }
        })
        .collect()
}

/// A whole document.
pub(super) fn document(value: &Value, source: &SourceMap) -> String {
    format!("{}\n", print(&node(value, Some(source))).trim_end_matches('\n'))
}

fn print(node: &Yaml<'_>) -> String {
    let mut text = String::new();
    let mut emitter = YamlEmitter::new(&mut text);
    emitter.multiline(true);
    // Writing to a string cannot fail.
    let _ = emitter.dump(node);
    // A blank line of a literal block is indented by the library.
    let lines = text.lines().skip(1);
    let lines = lines.map(|line| if line.trim().is_empty() { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

fn node<'a>(value: &'a Value, source: Option<&SourceMap>) -> Yaml<'a> {
    let below = |token: &str| source.and_then(|source| source.get(&Pointer::from_tokens([token])));
    match value {
        Value::Null => plain("null"),
        Value::Bool(truth) => plain(if *truth { "true" } else { "false" }),
        Value::Number(number) => {
            let written = source.and_then(|source| source.spelling(&Pointer::root()));
            plain(&written.map_or_else(|| number.to_string(), str::to_owned))
        }
        Value::String(string) => text(string, true),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            Yaml::Sequence(
                items
                    .map(|(index, item)| node(item, below(&index.to_string())))
                    .collect(),
            )
        }
        Value::Object(members) => {
            let members = members.iter();
            Yaml::Mapping(
                members
                    .map(|(key, value)| (text(key, false), node(value, below(key))))
                    .collect(),
            )
        }
    }
}

fn plain(written: &str) -> Yaml<'static> {
    Yaml::Representation(written.to_owned().into(), ScalarStyle::Plain, None)
}

fn text(string: &str, may_be_block: bool) -> Yaml<'static> {
    let printable =
        |character: char| !character.is_control() && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let (written, style) = if may_be_block && is_paragraphs(string) && string.replace('\n', "").chars().all(printable) {
        return Yaml::Value(saphyr::Scalar::String(string.to_owned().into()));
    } else if !string.chars().all(printable) {
        // A JSON string is a double-quoted scalar of YAML 1.2.
        let json = Value::from(string).to_string();
        (
            json.trim_start_matches('"')
                .strip_suffix('"')
                .unwrap_or(&json)
                .to_owned(),
            ScalarStyle::DoubleQuoted,
        )
    } else if is_plain(string) {
        (string.to_owned(), ScalarStyle::Plain)
    } else {
        (string.replace('\'', "''"), ScalarStyle::SingleQuoted)
    };
    Yaml::Representation(written.into(), style, None)
}

/// Whether a literal block keeps the text: several lines, none of them with spaces at an end that an editor would eat.
fn is_paragraphs(string: &str) -> bool {
    let lines = string.strip_suffix('\n').unwrap_or(string);
    lines.contains('\n')
        && !lines.ends_with('\n')
        && !lines.starts_with([' ', '\n'])
        && lines.lines().all(|line| line.trim_end() == line)
}

fn is_plain(string: &str) -> bool {
    string.starts_with(|first: char| first.is_alphabetic() || matches!(first, '/' | '$' | '(' | '_'))
        && !string.ends_with([' ', ':'])
        && !string.contains(": ")
        && !string.contains(" #")
        && !WORDS.iter().any(|word| string.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_another_reader_would_take_for_something_else_are_quoted() {
        let texts = [
            "no",
            "Yes",
            "ON",
            "y",
            "~",
            "null",
            "1.0",
            "0o14",
            "1_000",
            "12:30:45",
            "2026-11-23",
            ".5",
            "+1",
            "=",
            "<<",
            "",
            "- a",
            "a: b",
            "a #b",
            "#a",
            "it's",
            " a",
            "a ",
            "*a",
            "200",
            "a:",
            "plain text, with [brackets] and {braces}",
        ];
        let value = Value::from(texts.to_vec());
        insta::assert_snapshot!(member("k", &value, None, 0).join("\n"), @"
        k:
          - 'no'
          - 'Yes'
          - 'ON'
          - 'y'
          - '~'
          - 'null'
          - '1.0'
          - '0o14'
          - '1_000'
          - '12:30:45'
          - '2026-11-23'
          - '.5'
          - '+1'
          - '='
          - '<<'
          - ''
          - '- a'
          - 'a: b'
          - 'a #b'
          - '#a'
          - it's
          - ' a'
          - 'a '
          - '*a'
          - '200'
          - 'a:'
          - plain text, with [brackets] and {braces}
        ");
    }

    #[test]
    fn objects_lists_and_paragraphs_look_as_in_the_contract() {
        let value = serde_json::json!({
            "200": {"$ref": "#/components/schemas/A", "required": ["a", "b"], "empty": [], "none": {}, "nil": null},
            "/a/{id}": {"get": {"description": "One.\n\nTwo.\n", "tags": [{"a": 1, "b": [1.5]}]}},
            "tab": "a\tb\n",
        });
        insta::assert_snapshot!(member("paths", &value, None, 2).join("\n"), @r#"
        paths:
          '200':
            $ref: '#/components/schemas/A'
            required:
              - a
              - b
            empty: []
            none: {}
            nil: null
          /a/{id}:
            get:
              description: |
                One.

                Two.
              tags:
                - a: 1
                  b:
                    - 1.5
          tab: "a\tb\n"
        "#);
    }

    proptest::proptest! {
        #![proptest_config(support::steady())]

        #[test]
        fn what_is_written_is_read_back(key in ".{0,8}", texts in proptest::collection::vec("(?s)[ \\n\\t'\"#:a\\-1é\u{85}\u{2028}|]{0,12}|.{0,12}", 0..6), number: f64, integer: u64) {
            let value = serde_json::json!({&*key: {"t": texts, "n": number, "i": integer}, "last": texts.first()});
            let written = super::document(&value, &SourceMap::default());
            let read = document::load_text("a.yaml", &written, 0).map_err(|failure| failure.to_string());
            proptest::prop_assert_eq!(read.map(|document| document.value), Ok(value), "{}", written);
        }
    }
}
