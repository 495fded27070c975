//! A published page of an API reference: Markdown with an OpenAPI document in a fence whose heading names an operation,
//! as in "````yaml GET /sip-trunks/trunks".

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::grammar::METHODS;

/// What of a page is of interest here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its first heading of the first level.
    pub title: Option<String>,
    /// Every fence whose heading names an operation.
    pub fences: Vec<Fence>,
}

/// A fence that holds a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The method of its heading, in capitals.
    pub method: String,
    /// The path template of its heading.
    pub path: String,
    /// The line of the heading, from 1. As many lines of the page are before the text.
    pub line: usize,
    /// What is in it.
    pub text: String,
    /// Whether it is closed. CommonMark section 4.5 lets an open one run to the end, as in a page that was cut off.
    pub closed: bool,
}

/// Reads a page. Any text is one; whether it has a fence is for the caller to judge.
#[must_use]
pub fn read(text: &str) -> Page {
    let mut page = Page::default();
    let mut heading: Option<String> = None;
    let mut open: Option<Fence> = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) if page.title.is_none() => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => page.title = page.title.take().or(heading.take()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = operation(&info).map(|(method, path)| Fence {
                    method,
                    path,
                    line: 1 + text.get(..range.start).unwrap_or_default().matches('\n').count(),
                    text: String::new(),
                    closed: text.get(range).is_some_and(is_closed),
                });
            }
            Event::End(TagEnd::CodeBlock) => page.fences.extend(open.take()),
            Event::Text(part) | Event::Code(part) => {
                if let Some(fence) = &mut open {
                    fence.text.push_str(&part);
                } else if let Some(heading) = &mut heading {
                    heading.push_str(&part);
                }
            }
            _ => {}
        }
    }
    page
}

/// The operation that the heading of a fence names: a language, perhaps the name of a file, a method and a path.
fn operation(info: &str) -> Option<(String, String)> {
    let words: Vec<&str> = info.split_whitespace().collect();
    let (language, [.., method, path]) = words.split_first()? else {
        return None;
    };
    let known = ["yaml", "yml", "json"]
        .iter()
        .any(|name| language.eq_ignore_ascii_case(name))
        && METHODS.iter().any(|name| method.eq_ignore_ascii_case(name))
        && path.starts_with('/');
    known.then(|| (method.to_uppercase(), (*path).to_owned()))
}

/// Whether the last line of a fenced block is a fence again.
fn is_closed(block: &str) -> bool {
    let mut lines = block.trim_end().lines();
    let opening = lines.next();
    let Some(last) = lines.last().or(None).filter(|_| opening.is_some()) else {
        return false;
    };
    let last = last.trim_start_matches([' ', '>']);
    last.len() >= 3 && (last.chars().all(|mark| mark == '`') || last.chars().all(|mark| mark == '~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fences(text: &str) -> Vec<(String, usize, String, bool)> {
        let fences = read(text).fences.into_iter();
        fences
            .map(|fence| {
                (
                    format!("{} {}", fence.method, fence.path),
                    fence.line,
                    fence.text,
                    fence.closed,
                )
            })
            .collect()
    }

    #[test]
    fn the_text_of_a_fence_is_taken_to_the_byte_and_its_line_is_known() {
        let text = "> note\n\n# List *all* trunks\n\n````yaml GET /a/{b}\nopenapi: 3.1.0\n```\n\n````\ntail";
        assert_eq!(
            fences(text),
            [("GET /a/{b}".to_owned(), 5, "openapi: 3.1.0\n```\n\n".to_owned(), true)]
        );
        assert_eq!(read(text).title.as_deref(), Some("List all trunks"));
    }

    #[test]
    fn other_fences_are_not_taken() {
        for heading in [
            "yaml",
            "yaml GET",
            "json",
            "bash GET /a",
            "yaml FETCH /a",
            "yaml GET a",
            "",
        ] {
            assert_eq!(fences(&format!("```{heading}\na: 1\n```\n")), [], "{heading}");
        }
        assert_eq!(
            fences("    ```yaml GET /a\n    a: 1\n    ```\n"),
            [],
            "indented code, no fence"
        );
    }

    #[test]
    fn a_heading_may_name_a_file_and_may_be_in_small_letters() {
        assert_eq!(fences("~~~json openapi.json post /a\n{}\n~~~\n")[0].0, "POST /a");
    }

    #[test]
    fn a_page_that_was_cut_off_has_an_open_fence() {
        assert!(!fences("```yaml GET /a\nopenapi: 3.1.0\npaths:")[0].3);
        assert!(!fences("```yaml GET /a")[0].3);
    }
}
