//! A stand-in for the API, for those who have no key: it answers as the API does, with made-up data.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Starts the server on this machine, on a port that is free. It ends with the program.
pub(crate) async fn start() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let api = Router::new().route("/sip-trunks/trunks", get(list_sip_trunks));
    tokio::spawn(async move { axum::serve(listener, api).await });
    Ok(address)
}

async fn list_sip_trunks(
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    if !has_key(&headers) {
        // The API says 403, not 401.
        return refuse(StatusCode::FORBIDDEN, "Unrecognized access token");
    }
    let wanted = match query.get("is_active").map(|value| value.parse::<bool>()) {
        None => None,
        Some(Ok(wanted)) => Some(wanted),
        Some(Err(_)) => return refuse(StatusCode::UNPROCESSABLE_ENTITY, "is_active is neither true nor false"),
    };
    match serde_json::from_str::<Vec<Value>>(include_str!("trunks.json")) {
        Ok(mut trunks) => {
            trunks.retain(|trunk| wanted.is_none_or(|wanted| trunk["is_active"] == wanted));
            (StatusCode::OK, Json(trunks.into()))
        }
        Err(error) => refuse(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn has_key(headers: &HeaderMap) -> bool {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .is_some_and(|key| !key.is_empty())
}

fn refuse(status: StatusCode, reason: &str) -> (StatusCode, Json<Value>) {
    (status, Json(json!({ "detail": reason })))
}
