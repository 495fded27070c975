//! Every operation has an id that is a method name of its own.

use std::collections::{HashMap, HashSet};

use heck::ToSnakeCase;
use serde_json::Value;
use sha2::{Digest, Sha256};

use document::operations;

use super::{Findings, Pass};
use crate::naming::identifiers;
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
        explanation: "Method names are in snake case, in which two ids can be one: `listTrunks` and `list_trunks`. An id can also be called like \
                      something that every client has: `new`, `execute`, `result`. The operation that comes later in the document \
                      is named after its method and path, as one without an id is. Where that name is taken too, the first digits of \
                      a digest of method and path follow. So the name stays the same as long as it is needed. Set a better \
                      `operationId` with an overlay action.",
        example: "paths:\n  /a: {get: {operationId: listTrunks, …}}\n  /b: {get: {operationId: list_trunks, …}}      # get_b",
    };
}

/// What a client can do without any operation: the methods in `client.rs`, and those of the traits of
/// `progenitor-client`, which generated code calls by these names.
pub const CLIENT_METHODS: &[&str] = &[
    "new",
    "new_with_client",
    "with_layer",
    "with_inner_layer",
    "with_max_body",
    "execute",
    "channel",
    "unlisted",
    "base_url",
    "api_version",
    "baseurl",
    "client",
    "inner",
    "pre",
    "exec",
    "post",
];

/// What generated code calls by these names beside the builders of operations.
pub const BUILDER_NAMES: &[&str] = &[
    "ByteStream",
    "Client",
    "ClientHooks",
    "ClientInfo",
    "Default",
    "Err",
    "Error",
    "From",
    "None",
    "Ok",
    "OperationInfo",
    "Option",
    "RequestBuilderExt",
    "ResponseValue",
    "Result",
    "Some",
    "String",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// The names of methods and builders that are taken.
#[derive(Default)]
struct Taken(HashSet<String>);

impl Taken {
    /// Whether an operation can have the name; then it is taken.
    fn take(&mut self, name: &str) -> bool {
        let (method, builder) = (identifiers::snake(name), identifiers::pascal(name));
        let is_free = !CLIENT_METHODS.contains(&method.as_str()) && !BUILDER_NAMES.contains(&builder.as_str());
        is_free && self.0.insert(method)
    }
}

fn run(document: &mut Document, findings: &mut Findings) {
    let pointers = operations::pointers(document);
    let Document { value, source } = document;
    let mut taken = Taken::default();
    let mut names: HashMap<Pointer, String> = HashMap::new();
    // Given ids come first, whatever the order: a derived one gives way to them.
    let mut unnamed: Vec<(Pointer, Option<String>)> = Vec::new();
    for pointer in pointers {
        let Some(operation) = value.pointer(&pointer.to_string()) else {
            continue;
        };
        let id = operation
            .get("operationId")
            .and_then(Value::as_str)
            .filter(|id| id.contains(char::is_alphanumeric));
        match id {
            Some(id) if taken.take(id) => {
                // progenitor does not keep to one name for an id that does not begin as a name does.
                let is_name = id.starts_with(char::is_alphabetic);
                names.insert(pointer, if is_name { id.to_owned() } else { identifiers::snake(id) });
            }
            id => {
                let id = id.map(str::to_owned);
                unnamed.push((pointer, id));
            }
        }
    }
    for (pointer, id) in unnamed {
        let (method, path) = (operations::method(&pointer), operations::path(&pointer));
        let name = derived(method, path);
        match &id {
            None => {
                let message = format!("{} {path} has no `operationId`", method.to_uppercase());
                let done = format!("named `{name}` after method and path");
                findings.warning(&MISSING, source, &pointer, message, done);
            }
            Some(id) => {
                let message = format!(
                    "`{}` is another operation in Rust, or something that every client has",
                    identifiers::snake(id)
                );
                let done = format!("named `{name}` after method and path");
                findings.warning(&TAKEN, source, &pointer, message, done);
            }
        }
        let name = if taken.take(&name) {
            name
        } else {
            let digest = digest(method, path);
            let mut marked =
                (4..=digest.len()).map(|length| format!("{name}_{}", digest.get(..length).unwrap_or(&digest)));
            let unique = marked.find(|name| taken.take(name)).unwrap_or(name.clone());
            let message = format!("another operation is named `{name}` in Rust");
            findings.warning(&TAKEN, source, &pointer, message, format!("named `{unique}`"));
            unique
        };
        names.insert(pointer, name);
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

/// A digest of what tells the operation apart, in hexadecimal digits.
fn digest(method: &str, path: &str) -> String {
    let digest = Sha256::digest(format!("{method} {path}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
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
    fn of_two_ids_that_are_one_name_the_later_is_named_after_its_path() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a: {get: {}}
              /a/: {get: {}}
              /b: {get: {operationId: listTrunks}}
              /c: {get: {operationId: list_trunks}}
              /d: {get: {operationId: new}}
        "), @r#"
         paths:
           /a:
        -    get: {}
        +    get: {operationId: get_a}
           /a/:
        -    get: {}
        +    get: {operationId: get_a_c40a}
           /c:
        -    get: {operationId: list_trunks}
        +    get: {operationId: get_c}
           /d:
        -    get: {operationId: new}
        +    get: {operationId: get_d}
        warning[L060] test.yaml:2:8 /paths/~1a/get: GET /a has no `operationId`
        warning[L060] test.yaml:3:9 /paths/~1a~1/get: GET /a/ has no `operationId`
        warning[L061] test.yaml:3:9 /paths/~1a~1/get: another operation is named `get_a` in Rust
        warning[L061] test.yaml:5:8 /paths/~1c/get: `list_trunks` is another operation in Rust, or something that every client has
        warning[L061] test.yaml:6:8 /paths/~1d/get: `new` is another operation in Rust, or something that every client has
        "#);
    }
}
