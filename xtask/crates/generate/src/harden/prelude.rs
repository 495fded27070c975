//! The generated `prelude` holds nothing but the client, which the crate names at its root.

use syn::{File, Item};

use super::Unexpected;

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let before = file.items.len();
    file.items
        .retain(|item| !matches!(item, Item::Mod(module) if module.ident == "prelude"));
    if file.items.len() < before {
        Ok(())
    } else {
        Err(Unexpected::new("prelude", "module `prelude`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prelude_goes_and_its_absence_is_noticed() {
        let mut file = syn::parse_file("pub mod prelude { pub use super::Client; } pub mod types {}").unwrap();
        harden(&mut file).unwrap();
        assert_eq!(prettyplease::unparse(&file), "pub mod types {}\n");
        assert!(harden(&mut file).is_err());
    }
}
