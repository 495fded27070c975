//! Markdown as vendors write it, in the way in which rustdoc reads it.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

/// How often a text is looked at again: what was changed may show something that it hid.
const ROUNDS: usize = 8;

/// `text` so that rustdoc shows what was meant, and what was not right for it.
pub(crate) fn for_rustdoc(text: &str) -> (String, BTreeSet<&'static str>) {
    let mut text = text.to_owned();
    let mut reasons = BTreeSet::new();
    for _ in 0..ROUNDS {
        let edits = Reader::read(&text);
        if edits.is_empty() {
            break;
        }
        reasons.extend(edits.iter().map(|edit| edit.reason));
        text = apply(&text, edits);
    }
    (text, reasons)
}

/// A part of a text, and what to write instead.
#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    instead: String,
    reason: &'static str,
}

/// Makes the changes; of two that overlap the first, the other one comes in the next round.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, std::cmp::Reverse(edit.range.end)));
    let mut written = String::new();
    let mut end = 0;
    for edit in edits {
        if edit.range.start < end {
            continue;
        }
        written.push_str(text.get(end..edit.range.start).unwrap_or_default());
        written.push_str(&edit.instead);
        end = edit.range.end;
    }
    written + text.get(end..).unwrap_or_default()
}

/// A link or a block of code that is open.
struct Open {
    range: Range<usize>,
    /// What is in it, as far as it was read.
    inner: Option<Range<usize>>,
    kind: Kind,
}

enum Kind {
    /// A link that leads somewhere for everybody.
    Absolute,
    /// A link, or an image, that leads somewhere on the site of the documentation only.
    Relative,
    Code {
        indented: bool,
        text: String,
    },
}

struct Reader<'a> {
    text: &'a str,
    edits: Vec<Edit>,
    open: Vec<Open>,
    tags: Vec<(Range<usize>, bool)>,
}

impl<'a> Reader<'a> {
    fn read(text: &'a str) -> Vec<Edit> {
        // As rustdoc reads it.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        let mut reader = Self {
            text,
            edits: Vec::new(),
            open: Vec::new(),
            tags: Vec::new(),
        };
        let mut brackets: Vec<Range<usize>> = Vec::new();
        let mut note = |link: BrokenLink<'_>| {
            brackets.push(link.span);
            None
        };
        let parser = Parser::new_with_broken_link_callback(text, options, Some(&mut note));
        for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
            reader.event(event, range);
        }
        reader.html();
        for span in brackets {
            reader.edit(span.start..span.start, "\\", "brackets that are no link");
        }
        reader.edits
    }

    fn edit(&mut self, range: Range<usize>, instead: impl Into<String>, reason: &'static str) {
        let instead = instead.into();
        self.edits.push(Edit { range, instead, reason });
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        // An end has the range of the whole that it ends.
        for open in self.open.iter_mut().filter(|_| !matches!(event, Event::End(_))) {
            let inner = open.inner.get_or_insert(range.clone());
            inner.end = inner.end.max(range.end).min(open.range.end);
        }
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let kind = if is_absolute(&dest_url) {
                    Kind::Absolute
                } else {
                    Kind::Relative
                };
                self.start(range, kind);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                let fence = self.text.get(range.clone()).unwrap_or_default();
                let marks = fence.len() - fence.trim_start_matches(['`', '~']).len();
                if language.trim().is_empty() {
                    let at = range.start + marks;
                    self.edit(at..at, "text", "a block of code without a language");
                }
                self.start(
                    range,
                    Kind::Code {
                        indented: false,
                        text: String::new(),
                    },
                );
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.start(
                    range,
                    Kind::Code {
                        indented: true,
                        text: String::new(),
                    },
                );
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => self.end(),
            Event::Text(said) => match self.open.last_mut() {
                None => self.urls(range),
                Some(Open {
                    kind: Kind::Code { text, .. },
                    ..
                }) => text.push_str(&said),
                Some(_) => {}
            },
            Event::InlineHtml(_) => self.tags.push((range, true)),
            Event::Html(_) => self.tags.push((range, false)),
            _ => {}
        }
    }

    fn start(&mut self, range: Range<usize>, kind: Kind) {
        self.open.push(Open {
            range,
            inner: None,
            kind,
        });
    }

    fn end(&mut self) {
        let Some(Open { range, inner, kind }) = self.open.pop() else {
            return;
        };
        match kind {
            Kind::Relative => {
                let said = inner
                    .and_then(|inner| self.text.get(inner))
                    .unwrap_or_default()
                    .to_owned();
                self.edit(range, said, "a link that is relative to a site");
            }
            // Within a list the indentation means more than that.
            Kind::Code { indented: true, text } => {
                let before = self.text.get(..range.start).unwrap_or_default();
                let line = before.rfind('\n').map_or(0, |at| at + 1);
                if before.get(line..).is_some_and(|indent| indent.trim().is_empty()) {
                    let instead = format!("```text\n{}\n```\n", text.trim_end());
                    self.edit(line..range.end, instead, "a block of code without a language");
                }
            }
            Kind::Code { .. } | Kind::Absolute => {}
        }
    }

    /// Puts the bare URLs of a text between angle brackets.
    fn urls(&mut self, range: Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let mut from = 0;
        while let Some(rest) = text.get(from..) {
            let Some(start) = ["https://", "http://"]
                .iter()
                .filter_map(|scheme| rest.find(scheme))
                .min()
            else {
                break;
            };
            let tail = rest.get(start..).unwrap_or_default();
            let length = tail
                .find(|c: char| c.is_whitespace() || "<>\"`".contains(c))
                .unwrap_or(tail.len());
            let url = trimmed(tail.get(..length).unwrap_or_default());
            let at = range.start + from + start;
            if url.len() > "https://".len() {
                self.edit(at..at + url.len(), format!("<{url}>"), "a bare URL");
            }
            from += start + length.max(1);
        }
    }

    /// Escapes the tags that are never closed.
    fn html(&mut self) {
        let mut balance: HashMap<String, i64> = HashMap::new();
        let mut found = Vec::new();
        for (range, inline) in &self.tags {
            let text = self.text.get(range.clone()).unwrap_or_default();
            for (at, _) in text.match_indices('<') {
                if let Some(tag) = tag(text.get(at..).unwrap_or_default()) {
                    *balance.entry(tag.name.clone()).or_default() += if tag.closes { -1 } else { 1 };
                    found.push((range.start + at, *inline, tag));
                }
            }
        }
        for (at, inline, tag) in found {
            let closed = VOID.contains(&tag.name.as_str()) || (!tag.alone && balance.get(&tag.name) == Some(&0));
            if !closed {
                // In a block of HTML a backslash escapes nothing.
                let instead = if inline { "\\<" } else { "&lt;" };
                self.edit(at..at + 1, instead, "a tag that is never closed");
            }
        }
    }
}

/// The elements of HTML that are never closed.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "col"];

struct HtmlTag {
    name: String,
    closes: bool,
    /// `<T/>`, which HTML has for void elements only.
    alone: bool,
}

/// The tag that `text` begins with; a comment or a declaration is none.
fn tag(text: &str) -> Option<HtmlTag> {
    let rest = text.strip_prefix('<')?;
    let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let alone = rest.split('>').next().is_some_and(|tag| tag.trim_end().ends_with('/'));
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| HtmlTag {
        name: name.to_ascii_lowercase(),
        closes,
        alone,
    })
}

/// A URL without the punctuation of the sentence behind it.
fn trimmed(url: &str) -> &str {
    let mut url = url;
    loop {
        let unopened = url.ends_with(')') && url.matches(')').count() > url.matches('(').count();
        let shorter = if unopened {
            url.strip_suffix(')')
        } else {
            url.strip_suffix(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']', '}'])
                .filter(|_| !url.ends_with("}}"))
        };
        match shorter {
            // `{id}` at the end belongs to it.
            Some(shorter) if !(url.ends_with('}') && url.contains('{')) => url = shorter,
            _ => return url,
        }
    }
}

fn is_absolute(target: &str) -> bool {
    target.contains("://") || target.starts_with("mailto:") || target.starts_with("tel:")
}

#[cfg(test)]
mod tests {
    fn read(text: &str) -> String {
        super::for_rustdoc(text).0
    }

    #[test]
    fn a_link_that_is_relative_to_a_site_becomes_its_text() {
        assert_eq!(read("See [the *guide*](/docs/guide)."), "See the *guide*.");
        assert_eq!(read("See ![a picture](picture.png)"), "See a picture");
        assert_eq!(
            read("See [below](#below) and [mail](mailto:a@example.com)"),
            "See below and [mail](mailto:a@example.com)"
        );
        assert_eq!(read("[one](https://example.com/a)"), "[one](https://example.com/a)");
    }

    #[test]
    fn a_bare_url_is_put_between_angle_brackets() {
        assert_eq!(
            read("At https://example.com/a_b?c=d."),
            "At <https://example.com/a_b?c=d>."
        );
        assert_eq!(read("(http://example.com/x(y))"), "(<http://example.com/x(y)>)");
        assert_eq!(
            read("<https://example.com> https://example.com/{id}"),
            "<https://example.com> <https://example.com/{id}>"
        );
        assert_eq!(read("https://"), "https://");
    }

    #[test]
    fn brackets_that_are_no_link_are_escaped() {
        assert_eq!(read("A list[str] or [x][y]."), r"A list\[str] or \[x]\[y].");
        assert_eq!(
            read("[x]\n\n[x]: https://example.com"),
            "[x]\n\n[x]: https://example.com"
        );
    }

    #[test]
    fn a_tag_that_is_never_closed_is_escaped() {
        assert_eq!(read("A Vec<T> and <b>bold</b><br/>"), r"A Vec\<T> and <b>bold</b><br/>");
        assert_eq!(read("<id>\nis a placeholder"), "&lt;id>\nis a placeholder");
        assert_eq!(read("a < b and c > d"), "a < b and c > d");
    }

    #[test]
    fn code_is_left_alone_and_is_no_test() {
        assert_eq!(
            read("`[x]` and `<T>` and `https://a.example`"),
            "`[x]` and `<T>` and `https://a.example`"
        );
        assert_eq!(read("```json\n[x] <T>\n```"), "```json\n[x] <T>\n```");
        assert_eq!(read("```\n[x] <T>\n```"), "```text\n[x] <T>\n```");
        assert_eq!(
            read("So:\n\n    curl [x]\n    <T>\n\nAnd"),
            "So:\n\n```text\ncurl [x]\n<T>\n```\n\nAnd"
        );
    }

    #[test]
    fn a_text_that_is_right_stays_as_it_is() {
        for text in [
            "",
            "One.\n\n- two\n- *three*\n",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "é ü 漢字 [",
            "5 < 6",
            "[^1]",
        ] {
            assert_eq!(
                super::for_rustdoc(text),
                (text.to_owned(), std::collections::BTreeSet::new())
            );
        }
    }
}
