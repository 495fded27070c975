//! Executions: what became of calls. Pure functions on the generated types.

mod execution_ext;
mod status_ext;

pub use execution_ext::ExecutionExt;
pub use status_ext::ExecutionStatusExt;
