//! Every path begins with a slash, and every response is for a status.

use serde_json::{Map, Value};

use super::{Findings, Pass};
use document::operations;
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "paths",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static NO_SLASH: Rule = Rule {
        id: "L093",
        title: "a path without a slash at its beginning",
        explanation: "A path is appended to the URL of the server and must begin with a slash (OpenAPI 3.1 section 4.8.8.1). Without one the \
                      request would go to another host: `https://api.example.comtrunks`. The slash is added.",
        example: "paths:\n  trunks:\n    get: {responses: {…}}",
    };

    static GENERIC_SYNTAX: Rule = Rule {
        id: "L120",
        title: "a path with `?` or `#`",
        explanation: "A path is appended to the URL of the server (OpenAPI 3.1 section 4.8.8.1): there a `?` would begin the query and a `#` the fragment, which never goes out \
                      (RFC 9110 section 7.1). `#` is sent percent-encoded, as part of the path. What is behind a `?` is sent as a query that is always \
                      the same, which is what vendors mean by it. Make it a parameter, or correct the path, with an overlay action.",
        example: "paths:\n  /a#mode=b:\n    get: {responses: {…}}",
    };

    static NO_STATUS: Rule = Rule {
        id: "L094",
        title: "a response that is for no status",
        explanation: "Responses are named by a status from 100 to 599, by a range such as `2XX`, or `default` (OpenAPI 3.1 section 4.8.16.1). \
                      One with another name can never come. Correct the name with an overlay action.",
        example: "responses:\n  sucess: {description: done}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let names = |document: &Document| -> Vec<String> {
        let paths = document.value.get("paths").and_then(Value::as_object);
        paths.into_iter().flat_map(Map::keys).cloned().collect()
    };
    for path in names(document) {
        let here = Pointer::from_tokens(["paths", path.as_str()]);
        let slashed = format!("/{path}");
        if path.starts_with('/') || path.starts_with("x-") {
            continue;
        }
        let message = format!("the path `{path}` does not begin with a slash");
        if document
            .value
            .pointer("/paths")
            .is_some_and(|paths| paths.get(&slashed).is_some())
        {
            let help = format!("`{slashed}` is there, too: remove one of them with an overlay action");
            findings.error(&NO_SLASH, &document.source, &here, message, help);
            continue;
        }
        findings.warning(
            &NO_SLASH,
            &document.source,
            &here,
            message,
            format!("taken as `{slashed}`"),
        );
        if let Some((item, source)) = document.remove(&here) {
            document.insert(&Pointer::from_tokens(["paths", slashed.as_str()]), item, source);
        }
    }
    for path in names(document).iter().filter(|path| path.starts_with('/')) {
        let Some(at) = path.find(['?', '#']) else { continue };
        let done = if path.get(at..).is_some_and(|rest| rest.starts_with('#')) {
            "`#` is sent as `%23`"
        } else if path.contains('#') {
            "what is behind `?` is sent as a query, and `#` as `%23`"
        } else {
            "what is behind `?` is sent as a query"
        };
        let here = Pointer::from_tokens(["paths", path.as_str()]);
        let message = format!("the path `{path}` has a character that is part of no path");
        findings.warning(&GENERIC_SYNTAX, &document.source, &here, message, done);
    }
    for operation in operations::pointers(document) {
        let list = operation.join("responses");
        let responses = document.get(&list).and_then(Value::as_object);
        for name in responses
            .into_iter()
            .flat_map(Map::keys)
            .filter(|name| !is_status(name))
        {
            let message = format!("`{name}` is no status, no range of them and not `default`");
            let help = "correct the name with an overlay action";
            findings.error(&NO_STATUS, &document.source, &list.join(name), message, help);
        }
    }
}

fn is_status(name: &str) -> bool {
    match name.as_bytes() {
        [b'1'..=b'5', second, third] => {
            (second.is_ascii_digit() && third.is_ascii_digit()) || matches!((second, third), (b'X' | b'x', b'X' | b'x'))
        }
        _ => name == "default" || name.starts_with("x-"),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_slash_is_added_where_there_is_none() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              trunks: {get: {}}
              /calls: {get: {}}
              calls: {get: {}}
        "), @"
         paths:
        -  trunks: {get: {}}
        +  /trunks: {get: {}}
        warning[L093] test.yaml:2:3 /paths/trunks: the path `trunks` does not begin with a slash
        error[L093] test.yaml:4:3 /paths/calls: the path `calls` does not begin with a slash
        ");
    }

    #[test]
    fn a_response_for_no_status_is_an_error() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get: {responses: {'200': {}, 4XX: {}, default: {}, sucess: {}, '99999': {}, '600': {}}}
        "), @"
        unchanged
        error[L094] test.yaml:3:56 /paths/~1a/get/responses/sucess: `sucess` is no status, no range of them and not `default`
        error[L094] test.yaml:3:68 /paths/~1a/get/responses/99999: `99999` is no status, no range of them and not `default`
        error[L094] test.yaml:3:81 /paths/~1a/get/responses/600: `600` is no status, no range of them and not `default`
        ");
    }
}
