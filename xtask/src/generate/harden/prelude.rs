//! The generated `prelude` holds nothing but the client, which the crate names at its root.

use syn::{File, Item};

use super::Unexpected;

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let before = file.items.len();
    file.items
        .retain(|item| !matches!(item, Item::Mod(module) if module.ident == "prelude"));
    match file.items.len() < before {
        true => Ok(()),
        false => Err(Unexpected {
            step: "prelude",
            what: "module `prelude`",
        }),
    }
}
