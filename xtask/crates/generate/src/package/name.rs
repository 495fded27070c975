//! The name of a package, from the title of its document.

/// What cargo or the compiler keep for themselves, and what the package depends on: as the name of a package each is
/// refused or hides something.
const TAKEN: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc-macro",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "build",
    "deps",
    "examples",
    "incremental",
    "chrono",
    "progenitor-client",
    "reqwest",
    "schemars",
    "serde",
    "serde-json",
    "thiserror",
    "bytes",
    "futures",
];

/// crates.io takes names of up to 64 characters.
const LONGEST: usize = 64;

/// `Träume & Co. API (v2)` is `tr-ume-co-api-v2`.
pub(super) fn from_title(title: &str) -> String {
    let words: Vec<String> = title
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let joined = words.join("-");
    let short: String = joined.chars().take(LONGEST - "-client".len()).collect();
    let short = short.trim_end_matches('-');
    match short {
        "" => "api-client".to_owned(),
        taken if TAKEN.contains(&taken) => format!("{taken}-client"),
        digit if digit.starts_with(|first: char| first.is_ascii_digit()) => format!("api-{digit}"),
        // Device names on Windows, with which no folder can be named.
        "nul" | "con" | "prn" | "aux" => format!("{short}-client"),
        fine => fine.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::from_title;

    #[test]
    fn a_title_becomes_a_name_that_cargo_takes() {
        for (title, name) in [
            ("Bolna API", "bolna-api"),
            ("Träume & Co. API (v2)", "tr-ume-co-api-v2"),
            ("  --  ", "api-client"),
            ("日本語", "api-client"),
            ("2Checkout", "api-2checkout"),
            ("Type", "type-client"),
            ("serde json", "serde-json-client"),
            ("Aux", "aux-client"),
        ] {
            assert_eq!(from_title(title), name, "{title}");
        }
        assert!(from_title(&"long ".repeat(100)).len() <= 64);
    }
}
