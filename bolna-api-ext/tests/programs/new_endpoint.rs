//! An endpoint that the contract does not have.

use bolna_api_ext::reqwest::Method;
use bolna_api_ext::{Bolna, Error};
use serde_json::{Value, json};

use crate::server::{Clients, serve};

async fn pause_workflow(bolna: &Bolna, id: &str) -> Result<Value, Error> {
    let path = format!("/workflows/{id}:pause");
    bolna.execute(Method::POST, &path, json!({"reason": "holiday"})).await
}

#[tokio::test]
async fn it_is_called_with_all_that_other_calls_have() {
    let server = serve(&[
        ("200 OK", r#"{"status": "paused"}"#),
        ("404 Not Found", r#"{"detail": "no workflow 8"}"#),
    ]);
    let bolna = server.patient();
    assert_eq!(pause_workflow(&bolna, "7").await.unwrap(), json!({"status": "paused"}));
    let error = pause_workflow(&bolna, "8").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "POST /workflows/8:pause: 404 Not Found: no workflow 8"
    );
    let received = server.requests();
    assert_eq!(received[0].line, "POST /workflows/7:pause");
    assert_eq!(received[0].json(), json!({"reason": "holiday"}));
}
