//! Servers of paths and operations, which the generator does not know.

use serde_json::Value;

use document::operations;

use super::{Findings, Pass};
use document::Document;
use document::rule::Rule;

pub(crate) const PASS: Pass = Pass {
    name: "servers",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static OWN_SERVER: Rule = Rule {
        id: "L092",
        title: "an operation with a server of its own",
        explanation: "A path or an operation names another server than the document does: the servers of an operation stand in the place of those of \
                      its path, and those in the place of the document's (OpenAPI 3.1 sections 4.8.9.1 and 4.8.10.1). Its requests go to the first of them, the variables \
                      at their defaults, whatever base URL the client was made with; a relative URL is relative to that one. A layer can send \
                      them elsewhere. A URL that is none, or has a variable without a default, is left out: those requests go to the base URL.",
        example: "/upload:\n  post:\n    servers: [{url: 'https://files.example.com'}]",
    };
}

/// On an operation, the URL of its own server.
pub(crate) const MARK: &str = "x-own-server";

fn run(document: &mut Document, findings: &mut Findings) {
    let operations = operations::pointers(document);
    for operation in &operations {
        let above = operation.parent();
        let lists = [Some(operation.join("servers")), above.map(|item| item.join("servers"))];
        let Some((list, server)) = lists.into_iter().flatten().find_map(|list| {
            let server = document.get(&list)?.as_array()?.first()?.clone();
            Some((list, server))
        }) else {
            continue;
        };
        let written = operations::text(&server, "url").to_owned();
        let message = format!("the server `{written}` for this alone");
        let url = url(&server).filter(|url| is_absolute(url) || is_relative(url));
        let done = match &url {
            Some(url) => format!("sent to `{url}`, whatever the base URL of the client is"),
            None => {
                "no URL without a value for each variable: sent to the base URL of the client like any other".to_owned()
            }
        };
        findings.warning(&OWN_SERVER, &document.source, &list, message, done);
        if let (Some(url), Some(Value::Object(members))) = (url, document.get_mut(operation)) {
            members.insert(MARK.to_owned(), url.into());
        }
    }
    for operation in operations {
        let item = operation.parent();
        for pointer in item.into_iter().chain([operation]) {
            if let Some(Value::Object(members)) = document.get_mut(&pointer) {
                members.shift_remove("servers");
            }
        }
    }
}

/// The URL of a Server Object, its variables replaced by their defaults.
#[must_use]
pub fn url(server: &Value) -> Option<String> {
    let url = server.get("url")?.as_str()?.to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    Some(variables.into_iter().flatten().fold(url, |url, (name, variable)| {
        let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
        url.replace(&format!("{{{name}}}"), default)
    }))
}

/// Whether it has a scheme and a host, and is one that a client can send to.
#[must_use]
pub fn is_absolute(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && is_plain(url)
}

/// Relative to the URL of another server.
fn is_relative(url: &str) -> bool {
    !url.is_empty() && !url.contains(':') && is_plain(url)
}

fn is_plain(url: &str) -> bool {
    !url.contains(['{', '}', ' ', '"', '\\', '?', '#']) && !url.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn an_operation_knows_its_own_server_and_that_of_its_path() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                servers: [{url: 'https://{region}.example/v1', variables: {region: {default: eu}}}]
                get: {}
                post: {servers: [{url: /v2}]}
              /b:
                get: {servers: [{url: 'https://{open}.example'}]}
        "), @r#"
         paths:
           /a:
        -    servers: [{url: 'https://{region}.example/v1', variables: {region: {default: eu}}}]
        -    get: {}
        -    post: {servers: [{url: /v2}]}
        +    get: {x-own-server: 'https://eu.example/v1'}
        +    post: {x-own-server: /v2}
           /b:
        -    get: {servers: [{url: 'https://{open}.example'}]}
        +    get: {}
        warning[L092] test.yaml:3:5 /paths/~1a/servers: the server `https://{region}.example/v1` for this alone
        warning[L092] test.yaml:5:12 /paths/~1a/post/servers: the server `/v2` for this alone
        warning[L092] test.yaml:7:11 /paths/~1b/get/servers: the server `https://{open}.example` for this alone
        "#);
    }
}
