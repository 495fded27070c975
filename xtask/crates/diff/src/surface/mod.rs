//! The public surface of the generated crates of both contracts, compared item by item as syntax trees.
//!
//! ```text
//! generated files ── read ──▶ Surface ─┐
//! generated files ── read ──▶ Surface ─┴─ compare ──▶ changes ── attribute ──▶ the `rust` of each finding
//! ```
//!
//! The rules are those of the SemVer chapter of the Cargo book (<https://doc.rust-lang.org/cargo/reference/semver.html>):
//! what is breaking there is breaking here, and what is a minor change there is an addition here.

mod attribute;
mod compare;
mod fields;
mod normal;
mod read;
mod renames;
mod show;
mod signature;
mod values;

use std::collections::BTreeMap;
use std::thread;

use proc_macro2::Span;
use syn::Type;

pub use attribute::{Names, attribute};
use normal::Bounds;

use super::model::SurfaceChange;

/// What changes from the public items of `base` to those of `revision`: path of a generated file → text, of each side.
/// Worst first, then by path.
///
/// # Errors
///
/// A file is not Rust.
pub fn compare(
    base: &BTreeMap<String, String>,
    revision: &BTreeMap<String, String>,
) -> syn::Result<Vec<SurfaceChange>> {
    // Types in types are walked by recursion, and a syntax tree cannot leave its thread.
    thread::scope(|scope| {
        let work = || Ok(compare::compare(read::read(base)?, read::read(revision)?));
        let thread = thread::Builder::new().name("surface".to_owned()).stack_size(STACK);
        let died = || syn::Error::new(Span::call_site(), "the comparison of the surfaces ended without a word");
        let thread = thread.spawn_scoped(scope, work).map_err(|_| died())?;
        thread.join().unwrap_or_else(|_| Err(died()))
    })
}

/// As much as the generator has.
const STACK: usize = 256 << 20;

/// The public items of a crate, by path below its root.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Surface {
    items: BTreeMap<String, Item>,
}

/// A public item with all that hangs on it. Types in it are in their normal form; see [`normal`].
#[derive(Clone, Debug, PartialEq)]
struct Item {
    shape: Shape,
    /// Its parameters, by number.
    generics: usize,
    bounds: Bounds,
    non_exhaustive: bool,
    deprecated: bool,
    /// The public ones of its `impl` blocks.
    methods: BTreeMap<String, Method>,
    /// The traits that are derived or implemented: as they are shown → as they are compared.
    traits: BTreeMap<String, Implemented>,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Struct(Fields),
    Enum(BTreeMap<String, Variant>),
    Function(Box<Method>),
    Trait(BTreeMap<String, Method>),
    Alias(Box<Type>),
    Constant(Box<Type>),
    Module,
    /// `pub use`, with the path that it names.
    Reexport(String),
}

#[derive(Clone, Debug, PartialEq)]
struct Fields {
    style: Style,
    /// The public ones: name, or number, → what it is.
    public: BTreeMap<String, Field>,
    /// Whether there are others, so that nobody outside can write a literal or an exhaustive pattern.
    hidden: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Named,
    Tuple,
    Unit,
}

#[derive(Clone, Debug, PartialEq)]
struct Field {
    ty: Type,
    deprecated: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Variant {
    fields: Fields,
    /// What stands for it on the wire, where it is a value of an enumeration.
    value: Option<String>,
    non_exhaustive: bool,
    deprecated: bool,
}

/// A function or method as its callers see it.
#[derive(Clone, Debug, PartialEq)]
struct Method {
    is_async: bool,
    is_const: bool,
    is_unsafe: bool,
    receiver: Option<Type>,
    inputs: Vec<Type>,
    output: Type,
    /// Type and constant parameters, by number.
    generics: usize,
    bounds: Bounds,
    deprecated: bool,
    /// A method of a trait that has a body.
    provided: bool,
    /// As it was written, for reports.
    shown: Shown,
}

/// Text for a person, which says nothing about equality: names of arguments and parameters may differ.
#[derive(Clone, Debug)]
struct Shown(String);

impl PartialEq for Shown {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A trait that is implemented.
#[derive(Clone, Debug, PartialEq)]
struct Implemented {
    /// The trait in its normal form.
    path: Type,
    /// The associated types: name → type.
    associated: BTreeMap<String, Type>,
    /// What the parameters of the block have to be.
    bounds: Bounds,
}

#[cfg(test)]
mod tests;
