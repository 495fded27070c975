//! Layers, tenants, and what of a key shows.

use std::error::Error as _;
use std::sync::{Arc, Mutex};

use bolna_api_ext::bolna_api::transport::{BoxFuture, Layer, Next, response};
use bolna_api_ext::reqwest::{Method, Request, Response, StatusCode};
use bolna_api_ext::{Bolna, Error};
use support::{Server, answer, json};

use crate::server::{Clients, KEY};

/// Keeps the `Authorization` of each request that passes.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<Option<String>>>>);

impl Seen {
    fn all(&self) -> Vec<Option<String>> {
        self.0.lock().unwrap().clone()
    }
}

impl Layer for Seen {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        let key = request.headers().get("authorization");
        let key = key.map(|key| key.to_str().unwrap().to_owned());
        self.0.lock().unwrap().push(key);
        Box::pin(next.run(request))
    }
}

/// Answers each request with this.
struct Fake(StatusCode, String);

impl Layer for Fake {
    fn call<'a>(&'a self, _: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        Box::pin(async { Ok(response(self.0, self.1.clone())) })
    }
}

fn fake(status: StatusCode, body: &str) -> Fake {
    Fake(status, body.to_owned())
}

#[tokio::test]
async fn an_outer_layer_sees_no_key_and_an_inner_one_does() {
    let (outer, inner) = (Seen::default(), Seen::default());
    let bolna = Bolna::builder()
        .api_key(KEY)
        .layer(outer.clone())
        .inner_layer(inner.clone())
        .inner_layer(fake(StatusCode::OK, "[]"));
    bolna.build().unwrap().list_sip_trunks().send().await.unwrap();
    assert_eq!(outer.all(), [None]);
    assert_eq!(inner.all(), [Some(format!("Bearer {KEY}"))]);
}

#[tokio::test]
async fn a_layer_on_a_clone_of_the_generated_client_does_not_drop_the_key() {
    let server = Server::start([json("200 OK", "[]")]);
    let client = server.bolna().api().clone().with_layer(Seen::default());
    client.list_sip_trunks().send().await.unwrap();
    assert!(
        server
            .request()
            .head
            .contains(&format!("authorization: Bearer {KEY}\r\n"))
    );
}

#[tokio::test]
async fn another_key_is_another_tenant_with_the_same_layers() {
    let seen = Seen::default();
    let bolna = Bolna::builder().api_key(KEY).inner_layer(seen.clone());
    let bolna = bolna.inner_layer(fake(StatusCode::OK, "[]")).build().unwrap();
    let other = bolna.with_api_key("sa-other\n").unwrap();
    for bolna in [&bolna, &other] {
        bolna.list_sip_trunks().send().await.unwrap();
    }
    assert_eq!(
        seen.all(),
        [Some(format!("Bearer {KEY}")), Some("Bearer sa-other".to_owned())]
    );
    assert!(bolna.with_api_key(" ").is_err());
}

#[tokio::test]
async fn a_call_beside_the_contract_carries_the_key_and_shows_it_no_more_than_others() {
    let body = format!(r#"{{"error": "{KEY} may not"}}"#);
    let server = Server::start([json("403 Forbidden", body)]);
    let error = server
        .bolna()
        .execute::<()>(Method::GET, "/trunk/trunks", ())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /trunk/trunks: 403 Forbidden: [redacted] may not"
    );
    let request = server.request().head;
    assert!(request.starts_with("GET /trunk/trunks HTTP/1.1\r\n"), "{request}");
    assert!(
        request.contains(&format!("authorization: Bearer {KEY}\r\n")),
        "{request}"
    );
}

#[tokio::test]
async fn a_plan_is_no_matter_of_the_key_and_an_unknown_key_is() {
    for (body, line) in [
        (r#"{"message": "Not in this plan"}"#, "403 Forbidden: Not in this plan"),
        (
            r#"{"detail": "Unrecognized access token"}"#,
            "403 Forbidden: Unrecognized access token (check BOLNA_API_KEY)",
        ),
    ] {
        let bolna = Bolna::builder().api_key(KEY).layer(fake(StatusCode::FORBIDDEN, body));
        let error = bolna.build().unwrap().list_agents().send().await.unwrap_err();
        assert_eq!(error.to_string(), format!("list_agents: {line}"));
        assert_eq!(error.is_authentication(), line.ends_with("KEY)"));
    }
}

#[tokio::test]
async fn a_short_key_mangles_no_words() {
    let body = r#"{"message": "no such trunk: or 'or'"}"#;
    let bolna = Bolna::builder()
        .api_key("or")
        .inner_layer(fake(StatusCode::NOT_FOUND, body));
    let error = bolna.build().unwrap().list_sip_trunks().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 404 Not Found: no such trunk: [redacted] '[redacted]'"
    );
}

#[tokio::test]
async fn an_error_in_the_layers_of_a_program_does_not_show_the_key() {
    /// Puts what it sees into its own error.
    struct Indiscreet;

    impl Layer for Indiscreet {
        fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
            Box::pin(async move { Err(next.refuse(format!("{:?}", request.headers()["authorization"].to_str()))) })
        }
    }

    let bolna = Bolna::builder().api_key(KEY).inner_layer(Indiscreet).build().unwrap();
    let error = bolna.list_sip_trunks().send().await.unwrap_err();
    let shown = format!("{error} {error:?} {:?}", error.source());
    assert!(
        error.is_refused() && shown.contains("[redacted]") && !shown.contains("hunter2"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_wait_is_told_up_to_a_day() {
    let server = Server::start([answer("429 Too Many Requests", &["retry-after: 2147483648"], "")]);
    let error = server.bolna().list_agents().send().await.unwrap_err();
    assert_eq!(error.retry_after().unwrap().as_secs(), 24 * 60 * 60);
}
