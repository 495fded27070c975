//! `cargo xtask explain`: what a finding means.

use super::Misuse;
use crate::{codes, diff};

/// Where lines of prose end.
const WIDTH: usize = 100;

/// Explains the code that `name` names, or lists all codes.
///
/// # Errors
///
/// There is no such code.
pub fn explain(name: Option<&str>) -> Result<String, Misuse> {
    let Some(name) = name else {
        let codes = codes::all().map(|code| (code.id, code.title));
        let all = codes.chain(diff::ids().map(|id| (id.id, id.title)));
        let lines: Vec<_> = all.map(|(id, title)| format!("{id}  {title}")).collect();
        return Ok(lines.join("\n"));
    };
    if let Some(id) = diff::ids().find(|id| id.id.eq_ignore_ascii_case(name.trim())) {
        return Ok(text(id.id, id.title, id.explanation, id.example));
    }
    let code = codes::find(name).ok_or_else(|| codes::unknown(name))?;
    Ok(text(code.id, code.title, code.explanation, code.example))
}

fn text(id: &str, title: &str, explanation: &str, example: &str) -> String {
    format!(
        "{id}: {title}\n\n{}\n\nExample:\n\n{}",
        textwrap::fill(explanation, WIDTH),
        textwrap::indent(example.trim_end(), "    ")
    )
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn a_code_is_explained_with_an_example() {
        insta::assert_snapshot!(explain(Some("l002")).unwrap(), @"
        L002: a version that is written as a number

        `info.version` is a string (OpenAPI 3.1 section 4.8.2.1). Written without quotes, `1.0` is a number
        in YAML and would print as `1` or, for `1.10`, as `1.1`. The text is taken as it stands in the file.

        Example:

            info:
              title: An API
              version: 1.10
        ");
    }

    #[test]
    fn an_id_of_the_diff_is_explained_too() {
        let text = explain(Some("rust.item.added")).unwrap();
        assert!(
            text.starts_with("rust.item.added: the generated crate has one public item more\n\n"),
            "{text}"
        );
        assert!(
            explain(None)
                .unwrap()
                .contains("\nrust.item.added  the generated crate has one")
        );
    }

    #[test]
    fn a_code_that_is_not_there_is_answered_with_its_neighbours() {
        let error = explain(Some("O01")).unwrap_err().to_string();
        assert!(
            error.starts_with("error: there is no code `O01`\n help: did you mean O001"),
            "{error}"
        );
    }

    #[test]
    fn the_list_has_a_line_for_each_code() {
        let list = explain(None).unwrap();
        assert!(
            list.contains("D004  a file is not well-formed YAML 1.2 or JSON\n"),
            "{list}"
        );
    }
}
