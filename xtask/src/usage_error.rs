/// The command line names something that does not exist, or that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("error: {message}\n help: {help}")]
pub struct UsageError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
}
