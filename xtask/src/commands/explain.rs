//! `cargo xtask explain`: what a finding means, of a document or of a comparison.

use crate::codes;
use crate::usage_error::UsageError;
use diff::ids;
use document::finding::clean;

/// Where lines of prose end.
const WIDTH: usize = 100;

/// Explains the code that `name` names, or what `cargo xtask diff` calls so, or lists all of them.
///
/// # Errors
///
/// There is no such code.
pub fn explain(name: Option<&str>) -> Result<String, UsageError> {
    let Some(name) = name else {
        let codes = codes::all().map(|code| format!("{}  {}", code.id, code.title));
        let ids = diff::ids().map(|id| format!("{}  {}", id.id, id.title));
        return Ok(codes.chain(ids).collect::<Vec<_>>().join("\n"));
    };
    // Codes have no dots, ids of changes have two.
    if name.contains('.') {
        let id = ids::find(name).ok_or_else(|| unknown(name))?;
        return Ok(page(id.id, id.title, id.explanation, id.example));
    }
    let code = codes::find(name).ok_or_else(|| codes::unknown(name))?;
    Ok(page(code.id, code.title, code.explanation, code.example))
}

/// The command line names a kind of change that does not exist.
fn unknown(name: &str) -> UsageError {
    let help = match ids::near(name).as_slice() {
        [] => "`cargo xtask explain` lists all of them".to_owned(),
        near => format!(
            "did you mean {}? `cargo xtask explain` lists all of them",
            near.join(", ")
        ),
    };
    UsageError {
        message: format!("there is no finding `{}`", clean(name)),
        help,
    }
}

fn page(id: &str, title: &str, explanation: &str, example: &str) -> String {
    let explanation = textwrap::fill(explanation, WIDTH);
    let example = textwrap::indent(example.trim_end(), "    ");
    format!("{id}: {title}\n\n{explanation}\n\nExample:\n\n{example}")
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
    fn a_change_is_explained_with_an_example() {
        insta::assert_snapshot!(explain(Some("property.required.added")).unwrap(), @"
        property.required.added: a property must be there

        It is new and required, or it was optional. In a request, callers who leave it out are refused; in a
        response, it is a promise more.

        Example:

            -  required: [name]
            +  required: [name, region]
        ");
    }

    #[test]
    fn a_change_that_is_not_there_is_answered_with_its_neighbours() {
        let error = explain(Some("property.required.add")).unwrap_err().to_string();
        assert!(
            error.starts_with(
                "error: there is no finding `property.required.add`\n help: did you mean property.required.added"
            ),
            "{error}"
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
