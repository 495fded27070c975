//! The lines that two texts differ in, and the lines that lead to them.

use similar::{ChangeTag, TextDiff};

/// The lines that were taken (`-`) and put (`+`), in order, each below those that it is indented under. Empty when there are none.
pub(super) fn between(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let lines: Vec<(char, &str)> = diff
        .iter_all_changes()
        .map(|change| {
            let mark = match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            (mark, change.value().trim_end_matches('\n'))
        })
        .collect();
    let mut shown: Vec<bool> = Vec::with_capacity(lines.len());
    // From the end: a line leads to another when it is the first above it that is indented less.
    let mut below = 0;
    for (mark, line) in lines.iter().rev() {
        let indent = line.len() - line.trim_start().len();
        let is_shown = *mark != ' ' || indent < below;
        if is_shown {
            below = indent;
        }
        shown.push(is_shown);
    }
    shown.reverse();
    let kept = lines.iter().zip(shown).filter(|(_, shown)| *shown);
    kept.map(|((mark, line), _)| format!("{mark}{line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn what_changes_stands_below_what_leads_to_it() {
        insta::assert_snapshot!(between(
            "info: {title: t}\npaths:\n  /a:\n    get: {}\n  /b:\n    get: {}\n    put: {}\nx-last: 1\n",
            "info: {title: t}\npaths:\n  /a:\n    get: {}\n  /b:\n    get: {x: 1}\n    put: {}\nx-last: 1\n",
        ), @"
         paths:
           /b:
        -    get: {}
        +    get: {x: 1}
        ");
    }

    #[test]
    fn equal_texts_differ_in_nothing() {
        assert_eq!(between("a: 1\n", "a: 1\n"), "");
    }
}
