//! A stand-in for the API, for those who have no key: it answers as the API does, with made-up data.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::routing::{MethodFilter, on};
use axum::{Json, Router};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

/// What it answers: `METHOD path status` → body. The path is one of axum's, with `{parameters}`.
const ANSWERS: &str = include_str!("answers.json");

/// Whether the call of an example was stopped.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Starts the server on this machine, on a port that is free. It ends with the program.
pub(crate) async fn start() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let mut api = Router::new();
    for (line, body) in serde_json::from_str::<Map<String, Value>>(ANSWERS)? {
        let (method, path, status) = route(&line).ok_or_else(|| io::Error::other(format!("not a route: {line}")))?;
        let stops = path == "/call/{execution_id}/stop";
        let is_execution = path == "/executions/{execution_id}";
        let handle = move |headers: HeaderMap, Query(query), sent| async move {
            if let Some(refusal) = refusal(&headers, &sent) {
                return refusal;
            }
            let mut body = fitted(body, &query, &sent);
            // A call that was stopped is over, and costs nothing.
            if STOPPED.fetch_or(stops, Ordering::Relaxed)
                && is_execution
                && let Some(execution) = body.as_object_mut()
            {
                execution.insert("status".to_owned(), "stopped".into());
                execution.insert("total_cost".to_owned(), 0.into());
            }
            (status, Json(body))
        };
        api = api.route(path, on(method, handle));
    }
    tokio::spawn(async move { axum::serve(listener, api).await });
    Ok(address)
}

fn route(line: &str) -> Option<(MethodFilter, &str, StatusCode)> {
    let mut words = line.split(' ');
    let method = Method::from_bytes(words.next()?.as_bytes()).ok()?;
    let path = words.next()?;
    let status = StatusCode::from_bytes(words.next()?.as_bytes()).ok()?;
    Some((MethodFilter::try_from(method).ok()?, path, status))
}

/// What the API says to those without a key, and to a body that is not what its head says.
fn refusal(headers: &HeaderMap, sent: &Bytes) -> Option<(StatusCode, Json<Value>)> {
    let header = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let key = header(header::AUTHORIZATION).strip_prefix("Bearer ");
    let is_json = header(header::CONTENT_TYPE).starts_with("application/json");
    if key.is_none_or(str::is_empty) {
        // The API says 403, not 401.
        return refuse(StatusCode::FORBIDDEN, "Unrecognized access token");
    }
    if is_json && object(sent).is_none() {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "the body is not an object");
    }
    None
}

fn refuse(status: StatusCode, reason: &str) -> Option<(StatusCode, Json<Value>)> {
    Some((status, Json(json!({ "detail": reason }))))
}

/// The body of an answer, as the request asks for it: lists are filtered, pages are cut, and what an object is told to be,
/// it is.
fn fitted(body: Value, query: &HashMap<String, String>, sent: &Bytes) -> Value {
    match body {
        Value::Array(items) => items.into_iter().filter(|item| matches(item, query)).collect(),
        Value::Object(page) if page.contains_key("has_more") => cut(page, query),
        Value::Object(mut object) => {
            for (name, value) in self::object(sent).unwrap_or_default() {
                object.entry(name).and_modify(|old| *old = value);
            }
            object.into()
        }
        other => other,
    }
}

/// Whether an item has what the query asks for; what it does not have is not asked of it.
fn matches(item: &Value, query: &HashMap<String, String>) -> bool {
    query.iter().all(|(name, wanted)| match item.get(name) {
        Some(Value::String(text)) => text == wanted,
        Some(other) => serde_json::from_str::<Value>(wanted).is_ok_and(|wanted| wanted == *other),
        None => true,
    })
}

/// The page that the query asks for. Its size is that of `page_size` here, whatever is asked for: so there is more than one.
fn cut(mut page: Map<String, Value>, query: &HashMap<String, String>) -> Value {
    let number: usize = query
        .get("page_number")
        .and_then(|number| number.parse().ok())
        .unwrap_or(1);
    let size = page
        .get("page_size")
        .and_then(Value::as_u64)
        .and_then(|size| usize::try_from(size).ok())
        .unwrap_or(20);
    let data = page.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
    let before = number.saturating_sub(1).saturating_mul(size);
    let items: Vec<Value> = data.iter().skip(before).take(size).cloned().collect();
    page.insert("has_more".to_owned(), (before + items.len() < data.len()).into());
    page.insert("page_number".to_owned(), number.into());
    page.insert("data".to_owned(), items.into());
    page.into()
}

fn object(sent: &Bytes) -> Option<Map<String, Value>> {
    serde_json::from_slice(sent).ok()
}
