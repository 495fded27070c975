//! `cargo xtask inventory`.

use support::Checkout;

use crate::command::Run;

fn tables(checkout: &Checkout) -> (String, String) {
    let print = |table| {
        let ran = checkout.run(&["inventory", table]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        ran.stdout
    };
    (print("operations"), print("schemas"))
}

#[test]
fn what_is_printed_is_what_is_checked_in_any_order() {
    let checkout = Checkout::copy();
    let (operations, schemas) = tables(&checkout);
    let mut reversed: Vec<&str> = schemas.lines().collect();
    reversed[1..].reverse();
    checkout.write("operations.tsv", operations.as_bytes());
    checkout.write("schemas.tsv", reversed.join("\n").as_bytes());
    let ran = checkout.run(&["inventory", "--check", "operations.tsv", "schemas.tsv"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(
        ran.stdout.ends_with("no row missing, none added, none different\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_differs_is_said_row_by_row_and_ends_with_1() {
    let checkout = Checkout::copy();
    let (operations, schemas) = tables(&checkout);
    checkout.write("operations.tsv", format!("{operations}GET\t/gone\t\t200\n").as_bytes());
    let edited = schemas.replace("Error.error\tinteger\t", "Error.error\tstring\t");
    assert_ne!(edited, schemas);
    checkout.write("schemas.tsv", edited.as_bytes());
    let ran = checkout.run(&["inventory", "--check", "operations.tsv", "schemas.tsv"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.stdout, @r#"
    missing    GET  /gone  200
    different  Error.error  integer  required  format="int32"
      expected Error.error  string  required  format="int32"
    "#);
    insta::assert_snapshot!(ran.stderr, @"
    error: openapi/bolna.yaml is not what the tables say
      operations: 1 row missing, 0 added, 0 different
      schemas: 0 rows missing, 0 added, 1 different
    ");
}

#[test]
fn any_other_document_will_do() {
    let checkout = Checkout::copy();
    checkout.write("other.yaml", b"paths: {/a: {get: {responses: {'200': {}}}}}\n");
    let ran = checkout.run(&["inventory", "operations", "--spec", "other.yaml"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(0), "method\tpath\tflags\tstatuses\nGET\t/a\t\t200\n")
    );
}

#[test]
fn what_is_no_table_or_not_there_ends_with_2() {
    let checkout = Checkout::copy();
    checkout.write("operations.tsv", b"place\ttype\n");
    let ran = checkout.run(&["inventory", "--check", "operations.tsv", "schemas.tsv"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.stderr, @"
    error: operations.tsv is no table to compare with: line 1 does not name the columns method, path, flags, statuses
     help: `cargo xtask inventory operations` and `cargo xtask inventory schemas` print what is expected, in this order
    ");
    checkout.write("operations.tsv", b"method\tpath\tflags\tstatuses\n");
    let ran = checkout.run(&["inventory", "--check", "operations.tsv", "schemas.tsv"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.stderr, @"
    error[D001]: cannot read the file: no such file or directory
      --> schemas.tsv:1:1
     help: check the path: it is relative to the current folder
    ");
    let ran = checkout.run(&["inventory"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
}
