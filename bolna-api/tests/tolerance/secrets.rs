//! What `Debug` shows of a secret: that it is there.

use std::fmt::Debug;

use bolna_api::types::{
    AgentToolParams, CreatedSubAccount, IngestSourceConfig, Provider, ProviderCreate, SipTrunkCreate, SipTrunkUpdate,
    SubAccount, SubAccountCreate,
};

use crate::server;

const SECRET: &str = "hunter2";

fn hides(shown: &impl Debug) {
    for shown in [format!("{shown:?}"), format!("{shown:#?}")] {
        assert!(!shown.contains(SECRET), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }
}

/// A secret does not show of the builder, and not of the value.
macro_rules! hide {
    ($($type:ident.$field:ident),+ $(,)?) => { $(
        let builder = $type::builder().$field(SECRET);
        hides(&builder);
        let mut value = $type::default();
        value.$field = Some(SECRET.into());
        hides(&value);
        hides(&Some(vec![value]));
    )+ };
}

#[test]
fn a_secret_does_not_show_in_the_debug_output_of_values_and_builders() {
    hide!(
        SipTrunkCreate.auth_password,
        SipTrunkUpdate.auth_password,
        ProviderCreate.provider_value,
        Provider.provider_value,
        SubAccountCreate.db_password,
        CreatedSubAccount.db_password,
        CreatedSubAccount.api_key,
        SubAccount.api_key,
        IngestSourceConfig.source_auth_token,
        AgentToolParams.api_token,
    );
}

#[test]
fn a_secret_does_not_show_in_the_debug_output_of_an_operation() {
    let client = server::unconnected();
    hides(&client.create_sip_trunk().body_map(|body| body.auth_password(SECRET)));
    hides(&client.update_sip_trunk().body_map(|body| body.auth_password(SECRET)));
    hides(&client.add_provider().body_map(|body| body.provider_value(SECRET)));
    hides(&client.create_sub_account().body_map(|body| body.db_password(SECRET)));
}

#[test]
fn a_key_in_the_headers_of_the_http_client_does_not_show() {
    let client = server::unconnected();
    for shown in [format!("{client:?}"), format!("{:?}", client.list_sip_trunks())] {
        assert!(!shown.contains(server::KEY), "{shown}");
    }
}
