//! The fields of a struct or of a variant, and the variants of an enum.

use std::collections::BTreeMap;

use super::compare::Changes;
use super::show;
use super::{Field, Fields, Style, Variant};

/// Compares the fields of what stands at `path`. It is `open` when nobody outside could name all its fields on the base
/// side: it is `#[non_exhaustive]`, or has fields that are not public.
pub(super) fn compare(path: &str, open: bool, base: &Fields, revision: &Fields, changes: &mut Changes) {
    if base.style != revision.style {
        changes.breaking(
            path,
            Some(style(base.style).to_owned()),
            Some(style(revision.style).to_owned()),
            "Its fields are written in another way.",
        );
        return;
    }
    let open = open || base.hidden;
    if revision.hidden && !open {
        let why = "It has fields that are not public now, so no literal of it can be written.";
        changes.breaking(path, None, None, why);
    }
    for (name, field) in &base.public {
        let place = place(path, name);
        match revision.public.get(name) {
            None => changes.breaking(
                &place,
                Some(shown(name, field)),
                None,
                "Code that names the field does not compile.",
            ),
            Some(new) if new.ty != field.ty => {
                let why = "The field has another type.";
                changes.breaking(&place, Some(shown(name, field)), Some(shown(name, new)), why);
            }
            Some(new) if new.deprecated && !field.deprecated => {
                changes.additive(
                    &place,
                    Some(shown(name, field)),
                    Some(shown(name, new)),
                    "It is deprecated: a warning.",
                );
            }
            Some(_) => {}
        }
    }
    for (name, field) in &revision.public {
        if base.public.contains_key(name) {
            continue;
        }
        let (place, new) = (place(path, name), Some(shown(name, field)));
        if open {
            changes.additive(
                &place,
                None,
                new,
                "Nobody outside can write a literal of it, so nothing has to name the field.",
            )
        } else {
            changes.breaking(
                &place,
                None,
                new,
                "A literal, or a pattern without `..`, has to name the field.",
            )
        }
    }
}

/// Compares the variants of the enum at `path`; it is `open` when it was `#[non_exhaustive]`.
pub(super) fn variants(
    path: &str,
    open: bool,
    base: &BTreeMap<String, Variant>,
    revision: &BTreeMap<String, Variant>,
    changes: &mut Changes,
) {
    for (name, variant) in base {
        let place = place(path, name);
        let Some(new) = revision.get(name) else {
            changes.breaking(
                &place,
                Some(name.clone()),
                None,
                "Code that names the variant does not compile.",
            );
            continue;
        };
        compare(&place, variant.non_exhaustive, &variant.fields, &new.fields, changes);
        if let (Some(was), Some(is)) = (&variant.value, &new.value)
            && was != is
        {
            let shown = |value: &str| Some(format!("{name} = {value:?}"));
            let why = "Code that names the variant compiles, and sends another value.";
            changes.breaking(&place, shown(was), shown(is), why);
        }
        if new.non_exhaustive && !variant.non_exhaustive {
            let why = "`#[non_exhaustive]`: it cannot be made outside the crate, and patterns need `..`.";
            changes.breaking(&place, Some(name.clone()), Some(name.clone()), why);
        }
        if new.deprecated && !variant.deprecated {
            changes.additive(
                &place,
                Some(name.clone()),
                Some(name.clone()),
                "It is deprecated: a warning.",
            );
        }
    }
    for name in revision.keys().filter(|name| !base.contains_key(*name)) {
        let place = place(path, name);
        if open {
            changes.additive(
                &place,
                None,
                Some(name.clone()),
                "The enum is `#[non_exhaustive]`: a `match` has an arm for the rest.",
            )
        } else {
            changes.breaking(
                &place,
                None,
                Some(name.clone()),
                "A `match` without an arm for the rest does not compile.",
            )
        }
    }
}

fn place(path: &str, name: &str) -> String {
    format!("{path}::{name}")
}

fn shown(name: &str, field: &Field) -> String {
    format!("{name}: {}", show::ty(&field.ty))
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Named => "fields with names",
        Style::Tuple => "fields without names",
        Style::Unit => "no fields",
    }
}
