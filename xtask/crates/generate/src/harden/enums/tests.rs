use super::*;
use lower::facts::TypeFacts;

const TRANSPORT: &str = r#"
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Copy, Debug)]
    pub enum Transport { #[serde(rename = "udp")] Udp, #[serde(rename = "unknown")] Unknown }
    impl ::std::fmt::Display for Transport {}
    impl ::std::str::FromStr for Transport {}
    impl ::std::convert::TryFrom<&str> for Transport {}
"#;

fn hardened(read: bool) -> String {
    let facts = TypeFacts {
        read,
        written: !read,
        ..TypeFacts::default()
    };
    let facts = Facts {
        types: [("Transport".to_owned(), facts)].into(),
        ..Facts::default()
    };
    let mut file = syn::parse_file(&format!("pub mod types {{ {TRANSPORT} }}")).unwrap();
    harden(&mut file, &facts).unwrap();
    prettyplease::unparse(&file)
}

#[test]
fn an_enumeration_that_is_read_keeps_what_it_does_not_know() {
    insta::assert_snapshot!(hardened(true), @r#"
    pub mod types {
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Transport {
            ///The value `udp`.
            Udp,
            ///The value `unknown`.
            Unknown,
            /// A value that the contract does not know. It goes out as it came in.
            Unlisted(crate::wire::UnknownValue),
        }
        impl Transport {
            /// Every value that the contract knows, in its order.
            pub const KNOWN: &'static [Self] = &[Self::Udp, Self::Unknown];
            const TEXTS: &'static [&'static str] = &["udp", "unknown"];
            /// The value as it goes over the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Udp => "udp",
                    Self::Unknown => "unknown",
                    Self::Unlisted(value) => value.as_str(),
                }
            }
            fn known(value: &str) -> ::std::option::Option<Self> {
                match value {
                    "udp" => Some(Self::Udp),
                    "unknown" => Some(Self::Unknown),
                    _ => None,
                }
            }
        }
        impl ::std::fmt::Display for Transport {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::std::convert::AsRef<str> for Transport {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
        impl ::std::convert::From<&str> for Transport {
            fn from(value: &str) -> Self {
                Self::known(value)
                    .unwrap_or_else(|| Self::Unlisted(crate::wire::UnknownValue::new(value)))
            }
        }
        impl ::std::convert::From<::std::string::String> for Transport {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }
        impl ::std::str::FromStr for Transport {
            type Err = ::std::convert::Infallible;
            fn from_str(
                value: &str,
            ) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }
        impl ::serde::Serialize for Transport {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> ::serde::Deserialize<'de> for Transport {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                crate::wire::open_enum(
                    deserializer,
                    Self::TEXTS,
                    Self::known,
                    Self::Unlisted,
                )
            }
        }
        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for Transport {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                "Transport".into()
            }
            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                crate::wire::string_schema(Self::TEXTS, true)
            }
        }
    }
    "#);
}

#[test]
fn variants_are_called_what_the_contract_calls_their_values() {
    let named = |names: &[(&str, &str)]| {
        let mut item = parse_quote!(
            pub enum Rate {
                #[serde(rename = "8000")]
                X8000,
                Hz,
                #[serde(rename = "16000")]
                X16000,
            }
        );
        let names = names
            .iter()
            .map(|(value, name)| ((*value).to_owned(), (*name).to_owned()));
        name_values(&mut item, &names.collect());
        let variants = item.variants.iter();
        variants
            .map(|variant| format!("{}={}", variant.ident, wire_value(variant)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(named(&[]), "X8000=8000 Hz=Hz X16000=16000");
    assert_eq!(
        named(&[("16000", "Hz16000"), ("8000", "Hz8000"), ("48000", "Hz48000")]),
        "Hz8000=8000 Hz=Hz Hz16000=16000"
    );
    assert_eq!(
        named(&[("Hz", "Unit"), ("8000", "1")]),
        "X8000=8000 Unit=Hz X16000=16000"
    );
    // A name that another value has without being given it, and one that is given twice.
    assert_eq!(named(&[("8000", "Hz"), ("16000", "Hz")]), "Hz=8000 Hz2=Hz X16000=16000");
}

#[test]
fn an_enumeration_that_only_goes_out_takes_known_values_only() {
    let closed = hardened(false);
    assert!(!closed.contains("Unlisted("), "{closed}");
    assert!(
        closed.contains("impl ::std::convert::TryFrom<&str> for Transport"),
        "{closed}"
    );
    assert!(closed.contains("crate::wire::closed_enum("), "{closed}");
    assert!(
        closed.contains("#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]"),
        "{closed}"
    );
}
