//! What remains of the lists of a trunk.

use std::fmt;

use bolna_api::types::SipTrunk;

use super::codec::{Codec, format_number};
use super::list::{bare, entries};

/// The codecs that remain of two lists, in the order of preference.
///
/// The rules are Asterisk's (`ast_format_cap_update_by_allow_disallow`, with `disallow` before `allow` as the API applies them):
/// entries stand between `,` or `|`, and count in order; `all` is every codec; `!` before an entry turns it around; what is there already keeps its
/// place; a `:` begins the length of a frame, which is no part of the name. A list begins with nothing, so that `disallow` alone leaves nothing.
///
/// An entry that is no word, or has a frame of no length (`ulaw:abc`), has no effect. Of names that Asterisk does not know, the set is more lenient: it keeps
/// them as [`Codec::Other`], and takes `PCMU` for [`Codec::Ulaw`], as whoever wrote it meant it. The [doctor](crate::sip_trunks::doctor) names such entries.
///
/// ```
/// use bolna_api_ext::sip_trunks::{Codec, CodecSet};
///
/// let codecs = CodecSet::parse("alaw, g729|ulaw,!g729", "all");
/// assert_eq!(codecs.to_string(), "alaw,ulaw");
/// assert!(codecs.contains(&Codec::Ulaw) && codecs.has_g711());
/// assert!(CodecSet::parse("all", "").contains(&Codec::from("evs")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodecSet {
    listed: Vec<Codec>,
    all: Option<All>,
}

/// An entry `all` in effect.
#[derive(Clone, Debug, PartialEq, Eq)]
struct All {
    /// How many of the listed codecs stand before it.
    place: usize,
    /// Those that are not of it.
    excluded: Vec<Codec>,
}

impl CodecSet {
    /// The codecs that remain of these lists.
    #[must_use]
    pub fn parse(allow: &str, disallow: &str) -> Self {
        let mut set = Self::default();
        set.apply(disallow, false);
        set.apply(allow, true);
        set
    }

    /// The codecs of a trunk. A list that it does not have is the default of the API's document: `ulaw,alaw` are allowed, and `all` are
    /// disallowed before.
    #[must_use]
    pub fn of_trunk(trunk: &SipTrunk) -> Self {
        Self::parse(
            trunk.allow.as_deref().unwrap_or(super::DEFAULT_ALLOW),
            trunk.disallow.as_deref().unwrap_or("all"),
        )
    }

    fn apply(&mut self, list: &str, allows: bool) {
        let (_, takes_the_place) = bare(list);
        if takes_the_place {
            self.apply_all(!allows);
        }
        for entry in entries(list).filter(|entry| entry.fault.is_none()) {
            let allows = allows != entry.is_turned;
            if entry.is_all() {
                self.apply_all(allows);
            } else if allows {
                self.add(entry.name.into());
            } else {
                self.remove(&entry.name.into());
            }
        }
    }

    fn apply_all(&mut self, allows: bool) {
        if !allows {
            *self = Self::default();
            return;
        }
        let Some(All { excluded, .. }) = &self.all else {
            self.all = Some(All {
                place: self.listed.len(),
                excluded: Vec::new(),
            });
            return;
        };
        // Those that are missing come last, in the order of their numbers.
        let is_missing = |codec: &&Codec| !self.listed.contains(codec);
        let mut missing: Vec<Codec> = excluded.iter().filter(is_missing).cloned().collect();
        missing.sort_by_key(|codec| format_number(codec.as_str()).unwrap_or(usize::MAX));
        self.listed.append(&mut missing);
    }

    fn add(&mut self, codec: Codec) {
        if !self.contains(&codec) {
            self.listed.push(codec);
        }
    }

    fn remove(&mut self, codec: &Codec) {
        let index = self.listed.iter().position(|other| other == codec);
        if let Some(index) = index {
            self.listed.remove(index);
        }
        if let Some(All { place, excluded }) = &mut self.all {
            if index.is_some_and(|index| index < *place) {
                *place -= 1;
            }
            if !excluded.contains(codec) {
                excluded.push(codec.clone());
            }
        }
    }

    /// Whether a codec remains.
    #[must_use]
    pub fn contains(&self, codec: &Codec) -> bool {
        self.listed.contains(codec) || self.all.as_ref().is_some_and(|all| !all.excluded.contains(codec))
    }

    /// Whether µ-law or A-law remains, one of which nearly every carrier has.
    #[must_use]
    pub fn has_g711(&self) -> bool {
        self.contains(&Codec::Ulaw) || self.contains(&Codec::Alaw)
    }

    /// Whether nothing remains: a call has no sound.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::CodecSet;
    ///
    /// assert!(CodecSet::parse("ulaw,!ulaw", "all").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.all.is_none()
    }

    /// The codecs that are named, in the order of preference.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::{Codec, CodecSet};
    ///
    /// let codecs = CodecSet::parse("ulaw,all", "all");
    /// assert_eq!((codecs.listed(), codecs.has_all()), (&[Codec::Ulaw][..], true));
    /// ```
    ///
    /// Where [`all`](Self::has_all) is among the entries, there are more: of `ulaw,all,!g729,g729`, between `ulaw` and `g729`.
    #[must_use]
    pub fn listed(&self) -> &[Codec] {
        &self.listed
    }

    /// Whether an entry `all` is in effect.
    #[must_use]
    pub fn has_all(&self) -> bool {
        self.all.is_some()
    }
}

/// Writes a list that has the same effect: `ulaw,alaw`, or `ulaw,all,!g729`.
impl fmt::Display for CodecSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.all.as_ref().map_or(self.listed.len(), |all| all.place);
        let (before, behind) = self.listed.split_at_checked(place).unwrap_or((&self.listed, &[]));
        let named = |codecs| <[Codec]>::iter(codecs).map(|codec| ("", codec.as_str()));
        let all = self.all.iter().map(|_| ("", "all"));
        let excluded = self.all.iter().flat_map(|all| &all.excluded);
        let excluded = excluded.map(|codec| ("!", codec.as_str()));
        let entries = named(before).chain(all).chain(excluded).chain(named(behind));
        for (index, (not, name)) in entries.enumerate() {
            let separator = if index == 0 { "" } else { "," };
            write!(f, "{separator}{not}{name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_effect_that_asterisk_gives_them() {
        for (allow, disallow, remains) in [
            ("ulaw,alaw", "all", "ulaw,alaw"),
            (" Alaw , ULAW ", "ALL", "alaw,ulaw"),
            ("ulaw,ulaw,alaw", "all", "ulaw,alaw"),
            ("all", "all", "all"),
            ("ulaw,all", "all", "ulaw,all"),
            ("all,!g729", "", "all,!g729"),
            // What comes back comes last.
            ("all,!g729,g729", "", "all,!g729,g729"),
            ("ulaw,all,!ulaw,ulaw", "", "all,!ulaw,ulaw"),
            ("all,!g729,!ulaw,all", "", "all,!g729,!ulaw,ulaw,g729"),
            ("all,!g729,g729,!g729", "", "all,!g729"),
            ("alaw|ulaw", "all", "alaw,ulaw"),
            ("(g722|ulaw)", "!alaw", "g722,ulaw"),
            ("alaw", "(ulaw)", "all,!ulaw"),
            ("!all,alaw", "", "alaw"),
            ("ulaw,!ulaw", "all", ""),
            // `allow` comes last.
            ("ulaw", "ulaw", "ulaw"),
            ("", "g729", ""),
            ("", "!ulaw", "ulaw"),
            ("ulaw:20,alaw:30", "all", "ulaw,alaw"),
            ("evs,EVS,PCMA", "all", "evs,alaw"),
            (",,!,:20", "all", ""),
            // An entry without effect.
            ("ulaw:abc,alaw:-5,g722:0", "all", "g722"),
            ("ulaw,! ulaw", "all", "ulaw"),
            ("all,!!ulaw", "", "all"),
        ] {
            let set = CodecSet::parse(allow, disallow);
            assert_eq!(set.to_string(), remains, "allow={allow} disallow={disallow}");
            assert_eq!(CodecSet::parse(&set.to_string(), "all"), set, "{remains}");
        }
    }

    #[test]
    fn a_trunk_that_does_not_say_has_the_defaults_of_the_document() {
        let set = CodecSet::of_trunk(&SipTrunk::default());
        assert_eq!(set.listed(), [Codec::Ulaw, Codec::Alaw]);
        let trunk: SipTrunk = serde_json::from_str(r#"{"allow": "g729"}"#).unwrap();
        assert!(!CodecSet::of_trunk(&trunk).has_g711());
    }
}
