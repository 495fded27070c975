//! The layer that waits for a permit.

use bolna_api::Error;
use bolna_api::transport::{BoxFuture, Layer, Next};
use reqwest::{Request, Response};

use super::Permits;

/// Sends each request when its operation may send one.
pub(crate) struct RateLimit(pub(crate) Permits);

impl Layer for RateLimit {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        Box::pin(async move {
            self.0.wait(next.operation()).await;
            next.run(request).await
        })
    }
}
