//! What an operation says of a parameter that is missing or cannot be converted: which one, in the words of this crate.

use std::borrow::Cow;

use syn::visit_mut::VisitMut;
use syn::{File, LitStr};

use super::{Unexpected, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let operations = syntax::module(file, "builder").ok_or(Unexpected {
        step: "messages",
        what: "module `builder`",
    })?;
    operations.iter_mut().for_each(|item| Messages.visit_item_mut(item));
    Ok(())
}

struct Messages;

impl VisitMut for Messages {
    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        if let Cow::Owned(said) = said(&text.value()) {
            *text = LitStr::new(&said, text.span());
        }
    }

    /// The messages about bodies have what is wrong with them behind.
    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        if !call.path.is_ident("format") {
            return;
        }
        let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(mut arguments) = call.parse_body_with(parser) {
            arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            call.tokens = quote::quote!(#arguments);
        }
    }
}

/// The generator's messages, and those that stand in their place.
fn said(text: &str) -> Cow<'_, str> {
    if let Some(name) = text.strip_suffix(" was not initialized") {
        return format!("`{name}`: required, and it is not set").into();
    }
    let Some(rest) = text.strip_prefix("conversion to `") else {
        return text.into();
    };
    // The type is one of Rust as its tokens print, which is nothing to show.
    let Some((_, rest)) = rest.split_once("` for ") else {
        return text.into();
    };
    match (rest.strip_suffix(" failed"), rest.strip_suffix(" failed: {}")) {
        (Some(name), _) => format!("`{name}`: the value cannot be converted").into(),
        // What is wrong names the field of the body.
        (None, Some("body")) => "{}".into(),
        (None, Some(name)) => format!("`{name}`: {{}}").into(),
        (None, None) => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_parameter_and_what_is_wrong() {
        let said = [
            "trunk_id was not initialized",
            "conversion to `:: std :: string :: String` for trunk_id failed",
            "conversion to `SipTrunkUpdate` for body failed: {}",
            "conversion to `Status` for status failed: {}",
            "{}/trunks/{}",
        ]
        .map(said);
        insta::assert_snapshot!(said.join("\n"), @"
        `trunk_id`: required, and it is not set
        `trunk_id`: the value cannot be converted
        {}
        `status`: {}
        {}/trunks/{}
        ");
    }
}
