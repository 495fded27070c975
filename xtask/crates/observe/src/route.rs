//! Which operation an answer belongs to.

use document::operations::{self, Operation};
use serde_json::Value;
use url::Url;

/// Where a request went.
pub(crate) enum Route<'a> {
    /// To another host than the contract's servers.
    Elsewhere,
    /// To a path, or with a method, that the contract lacks; the path without that of the server.
    Undocumented(String),
    Operation(Operation<'a>),
}

/// Finds the operation of a request. A concrete path comes before a templated one (OpenAPI 3.1, Paths Object).
pub(crate) fn find<'a>(root: &'a Value, method: &str, url: &str) -> Route<'a> {
    let servers: Vec<Url> = (root.get("servers").and_then(Value::as_array).into_iter().flatten())
        .filter_map(|server| Url::parse(operations::text(server, "url")).ok())
        .collect();
    let path = match Url::parse(url) {
        Ok(url) => {
            let Some(server) = servers.iter().find(|server| server.host_str() == url.host_str()) else {
                return Route::Elsewhere;
            };
            let base = server.path().trim_end_matches('/');
            url.path().strip_prefix(base).unwrap_or(url.path()).to_owned()
        }
        Err(_) => url.split(['?', '#']).next().unwrap_or_default().to_owned(),
    };
    let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let mut found: Option<(Vec<bool>, Operation<'a>)> = None;
    for operation in operations::all(root).filter(|operation| operation.method.eq_ignore_ascii_case(method)) {
        let template: Vec<&str> = operation.path.trim_end_matches('/').split('/').collect();
        let fits = template.len() == segments.len()
            && (template.iter().zip(&segments)).all(|(wanted, is)| wanted.contains('{') || wanted == is);
        let templated: Vec<bool> = template.iter().map(|segment| segment.contains('{')).collect();
        if fits && found.as_ref().is_none_or(|(other, _)| templated < *other) {
            found = Some((templated, operation));
        }
    }
    found.map_or(Route::Undocumented(path), |(_, operation)| Route::Operation(operation))
}
