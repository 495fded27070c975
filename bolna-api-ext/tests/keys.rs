//! A key that is asked for.

use std::error::Error as _;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bolna_api_ext::bolna_api::transport::{BoxFuture, Layer, Next, response};
use bolna_api_ext::reqwest::{Request, Response, StatusCode};
use bolna_api_ext::{Bolna, ConfigError, Error, ErrorKind, Operation};

use crate::clock::hurried;

/// Keeps each key, and answers with it.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Layer for Seen {
    fn call<'a>(&'a self, request: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        let key = request.headers()["authorization"].to_str().unwrap().to_owned();
        self.0.lock().unwrap().push(key.clone());
        Box::pin(async move { Ok(response(StatusCode::SERVICE_UNAVAILABLE, key)) })
    }
}

#[tokio::test]
async fn each_attempt_has_the_key_of_its_time_and_no_error_has_any() {
    let (seen, number) = (Seen::default(), AtomicUsize::new(1));
    let (builder, _) = hurried("https://api.bolna.ai".to_owned());
    let bolna = builder.inner_layer(seen.clone()).api_key_provider(move || {
        let number = number.fetch_add(1, Ordering::Relaxed);
        async move { Ok::<_, io::Error>(format!("sa-hunter{number}\n")) }
    });
    let error = bolna.build().unwrap().list_agents().send().await.unwrap_err();
    assert_eq!(
        *seen.0.lock().unwrap(),
        ["Bearer sa-hunter1", "Bearer sa-hunter2", "Bearer sa-hunter3"]
    );
    let shown = format!("{error} {error:?} {:?}", error.body());
    assert!(!shown.contains("hunter"), "{shown}");
}

#[tokio::test]
async fn without_a_key_nothing_is_sent_and_the_error_says_why() {
    let failing =
        Bolna::builder().api_key_provider(|| async { Err::<String, _>(io::Error::other("the vault is sealed")) });
    let empty = Bolna::builder().api_key_provider(|| async { Ok::<_, io::Error>("") });
    let invalid = Bolna::builder().api_key_provider(|| async { Ok::<_, io::Error>("Bearer sa-hunter2") });
    for (builder, expected) in [
        (
            failing,
            "list_agents: no API key from the function that Bolna::builder().api_key_provider(..) got: the vault is sealed",
        ),
        (empty, "list_agents: the API key is empty"),
        (invalid, "list_agents: the API key holds a space"),
    ] {
        let seen = Seen::default();
        let bolna = builder.inner_layer(seen.clone()).build().unwrap();
        let error = bolna.list_agents().send().await.unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Config, 1));
        assert!(!error.is_retryable() && !error.may_have_taken_effect());
        assert!(error.source().unwrap().is::<ConfigError>());
        assert!(seen.0.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_last_of_key_and_provider_counts_and_a_tenant_has_a_key_of_its_own() {
    let provider = || async { Ok::<_, io::Error>("sa-provided") };
    let first = |builder: bolna_api_ext::BolnaBuilder| async move {
        let seen = Seen::default();
        let bolna = builder.inner_layer(seen.clone()).build().unwrap();
        for bolna in [bolna.with_api_key("sa-tenant").unwrap(), bolna] {
            bolna
                .make_call()
                .body(
                    bolna_api_ext::types::CallRequest::builder()
                        .agent_id("a".to_owned())
                        .recipient_phone_number("+14155550187".to_owned()),
                )
                .send()
                .await
                .unwrap_err();
        }
        let keys = seen.0.lock().unwrap().clone();
        assert_eq!(keys[0], "Bearer sa-tenant");
        keys[1].clone()
    };
    assert_eq!(
        first(Bolna::builder().api_key("sa-set").api_key_provider(provider)).await,
        "Bearer sa-provided"
    );
    assert_eq!(
        first(Bolna::builder().api_key_provider(provider).api_key("sa-set")).await,
        "Bearer sa-set"
    );
    let shown = format!("{:?}", Bolna::builder().api_key_provider(provider));
    assert!(!shown.contains("sa-provided"), "{shown}");
}

/// Refuses the key, and repeats a header in what it says.
struct Refuses;

impl Layer for Refuses {
    fn call<'a>(&'a self, request: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        let said = format!("gateway: {}", request.headers()["x-gw"].to_str().unwrap());
        Box::pin(async move { Ok(response(StatusCode::UNAUTHORIZED, said)) })
    }
}

#[tokio::test]
async fn a_header_of_any_name_is_a_secret_and_a_wrong_key_is_blamed_on_where_it_came_from() {
    let settings = || Bolna::builder().header("x-gw", "c0ffee-hunter2").inner_layer(Refuses);
    for (builder, hint) in [
        (settings().api_key("sa-1"), "(check BOLNA_API_KEY)"),
        (
            settings().api_key_provider(|| async { Ok::<_, io::Error>("sa-1".to_owned()) }),
            "(check the key that `api_key_provider` gives)",
        ),
    ] {
        let bolna = builder.build().unwrap();
        let error = bolna.list_agents().send().await.unwrap_err();
        assert!(error.to_string().ends_with(hint), "{error}");
        let curl = bolna.list_agents().as_curl().unwrap();
        let shown = format!("{error} {error:?} {:?} {curl}", error.body());
        assert!(
            shown.contains("gateway: [redacted]") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
