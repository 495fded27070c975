//! What `cargo xtask` does, one command a file: files in, files out.

pub mod regen;
pub mod vendor;
