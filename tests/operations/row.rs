//! One row of the table: an operation, a call of it with everything set, and two answers.

use std::pin::Pin;

use bolna_api::{Client, Error};
use serde::Serialize;

use support::Answer;

/// An operation of the contract, and what is said between the client and the server.
pub(crate) struct Row {
    pub(crate) operation: &'static str,
    pub(crate) call: Call,
    pub(crate) success: Answer,
    pub(crate) refusal: Answer,
}

/// Calls the operation; the value that comes back, as JSON.
pub(crate) type Call = fn(Client) -> Pin<Box<dyn Future<Output = Result<String, Error>>>>;

/// `row!(stop_call: |call| call.execution_id("…"), success, refusal)`: the operation is the method of the client.
macro_rules! row {
    ($operation:ident: |$call:ident| $set:expr, $success:expr, $refusal:expr $(,)?) => {
        $crate::operations::row::Row {
            operation: stringify!($operation),
            call: |client| {
                Box::pin(async move {
                    let $call = client.$operation();
                    $set.send().await.map($crate::operations::row::shown)
                })
            },
            success: $success,
            refusal: $refusal,
        }
    };
}
pub(crate) use row;

pub(crate) fn shown<T: Serialize>(response: T) -> String {
    serde_json::to_string_pretty(&response).unwrap()
}
