//! The hand-written part of a package: the modules of `bolna-api`, and what has to be said of another API.

/// What is said of an API.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    /// The name of the crate as code says it.
    pub(super) krate: &'a str,
    /// Empty when the document names no server.
    pub(super) base_url: &'a str,
}

/// The version of reqwest that its client must have, as a manifest says it.
const REQWEST: &str = "0.13";

const ROOT: &str = include_str!("../../../../../bolna-api/src/lib.rs");

/// The files of `bolna-api/src/runtime/` but those of tests: path below that folder, and text.
const RUNTIME: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// The hand-written files below `src/`: path and text.
pub(super) fn modules(about: &About<'_>) -> Vec<(String, String)> {
    let own = |text: &str| without_tests(text).replace("bolna_api::", &format!("{}::", about.krate));
    let mut files: Vec<_> = (RUNTIME.iter())
        .map(|(path, text)| (format!("runtime/{path}"), own(text)))
        .collect();
    files.push((
        "lib.rs".to_owned(),
        format!("{}\n{}", root_docs(about), root_code(about)),
    ));
    files
}

/// The text without the line that has the tests, which stand in files of their own and are not copied.
fn without_tests(text: &str) -> String {
    let mut text = text.to_owned();
    for visibility in ["", "pub(crate) "] {
        text = text.replace(&format!("#[cfg(test)]\n{visibility}mod tests;\n"), "");
    }
    text.trim_end().to_owned() + "\n"
}

/// The text of `README.md`.
pub(super) fn readme(name: &str, about: &About<'_>) -> String {
    let About { title, krate, base_url } = about;
    let base_url = match *base_url {
        "" => "\"https://api.example.com\"".to_owned(),
        _ => format!("{krate}::BASE_URL"),
    };
    format!(
        "# {name}\n\n\
         Typed client of {}, generated from its OpenAPI document.\n\n\
         ```toml\n\
         [dependencies]\n\
         {name} = {{ path = \"…\" }}\n\
         reqwest = \"{REQWEST}\" # its features choose TLS\n\
         ```\n\n\
         ```rust,ignore\n\
         let client = {krate}::Client::new({base_url}, reqwest::Client::new());\n\
         ```\n\n\
         Every operation is a method of `Client`; each returns a builder with one setter per parameter and a `send()`.\n\
         `cargo doc --open` lists them.\n\n\
         | feature | default | what it does |\n\
         |---|---|---|\n\
         | `pattern` | where the document has patterns | holds texts against them before they are sent |\n\
         | `schemars` | no | `schemars::JsonSchema` (schemars 1) on every type |\n",
        one_line(title)
    )
}

fn root_docs(about: &About<'_>) -> String {
    let title = one_line(about.title);
    let crate_name = about.krate;
    let base_url = match about.base_url {
        "" => "\"https://api.example.com\"".to_owned(),
        _ => format!("{crate_name}::BASE_URL"),
    };
    format!(
        "//! Typed client of {title}, generated from its OpenAPI document.\n\
         //!\n\
         //! Every operation of the document is a method of [`Client`], named as the document names it; each returns a\n\
         //! builder with one setter per parameter and a `send()`. Every schema is a type in [`types`].\n\
         //!\n\
         //! What every request needs, a key for example, is added by a [`Layer`](transport::Layer) that sees every\n\
         //! request:\n\
         //!\n\
         //! ```no_run\n\
         //! let client = {crate_name}::Client::new({base_url}, reqwest::Client::new());\n\
         //! ```\n\
         //!\n\
         //! A success that can be read as documented is a value. Everything else is an [`Error`], which names the operation and shows\n\
         //! as one line. Every other status, documented or not, has status, headers and body in it.\n\
         //!\n\
         //! # Parameters\n\
         //!\n\
         //! | style | where | goes out as |\n\
         //! |---|---|---|\n\
         //! | `simple` | path, header | `a,b`; an object as `k,v`, exploded `k=v` |\n\
         //! | `label`, `matrix` | path | `.a,b` and `;name=a,b`; exploded `.a.b` and `;name=a;name=b` |\n\
         //! | `form` | query, cookie | `name=a&name=b`, in cookies with `; ` between; not exploded `name=a,b` |\n\
         //! | `spaceDelimited`, `pipeDelimited` | query | `name=a%20b`, `name=a%7Cb` |\n\
         //! | `deepObject` | query | `name%5Bk%5D=v` |\n\
         //! | `content` with JSON | everywhere | the JSON as one value |\n\
         //!\n\
         //! Values are percent-encoded but for unreserved characters (RFC 6570), in headers not at all. What is not set, null, or an empty array or object\n\
         //! is left out. What cannot be sent, a line break in a header for example, is an error that names the parameter. An operation with a server of its own\n\
         //! goes there, the variables at their defaults, whatever the base URL of the client is.\n\
         //!\n\
         //! # Features\n\
         //!\n\
         //! | feature | default | what it does |\n\
         //! |---|---|---|\n\
         //! | `pattern` | where the document has patterns | holds texts against them before they are sent |\n\
         //! | `schemars` | no | `schemars::JsonSchema` (schemars 1) on every type |\n\
         //!\n\
         //! TLS is that of the [`reqwest::Client`]: add `reqwest` with the features that you want, its default ones for\n\
         //! example. None of them is turned on here, and without TLS only `http://` works.\n"
    )
}

/// The code of `bolna-api/src/lib.rs`, with another base URL. The one of `bolna-api` and its documentation are the last
/// item of the file.
fn root_code(about: &About<'_>) -> String {
    let code: Vec<_> = ROOT
        .lines()
        .skip_while(|line| line.starts_with("//!") || line.is_empty())
        .take_while(|line| !line.starts_with(BASE_URL_DOC))
        // What a document of somebody else leaves undocumented is no reason not to build.
        .filter(|line| *line != "#![deny(missing_docs)]")
        .collect();
    let said = match about.base_url {
        "" => "Empty: the document names no server. Give [`Client::new`] the base URL of yours.",
        _ => "Where the API is, according to its document.",
    };
    let base_url = about.base_url;
    format!(
        "{}\n\n/// {said}\npub const BASE_URL: &str = {base_url:?};\n",
        code.join("\n").trim_end()
    )
}

const BASE_URL_DOC: &str = "/// Where the API is in production";

/// A title as a part of a sentence of Markdown.
fn one_line(title: &str) -> String {
    let words: Vec<_> = title.split_whitespace().collect();
    let mut escaped = String::new();
    for character in words.join(" ").chars().filter(|character| !character.is_control()) {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '#'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const ABOUT: About<'_> = About {
        title: "Pets\n <T> API",
        krate: "pets",
        base_url: "https://pets.example/v1",
    };

    #[test]
    fn the_runtime_is_copied_without_its_tests() {
        let there = support::checkout::files(&support::checkout::root().join("bolna-api/src/runtime"));
        let wanted: BTreeSet<_> = (there.keys())
            .filter(|path| !path.split('/').any(|token| token == "tests" || token == "tests.rs"))
            .map(|path| format!("runtime/{path}"))
            .collect();
        let mut taken: BTreeSet<_> = BTreeSet::new();
        for (path, text) in modules(&ABOUT) {
            assert!(
                !text.contains("cfg(test)") && !text.contains("mod tests"),
                "{path} has tests"
            );
            taken.insert(path);
        }
        taken.remove("lib.rs");
        assert_eq!(taken, wanted);
    }

    #[test]
    fn the_root_has_the_modules_of_bolna_api_and_another_base_url() {
        let (_, root) = modules(&ABOUT).pop().unwrap();
        let file = syn::parse_file(&root).unwrap();
        assert!(!root.to_lowercase().contains("bolna"), "{root}");
        assert!(
            root.contains("pub const BASE_URL: &str = \"https://pets.example/v1\";"),
            "{root}"
        );
        // All but the last item, which compiles the README of `bolna-api`.
        assert_eq!(file.items.len() + 1, syn::parse_file(ROOT).unwrap().items.len());
        assert!(root.contains("//! Typed client of Pets \\<T\\> API,"), "{root}");
    }

    #[test]
    fn no_example_names_the_crate_of_bolna() {
        for (path, text) in modules(&ABOUT) {
            assert!(!text.contains("bolna_api"), "{path}");
        }
    }
}
