//! Layers: their order, what they may do, and what they must not show.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bolna_api::multipart::File;
use bolna_api::transport::{BoxFuture, Layer, Next, SetHeader, response};
use bolna_api::types::{CallRequest, CreateBatchForm};
use bolna_api::{Client, Error, ErrorKind, Operation};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Request, Response, StatusCode};
use support::answer;

use crate::server::{client, exchange};

/// Notes that it was passed.
struct Noted(&'static str, Arc<Mutex<Vec<&'static str>>>);

impl Layer for Noted {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        self.1.lock().unwrap().push(self.0);
        Box::pin(next.run(request))
    }
}

/// Answers with what it saw of the request.
struct Fake<F>(F);

impl<F: Fn(&Request) -> Response + Send + Sync + 'static> Layer for Fake<F> {
    fn call<'a>(&'a self, request: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        Box::pin(async move { Ok((self.0)(&request)) })
    }
}

/// Sends a request until there is an answer.
struct Retry;

impl Layer for Retry {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        Box::pin(async move {
            for attempts in 1.. {
                let again = next
                    .try_clone(&request)
                    .ok_or_else(|| next.refuse("it cannot be sent again"))?;
                match next.run(again).await {
                    Ok(response) => return Ok(response),
                    Err(error) if attempts == 3 => return Err(error.with_attempts(attempts)),
                    Err(_) => {}
                }
            }
            Err(next.refuse("never"))
        })
    }
}

#[tokio::test]
async fn a_layer_goes_around_those_that_are_there_and_an_inner_one_below_them() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let noted = |name| Noted(name, order.clone());
    let client = client("http://127.0.0.1:9")
        .with_layer(noted("second"))
        .with_inner_layer(noted("third"))
        .with_layer(noted("first"))
        .with_inner_layer(noted("fourth"))
        .with_inner_layer(Fake(|_: &Request| response(StatusCode::OK, "[]")));
    assert!(client.list_sip_trunks().send().await.unwrap().is_empty());
    assert_eq!(*order.lock().unwrap(), ["first", "second", "third", "fourth"]);
}

#[tokio::test]
async fn every_operation_and_execute_pass_the_layers_and_say_what_they_are() {
    let client = client("http://127.0.0.1:9").with_layer(Fake(|request: &Request| {
        let path = request.url().path().to_owned();
        response(StatusCode::CONFLICT, path)
    }));
    let error = client.get_agent().agent_id("a b").send().await.unwrap_err();
    let operation = error.operation().unwrap();
    assert_eq!(
        (operation.id(), operation.path()),
        ("get_agent", "/v2/agent/{agent_id}")
    );
    assert!(operation.is_idempotent() && operation.is_safe());
    assert_eq!(error.message(), Some("/v2/agent/a%20b"));
    let error = client
        .execute::<()>(reqwest::Method::GET, "/new", ())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "GET /new: 409 Conflict: /new");
}

/// What shows of an error.
fn shown(error: &Error) -> String {
    use std::error::Error as _;
    let source = error.source().map(|source| format!("{source} {source:?}"));
    format!(
        "{error} {error:?} {error:#?} {:?} {:?} {:?} {:?} {:?} {:?} {source:?}",
        error.body(),
        error.message(),
        error.details(),
        error.json(),
        error.headers(),
        error.request_id()
    )
}

fn key() -> SetHeader {
    SetHeader::new(AUTHORIZATION, HeaderValue::from_static("Bearer sa-hunter2-0123456789"))
}

#[tokio::test]
async fn a_sensitive_header_is_taken_out_of_whatever_comes_back() {
    let secret = "sa-hunter2-0123456789";
    for answer in [
        answer("403 Forbidden", &["x-request-id: sa-hunter2-0123456789"], secret),
        answer(
            "400 Bad Request",
            &[],
            format!(r#"{{"detail": [{{"loc": ["{secret}"], "msg": "{secret}"}}]}}"#),
        ),
        answer(
            "200 OK",
            &["x-other: sa-hunter2-0123456789"],
            format!(r#"[{{"gateways": "{secret}"}}]"#),
        ),
        answer("500 Oops", &[], r#"{"error": "sa-hunter2-01234\u00356789"}"#),
        answer("500 Oops", &["content-length: 100"], "sa-hunter2-01"),
    ] {
        let sending = |client: Client| async move { client.with_layer(key()).list_sip_trunks().send().await };
        let (listed, request) = exchange(answer, sending).await;
        assert!(request.contains(secret), "{request}");
        let shown = shown(&listed.unwrap_err());
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }
}

#[tokio::test]
async fn a_password_that_a_validator_repeats_does_not_show() {
    let body = r#"{"detail": [{"loc": ["body", "name"], "msg": "is taken", "input": {"auth_password": "hunter2"}}]}"#;
    let sending = |client: Client| async move { client.delete_sip_trunk().trunk_id("1").send().await };
    let (refused, _) = exchange(answer("422 Unprocessable Entity", &[], body), sending).await;
    let error = refused.unwrap_err();
    assert!(!shown(&error).contains("hunter2"), "{}", shown(&error));
    assert_eq!(error.details()[0].loc(), Some("body.name"));
}

#[tokio::test]
async fn a_layer_that_shows_the_key_in_its_own_error_does_not_either() {
    struct Indiscreet;

    impl Layer for Indiscreet {
        fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
            let seen = request.headers()[AUTHORIZATION].to_str().unwrap().to_owned();
            Box::pin(async move {
                Err(Error::builder(ErrorKind::Transport)
                    .operation(next.operation())
                    .reason(format!("cannot send {seen}"))
                    .body(&seen)
                    .source(seen)
                    .build())
            })
        }

        fn hint(&self, _: &Error) -> Option<String> {
            Some("try another than sa-hunter2-0123456789".to_owned())
        }
    }

    let client = client("http://127.0.0.1:9")
        .with_inner_layer(Indiscreet)
        .with_layer(key());
    let error = client.list_sip_trunks().send().await.unwrap_err();
    assert!(!shown(&error).contains("hunter2"), "{}", shown(&error));
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: cannot send Bearer [redacted] (try another than [redacted])"
    );
}

#[tokio::test]
async fn of_several_attempts_each_counts_for_the_effect() {
    /// Fails as a broken connection, then as one that cannot be made.
    struct Failing(AtomicUsize);

    impl Layer for Failing {
        fn call<'a>(&'a self, _: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
            let error = match self.0.fetch_add(1, Ordering::Relaxed) {
                0 => Error::builder(ErrorKind::Transport).has_effect(true),
                _ => Error::builder(ErrorKind::Connect),
            };
            Box::pin(async { Err(error.build()) })
        }
    }

    let client = client("http://127.0.0.1:9")
        .with_layer(Failing(AtomicUsize::new(0)))
        .with_layer(Retry);
    let call = CallRequest::builder()
        .agent_id("6f1c2a60-0000-4000-8000-000000000001")
        .recipient_phone_number("+14155550187");
    let error = client.make_call().body(call).send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3));
    assert!(error.may_have_taken_effect());
    assert_eq!(
        error.to_string(),
        "no connection (the request may have taken effect: look before you repeat it; 3 attempts)"
    );
}

fn form(file: File) -> bolna_api::types::builder::CreateBatchForm {
    CreateBatchForm::builder()
        .agent_id("6f1c2a60-0000-4000-8000-000000000001")
        .file(file.with_name("people.csv"))
}

#[tokio::test]
async fn a_form_is_sent_again_whether_its_file_is_in_memory_or_opened_anew() {
    let opened = Arc::new(AtomicUsize::new(0));
    let counted = opened.clone();
    let source = File::from_source(Some(4), move || {
        counted.fetch_add(1, Ordering::Relaxed);
        reqwest::Body::from("+1\n2")
    });
    for (file, is_source) in [(File::from("+1\n2"), false), (source, true)] {
        let answer = answer("200 OK", &[], r#"{"batch_id": "3c90c3cc0d444b5088888dd25736052b"}"#);
        let sending = |client: Client| async move {
            let client = client.with_layer(Retry);
            client.create_batch().body(form(file)).clone().send().await
        };
        let (created, request) = exchange(answer, sending).await;
        assert!(created.is_ok(), "{created:?}");
        assert!(request.contains("content-length: "), "{request}");
        assert!(
            request.contains("filename=\"people.csv\"\r\n\r\n+1\n2\r\n--"),
            "{request}"
        );
        assert_eq!(opened.load(Ordering::Relaxed) > 1, is_source);
    }
}

#[test]
fn a_command_line_shows_no_secret() {
    let client = client("http://127.0.0.1:9").with_layer(key());
    let trunk = bolna_api::types::SipTrunkUpdate::builder()
        .auth_password("hunter2")
        .name("it's");
    let curl = client.update_sip_trunk().trunk_id("1").body(trunk).as_curl().unwrap();
    assert_eq!(
        curl,
        r#"curl -X PATCH 'http://127.0.0.1:9/sip-trunks/trunks/1' -H 'content-type: application/json' -H 'accept: application/json' -H "authorization: [redacted]" --data-raw '{"auth_password":"[redacted]","name":"it'\''s"}'"#
    );
    let curl = client.create_batch().body(form(File::from("+1"))).as_curl().unwrap();
    assert_eq!(
        curl,
        r#"curl 'http://127.0.0.1:9/batches' -H 'accept: application/json' -H "authorization: [redacted]" --form-string 'agent_id=6f1c2a60-0000-4000-8000-000000000001' -F 'file=@people.csv'"#
    );
}

#[tokio::test]
async fn a_layer_sees_a_body_that_breaks_off_as_an_error_and_a_whole_one_as_it_is() {
    /// Keeps what it sees.
    struct Seen(Arc<Mutex<Vec<Option<ErrorKind>>>>);

    impl Layer for Seen {
        fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
            Box::pin(async move {
                let url = request.url().clone();
                let result = next.run(request).await;
                if let Ok(response) = &result {
                    assert_eq!(
                        (response.url(), &response.headers()["x-a"]),
                        (&url, &HeaderValue::from_static("1"))
                    );
                }
                self.0.lock().unwrap().push(result.as_ref().err().map(Error::kind));
                result
            })
        }
    }

    let seen = Arc::new(Mutex::new(Vec::new()));
    for length in ["2", "3"] {
        let length = format!("content-length: {length}");
        let answer = answer("200 OK", &["x-a: 1", &length], "[]");
        let (result, _) = exchange(answer, |client| {
            let client = client.with_layer(Seen(seen.clone()));
            async move { client.list_sip_trunks().send().await }
        })
        .await;
        assert_eq!(result.is_ok(), length.ends_with('2'));
    }
    assert_eq!(*seen.lock().unwrap(), [None, Some(ErrorKind::Transport)]);
}

#[tokio::test]
async fn a_body_is_read_up_to_its_limit() {
    for (answer, fits) in [
        (answer("200 OK", &["content-length: 4"], "[   "), false),
        (answer("200 OK", &["content-length: 314572800"], ""), false),
        (answer("200 OK", &[], " ").endless(), false),
        (answer("200 OK", &["content-length: 3"], "[ ]"), true),
        // Of a refusal, the beginning is enough.
        (answer("403 Forbidden", &["content-length: 4"], "No! "), true),
    ] {
        let (result, _) = exchange(answer, |client| async move {
            client.with_max_body(3).list_sip_trunks().send().await
        })
        .await;
        let error = result.err();
        let line = error.as_ref().map(ToString::to_string).unwrap_or_default();
        let too_long = "list_sip_trunks: 200 OK: the body is longer than 3 bytes, which is the limit";
        assert_eq!(line == too_long, !fits, "{line}");
        assert!(fits || error.is_some_and(|error| error.is_decode() && error.is_truncated()));
    }
}
