//! One operation on its way through the layers to the network and back.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::{HeaderMap, HeaderName};

use crate::Error;
use crate::operation::{OperationInfo, Reopen};
use crate::runtime::error::leaves_effect_open;
use crate::runtime::secrets::Secrets;
use crate::runtime::whole;
use crate::transport::{Layer, Next};

/// How much is read of the body of a success: more than any list that is known, and less than what hurts.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// One operation on its way.
pub(crate) struct Call {
    http: reqwest::Client,
    layers: Layers,
    operation: OperationInfo,
    reopen: Option<Reopen>,
    /// Whether the body of a success is read here, and not by the caller.
    reads_body: bool,
    secrets: Mutex<Secrets>,
    /// Whether one of several attempts may have had an effect.
    has_effect: AtomicBool,
    /// The number of the attempt, from 1.
    attempt: AtomicU32,
}

impl Call {
    pub(crate) fn new(
        http: reqwest::Client,
        layers: Layers,
        operation: &OperationInfo,
        reopen: Option<Reopen>,
        reads_body: bool,
    ) -> Self {
        Self {
            http,
            layers,
            operation: operation.clone(),
            reopen,
            reads_body,
            secrets: Mutex::default(),
            has_effect: AtomicBool::new(false),
            attempt: AtomicU32::new(1),
        }
    }

    pub(crate) fn operation(&self) -> &OperationInfo {
        &self.operation
    }

    pub(crate) fn reopen(&self) -> Option<&Reopen> {
        self.reopen.as_ref()
    }

    /// Whether an attempt may have had an effect.
    pub(crate) fn has_effect(&self) -> bool {
        self.has_effect.load(Ordering::Relaxed)
    }

    pub(crate) fn attempt(&self) -> u32 {
        self.attempt.load(Ordering::Relaxed)
    }

    pub(crate) fn count_attempt(&self) {
        self.attempt.fetch_add(1, Ordering::Relaxed);
    }

    /// Sends a request by way of all layers.
    pub(crate) async fn send(&self, request: reqwest::Request) -> Result<reqwest::Response, Error> {
        let next = Next::all(self, &self.layers.stack);
        next.run(request).await.map_err(|error| self.finish(error))
    }

    /// An error as the caller gets it: without secrets, and with what is known of the whole call.
    pub(crate) fn finish(&self, error: Error) -> Error {
        let error = if self.has_effect() { error.with_effect() } else { error };
        let attempts = error.attempts().max(self.attempt());
        let error = self.redact(error.with_attempts(attempts));
        let hint = self.layers.stack.iter().find_map(|layer| layer.hint(&error));
        match hint {
            Some(hint) => self.redact(error.with_hint(hint)),
            None => error,
        }
    }

    /// Sends a request over the network.
    pub(crate) async fn execute(&self, request: reqwest::Request) -> Result<reqwest::Response, Error> {
        let url = request.url().clone();
        match self.http.execute(request).await {
            // A client that follows redirects may have made a GET of a POST (RFC 9110, section 15.4), and an answer of
            // somebody else is none.
            Ok(response) if response.url() != &url => Err(Error::redirected(&self.operation, &response)),
            Ok(response) if self.reads_body && response.status().is_success() => {
                whole::response(response, &self.operation, self.layers.max_body).await
            }
            Ok(response) => Ok(response),
            Err(error) => Err(Error::unsent(&self.operation, error)),
        }
    }

    /// Keeps in mind that an attempt may have had an effect, whatever comes of the next one.
    pub(crate) fn note_effect(&self, result: &Result<reqwest::Response, Error>) {
        let may_have_effect = match result {
            Ok(response) => !self.operation.is_safe() && leaves_effect_open(response.status()),
            Err(error) => error.may_have_taken_effect(),
        };
        if may_have_effect {
            self.has_effect.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn remember(&self, headers: &HeaderMap) {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.remember(headers);
    }

    pub(crate) fn redact(&self, error: Error) -> Error {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        error.redact(&secrets)
    }
}

/// The layers of a client, and what it reads at most.
#[derive(Clone)]
pub(crate) struct Layers {
    /// The outermost first.
    stack: Arc<[Arc<dyn Layer>]>,
    max_body: usize,
}

impl Default for Layers {
    fn default() -> Self {
        Self {
            stack: Arc::default(),
            max_body: MAX_BODY,
        }
    }
}

impl Layers {
    pub(crate) fn around(&self, layer: Arc<dyn Layer>) -> Self {
        Self {
            stack: std::iter::once(layer).chain(self.stack.iter().cloned()).collect(),
            ..self.clone()
        }
    }

    pub(crate) fn below(&self, layer: Arc<dyn Layer>) -> Self {
        Self {
            stack: self.stack.iter().cloned().chain([layer]).collect(),
            ..self.clone()
        }
    }

    pub(crate) fn with_max_body(&self, max_body: usize) -> Self {
        Self {
            max_body,
            ..self.clone()
        }
    }

    /// What each layer adds, as a person may see it.
    pub(crate) fn placeholders(&self) -> Vec<(HeaderName, String)> {
        self.stack.iter().flat_map(|layer| layer.placeholders()).collect()
    }
}

/// Shows nothing of the layers: they may hold a key.
impl fmt::Debug for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Layers(..)")
    }
}
