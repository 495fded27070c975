//! A marked part of a text.

/// The line in front of the part.
pub const BEGIN: &str = "<!-- operations:begin -->";
/// The line behind it.
pub const END: &str = "<!-- operations:end -->";

/// Why there is no such part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SectionError {
    /// A marker is not there.
    #[error("it has no line `{0}`")]
    Missing(&'static str),
    /// A marker is there twice: which part is meant?
    #[error("it has more than one line `{0}`")]
    Repeated(&'static str),
    /// The end comes first.
    #[error("its line `{END}` stands before its line `{BEGIN}`")]
    Reversed,
}

/// `text` with `content` in place of what stands between the two markers, which stay.
///
/// Content and markers are paragraphs of their own: without a blank line between them, Markdown takes what follows a
/// comment for a part of it.
///
/// # Errors
///
/// The markers do not enclose one part.
pub fn replace(text: &str, content: &str) -> Result<String, SectionError> {
    let (begin, end) = (place(text, BEGIN)?, place(text, END)?);
    let (Some(head), Some(tail)) = (text.get(..begin + BEGIN.len()), text.get(end..)) else {
        return Err(SectionError::Reversed);
    };
    if begin < end {
        Ok(format!("{head}\n\n{}\n\n{tail}", content.trim()))
    } else {
        Err(SectionError::Reversed)
    }
}

/// Where the one line is that is `marker` and nothing else.
fn place(text: &str, marker: &'static str) -> Result<usize, SectionError> {
    let mut start = 0;
    let mut found = None;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == marker && found.replace(start).is_some() {
            return Err(SectionError::Repeated(marker));
        }
        start += line.len();
    }
    found.ok_or(SectionError::Missing(marker))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_between_the_markers_is_replaced_and_all_else_stays() {
        let before = format!("# A\n\n{BEGIN}\nold\n\nolder\n{END}\n\nü\n");
        let after = replace(&before, "new\n").unwrap();
        assert_eq!(after, format!("# A\n\n{BEGIN}\n\nnew\n\n{END}\n\nü\n"));
        assert_eq!(replace(&after, "new").unwrap(), after);
    }

    #[test]
    fn a_marker_inside_a_line_is_none() {
        let text = format!("The line `{BEGIN}` begins it.\n{BEGIN}\n{END}\n");
        assert!(replace(&text, "new").unwrap().contains("\n\nnew\n\n"));
    }

    #[test]
    fn markers_that_enclose_no_part_or_two_are_named() {
        let refused = |text: String| replace(&text, "new").unwrap_err();
        assert_eq!(refused(format!("{END}\n")), SectionError::Missing(BEGIN));
        assert_eq!(refused(format!("{BEGIN}\n")), SectionError::Missing(END));
        assert_eq!(refused(format!("{END}\n{BEGIN}\n")), SectionError::Reversed);
        assert_eq!(
            refused(format!("{BEGIN}\n{END}\n{BEGIN}\n")),
            SectionError::Repeated(BEGIN)
        );
    }
}
