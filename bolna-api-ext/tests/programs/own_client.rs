//! A client with a proxy, limits and logs.

use std::time::Duration;

use bolna_api_ext::reqwest::Proxy;
use bolna_api_ext::{Bolna, BolnaBuilder, RateLimits};

use crate::server::{Clients, serve};
use crate::spans::{log, log_everything};

fn own_client(builder: BolnaBuilder, proxy: &str) -> Result<Bolna, Box<dyn std::error::Error>> {
    let builder = builder.proxy(Proxy::all(proxy)?).timeout(Duration::from_secs(20));
    let limits = RateLimits::documented();
    Ok(builder.rate_limits(limits).user_agent("desk/1.0").build()?)
}

#[tokio::test]
async fn requests_go_through_the_proxy_within_the_limits_and_into_the_log() {
    log_everything();
    let proxy = serve(&[("200 OK", "[]")]);
    let builder = proxy.builder().base_url("http://api.invalid").allow_plain_http(true);
    let bolna = own_client(builder, &proxy.url()).unwrap();
    assert!(bolna.list_agents().send().await.unwrap().is_empty());
    assert_eq!(proxy.requests()[0].line, "GET http://api.invalid/v2/agent/all");
    assert!(log().contains("bolna.operation=\"list_agents\""), "{}", log());
}
