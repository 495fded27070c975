//! What can be waited for.

use bolna_api::transport::BoxFuture;
use bolna_api::types::{Batch, Execution};

use crate::Error;
use crate::batches::BatchExt;
use crate::client::Bolna;
use crate::executions::ExecutionExt;

/// What has a status that comes to an end: an [`Execution`] and a [`Batch`]. It cannot be implemented for other types.
pub trait Watched: Sealed {}

/// What [`Watched`] is made of.
pub trait Sealed: Clone + Send + Sync + Unpin + Sized + 'static {
    /// What it is called in an error.
    const NAME: &'static str;

    /// Reads it.
    fn fetch<'a>(bolna: &'a Bolna, id: &'a str) -> BoxFuture<'a, Result<Self, Error>>;

    /// Its status, as the server writes it.
    fn status(&self) -> Option<&str>;

    /// Whether no other status follows.
    fn has_ended(&self) -> bool;
}

impl Watched for Execution {}

impl Sealed for Execution {
    const NAME: &'static str = "call";

    fn fetch<'a>(bolna: &'a Bolna, id: &'a str) -> BoxFuture<'a, Result<Self, Error>> {
        Box::pin(bolna.get_execution().execution_id(id).send())
    }

    fn status(&self) -> Option<&str> {
        self.status.as_ref().map(AsRef::as_ref)
    }

    fn has_ended(&self) -> bool {
        self.is_terminal()
    }
}

impl Watched for Batch {}

impl Sealed for Batch {
    const NAME: &'static str = "batch";

    fn fetch<'a>(bolna: &'a Bolna, id: &'a str) -> BoxFuture<'a, Result<Self, Error>> {
        Box::pin(bolna.get_batch().batch_id(id).send())
    }

    fn status(&self) -> Option<&str> {
        self.status.as_ref().map(AsRef::as_ref)
    }

    fn has_ended(&self) -> bool {
        self.is_terminal()
    }
}
