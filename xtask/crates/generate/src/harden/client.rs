//! The client is made by hand-written code: the generated constructors go, one of which panics when TLS cannot be set up,
//! and with them the derived `Debug`, which prints default headers and the key that may be among them.

use syn::{File, ImplItem, Item};

use super::{Unexpected, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let mut constructors = false;
    let mut debug = false;
    for item in &mut file.items {
        match item {
            Item::Impl(block) if syntax::inherent(block).is_some_and(|name| name == "Client") => {
                block.items.retain(|item| {
                    let constructor =
                        matches!(item, ImplItem::Fn(method) if matches!(&*method.sig.ident.to_string(), "new" | "new_with_client"));
                    constructors |= constructor;
                    !constructor
                });
            }
            Item::Struct(client) if client.ident == "Client" => {
                debug = syntax::remove_derives(&mut client.attrs, &["Debug"]);
            }
            _ => {}
        }
    }
    file.items
        .retain(|item| !matches!(item, Item::Impl(block) if block.trait_.is_none() && block.items.is_empty()));
    match (constructors, debug) {
        (true, true) => Ok(()),
        (false, _) => Err(Unexpected::new("client", "constructor of `Client`")),
        (_, false) => Err(Unexpected::new("client", "derived `Debug` of `Client`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constructors_and_debug_go_and_operations_stay() {
        let mut file = syn::parse_file(
            "#[derive(Clone, Debug)] pub struct Client;
             impl Client { pub fn new() -> Self { todo!() } pub fn new_with_client() -> Self { todo!() } }
             impl Client { pub fn list_sip_trunks(&self) {} }
             impl Other { pub fn new() -> Self { todo!() } }",
        )
        .unwrap();
        harden(&mut file).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @"
        #[derive(Clone)]
        pub struct Client;
        impl Client {
            pub fn list_sip_trunks(&self) {}
        }
        impl Other {
            pub fn new() -> Self {
                todo!()
            }
        }
        ");
    }

    #[test]
    fn a_client_that_is_made_in_another_way_is_noticed() {
        let mut file = syn::parse_file("#[derive(Clone, Debug)] pub struct Client;").unwrap();
        insta::assert_snapshot!(harden(&mut file).unwrap_err(), @"the hardening step `client` found no constructor of `Client`");
        let mut file = syn::parse_file("pub struct Client; impl Client { pub fn new() {} }").unwrap();
        insta::assert_snapshot!(harden(&mut file).unwrap_err(), @"the hardening step `client` found no derived `Debug` of `Client`");
    }
}
