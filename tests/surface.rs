//! The public Rust items of the generated client, with their signatures.

use xtask::outline;

use crate::checkout;

#[test]
fn each_public_item_is_as_it_was_reviewed() {
    checkout::assert_outlines("surface", &outline::surface::items(&checkout::generated()).unwrap());
}
