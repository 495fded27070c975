//! `cargo xtask explain`: what a rule means, of a document or of a comparison.

use crate::rules;
use crate::usage_error::UsageError;
use document::rule::Rule;

/// Where lines of prose end.
const WIDTH: usize = 100;

/// Explains the rule that `name` names, or lists all of them.
///
/// # Errors
///
/// There is no such rule.
pub fn explain(name: Option<&str>) -> Result<String, UsageError> {
    match name {
        Some(name) => rules::find(name).map(page),
        None => {
            let lines: Vec<_> = rules::all()
                .map(|rule| format!("{}  {}", rule.id, rule.title))
                .collect();
            Ok(lines.join("\n"))
        }
    }
}

fn page(rule: &Rule) -> String {
    let explanation = textwrap::fill(rule.explanation, WIDTH);
    let example = textwrap::indent(rule.example.trim_end(), "    ");
    format!("{}: {}\n\n{explanation}\n\nExample:\n\n{example}", rule.id, rule.title)
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn a_rule_is_explained_with_an_example() {
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
        response, it is an additional guarantee.

        Example:

            -  required: [name]
            +  required: [name, region]
        ");
    }

    #[test]
    fn the_list_has_a_line_for_each_rule() {
        let list = explain(None).unwrap();
        assert!(
            list.contains("D004  a file is not well-formed YAML 1.2 or JSON\n"),
            "{list}"
        );
    }
}
