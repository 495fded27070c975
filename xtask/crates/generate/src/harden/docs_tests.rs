//! What the documentation of generated items becomes.

use super::docs::harden;

fn documented(types: &str, builder: &str, client: &str) -> String {
    let text = format!("pub mod types {{ {types} }} pub mod builder {{ {builder} }} impl Client {{ {client} }}");
    let mut file = syn::parse_file(&text).unwrap();
    harden(&mut file).unwrap();
    prettyplease::unparse(&file)
}

#[test]
fn fields_and_variants_without_a_description_say_so_by_their_name_on_the_wire() {
    let types = r#"
        #[doc = "`Trunk`"] pub struct Trunk { #[doc = "The port."] pub port: i64, #[serde(rename = "type")] pub type_: String }
        #[doc = "How."] pub enum Transport { #[serde(rename = "transport-udp")] TransportUdp }
    "#;
    insta::assert_snapshot!(documented(types, "", ""), @r#"
    pub mod types {
        /// `Trunk`, an object that the contract does not describe.
        pub struct Trunk {
            /// The port.
            pub port: i64,
            /// `type`, which the contract does not describe.
            #[serde(rename = "type")]
            pub type_: String,
        }
        /// How.
        pub enum Transport {
            /// The value `transport-udp`.
            #[serde(rename = "transport-udp")]
            TransportUdp,
        }
    }
    pub mod builder {}
    impl Client {}
    "#);
}

#[test]
fn setters_say_what_the_contract_says_of_their_property_or_parameter() {
    let types = r#"
        #[doc = "A trunk."] pub struct Trunk { #[doc = "The port."] pub port: i64 }
        impl Trunk { pub fn builder() -> builder::Trunk {} }
        pub mod builder { pub struct Trunk {} impl Trunk { pub fn port(self) -> Self {} } }
    "#;
    let builder = "#[doc = \"B\"] pub struct List {} impl List { pub fn new() -> Self {} pub fn id(self) {} pub fn other(self) {} }";
    let client = r#"
        #[doc = "Lists.\n\nArguments:\n- `id`: Which one.\nOf many.\n- `other`\n```ignore\nclient.list()\n```"]
        pub fn list(&self) -> builder::List<'_> {}
    "#;
    insta::assert_snapshot!(documented(types, builder, client), @r"
    pub mod types {
        /// A trunk.
        pub struct Trunk {
            /// The port.
            pub port: i64,
        }
        impl Trunk {
            /// Starts a [`Trunk`] of which nothing is set yet.
            pub fn builder() -> builder::Trunk {}
        }
        pub mod builder {
            /// Builds a [`Trunk`](super::Trunk), property by property. A value that cannot be converted is an error when the object is built.
            pub struct Trunk {}
            impl Trunk {
                /// Sets `port`: The port.
                pub fn port(self) -> Self {}
            }
        }
    }
    pub mod builder {
        /// B.
        pub struct List {}
        impl List {
            /// Starts the operation; nothing is set yet.
            pub fn new() -> Self {}
            /// Sets `id`: Which one.
            /// Of many.
            pub fn id(self) {}
            /// Sets `other`, which the contract does not describe.
            pub fn other(self) {}
        }
    }
    impl Client {
        /// Lists.
        ///
        /// Arguments:
        /// - `id`: Which one.
        /// Of many.
        /// - `other`
        pub fn list(&self) -> builder::List<'_> {}
    }
    ");
}
