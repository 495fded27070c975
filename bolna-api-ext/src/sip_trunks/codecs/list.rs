//! Lists of codecs, entry by entry, as Asterisk reads them (`main/format_cap.c`: `ast_format_cap_update_by_allow_disallow`).

/// A list: whether it stands in parentheses, and its entries. In parentheses is what Asterisk itself writes (`ast_format_cap_get_names`); such a list
/// takes the place of what was there.
pub(super) fn bare(list: &str) -> (&str, bool) {
    let list = list.trim();
    let inner = list.strip_prefix('(').and_then(|list| list.strip_suffix(')'));
    inner.map_or((list, false), |inner| (inner, true))
}

/// The entries of a list, between commas or bars.
pub(in crate::sip_trunks) fn entries(list: &str) -> impl Iterator<Item = Entry<'_>> {
    bare(list).0.split([',', '|']).map(Entry::new)
}

/// An entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sip_trunks) struct Entry<'a> {
    /// The whole of it.
    pub(in crate::sip_trunks) text: &'a str,
    /// The name of a codec, or `all`.
    pub(in crate::sip_trunks) name: &'a str,
    /// Whether it begins with `!`, which turns it around.
    pub(in crate::sip_trunks) is_turned: bool,
    /// Why it has no effect, whatever codecs there are.
    pub(in crate::sip_trunks) fault: Option<EntryFault>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sip_trunks) enum EntryFault {
    /// There is no name, or what no codec is called: a blank behind the `!` is part of the name.
    Name,
    /// The length of a frame is no number, or a negative one.
    Framing,
}

impl<'a> Entry<'a> {
    fn new(text: &'a str) -> Self {
        let text = text.trim();
        let (rest, is_turned) = text.strip_prefix('!').map_or((text, false), |rest| (rest, true));
        let (name, framing) = rest.rsplit_once(':').unwrap_or((rest, ""));
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let fault = if !is_framing(framing) {
            Some(EntryFault::Framing)
        } else if name.is_empty() || !name.bytes().all(is_name) {
            Some(EntryFault::Name)
        } else {
            None
        };
        Self {
            text,
            name,
            is_turned,
            fault,
        }
    }

    /// Whether it is every codec.
    pub(in crate::sip_trunks) fn is_all(&self) -> bool {
        self.name.eq_ignore_ascii_case("all")
    }
}

/// Whether `sscanf` takes it as `%30d`, and it is not negative: digits at the start, behind blanks and a sign. Nothing at all, and 0, are the
/// default of the codec.
fn is_framing(text: &str) -> bool {
    let text = text.trim_start();
    if text.is_empty() {
        return true;
    }
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let end = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    unsigned.get(..end).is_some_and(|digits| digits.parse::<i32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_between_commas_and_bars_and_blanks_around_them_do_not_count() {
        let names: Vec<_> = entries(" (alaw| ulaw ,g722:20) ").map(|entry| entry.name).collect();
        assert_eq!(names, ["alaw", "ulaw", "g722"]);
    }

    #[test]
    fn an_entry_without_effect_says_why() {
        for (text, fault) in [
            ("ulaw", None),
            ("!ulaw:20", None),
            ("ulaw:", None),
            ("ulaw:0", None),
            ("ulaw: +20ms", None),
            ("ulaw:abc", Some(EntryFault::Framing)),
            ("ulaw:-5", Some(EntryFault::Framing)),
            ("ulaw:99999999999999999999", Some(EntryFault::Framing)),
            ("! ulaw", Some(EntryFault::Name)),
            ("!!ulaw", Some(EntryFault::Name)),
            ("ulaw :20", Some(EntryFault::Name)),
            ("a:b:20", Some(EntryFault::Name)),
            ("", Some(EntryFault::Name)),
            ("!", Some(EntryFault::Name)),
        ] {
            assert_eq!(Entry::new(text).fault, fault, "{text}");
        }
    }
}
