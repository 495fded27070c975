//! The values that the variants of an enumeration stand for on the wire. Generated code says them in `as_str`, an arm for each.

use std::collections::BTreeMap;

use syn::visit::Visit;
use syn::{Arm, Expr, ImplItemFn, Lit, Pat};

use super::Variant;

/// Where the value of each variant is said.
const METHOD: &str = "as_str";

/// Notes in `variants` what `method` says of them, if it is the one that does.
pub(super) fn read(method: &ImplItemFn, variants: &mut BTreeMap<String, Variant>) {
    if method.sig.ident == METHOD {
        Arms(variants).visit_block(&method.block);
    }
}

struct Arms<'a>(&'a mut BTreeMap<String, Variant>);

impl<'ast> Visit<'ast> for Arms<'_> {
    fn visit_arm(&mut self, arm: &'ast Arm) {
        if let (Pat::Path(pattern), Expr::Lit(body)) = (&arm.pat, &*arm.body)
            && let Lit::Str(value) = &body.lit
            && let Some(last) = pattern.path.segments.last()
            && let Some(variant) = self.0.get_mut(&last.ident.to_string())
        {
            variant.value = Some(value.value());
        }
        syn::visit::visit_arm(self, arm);
    }
}
