use super::*;

fn crate_of(types: &str) -> BTreeMap<String, String> {
    let root = "pub mod types; pub mod builder; pub struct Client { inner: u8 }";
    BTreeMap::from([
        ("mod.rs".to_owned(), root.to_owned()),
        ("types.rs".to_owned(), types.to_owned()),
    ])
}

/// What changes in the module `types`, a line each.
fn changes(base: &str, revision: &str) -> Vec<String> {
    let changes = compare(&crate_of(base), &crate_of(revision)).unwrap();
    changes
        .iter()
        .map(|change| format!("{} {}", change.rust, change.item))
        .collect()
}

#[test]
fn each_change_has_its_verdict_and_the_reverse_has_its_own() {
    let open = "#[non_exhaustive] pub struct A { pub a: i64 }";
    for (base, revision, there, back) in [
        // Items.
        (
            "",
            "pub struct A;",
            &["additive types::A"][..],
            &["breaking types::A"][..],
        ),
        (
            "pub type A = i64;",
            "pub type A = String;",
            &["breaking types::A"],
            &["breaking types::A"],
        ),
        ("pub const A: u8 = 1;", "pub const A: u8 = 2;", &[], &[]),
        ("struct A;", "", &[], &[]),
        ("pub(crate) struct A;", "", &[], &[]),
        (
            "pub struct A;",
            "pub enum A {}",
            &["breaking types::A"],
            &["breaking types::A"],
        ),
        // Fields.
        (
            "pub struct A { pub a: i64 }",
            "pub struct A { pub a: i64, pub b: i64 }",
            &["breaking types::A::b"],
            &["breaking types::A::b"],
        ),
        (
            open,
            "#[non_exhaustive] pub struct A { pub a: i64, pub b: i64 }",
            &["additive types::A::b"],
            &["breaking types::A::b"],
        ),
        (
            "pub struct A { pub a: i64, z: () }",
            "pub struct A { pub a: i64, pub b: i64, z: () }",
            &["additive types::A::b"],
            &["breaking types::A::b"],
        ),
        (
            "pub struct A { pub a: i64 }",
            "pub struct A { pub a: Option<i64> }",
            &["breaking types::A::a"],
            &["breaking types::A::a"],
        ),
        (
            "pub struct A { pub a: i64 }",
            "pub struct A { pub a: i64, b: i64 }",
            &["breaking types::A"],
            &[],
        ),
        (
            "pub struct A(pub i64);",
            "pub struct A(pub String);",
            &["breaking types::A::0"],
            &["breaking types::A::0"],
        ),
        (
            "pub struct A { pub a: i64 }",
            open,
            &["breaking types::A"],
            &["additive types::A"],
        ),
        (
            "pub struct A { pub a: i64 }",
            "pub struct A { #[deprecated] pub a: i64 }",
            &["additive types::A::a"],
            &[],
        ),
        // Variants.
        (
            "pub enum A { X }",
            "pub enum A { X, Y }",
            &["breaking types::A::Y"],
            &["breaking types::A::Y"],
        ),
        (
            "#[non_exhaustive] pub enum A { X }",
            "#[non_exhaustive] pub enum A { X, Y }",
            &["additive types::A::Y"],
            &["breaking types::A::Y"],
        ),
        (
            "pub enum A { X }",
            "pub enum A { X(i64) }",
            &["breaking types::A::X"],
            &["breaking types::A::X"],
        ),
        (
            "pub enum A { X(i64) }",
            "pub enum A { X(u8) }",
            &["breaking types::A::X::0"],
            &["breaking types::A::X::0"],
        ),
        ("pub enum A { X, Y }", "pub enum A { Y, X }", &[], &[]),
        // The values that variants stand for.
        (
            r#"pub enum A { X, Y } impl A { pub fn as_str(&self) -> &str { match self { Self::X => "x", Self::Y => "y" } } }"#,
            r#"pub enum A { X, Y } impl A { pub fn as_str(&self) -> &str { match self { Self::X => "y", Self::Y => "x" } } }"#,
            &["breaking types::A::X", "breaking types::A::Y"],
            &["breaking types::A::X", "breaking types::A::Y"],
        ),
        (
            r#"pub enum A { X, Y } impl A { pub fn as_str(&self) -> &str { match self { Self::X => "x", Self::Y => "y" } } }"#,
            r#"pub enum A { Y, X } impl A { pub fn as_str(&self) -> &str { match self { Self::Y => "y", Self::X => "x" } } }"#,
            &[],
            &[],
        ),
        // Traits.
        (
            "#[derive(Clone)] pub struct A;",
            "#[derive(Clone, Copy)] pub struct A;",
            &["additive types::A: Copy"],
            &["breaking types::A: Copy"],
        ),
        (
            "#[derive(::std::clone::Clone)] pub struct A;",
            "pub struct A; impl ::core::clone::Clone for A { fn clone(&self) -> Self { A } }",
            &[],
            &[],
        ),
        (
            "pub struct A; impl TryFrom<&str> for A { type Error = u8; }",
            "pub struct A; impl TryFrom<&str> for A { type Error = u16; }",
            &["breaking types::A: TryFrom<&str>"],
            &["breaking types::A: TryFrom<&str>"],
        ),
        (
            "pub struct A;",
            "#[cfg_attr(feature = \"f\", derive(Clone))] pub struct A;",
            &["additive types::A: Clone"],
            &["breaking types::A: Clone"],
        ),
        // Methods.
        (
            "pub struct A; impl A { pub fn a(&self) {} fn b(&self) {} }",
            "pub struct A; impl A { pub fn a(&self) {} pub fn b(&self) {} }",
            &["additive types::A::b"],
            &["breaking types::A::b"],
        ),
        (
            "pub struct A; impl A { pub fn a(self, value: i64) {} }",
            "pub struct A; impl A { pub fn a(self, other: u8) {} }",
            &["breaking types::A::a"],
            &["breaking types::A::a"],
        ),
        (
            "pub struct A; impl A { pub fn a<T>(self, v: T) where T: TryInto<i64>, T::Error: Clone {} }",
            "pub struct A; impl A { pub fn a<V: ::std::convert::TryInto<i64>>(mut self, v: V) {} }",
            &["additive types::A::a"],
            &["breaking types::A::a"],
        ),
        (
            "pub struct A; impl A { pub fn a<T: TryInto<i64>>(self, v: T) {} }",
            "pub struct A; impl A { pub fn a<T: TryInto<Option<i64>>>(self, v: T) {} }",
            &["breaking types::A::a"],
            &["breaking types::A::a"],
        ),
        (
            "pub struct A; impl A { pub fn a(&mut self) {} }",
            "pub struct A; impl A { pub fn a(&self) {} }",
            &["additive types::A::a"],
            &["breaking types::A::a"],
        ),
        (
            "pub struct A; impl A { pub fn a(&self) {} }",
            "pub struct A; impl A { #[deprecated] pub fn a(&self) {} }",
            &["additive types::A::a"],
            &[],
        ),
        (
            "pub fn a() {}",
            "pub async fn a() {}",
            &["breaking types::a"],
            &["breaking types::a"],
        ),
        (
            "pub trait A { fn a(&self); }",
            "pub trait A { fn a(&self); fn b(&self) {} }",
            &["additive types::A::b"],
            &["breaking types::A::b"],
        ),
        (
            "pub trait A { fn a(&self); }",
            "pub trait A { fn a(&self); fn b(&self); }",
            &["breaking types::A::b"],
            &["breaking types::A::b"],
        ),
    ] {
        assert_eq!(changes(base, revision), there, "{base}  →  {revision}");
        assert_eq!(changes(revision, base), back, "{revision}  →  {base}");
        assert_eq!(changes(base, base), [""; 0], "{base}");
    }
}

#[test]
fn what_is_not_part_of_the_surface_changes_nothing() {
    let base =
        "/// One.\n#[derive(Clone, Debug)] pub struct A { #[serde(rename = \"b\")] pub a: Option<String>, pub b: i64 }
                impl A { pub fn a<T>(mut self, value: T) -> Self where T: TryInto<i64> { self } }";
    let revision = "/// Two.\n#[derive(Debug, Clone)] pub struct A { pub b: i64, pub a: ::std::option::Option<::std::string::String> }
                    impl A { pub fn a<V: ::std::convert::TryInto<i64>>(self, other: V) -> Self { todo!() } }";
    assert_eq!(changes(base, revision), [""; 0]);
}

#[test]
fn a_path_means_the_same_from_wherever_it_is_written() {
    let base = "pub struct A; pub mod inner { pub struct B { pub a: super::A } } pub struct C { pub b: inner::B }";
    let revision = "pub struct A; pub mod inner { use crate::types::A; pub struct B { pub a: A } } pub struct C { pub b: self::inner::B }";
    assert_eq!(changes(base, revision), [""; 0]);
}

#[test]
fn a_renamed_type_is_one_change_however_many_mention_it() {
    let crate_with = |name: &str| {
        format!(
            "pub struct {name} {{ pub a: i64 }} impl {name} {{ pub fn builder() -> builder::{name} {{ todo!() }} }}
             impl TryFrom<builder::{name}> for {name} {{ type Error = u8; }}
             pub struct Holder {{ pub one: Option<{name}>, pub all: Vec<{name}> }}
             pub mod builder {{ pub struct {name} {{ a: i64 }} impl From<super::{name}> for {name} {{}} }}"
        )
    };
    assert_eq!(
        changes(&crate_with("Old"), &crate_with("New")),
        ["breaking types::Old"],
        "the builder beside it follows from it"
    );
}

#[test]
fn a_renamed_operation_is_its_builder_and_its_method() {
    let crate_with = |method: &str, builder: &str| {
        BTreeMap::from([
            (
                "mod.rs".to_owned(),
                format!(
                    "pub mod builder; pub struct Client {{ a: u8 }}
                     impl Client {{ pub fn {method}(&self) -> builder::{builder}<'_> {{ todo!() }} pub fn other(&self) -> builder::Other {{}} }}"
                ),
            ),
            (
                "builder.rs".to_owned(),
                format!(
                    "pub struct {builder}<'a> {{ client: &'a super::Client }}
                     impl<'a> {builder}<'a> {{ pub fn limit(self, limit: i64) -> Self {{ self }} }}
                     pub struct Other {{ a: u8 }}"
                ),
            ),
        ])
    };
    let changes = compare(&crate_with("list", "List"), &crate_with("all", "All")).unwrap();
    let said: Vec<_> = changes
        .iter()
        .map(|change| format!("{}: {}", change.item, change.why))
        .collect();
    assert_eq!(
        said,
        [
            "Client::list: It is called `all` now.",
            "builder::List: It is called `builder::All` now."
        ]
    );
}

#[test]
fn two_that_could_both_be_the_renamed_one_are_not_guessed_at() {
    let base = "pub struct A { pub a: i64 }";
    let revision = "pub struct B { pub a: i64 } pub struct C { pub a: i64 }";
    assert_eq!(
        changes(base, revision),
        ["breaking types::A", "additive types::B", "additive types::C"]
    );
}

#[test]
fn a_module_goes_with_what_is_in_it() {
    assert_eq!(
        changes("pub mod m { pub struct A; pub struct B; }", ""),
        ["breaking types::m"]
    );
}

#[test]
fn a_change_shows_how_the_item_was_and_is() {
    let base = "pub struct A { pub a: ::std::option::Option<B> } pub struct B;
                impl A { pub fn a<T>(mut self, value: T) -> Self where T: ::std::convert::TryInto<i64> { self } }";
    let revision = "pub struct A { pub a: B } pub struct B;
                    impl A { pub fn a<T>(mut self, value: T) -> Self where T: ::std::convert::TryInto<i32> { self } }";
    let changes = compare(&crate_of(base), &crate_of(revision)).unwrap();
    let said: Vec<_> = changes
        .iter()
        .map(|change| {
            format!(
                "{:?} → {:?}",
                change.old.as_deref().unwrap(),
                change.new.as_deref().unwrap()
            )
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    "a: Option<types::B>" → "a: types::B"
    "fn a<T>(mut self, value: T) -> Self where T: TryInto<i64>" → "fn a<T>(mut self, value: T) -> Self where T: TryInto<i32>"
    "#);
}

#[test]
fn the_generated_client_is_what_it_is() {
    let files = support::checkout::files(&support::checkout::root().join("bolna-api/src/generated"));
    let files: BTreeMap<_, _> = files
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    assert_eq!(compare(&files, &files).unwrap(), []);
    let changes = compare(&BTreeMap::new(), &files).unwrap();
    assert!(changes.iter().any(|change| change.item == "Client"), "{changes:?}");
}
