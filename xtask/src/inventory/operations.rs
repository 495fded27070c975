//! The table of operations.

use serde_json::Value;

use super::members;
use super::table::Row;
use ::document::operations::{self, Operation};

/// A row for each operation of `document`, in its order.
pub(super) fn rows(document: &Value) -> Vec<Row> {
    let row = |operation: Operation<'_>| {
        let statuses: Vec<&str> = members(operation.value.get("responses"))
            .map(|(status, _)| status.as_str())
            .filter(|status| !status.starts_with("x-"))
            .collect();
        Row([
            operation.method.to_uppercase(),
            operation.path.to_owned(),
            flags(operation.value),
            statuses.join(","),
        ])
    };
    operations::all(document).map(row).collect()
}

/// What holds for this operation and not for every other one.
fn flags(operation: &Value) -> String {
    let mut flags = Vec::new();
    if operation.get("deprecated") == Some(&Value::Bool(true)) {
        flags.push("deprecated".to_owned());
    }
    if let Some(security) = operation.get("security") {
        flags.push(format!("security={security}"));
    }
    flags.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::inventory::testing::tables;

    #[test]
    fn an_operation_has_its_statuses_and_what_is_special_about_it() {
        let (operations, _) = tables(
            "
            paths:
              /b:
                post: {deprecated: true, security: [], responses: {'201': {}, '400': {}}}
                parameters: []
              /a: {get: {responses: {default: {}}}}
            ",
        );
        insta::assert_snapshot!(operations, @"
        method	path	flags	statuses
        POST	/b	deprecated security=[]	201,400
        GET	/a		default
        ");
    }

    #[test]
    fn a_document_without_operations_has_no_rows() {
        for document in ["{}", "paths: [1]", "paths: {/a: 1, /b: {get: 1}}"] {
            let (operations, _) = tables(document);
            assert!(operations.lines().count() <= 2, "{operations}");
        }
    }
}
