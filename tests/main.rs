//! The tripwire: snapshots of the contract, of the Rust surface and of the bytes on the wire.
