//! A document as lines, and which of them belong to which key.

use std::ops::Range;

use serde_json::Value;

use document::{Document, Pointer};

/// A text and the document that was read from it.
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    pub(super) document: &'a Document,
    above: usize,
}

/// The lines of a member in block style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// From the line of its key to the line behind its last one.
    pub(super) lines: Range<usize>,
    /// How far its key is indented.
    pub(super) indent: usize,
}

impl<'a> Lines<'a> {
    /// `above` is how many lines the file had before `text`, as for [`document::load_text`].
    pub(super) fn new(text: &'a str, document: &'a Document, above: usize) -> Self {
        Self {
            lines: text.split('\n').collect(),
            document,
            above,
        }
    }

    pub(super) fn all(&self) -> &[&'a str] {
        &self.lines
    }

    /// The lines of the member at `pointer`; `None` where it is no member, or shares a line with another one.
    pub(super) fn block(&self, pointer: &Pointer) -> Option<Block> {
        let (start, indent) = self.key(pointer)?;
        let end = self.next_key(pointer).unwrap_or(self.lines.len());
        let lines = self.lines.get(start..end).filter(|lines| !lines.is_empty())?;
        // Blank lines and comments before the next key are the next key's, or the document's.
        let behind = lines.iter().rev().take_while(|line| is_between(line, indent)).count();
        Some(Block {
            lines: start..end - behind,
            indent,
        })
    }

    /// Whether the object at `pointer` is written in block style, its members on lines of their own.
    pub(super) fn is_block(&self, pointer: &Pointer) -> bool {
        let Some(members) = self.document.get(pointer).and_then(Value::as_object) else {
            return false;
        };
        let opens = match self.key(pointer) {
            // An object in braces begins with its brace, any other one with its first key.
            _ if pointer.tokens().is_empty() => members.keys().next().is_some_and(|first| {
                let source = &self.document.source;
                source.location() == source.locate(&Pointer::from_tokens([first]))
            }),
            Some((line, _)) => self
                .lines
                .get(line)
                .is_some_and(|line| without_comment(line).ends_with(':')),
            None => false,
        };
        let mut indents = members
            .keys()
            .map(|key| self.block(&pointer.join(key)).map(|block| block.indent));
        let Some(Some(first)) = indents.next() else {
            return false;
        };
        opens && indents.all(|indent| indent == Some(first))
    }

    /// The line and the indentation of a key that is the first thing on its line.
    fn key(&self, pointer: &Pointer) -> Option<(usize, usize)> {
        let location = self.document.source.get(pointer)?.location()?;
        let line = usize::try_from(location.line).ok()?.checked_sub(self.above + 1)?;
        let indent = usize::try_from(location.column).ok()?.checked_sub(1)?;
        let text = self.lines.get(line)?;
        let first = text.bytes().take_while(|byte| *byte == b' ').count();
        (first == indent && !text.trim_start().starts_with("- ")).then_some((line, indent))
    }

    /// The line of the next key at the same or a higher level. Objects are in the order in which they were written.
    fn next_key(&self, pointer: &Pointer) -> Option<usize> {
        let (parent, key) = (pointer.parent()?, pointer.last()?);
        let siblings = self.document.get(&parent).and_then(Value::as_object)?;
        match siblings.keys().skip_while(|sibling| *sibling != key).nth(1) {
            Some(next) => {
                let location = self.document.source.get(&parent.join(next))?.location()?;
                usize::try_from(location.line).ok()?.checked_sub(self.above + 1)
            }
            None => self.next_key(&parent),
        }
    }
}

/// Whether `line` cannot be content of a key with that indentation: blank, a comment, or a marker of the document's end.
fn is_between(line: &str, indent: usize) -> bool {
    let text = line.trim_start();
    let comment = text.starts_with('#') && line.len() - text.len() <= indent;
    text.is_empty() || comment || line.starts_with("...") || line.starts_with("---")
}

fn without_comment(line: &str) -> &str {
    line.split(" #").next().unwrap_or(line).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "a:\n  b: |\n    one\n\n    # two\n  # about c\n  c:\n  - 1\n  - 2\n\nflow: {d: 1, e: 2}\nlast:\n  f: 1\n\n";

    fn lines_at(pointer: &str) -> Option<Vec<&'static str>> {
        let document = document::load_text("a.yaml", TEXT, 7).unwrap();
        let lines = Lines::new(TEXT, &document, 7);
        let block = lines.block(&Pointer::parse(pointer).unwrap())?;
        Some(TEXT.split('\n').collect::<Vec<_>>()[block.lines].to_vec())
    }

    #[test]
    fn a_block_goes_to_the_next_key_without_what_is_between() {
        assert_eq!(lines_at("/a/b").unwrap(), ["  b: |", "    one", "", "    # two"]);
        assert_eq!(lines_at("/a/c").unwrap(), ["  c:", "  - 1", "  - 2"]);
        assert_eq!(lines_at("/last").unwrap(), ["last:", "  f: 1"]);
        assert_eq!(lines_at("/a").unwrap().len(), 9);
    }

    #[test]
    fn what_is_in_braces_is_not_in_block_style_however_many_lines_it_has() {
        for (text, expected) in [
            ("a:\n  b: 1\nc: 2\n", [true, true]),
            ("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", [false, false]),
            ("a: {\n  b: 1\n}\n", [true, false]),
            ("---\n# head\na: # about a\n  b: 1\n", [true, true]),
        ] {
            let document = document::load_text("a.yaml", text, 0).unwrap();
            let lines = Lines::new(text, &document, 0);
            assert_eq!(
                [Pointer::root(), Pointer::from_tokens(["a"])].map(|pointer| lines.is_block(&pointer)),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn what_shares_a_line_has_no_block() {
        assert_eq!(lines_at("/flow/d"), None);
        assert_eq!(lines_at("/flow/e"), None);
        assert_eq!(lines_at("/flow").unwrap(), ["flow: {d: 1, e: 2}"]);
    }
}
