//! Text of a contract in Markdown, where nothing that it says is markup.

use document::finding::clean;

/// A code span, in which nothing is markup: its fence is longer than any row of backticks in it (CommonMark 0.31,
/// section 6.1).
pub(super) fn code(text: &str) -> String {
    let text = clean(text);
    if text.is_empty() {
        return String::new();
    }
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The same in HTML, where Markdown does not count.
pub(super) fn html_code(text: &str) -> String {
    let mut escaped = String::new();
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(character),
        }
    }
    format!("<code>{escaped}</code>")
}

/// Text in which nothing is markup, and nobody is called.
pub(super) fn prose(text: &str) -> String {
    let mut escaped = String::new();
    let mut in_code = false;
    for character in clean(text).chars() {
        match character {
            // Messages have names of the contract between backticks, and those stay code.
            '`' => {
                in_code = !in_code;
                escaped.push(character);
            }
            _ if in_code => escaped.push(character),
            '@' => escaped.push_str("@<!-- -->"),
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    if in_code {
        // A backtick without its pair makes no code: it is escaped with the rest.
        clean(text)
            .chars()
            .flat_map(|character| {
                if character.is_ascii_punctuation() {
                    vec!['\\', character]
                } else {
                    vec![character]
                }
            })
            .collect()
    } else {
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_says_is_text() {
        assert_eq!(prose("`a_b` @me <i> #1"), "`a_b` @<!-- -->me \\<i\\> \\#1");
        assert_eq!(prose("a ` <i>"), "a \\` \\<i\\>");
        assert_eq!(code("a``b`"), "``` a``b` ```");
        assert_eq!(code(""), "");
        assert_eq!(html_code("GET /<a>&`"), "<code>GET /&lt;a&gt;&amp;`</code>");
    }
}
