//! The kinds of an error, each as a question.

use super::{Error, ErrorKind};

impl Error {
    /// Whether the client could not be made. See [`ErrorKind::Config`].
    #[must_use]
    pub fn is_config(&self) -> bool {
        self.kind() == ErrorKind::Config
    }

    /// Whether the request could not be made of its arguments. See [`ErrorKind::InvalidRequest`].
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.kind() == ErrorKind::InvalidRequest
    }

    /// Whether a layer did not send the request. See [`ErrorKind::Refused`].
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.kind() == ErrorKind::Refused
    }

    /// Whether there was no connection. See [`ErrorKind::Connect`].
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether time ran out, on this side, or on that of the server: 408. See [`ErrorKind::Timeout`].
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether the connection broke. See [`ErrorKind::Transport`].
    #[must_use]
    pub fn is_transport(&self) -> bool {
        self.kind() == ErrorKind::Transport
    }

    /// Whether the key is wrong: 401, or a 403 that says so.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.kind() == ErrorKind::Authentication
    }

    /// Whether the key may not do this: any other 403.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.kind() == ErrorKind::Forbidden
    }

    /// Whether the account has to pay first: 402.
    #[must_use]
    pub fn is_payment_required(&self) -> bool {
        self.kind() == ErrorKind::PaymentRequired
    }

    /// Whether there is no such thing: 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// Whether it is in conflict with what is there: 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.kind() == ErrorKind::Conflict
    }

    /// Whether the server does not accept what it was given: 400, 422.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.kind() == ErrorKind::Invalid
    }

    /// Whether there were too many requests: 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimited
    }

    /// Whether the server failed: 5xx.
    #[must_use]
    pub fn is_server(&self) -> bool {
        self.kind() == ErrorKind::Server
    }

    /// Whether there was a redirect, followed or not. See [`ErrorKind::Redirect`].
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        self.kind() == ErrorKind::Redirect
    }

    /// Whether it is a status of no other kind. See [`ErrorKind::Status`].
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.kind() == ErrorKind::Status
    }

    /// Whether the body of a success is not the documented one. See [`ErrorKind::Decode`].
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// Whether the status is that of a success, and the body says otherwise. See [`ErrorKind::ErrorInSuccess`].
    #[must_use]
    pub fn is_error_in_success(&self) -> bool {
        self.kind() == ErrorKind::ErrorInSuccess
    }
}
