//! A trunk with gateways and a number.

use bolna_api_ext::types::{SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier};
use bolna_api_ext::{Bolna, Error};
use serde_json::json;

use crate::server::{Clients, serve};

async fn new_trunk(bolna: &Bolna) -> Result<String, Error> {
    let gateway = |(address, priority)| SipTrunkGateway::builder().gateway_address(address).priority(priority);
    let trunk = SipTrunkCreate::builder()
        .name("Front desk")
        .provider("custom")
        .auth_type(SipTrunkAuthType::IpBased)
        .ip_identifiers([SipTrunkIpIdentifier::builder().ip_address("192.0.2.0/24")])
        .gateways([("192.0.2.10", 1), ("192.0.2.20", 2)].map(gateway));
    let id = bolna.sip_trunks().create(trunk).await?;
    bolna.sip_trunks().add_number(&id, "+14155550142").await?;
    Ok(id)
}

#[tokio::test]
async fn a_trunk_has_gateways_and_a_number() {
    let server = serve(&[("201 Created", r#"{"id": "t"}"#), ("201 Created", r#"{"id": "n"}"#)]);
    assert_eq!(new_trunk(&server.patient()).await.unwrap(), "t");
    let received = server.requests();
    assert_eq!(
        received[0].json()["gateways"],
        json!([{"gateway_address": "192.0.2.10", "priority": 1}, {"gateway_address": "192.0.2.20", "priority": 2}])
    );
    assert_eq!(received[1].line, "POST /sip-trunks/trunks/t/numbers");
    assert_eq!(received[1].json(), json!({"phone_number": "+14155550142"}));
}
