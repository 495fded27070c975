//! The feature `schemars`: every type of the client has a JSON Schema.

use bolna_api::types::{SipTrunkGateway, SipTrunkResponse};
use schemars::schema_for;

#[test]
fn the_schema_of_a_type_has_the_properties_and_the_descriptions_of_the_contract() {
    let schema = serde_json::to_value(schema_for!(SipTrunkGateway)).unwrap();
    let port = schema.pointer("/properties/port/description").unwrap();
    assert_eq!(port, "SIP port\n\nThe server's default is `5060`.");
    assert_eq!(
        schema.pointer("/required").unwrap(),
        &serde_json::json!(["gateway_address"])
    );
}

#[test]
fn an_enumeration_has_its_values() {
    let schema = serde_json::to_value(schema_for!(SipTrunkResponse)).unwrap();
    let values = schema
        .pointer("/$defs/SipTrunkMediaEncryption/oneOf")
        .unwrap()
        .as_array()
        .unwrap();
    let values: Vec<_> = values.iter().map(|value| value.get("const").unwrap()).collect();
    assert_eq!(values, ["no", "sdes"]);
}
