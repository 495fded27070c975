//! Every operation has an id that is a method name of its own.

use std::collections::{HashMap, HashSet};

use heck::ToSnakeCase;
use serde_json::Value;
use sha2::{Digest, Sha256};

use document::operations;

use super::{Findings, Pass};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "operation_ids",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static MISSING: Rule = Rule {
        id: "L060",
        title: "an operation without an id",
        explanation: "The generator names a method after the `operationId`. Where there is none, one is derived from method and path: \
                      the method, then the parts of the path in order, a variable as `by_` and its name, everything in snake \
                      case. `GET /agent/{agent_id}/executions` becomes `get_agent_by_agent_id_executions`. The name depends on \
                      nothing else, so that it stays when other operations come and go. An overlay action that sets \
                      `operationId` gives a better one.",
        example: "paths:\n  /agent/{agent_id}:\n    get: {responses: {…}}",
    };

    static TAKEN: Rule = Rule {
        id: "L061",
        title: "two operations whose names are one in Rust",
        explanation: "Method names are in snake case, in which two ids can be one: `listTrunks` and `list_trunks`. The operation that \
                      comes later in the document gets a name that ends in the first digits of a digest of its method and path, \
                      so that it stays the same as long as it is needed. Set a better `operationId` with an overlay action.",
        example: "paths:\n  /a: {get: {operationId: listTrunks, …}}\n  /b: {get: {operationId: list_trunks, …}}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let pointers = operations::pointers(document);
    let Document { value, source } = document;
    // Given ids come first, whatever the order: a derived one gives way to them.
    let mut taken = HashSet::new();
    let mut names: HashMap<Pointer, String> = HashMap::new();
    for given in [true, false] {
        for pointer in &pointers {
            let Some(operation) = value.pointer(&pointer.to_string()) else {
                continue;
            };
            let id = operation
                .get("operationId")
                .and_then(Value::as_str)
                .filter(|id| !id.to_snake_case().is_empty());
            if id.is_some() != given {
                continue;
            }
            let (method, path) = (operations::method(pointer), operations::path(pointer));
            let name = id.map_or_else(|| derived(method, path), str::to_owned);
            if !given {
                let message = format!("{} {path} has no `operationId`", method.to_uppercase());
                findings.warning(
                    &MISSING,
                    source,
                    pointer,
                    message,
                    format!("named `{name}` after method and path"),
                );
            }
            let unique = if taken.insert(name.to_snake_case()) {
                name
            } else {
                let unique = format!("{name}_{}", mark(method, path));
                let message = format!("another operation is named `{}` in Rust", name.to_snake_case());
                findings.warning(&TAKEN, source, pointer, message, format!("named `{unique}`"));
                taken.insert(unique.to_snake_case());
                unique
            };
            names.insert(pointer.clone(), unique);
        }
    }
    for (pointer, name) in names {
        if let Some(operation) = value.pointer_mut(&pointer.to_string()).and_then(Value::as_object_mut) {
            operation.insert("operationId".to_owned(), name.into());
        }
    }
}

/// The name of an operation by its method and path alone.
fn derived(method: &str, path: &str) -> String {
    let mut words = vec![method.to_owned()];
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let spelled = segment.replace('{', " by ").replace('}', " ");
        let word = spelled.to_snake_case();
        if !word.is_empty() {
            words.push(word);
        }
    }
    if words.len() == 1 {
        words.push("root".to_owned());
    }
    words.join("_")
}

fn mark(method: &str, path: &str) -> String {
    let digest = Sha256::digest(format!("{method} {path}"));
    digest.iter().take(2).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::derived;
    use crate::testing::lowered;

    #[test]
    fn a_name_is_derived_from_method_and_path_alone() {
        assert_eq!(
            derived("get", "/agent/{agent_id}/executions"),
            "get_agent_by_agent_id_executions"
        );
        assert_eq!(derived("post", "/sip-trunks/trunks"), "post_sip_trunks_trunks");
        assert_eq!(derived("get", "/dispositions/"), "get_dispositions");
        assert_eq!(derived("get", "/v2/files/{name}.{ext}"), "get_v2_files_by_name_by_ext");
        assert_eq!(derived("get", "/"), "get_root");
    }

    #[test]
    fn a_given_id_stays_and_a_missing_one_is_derived() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a: {get: {operationId: list_a}, post: {}}
        "), @"
         paths:
           /a:
        -    post: {}
        +    post: {operationId: post_a}
        warning[L060] test.yaml:2:36 /paths/~1a/post: POST /a has no `operationId`
        ");
    }

    #[test]
    fn of_two_ids_that_are_one_name_the_later_is_marked() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a: {get: {}}
              /a/: {get: {}}
              /b: {get: {operationId: listTrunks}}
              /c: {get: {operationId: list_trunks}}
        "), @"
         paths:
           /a:
        -    get: {}
        +    get: {operationId: get_a}
           /a/:
        -    get: {}
        +    get: {operationId: get_a_c40a}
           /c:
        -    get: {operationId: list_trunks}
        +    get: {operationId: list_trunks_5689}
        warning[L060] test.yaml:2:8 /paths/~1a/get: GET /a has no `operationId`
        warning[L060] test.yaml:3:9 /paths/~1a~1/get: GET /a/ has no `operationId`
        warning[L061] test.yaml:3:9 /paths/~1a~1/get: another operation is named `get_a` in Rust
        warning[L061] test.yaml:5:8 /paths/~1c/get: another operation is named `list_trunks` in Rust
        ");
    }
}
