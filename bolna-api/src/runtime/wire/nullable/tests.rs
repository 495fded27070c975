use super::*;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Patch {
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Nullable<String>>,
}

fn written(name: Option<Nullable<String>>) -> String {
    let json = serde_json::to_string(&Patch { name }).unwrap();
    // What was written is read as what it was.
    let read: Patch = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
    json
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    assert_eq!(written(None), "{}");
    assert_eq!(written(Some(Nullable::Null)), r#"{"name":null}"#);
    assert_eq!(written(Some("Lab".into())), r#"{"name":"Lab"}"#);
}

#[test]
fn it_is_made_of_a_value_or_of_an_option() {
    assert_eq!(Nullable::from(5), Nullable::Value(5));
    assert_eq!(Nullable::from(Some(5)), Nullable::Value(5));
    assert_eq!(Nullable::<i64>::from(None), Nullable::Null);
    assert_eq!(Option::from(Nullable::Value(5)), Some(5));
    assert_eq!(Nullable::Value(5).map(|five| five + 1).as_option(), Some(&6));
    assert!(Nullable::<i64>::Null.is_null());
}

#[test]
fn an_element_that_is_null_keeps_its_place() {
    let read: Vec<Nullable<u8>> = crate::wire::tests::example::read("[1, null]").unwrap();
    assert_eq!(read, [Nullable::Value(1), Nullable::Null]);
}

#[cfg(feature = "schemars")]
#[test]
fn its_schema_is_that_of_an_option() {
    assert_eq!(schemars::schema_for!(Nullable<u8>), schemars::schema_for!(Option<u8>));
}
