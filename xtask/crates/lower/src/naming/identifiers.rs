//! Identifiers: which one the generator makes of a name, and names of which it makes an identifier each.
//!
//! The generator replaces what an identifier cannot have, and does not look whether two names become the same. What is
//! chosen here is a spelling of the name from which it makes an identifier that is free; where a name is the only one
//! of its identifier, it is that name.

use std::collections::HashSet;

use heck::{ToPascalCase, ToSnakeCase};

/// The identifier of a field, a parameter or a method, as progenitor and typify make it of a name.
pub(crate) fn snake(name: &str) -> String {
    sanitized(name, |words| words.to_snake_case())
}

/// The identifier of a type or a variant.
pub(crate) fn pascal(name: &str) -> String {
    sanitized(name, |words| words.to_pascal_case())
}

fn sanitized(name: &str, case: fn(&str) -> String) -> String {
    let identifier = match name {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        name => case(&name.replace('\'', "").replace(|character| !is_part(character), "-")),
    };
    let identifier = match identifier.chars().next() {
        None => case("x"),
        Some(first) if is_start(first) => identifier,
        Some(_) => format!("{}{identifier}", case("x")),
    };
    if is_keyword(&identifier) {
        format!("{identifier}_")
    } else {
        identifier
    }
}

/// Whether an identifier can have the character (`XID_Continue` of Unicode Annex 31).
fn is_part(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric() || character == '_'
    } else {
        syn::parse_str::<syn::Ident>(&format!("x{character}")).is_ok()
    }
}

fn is_start(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphabetic() || character == '_'
    } else {
        syn::parse_str::<syn::Ident>(&format!("{character}x")).is_ok()
    }
}

/// Whether Rust keeps the word for itself, now or later.
fn is_keyword(identifier: &str) -> bool {
    identifier == "gen" || (identifier != "_" && syn::parse_str::<syn::Ident>(identifier).is_err())
}

/// A spelling of each name from which `identifier` makes an identifier that no other one has, and that is not in
/// `taken`. A name that is the plainest way to write its identifier keeps it; another one says what tells it apart: the
/// symbols in it, `suffix`, its case, and a number where nothing else does.
pub(crate) fn distinct(
    names: &[&str],
    identifier: fn(&str) -> String,
    taken: &HashSet<String>,
    suffix: impl Fn(usize) -> Option<String>,
) -> Vec<String> {
    let mut taken = taken.clone();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|index| names.get(*index).map(|name| plainness(name, identifier)));
    let mut chosen = vec![String::new(); names.len()];
    for index in order {
        let Some(name) = names.get(index) else { continue };
        let spelled = spelled_out(name);
        let suffixed = suffix(index).map(|suffix| format!("{name}-{suffix}"));
        let styled = [*name, &spelled].map(|name| format!("{name}-{}", style(name)));
        let candidates = (has_word(name) && is_cased(name, identifier))
            .then(|| (*name).to_owned())
            .into_iter()
            .chain([spelled.clone()])
            .chain(suffixed)
            .chain(styled);
        let numbered = (2..).map(|number| format!("{spelled}-{number}"));
        let free = candidates
            .chain(numbered)
            .find(|candidate| taken.insert(identifier(candidate)));
        if let (Some(free), Some(slot)) = (free, chosen.get_mut(index)) {
            *slot = free;
        }
    }
    chosen
}

/// How plainly a name says its identifier: 0 if it is that, 1 if it has nothing but words, 2 otherwise.
fn plainness(name: &str, identifier: fn(&str) -> String) -> u8 {
    let is_separator = |character| matches!(character, '_' | '-' | ' ');
    if identifier(name) == name {
        0
    } else if name
        .chars()
        .all(|character| character.is_alphanumeric() || is_separator(character))
        && name.starts_with(char::is_alphanumeric)
    {
        1
    } else {
        2
    }
}

/// Whether the generator keeps the case of identifiers: it does not for the names `+1` and `-1` of types and variants.
fn is_cased(name: &str, identifier: fn(&str) -> String) -> bool {
    identifier("x") == "x" || !identifier(name).starts_with(|first: char| first.is_ascii_lowercase())
}

fn has_word(name: &str) -> bool {
    name.chars().any(char::is_alphanumeric)
}

/// A word for the way in which a name is written.
fn style(name: &str) -> &'static str {
    let has = |test: fn(char) -> bool| name.contains(test);
    match () {
        () if !has(char::is_lowercase) => "upper",
        () if name.contains('_') => "snake",
        () if name.contains('-') => "kebab",
        () if !has(char::is_uppercase) => "lower",
        () if name.starts_with(char::is_uppercase) => "pascal",
        () => "camel",
    }
}

/// Symbols that are one word together, longer ones first.
const PAIRS: [(&str, &str); 11] = [
    ("===", "identical"),
    ("!==", "not-identical"),
    ("==", "equal"),
    ("!=", "not-equal"),
    ("<>", "not-equal"),
    (">=", "greater-than-or-equal"),
    ("<=", "less-than-or-equal"),
    ("&&", "and"),
    ("||", "or"),
    ("=~", "matches"),
    ("!~", "not-matches"),
];

/// The name in words, with hyphens between them: `a.b` is `a-dot-b`, and `>=` is `greater-than-or-equal`.
fn spelled_out(name: &str) -> String {
    if name.is_empty() {
        return "empty".to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut rest = name;
    while let Some(character) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(symbols, _)| rest.starts_with(symbols));
        let length = pair.map_or(character.len_utf8(), |(symbols, _)| symbols.len());
        let behind = rest.get(length..).unwrap_or_default();
        if pair.is_none() && is_part(character) && character != '_' {
            word.push(character);
        } else {
            let inside = !word.is_empty() && behind.starts_with(char::is_alphanumeric);
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            match pair {
                Some((_, pair)) => words.push((*pair).to_owned()),
                None => words.push(symbol(character, inside)),
            }
        }
        rest = behind;
    }
    words.extend((!word.is_empty()).then_some(word));
    words.join("-")
}

/// The word for a symbol; `inside` if it stands between two words.
fn symbol(character: char, inside: bool) -> String {
    let word = match character {
        '-' if inside => "hyphen",
        '-' => "minus",
        '+' => "plus",
        '<' => "less-than",
        '>' => "greater-than",
        '=' => "equal",
        '!' => "not",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '&' => "ampersand",
        '|' => "pipe",
        '^' => "caret",
        '~' => "tilde",
        '?' => "question-mark",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '_' => "underscore",
        ' ' => "space",
        '\t' => "tab",
        '\n' => "newline",
        '\'' => "quote",
        '"' => "double-quote",
        '`' => "backtick",
        '(' => "open-parenthesis",
        ')' => "close-parenthesis",
        '[' => "open-bracket",
        ']' => "close-bracket",
        '{' => "open-brace",
        '}' => "close-brace",
        other => return format!("u{:x}", u32::from(other)),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(names: &[&str]) -> String {
        let spelled = distinct(names, pascal, &HashSet::new(), |_| None);
        spelled.iter().map(|name| pascal(name)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_identifier_is_what_the_generator_makes_of_a_name() {
        let fields = ["+1", "-1", "1", "", "@id", "type", "Self", "orgName", "a'", "你好"];
        assert_eq!(
            fields.map(snake),
            [
                "plus1", "minus1", "x1", "x", "id", "type_", "self_", "org_name", "a", "你好"
            ]
        );
        assert_eq!(["self", "2fa", "==", "a-b"].map(pascal), ["Self_", "X2fa", "X", "AB"]);
    }

    #[test]
    fn a_name_of_its_own_stays() {
        let names = ["get", "m-1", "1.5", "text/html"];
        assert_eq!(distinct(&names, pascal, &HashSet::new(), |_| None), names);
    }

    #[test]
    fn symbols_are_words() {
        assert_eq!(
            variants(&["==", "!=", ">", ">=", "<", "<=", "+", "-", ""]),
            "Equal NotEqual GreaterThan GreaterThanOrEqual LessThan LessThanOrEqual Plus Minus Empty"
        );
        assert_eq!(variants(&["👍", "👎"]), "U1f44d U1f44e");
    }

    #[test]
    fn of_names_that_are_one_identifier_the_plainest_has_it() {
        assert_eq!(variants(&["-name", "name", "+name"]), "MinusName Name PlusName");
        assert_eq!(variants(&["get", "Get", "GET"]), "GetLower Get GetUpper");
        assert_eq!(variants(&["a.b", "a-b", "a/b"]), "ADotB AB ASlashB");
        assert_eq!(variants(&["1", "-1", "+1", "1.5", "15"]), "X1 Minus1 Plus1 X1Dot5 X15");
    }

    #[test]
    fn what_is_taken_is_given_to_nobody() {
        let taken = HashSet::from(["send".to_owned()]);
        let names = distinct(&["send", "Send"], snake, &taken, |_| Some("query".to_owned()));
        assert_eq!(names, ["send-query", "Send-pascal"]);
    }
}
