//! The contract in a few lines an operation and a few lines a schema, corrections included.

use document::outline;

use crate::checkout;

#[test]
fn each_operation_is_as_it_was_reviewed() {
    checkout::assert_outlines("operation", &outline::operations(&checkout::contract().value));
}

#[test]
fn each_schema_is_as_it_was_reviewed() {
    checkout::assert_outlines("schema", &outline::schemas(&checkout::contract().value));
}
