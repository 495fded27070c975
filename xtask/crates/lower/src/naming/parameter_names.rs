//! Every parameter of an operation is an argument of its own in Rust.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use document::operations;

use super::{Findings, Pass, identifiers};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "parameter_names",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L069",
        title: "two parameters whose names are one in Rust",
        explanation: "Arguments are named in snake case, in which two parameters of an operation can be one: `id` in the path and `ID` in the \
                      query, or `StartTime` and `StartTime<`. A parameter can also be called like something that every builder has: \
                      `send`, `new`, `body`. The one that is written as the argument is named keeps the name, one in the path \
                      first. The other says what tells it apart: the symbols in it, where it goes (`id_query`), how it is written, or \
                      a number where nothing else does. The name on the wire stays.",
        example: "/a/{id}:\n  get:\n    parameters: [{name: id, in: path, …}, {name: id, in: query, …}]      # id and id_query",
    };
}

/// On a parameter: its name on the wire, where the generator has another one.
pub(crate) const WIRE_NAME: &str = "x-xtask-wire-name";

/// On an operation: the template of its path, where the generator has another one.
pub(crate) const WIRE_PATH: &str = "x-xtask-wire-path";

/// What the builder of every operation has, and what generated code calls by these names on the way to a request.
const RESERVED: [&str; 14] = [
    "new",
    "send",
    "send_for_response",
    "body",
    "body_map",
    "client",
    "draft",
    "url",
    "request",
    "response",
    "result",
    "info",
    "header_map",
    "value",
];

fn run(document: &mut Document, findings: &mut Findings) {
    for (path, operations) in by_path(document) {
        let renamed = in_path(document, &operations, findings);
        for operation in &operations {
            elsewhere(document, operation, findings);
        }
        if !renamed.is_empty() {
            move_path(document, &path, &renamed);
        }
    }
}

fn by_path(document: &Document) -> Vec<(String, Vec<Pointer>)> {
    let mut paths: Vec<(String, Vec<Pointer>)> = Vec::new();
    for pointer in operations::pointers(document) {
        let path = operations::path(&pointer);
        match paths.last_mut().filter(|(last, _)| last == path) {
            Some((_, operations)) => operations.push(pointer),
            None => paths.push((path.to_owned(), vec![pointer])),
        }
    }
    paths
}

fn parameters<'a>(document: &'a mut Document, operation: &Pointer) -> Option<&'a mut Vec<Value>> {
    document.get_mut(&operation.join("parameters"))?.as_array_mut()
}

/// Names those in the path, which all operations of the path have in common; the new names by the old ones.
fn in_path(document: &mut Document, all: &[Pointer], findings: &mut Findings) -> BTreeMap<String, String> {
    let mut names: Vec<String> = Vec::new();
    for operation in all {
        let parameters = parameters(document, operation);
        for parameter in parameters.into_iter().flatten() {
            let name = operations::text(parameter, "name");
            if operations::text(parameter, "in") == "path" && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    let plain: Vec<&str> = names.iter().map(String::as_str).collect();
    let spelled = identifiers::distinct(&plain, identifiers::snake, &reserved(), |_| Some("path".to_owned()));
    let renamed: BTreeMap<String, String> = names
        .iter()
        .zip(spelled)
        .filter(|(name, spelled)| *name != spelled)
        .map(|(name, spelled)| (name.clone(), identifiers::snake(&spelled)))
        .collect();
    for operation in all {
        rename(document, operation, findings, |parameter, _| {
            let name = operations::text(parameter, "name");
            (operations::text(parameter, "in") == "path")
                .then(|| renamed.get(name).cloned())
                .flatten()
        });
    }
    renamed
}

/// Names the others of an operation.
fn elsewhere(document: &mut Document, operation: &Pointer, findings: &mut Findings) {
    let Some(parameters) = parameters(document, operation) else {
        return;
    };
    let mut taken = reserved();
    let mut names: Vec<(usize, String, String)> = Vec::new();
    for (index, parameter) in parameters.iter().enumerate() {
        let (name, place) = (operations::text(parameter, "name"), operations::text(parameter, "in"));
        if place == "path" {
            taken.insert(identifiers::snake(name));
        } else {
            names.push((index, name.to_owned(), place.to_owned()));
        }
    }
    let plain: Vec<&str> = names.iter().map(|(_, name, _)| name.as_str()).collect();
    let spelled = identifiers::distinct(&plain, identifiers::snake, &taken, |index| {
        names.get(index).map(|(_, _, place)| place.clone())
    });
    let renamed: BTreeMap<usize, String> = names
        .iter()
        .zip(spelled)
        .filter(|((_, name, _), spelled)| name != spelled)
        .map(|((index, ..), spelled)| (*index, identifiers::snake(&spelled)))
        .collect();
    rename(document, operation, findings, |_, index| renamed.get(&index).cloned());
}

fn reserved() -> HashSet<String> {
    RESERVED.map(str::to_owned).into()
}

/// Gives parameters another name for the generator.
fn rename(
    document: &mut Document,
    operation: &Pointer,
    findings: &mut Findings,
    new: impl Fn(&Value, usize) -> Option<String>,
) {
    let list = operation.join("parameters");
    let Document { value, source } = document;
    let parameters = value.pointer_mut(&list.to_string()).and_then(Value::as_array_mut);
    for (index, parameter) in parameters.into_iter().flatten().enumerate() {
        let Some(new) = new(parameter, index) else { continue };
        let name = operations::text(parameter, "name").to_owned();
        let message = format!(
            "the parameter `{name}` is `{}` in Rust, as is something else, or has no name",
            identifiers::snake(&name)
        );
        findings.warning(
            &RULE,
            source,
            &list.join(index.to_string()),
            message,
            format!("named `{new}`"),
        );
        if let Some(members) = parameter.as_object_mut() {
            members.insert("name".to_owned(), new.into());
            members.insert(WIRE_NAME.to_owned(), name.into());
        }
    }
}

/// Moves the operations of a path to the template that has the new names.
fn move_path(document: &mut Document, path: &str, renamed: &BTreeMap<String, String>) {
    let template = renamed.iter().fold(path.to_owned(), |template, (old, new)| {
        template.replace(&format!("{{{old}}}"), &format!("{{{new}}}"))
    });
    let Some((mut item, place)) = document.remove(&Pointer::from_tokens(["paths", path])) else {
        return;
    };
    for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
        if let Some(operation) = operation.as_object_mut() {
            operation.insert(WIRE_PATH.to_owned(), path.into());
        }
    }
    document.insert(&Pointer::from_tokens(["paths", &template]), item, place);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_parameter_that_is_called_like_another_or_like_a_method_is_renamed() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a/{id}:
                get:
                  parameters:
                    - {name: id, in: path}
                    - {name: ID, in: query}
                    - {name: StartTime<, in: query}
                    - {name: StartTime, in: query}
                    - {name: send, in: header}
                    - {name: fine, in: query}
        "), @r#"
         paths:
           '/a/{id}':
             get:
               parameters:
        -        - {name: ID, in: query}
        -        - {name: 'StartTime<', in: query}
        +        - {name: id_query, in: query, x-xtask-wire-name: ID}
        +        - {name: start_time_less_than, in: query, x-xtask-wire-name: 'StartTime<'}
        -        - {name: send, in: header}
        +        - {name: send_header, in: header, x-xtask-wire-name: send}
        warning[L069] test.yaml:6:11 /paths/~1a~1{id}/get/parameters/1: the parameter `ID` is `id` in Rust, as is something else, or has no name
        warning[L069] test.yaml:7:11 /paths/~1a~1{id}/get/parameters/2: the parameter `StartTime<` is `start_time` in Rust, as is something else, or has no name
        warning[L069] test.yaml:9:11 /paths/~1a~1{id}/get/parameters/4: the parameter `send` is `send` in Rust, as is something else, or has no name
        "#);
    }

    #[test]
    fn a_path_is_sent_as_it_was_written() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a/{new}/{id}/{Id}:
                get:
                  parameters: [{name: new, in: path}, {name: id, in: path}, {name: Id, in: path}]
        "), @r#"
         paths:
        -  '/a/{new}/{id}/{Id}':
        -    get: {parameters: [{name: new, in: path}, {name: id, in: path}, {name: Id, in: path}]}
        +  '/a/{new_path}/{id}/{id_path}':
        +    get:
        +      parameters:
        +        - {name: new_path, in: path, x-xtask-wire-name: new}
        +        - {name: id, in: path}
        +        - {name: id_path, in: path, x-xtask-wire-name: Id}
        +      x-xtask-wire-path: '/a/{new}/{id}/{Id}'
        warning[L069] test.yaml:4:20 /paths/~1a~1{new}~1{id}~1{Id}/get/parameters/0: the parameter `new` is `new` in Rust, as is something else, or has no name
        warning[L069] test.yaml:4:65 /paths/~1a~1{new}~1{id}~1{Id}/get/parameters/2: the parameter `Id` is `id` in Rust, as is something else, or has no name
        "#);
    }
}
