//! What an error shows.

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, LOCATION};

use super::{Error, ErrorKind, one_line};
use crate::runtime::secrets::is_secret;
use crate::wire::Redacted;

/// How much of a reason `Display` shows, in characters.
const MAX_REASON: usize = 500;

/// How much of a server's text `Debug` shows, in characters; [`Error::body`] has more.
const MAX_DEBUG: usize = 200;

/// How much of a source `Debug` shows, in characters.
const MAX_SOURCE: usize = 500;

/// How many headers `Debug` shows.
const MAX_HEADERS: usize = 32;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status().map(status_line);
        let reason = one_line::cut(self.reason(), MAX_REASON);
        // Many a proxy has nothing to say but the status.
        let is_new = !reason.is_empty() && !status.as_ref().is_some_and(|status| status.ends_with(&*reason));
        let page = self.page().map(|page| format!("page {page}"));
        let parts = [
            self.operation().map(|operation| operation.id()),
            page.as_deref(),
            status.as_deref(),
            is_new.then_some(&*reason),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(": "))?;

        let report = &*self.0;
        let effect = match (report.took_effect, report.may_have_taken_effect) {
            (true, _) => Some("the request took effect".to_owned()),
            // A server that says what went wrong has hardly done it all the same.
            (false, true) if self.kind() != ErrorKind::ErrorInSuccess => {
                Some("the request may have taken effect: look before you repeat it".to_owned())
            }
            (false, _) => None,
        };
        let attempts = (report.attempts > 1).then(|| format!("{} attempts", report.attempts));
        let wait = (self.retry_after()).map(|wait| format!("retry after {} s", wait.as_secs()));
        let id = self.request_id().map(|id| format!("request id {id}"));
        let notes = [report.hint.clone(), effect, attempts, wait, id];
        let notes: Vec<_> = notes.into_iter().flatten().collect();
        if notes.is_empty() {
            Ok(())
        } else {
            write!(f, " ({})", notes.join("; "))
        }
    }
}

/// `403 Forbidden`, and `499` for a status without a name.
fn status_line(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0.source.as_ref().map(|source| format!("{source:?}"));
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &self.operation().map(|operation| operation.id()))
            .field("status", &self.status())
            .field("reason", &one_line::cut(self.reason(), MAX_DEBUG))
            .field("headers", &self.headers().map(Headers))
            .field("body", &self.body().map(|body| one_line::cut(body, MAX_DEBUG)))
            .field("may_have_taken_effect", &self.may_have_taken_effect())
            .field("attempts", &self.attempts())
            .field("page", &self.page())
            .field(
                "source",
                &source.as_ref().map(|source| Plain(one_line::cut(source, MAX_SOURCE))),
            )
            .finish()
    }
}

/// Shows a text that is `Debug` already.
struct Plain<T>(T);

impl<T: fmt::Display> fmt::Debug for Plain<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Shows headers, and no secrets.
struct Headers<'h>(&'h HeaderMap);

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.0.iter().take(MAX_HEADERS) {
            match value.to_str() {
                _ if is_secret(name) => map.entry(&name.as_str(), &Redacted),
                // A query may hold what is not for a log.
                Ok(text) if name == LOCATION => {
                    let place = text.split(['?', '#']).next().unwrap_or_default();
                    map.entry(&name.as_str(), &one_line::cut(place, MAX_DEBUG))
                }
                Ok(text) if !value.is_sensitive() => map.entry(&name.as_str(), &one_line::cut(text, MAX_DEBUG)),
                _ => map.entry(&name.as_str(), value),
            };
        }
        map.finish()
    }
}

#[cfg(test)]
mod tests;
