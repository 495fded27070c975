//! What a server left out.

use bolna_api::wire::{Blank, Object, Rest as _};

/// Whether the object was read, and the response lacked this property, of which the object has no value. The API leaves fields out at will, and null says no more
/// than nothing does; an empty list was there. What a program built lacks nothing.
pub(super) fn is_left_out<T: Object>(object: &T, property: &str) -> bool {
    let blank = blank(object, property);
    object.rest().is_read() && matches!(blank, None | Some(Blank::Null))
}

/// Whether the property was there, and null.
pub(super) fn is_null<T: Object>(object: &T, property: &str) -> bool {
    blank(object, property) == Some(Blank::Null)
}

fn blank<T: Object>(object: &T, property: &str) -> Option<Blank> {
    let index = (0..)
        .zip(T::PROPERTIES)
        .find_map(|(index, name)| (*name == property).then_some(index))?;
    object.rest().marked(index)
}

#[cfg(test)]
mod tests {
    use bolna_api::types::SipTrunk;

    use super::*;

    #[test]
    fn an_empty_list_was_there_and_null_is_nothing() {
        for (json, is_left, was_null) in [
            ("{}", true, false),
            (r#"{"ip_identifiers": []}"#, false, false),
            (r#"{"ip_identifiers": null}"#, true, true),
        ] {
            let trunk: SipTrunk = serde_json::from_str(json).unwrap();
            assert_eq!(is_left_out(&trunk, "ip_identifiers"), is_left, "{json}");
            assert_eq!(is_null(&trunk, "ip_identifiers"), was_null, "{json}");
        }
        assert!(!is_left_out(&SipTrunk::default(), "ip_identifiers"));
    }
}
