//! What `cargo xtask` does, one command a file: files in, files out.

pub mod explain;
pub mod inventory;
pub mod lint;
pub mod readme;
pub mod regen;
pub mod regen_package;
pub mod transcribe;
pub mod vendor;

/// What was asked for is not there to be had.
#[derive(Debug, thiserror::Error)]
#[error("error: {message}\n help: {help}")]
pub struct Misuse {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
}
