//! Patterns that say no more than how long a string is: `.*`, `^.{1,64}$`, `[\s\S]+`.

/// What a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// A length, and with `lines: false` no line break in what is counted.
    Length { least: u64, most: Option<u64>, lines: bool },
    /// Anything else.
    Other,
}

/// Reads a pattern of ECMA-262. It is looked for anywhere in a string: what no anchor holds may stand beside anything.
pub(crate) fn read(pattern: &str) -> Pattern {
    let mut core = pattern;
    let (mut starts, mut ends) = (false, false);
    loop {
        let before = core;
        core = unwrap_group(core);
        if let Some(rest) = core.strip_prefix('^') {
            (core, starts) = (rest, true);
        }
        if let Some(rest) = core.strip_suffix('$').filter(|rest| !ends_in_escape(rest)) {
            (core, ends) = (rest, true);
        }
        if core == before {
            break;
        }
    }
    let Some((least, most, any)) = repeated(core) else {
        return Pattern::Other;
    };
    let is_whole = starts && ends;
    Pattern::Length {
        least,
        // Held at one end only, the rest of the string is free.
        most: most.filter(|_| is_whole),
        // A line break can be in what is free; what is counted has none.
        lines: any || !is_whole && least == 0,
    }
}

/// The inside of a group that is all there is.
fn unwrap_group(pattern: &str) -> &str {
    let inside = pattern.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let inside = inside.map(|inside| inside.strip_prefix("?:").unwrap_or(inside));
    let is_plain =
        |inside: &&str| !inside.contains(['(', ')', '|']) && !inside.starts_with('?') && !ends_in_escape(inside);
    inside.filter(is_plain).unwrap_or(pattern)
}

fn ends_in_escape(pattern: &str) -> bool {
    pattern.chars().rev().take_while(|character| *character == '\\').count() % 2 == 1
}

/// How often any character may stand in `core`, and whether a line break is one: nothing, or one class with a quantifier.
fn repeated(core: &str) -> Option<(u64, Option<u64>, bool)> {
    /// The classes of all characters; the dot has no line breaks (ECMA-262, `CharacterClass`).
    const CLASSES: [(&str, bool); 12] = [
        (".", false),
        (r"[\s\S]", true),
        (r"[\S\s]", true),
        (r"[\d\D]", true),
        (r"[\D\d]", true),
        (r"[\w\W]", true),
        (r"[\W\w]", true),
        ("[^]", true),
        (r"(.|\n)", false),
        (r"(?:.|\n)", false),
        (r"(.|\s)", true),
        (r"(?:.|\s)", true),
    ];
    if core.is_empty() {
        return Some((0, Some(0), true));
    }
    let (class, any) = CLASSES.into_iter().find(|(class, _)| core.starts_with(class))?;
    let quantifier = core.strip_prefix(class)?;
    // Lazy or not, the same strings match.
    let quantifier = match quantifier.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => rest,
        _ => quantifier,
    };
    let (least, most) = match quantifier {
        "" => (1, Some(1)),
        "*" => (0, None),
        "+" => (1, None),
        "?" => (0, Some(1)),
        counted => {
            let counted = counted.strip_prefix('{')?.strip_suffix('}')?;
            match counted.split_once(',') {
                None => (counted.parse().ok()?, Some(counted.parse().ok()?)),
                Some((least, "")) => (least.parse().ok()?, None),
                Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
            }
        }
    };
    Some((least, most, any))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(least: u64, most: Option<u64>, lines: bool) -> Pattern {
        Pattern::Length { least, most, lines }
    }

    #[test]
    fn a_pattern_that_only_counts_is_a_length() {
        for free in [
            "",
            ".*",
            "^.*",
            ".*$",
            "^",
            "$",
            "(.*)",
            "^[\\s\\S]*$",
            "^([^]*)$",
            "(?:.*?)",
            ".?",
            "^.{0,}",
        ] {
            assert_eq!(read(free), length(0, None, true), "{free}");
        }
        assert_eq!(read("^$"), length(0, Some(0), true));
        assert_eq!(read("^.*$"), length(0, None, false));
        assert_eq!(read("^(.*)$"), length(0, None, false));
        assert_eq!(read(".+"), length(1, None, false));
        assert_eq!(read("^[\\s\\S]+$"), length(1, None, true));
        assert_eq!(read("^.{1,64}$"), length(1, Some(64), false));
        assert_eq!(read("^.{3}"), length(3, None, false));
        assert_eq!(read("^[^]$"), length(1, Some(1), true));
    }

    #[test]
    fn a_pattern_that_says_more_is_left_as_it_is() {
        for other in [
            "^a.*$",
            ".*b",
            "\\.*",
            "^.*\\$",
            "a|.*",
            "(a)(.*)",
            "^(?!x).*$",
            "(.*|b)",
            "^.*^$x",
            "[a]*",
        ] {
            assert_eq!(read(other), Pattern::Other, "{other}");
        }
    }
}
