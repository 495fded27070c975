//! Items as a person reads them, in one line.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{File, Signature, Type};

use super::Shape;

/// A type, as `Option<String>`.
pub(super) fn ty(ty: &Type) -> String {
    let printed = printed(quote!(type X = #ty;));
    let text = printed
        .trim()
        .trim_start_matches("type X =")
        .trim_end_matches(';')
        .trim();
    text.replace("crate::", "")
}

/// A function without its body.
pub(super) fn signature(signature: &Signature) -> String {
    let printed = printed(quote!(trait X { #signature; }));
    let inner = printed.trim().trim_start_matches("trait X {").trim_end_matches('}');
    // The generator writes full paths; a person knows these names without them.
    [
        "::std::option::",
        "::std::string::",
        "::std::vec::",
        "::std::result::",
        "::std::convert::",
        "std::convert::",
        "::std::fmt::",
    ]
    .iter()
    .fold(inner.trim().trim_end_matches(';').to_owned(), |text, path| {
        text.replace(path, "")
    })
    .replace(",)", ")")
}

/// Whatever else, token by token.
pub(super) fn tokens(part: &impl ToTokens) -> String {
    part.to_token_stream().to_string()
}

/// Printed by the rules of the language, on one line.
fn printed(item: TokenStream) -> String {
    let text = match syn::parse2::<File>(item.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => item.to_string(),
    };
    let words: Vec<_> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(", )", ")")
        .replace(",)", ")")
        .replace(", >", ">")
        .replace("< ", "<")
}

/// What an item is, without what is in it.
pub(super) fn item(path: &str, shape: &Shape) -> String {
    let name = path.rsplit("::").next().unwrap_or(path);
    match shape {
        Shape::Struct(_) => format!("pub struct {name}"),
        Shape::Enum(_) => format!("pub enum {name}"),
        Shape::Function(function) => format!("pub {}", function.shown.0),
        Shape::Trait(_) => format!("pub trait {name}"),
        Shape::Alias(aliased) => format!("pub type {name} = {}", ty(aliased)),
        Shape::Constant(of) => format!("pub const {name}: {}", ty(of)),
        Shape::Module => format!("pub mod {name}"),
        Shape::Reexport(path) => format!("pub use {path}"),
    }
}
