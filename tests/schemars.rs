//! The feature `schemars`: every type of the client has a JSON Schema.

use bolna_api::types::{PhoneNumberCountry, SipTrunkGateway, SipTrunkMediaEncryption};
use schemars::schema_for;

#[test]
fn the_schema_of_a_type_has_the_properties_and_the_descriptions_of_the_contract() {
    let schema = serde_json::to_value(schema_for!(SipTrunkGateway)).unwrap();
    let port = schema.pointer("/properties/port/description").unwrap();
    assert_eq!(
        port,
        "SIP port.\n\nThe server's default is `5060`.\n\nFor example `5060`."
    );
    // It is read and written: what only a request must have is not demanded of what is read.
    assert_eq!(schema.pointer("/required"), None);
}

#[test]
fn an_open_enumeration_shows_its_values_and_a_closed_one_has_no_others() {
    let open = serde_json::to_value(schema_for!(SipTrunkMediaEncryption)).unwrap();
    assert_eq!(open.pointer("/examples").unwrap(), &serde_json::json!(["no", "sdes"]));
    assert_eq!(open.pointer("/enum"), None);
    let closed = serde_json::to_value(schema_for!(PhoneNumberCountry)).unwrap();
    assert_eq!(closed.pointer("/enum").unwrap(), &serde_json::json!(["US", "IN"]));
}
