//! Each kind of error, and what is done about it.

use bolna_api_ext::bolna_api::builder::MakeCall;
use bolna_api_ext::testing::{FakeBolna, Reply};
use bolna_api_ext::{Bolna, Error, ErrorKind};
use serde_json::json;

/// What a program does next.
#[derive(Debug, PartialEq)]
enum Next {
    MendTheCode(String),
    CheckTheKey,
    Pay,
    TellTheUser(String),
    LookWhetherItWasPlaced,
    TryLater,
}

async fn call(bolna: &Bolna, number: &str) -> Result<String, Next> {
    let Err(error) = bolna.calls().place("7", number).send().await.map(|call| call.id) else {
        return Ok("placed".to_owned());
    };
    Err(match error.kind() {
        ErrorKind::Authentication | ErrorKind::Config => Next::CheckTheKey,
        ErrorKind::PaymentRequired | ErrorKind::Forbidden => Next::Pay,
        ErrorKind::Invalid | ErrorKind::InvalidRequest => Next::TellTheUser(said(&error)),
        ErrorKind::NotFound | ErrorKind::Conflict | ErrorKind::ErrorInSuccess => Next::TellTheUser(said(&error)),
        _ if error.may_have_taken_effect() => Next::LookWhetherItWasPlaced,
        _ if error.is_retryable() => Next::TryLater,
        _ => Next::MendTheCode(error.to_string()),
    })
}

/// The words of the server, or those of the client where the server did not see the request.
fn said(error: &Error) -> String {
    error.message().unwrap_or(error.reason()).to_owned()
}

#[tokio::test]
async fn each_error_leads_to_what_helps() {
    let detail = |status| Reply::status(status).json(json!({"detail": "no such agent"}));
    let told = || Next::TellTheUser("no such agent".to_owned());
    let table = [
        (Reply::status(401), Next::CheckTheKey),
        (
            Reply::status(403).json(json!({"message": "Unrecognized access token"})),
            Next::CheckTheKey,
        ),
        (Reply::status(402), Next::Pay),
        (Reply::status(403), Next::Pay),
        (detail(404), told()),
        (detail(409), told()),
        (detail(422), told()),
        (Reply::status(200).json(json!({"error": "no such agent"})), told()),
        (Reply::status(429), Next::TryLater),
        (Reply::refused(), Next::TryLater),
        (Reply::reset(), Next::LookWhetherItWasPlaced),
        (Reply::timed_out(), Next::LookWhetherItWasPlaced),
        (Reply::status(502), Next::LookWhetherItWasPlaced),
        (
            Reply::status(200).text("<h1>Welcome</h1>"),
            Next::LookWhetherItWasPlaced,
        ),
    ];
    for (reply, next) in table {
        let fake = FakeBolna::new();
        let shown = format!("{reply:?}");
        fake.once_reply::<MakeCall>(reply);
        assert_eq!(call(&fake.client(), "+14155550187").await, Err(next), "{shown}");
    }
    let unusable = call(&FakeBolna::new().client(), "0187").await.unwrap_err();
    assert!(matches!(unusable, Next::TellTheUser(_)), "{unusable:?}");
}
