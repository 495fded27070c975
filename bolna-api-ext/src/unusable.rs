//! Requests that cannot be made of what the caller gave.

use bolna_api::Operation;

use crate::{Error, ErrorKind};

/// The error of an operation that was not sent, for this reason.
pub(crate) fn unusable<O: Operation>(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::builder(ErrorKind::InvalidRequest)
        .operation(O::INFO)
        .reason(format_args!("the request cannot be made: {cause}"))
        .source(cause)
        .build()
}
