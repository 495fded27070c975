//! Many tenants.

use bolna_api_ext::{Bolna, SecretString};

use crate::server::{Clients, serve};

async fn agents_of(bolna: &Bolna, key: SecretString) -> Result<usize, Box<dyn std::error::Error>> {
    let tenant = bolna.with_api_key(key)?;
    Ok(tenant.list_agents().send().await?.len())
}

#[tokio::test]
async fn each_tenant_has_a_key_of_their_own() {
    let server = serve(&[("200 OK", "[]"), ("200 OK", r#"[{"id": "1"}]"#)]);
    let bolna = server.patient();
    assert_eq!(agents_of(&bolna, "sa-ana".into()).await.unwrap(), 0);
    assert_eq!(agents_of(&bolna, "sa-ben".into()).await.unwrap(), 1);
    let keys: Vec<_> = server
        .requests()
        .into_iter()
        .map(|received| received.header("authorization").unwrap().to_owned())
        .collect();
    assert_eq!(keys, ["Bearer sa-ana", "Bearer sa-ben"]);
}
