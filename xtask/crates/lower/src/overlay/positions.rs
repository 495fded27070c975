//! What an overlay binds by position: names in a list, and elements by their index. The vendor sorts as he likes, and a
//! correction of the wrong element is not noticed by anybody.

use serde_json::Value;

use super::select;
use document::finding::{Failure, Finding};
use document::normal::variant_names::{BRANCH_NAME, KEYWORD};
use document::rule::Rule;
use document::{Document, Pointer};

document::rules! {
    /// Every rule of this file.
    pub(crate) const RULES: &[&Rule];

    static NAMES: Rule = Rule {
        id: "O004",
        title: "an overlay names values by their position",
        explanation: "`x-enum-varnames` as a list gives the first name to the first value. The values stand in the published document: when \
                      the vendor sorts them in another way, each variant would send the value of another one, and nothing would tell. \
                      Write an object, `value: Name`; a branch of a union has its name, `x-rust-variant`, in itself. A list is fine \
                      where the values stand beside it, in the vendor's document or in the same action.",
        example: "update:\n  x-enum-varnames: [TurboV2_5, FlashV2_5]      # write {eleven_turbo_v2_5: TurboV2_5, …}",
    };

    static INDEX: Rule = Rule {
        id: "O005",
        title: "an overlay selects an element by its position",
        explanation: "An index or a slice in a JSONPath selects another element as soon as the vendor adds one before it, and the action \
                      corrects what is right. Select by what the element holds: a filter of RFC 9535 section 2.3.5.",
        example: "target: $.paths['/a'].get.parameters[0]      # write parameters[?@.name=='page']",
    };
}

/// Refuses what is bound by position in `overlay`. The `contract` that it is applied to tells what is likely meant, and is read
/// only then.
///
/// # Errors
///
/// All places at which it is, or the contract cannot be read.
pub(crate) fn check(overlay: &Document, contract: impl FnOnce() -> Result<Document, Failure>) -> Result<(), Failure> {
    if find(overlay, &Value::Null).is_empty() {
        return Ok(());
    }
    let findings = find(overlay, &contract()?.value);
    Err(Failure { findings })
}

fn find(overlay: &Document, contract: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let actions = overlay.value.get("actions").and_then(Value::as_array);
    for (index, action) in actions.into_iter().flatten().enumerate() {
        let place = Pointer::from_tokens(["actions".to_owned(), index.to_string()]);
        for field in ["target", "copy"] {
            if let Some(path) = action.get(field).and_then(Value::as_str) {
                findings.extend(index_in(path).map(|(selector, end)| {
                    let message = format!("`{selector}` in {path} selects by position");
                    let remedy = match suggest(contract, path, end) {
                        Some(filter) => format!("select it by what it holds: `{filter}`"),
                        None => "select it by what it holds, as `[?@.name=='page']`".to_owned(),
                    };
                    Finding::error(
                        &INDEX,
                        overlay.locate(&place.join(field)),
                        place.join(field),
                        message,
                        remedy,
                    )
                }));
            }
        }
        if let Some(update) = action.get("update") {
            let target = action.get("target").and_then(Value::as_str).unwrap_or_default();
            let selected = select(contract, target).unwrap_or_default();
            let corrected = selected
                .first()
                .and_then(|pointer| contract.pointer(&pointer.to_string()));
            let mut lists = Vec::new();
            gather(update, corrected, &place.join("update"), &mut lists);
            findings.extend(lists.iter().map(|list| {
                let (message, remedy) = explain(list);
                Finding::error(&NAMES, overlay.locate(&list.place), list.place.clone(), message, remedy)
            }));
        }
    }
    findings
}

/// Names that stand in a list without their values.
struct NameList<'a> {
    place: Pointer,
    names: &'a [Value],
    /// The schema that they are for, where the contract has it.
    schema: Option<&'a Value>,
}

/// The lists of names below `update` that have no values beside them.
fn gather<'a>(update: &'a Value, schema: Option<&'a Value>, here: &Pointer, found: &mut Vec<NameList<'a>>) {
    match update {
        Value::Object(members) => {
            let valued = ["enum", "const", "oneOf", "anyOf"]
                .iter()
                .any(|keyword| members.contains_key(*keyword));
            if let Some(Value::Array(names)) = members.get(KEYWORD)
                && !valued
                && names.iter().all(Value::is_string)
            {
                let place = here.join(KEYWORD);
                found.push(NameList { place, names, schema });
            }
            for (key, member) in members {
                gather(
                    member,
                    schema.and_then(|schema| schema.get(key)),
                    &here.join(key),
                    found,
                );
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                gather(item, None, &here.join(index.to_string()), found);
            }
        }
        _ => {}
    }
}

/// What to write in the place of a list of names. Which value a name was meant for its words tell, or nobody.
fn explain(list: &NameList<'_>) -> (String, String) {
    let NameList { names, schema, .. } = list;
    let message = format!("`{KEYWORD}` is a list: its names are bound by position");
    let values = schema.and_then(|schema| schema.get("enum")).and_then(Value::as_array);
    let Some(values) = values else {
        let branches = schema.is_some_and(|schema| schema.get("oneOf").or_else(|| schema.get("anyOf")).is_some());
        let remedy = if branches {
            format!("name each branch in itself: select it with a filter, and set `{BRANCH_NAME}`")
        } else {
            "write an object: `value: Name`".to_owned()
        };
        return (message, remedy);
    };
    let plain = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let pairs = values.iter().filter(|value| !value.is_null()).map(|value| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let fits = |name: &&str| plain(&value).contains(&plain(name)) || plain(name).contains(&plain(&value));
        // The nearest, since `Nova2` is in `nova-2-meeting` too.
        let distance = |name: &&str| plain(name).len().abs_diff(plain(&value).len());
        let name = names.iter().filter_map(Value::as_str).filter(fits).min_by_key(distance);
        format!("{}: {}", shown(&value), name.unwrap_or("…"))
    });
    let pairs: Vec<String> = pairs.collect();
    (
        message,
        format!("write each name with its value: `{KEYWORD}: {{{}}}`", pairs.join(", ")),
    )
}

/// A key of YAML.
fn shown(value: &str) -> String {
    let plain = value.starts_with(|first: char| first.is_ascii_alphabetic())
        && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if plain && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&value.to_lowercase().as_str())
    {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}

/// The selectors of a JSONPath that are an index or a slice, each with the end of its brackets (RFC 9535 sections 2.3.3 and 2.3.4).
fn index_in(path: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut found = Vec::new();
    let mut rest = path;
    while let Some(open) = next(rest, |c| c == '[') {
        let inner = rest.get(open + 1..).unwrap_or_default();
        let Some(close) = closing(inner) else { break };
        let selectors = inner.get(..close).unwrap_or_default();
        let end = path.len() - inner.len() + close + 1;
        let mut selectors_left = Some(selectors);
        while let Some(selectors) = selectors_left {
            let comma = if selectors.trim_start().starts_with('?') {
                None
            } else {
                next(selectors, |c| c == ',')
            };
            let (selector, behind) = match comma {
                Some(at) => (selectors.get(..at).unwrap_or_default(), selectors.get(at + 1..)),
                None => (selectors, None),
            };
            let selector = selector.trim();
            let positional = |c: char| c.is_ascii_digit() || c == '-' || c == ':' || c.is_whitespace();
            if !selector.is_empty() && selector.chars().all(positional) {
                found.push((selector, end));
            }
            selectors_left = behind;
        }
        rest = inner.get(close + 1..).unwrap_or_default();
    }
    found.into_iter()
}

/// Where the first character that is `wanted` stands outside of quotes.
fn next(text: &str, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let (mut quote, mut escaped) = (None, false);
    for (at, character) in text.char_indices() {
        match quote {
            _ if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if character == '\'' || character == '"' => quote = Some(character),
            None if wanted(character) => return Some(at),
            None => {}
        }
    }
    None
}

/// Where the bracket closes whose inside `text` begins with.
fn closing(text: &str) -> Option<usize> {
    let mut from = 0;
    let mut depth = 0_usize;
    loop {
        let at = from + next(text.get(from..)?, |c| c == '[' || c == ']')?;
        if text.get(at..)?.starts_with('[') {
            depth += 1;
        } else if depth == 0 {
            return Some(at);
        } else {
            depth -= 1;
        }
        from = at + 1;
    }
}

/// The path up to `end` with a filter in the place of its last brackets, if something tells the element from the others.
fn suggest(contract: &Value, path: &str, end: usize) -> Option<String> {
    const TELLING: [&str; 7] = ["name", "url", "$ref", "const", "operationId", "type", "format"];
    let before = path.get(..end)?;
    let pointer = select(contract, before).ok()?.into_iter().next()?;
    let element = contract.pointer(&pointer.to_string())?;
    let siblings = contract.pointer(&pointer.parent()?.to_string())?.as_array()?;
    let (key, value) = TELLING.into_iter().find_map(|key| {
        let value = element.get(key)?.as_str()?;
        let has = |sibling: &&Value| sibling.get(key).and_then(Value::as_str) == Some(value);
        let alone = siblings.iter().filter(has).count() == 1;
        (alone && !value.contains('\'')).then_some((key, value))
    })?;
    let open = before.rfind('[')?;
    let member = if key == "$ref" {
        "@['$ref']".to_owned()
    } else {
        format!("@.{key}")
    };
    Some(format!("{}[?{member}=='{value}']", before.get(..open)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(actions: &str) -> String {
        let contract = "
paths: {/a: {get: {parameters: [{name: page, in: query}, {name: size, in: query}]}}}
components:
  schemas:
    A: {properties: {model: {enum: [nova-2, nova-2-meeting, '1']}, both: {oneOf: [{type: string}, {type: array}]}}}
";
        let contract = document::load_text("contract.yaml", contract, 0).unwrap();
        let overlay = format!("overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
        let overlay = document::load_text("overlay.yaml", &overlay, 0).unwrap();
        let Err(Failure { findings }) = check(&overlay, || Ok(contract)) else {
            return String::new();
        };
        let line = |finding: &Finding| {
            format!(
                "{} {}: {}\n  {}",
                finding.location, finding.rule.id, finding.message, finding.remedy
            )
        };
        findings.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn names_in_a_list_are_refused_with_the_object_to_write() {
        insta::assert_snapshot!(refused("  - target: $.components.schemas.A.properties.model
    update: {x-enum-varnames: [Nova2Meeting, Nova2, First]}
  - target: $.components.schemas.A.properties
    update: {both: {x-enum-varnames: [One, Many]}, gone: {x-enum-varnames: [A]}}
"), @r#"
        overlay.yaml:5:14 O004: `x-enum-varnames` is a list: its names are bound by position
          write each name with its value: `x-enum-varnames: {nova-2: Nova2, nova-2-meeting: Nova2Meeting, '1': …}`
        overlay.yaml:7:21 O004: `x-enum-varnames` is a list: its names are bound by position
          name each branch in itself: select it with a filter, and set `x-rust-variant`
        overlay.yaml:7:59 O004: `x-enum-varnames` is a list: its names are bound by position
          write an object: `value: Name`
        "#);
    }

    #[test]
    fn names_beside_their_values_are_fine() {
        assert_eq!(
            refused(
                "  - target: $.components.schemas
    update: {B: {enum: [a], x-enum-varnames: [A]}, C: {oneOf: [{}, {}], x-enum-varnames: [One, Two]}}
  - target: $.components.schemas.A.properties.model
    update: {x-enum-varnames: {'1': First}}
"
            ),
            ""
        );
    }

    #[test]
    fn an_index_is_refused_with_the_filter_to_write() {
        insta::assert_snapshot!(refused("  - {target: \"$.paths['/a'].get.parameters[1].schema\", update: {}}
  - {target: \"$.components.schemas.A.properties.both.oneOf[-1]\", update: {}}
  - {target: '$.servers[0:2]', remove: true}
  - {target: '$.components', copy: '$.x[0]'}
"), @r#"
        overlay.yaml:4:6 O005: `1` in $.paths['/a'].get.parameters[1].schema selects by position
          select it by what it holds: `$.paths['/a'].get.parameters[?@.name=='size']`
        overlay.yaml:5:6 O005: `-1` in $.components.schemas.A.properties.both.oneOf[-1] selects by position
          select it by what it holds: `$.components.schemas.A.properties.both.oneOf[?@.type=='array']`
        overlay.yaml:6:6 O005: `0:2` in $.servers[0:2] selects by position
          select it by what it holds, as `[?@.name=='page']`
        overlay.yaml:7:30 O005: `0` in $.x[0] selects by position
          select it by what it holds, as `[?@.name=='page']`
        "#);
    }

    #[test]
    fn brackets_with_names_wildcards_and_filters_are_no_index() {
        for path in [
            "$.paths['/a/0', \"[1]\"][*]",
            "$.responses['200']",
            "$.parameters[?@.name=='1' && @.tags[0]=='2']",
            "$..[?(@.x)]",
            "$.a['it\\'s [0]']",
        ] {
            assert_eq!(index_in(path).count(), 0, "{path}");
        }
        for path in ["$[0]", "$.a[ 1 ]", "$.a[::2]", "$..['x',3]", "$.a[?@.b==1][2].c"] {
            assert_eq!(index_in(path).count(), 1, "{path}");
        }
    }
}
