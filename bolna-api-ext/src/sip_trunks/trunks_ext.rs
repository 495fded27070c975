//! What a list of trunks can be asked.

use bolna_api::types::SipTrunk;

/// What a list of SIP trunks can be asked, be it a `Vec`, a slice or an array.
///
/// ```
/// use bolna_api_ext::SipTrunksExt;
/// use bolna_api_ext::types::SipTrunk;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let on = SipTrunk::try_from(SipTrunk::builder().is_active(true))?;
/// let off = SipTrunk::try_from(SipTrunk::builder().is_active(false))?;
/// let trunks = vec![off, on, SipTrunk::default()];
///
/// assert_eq!(trunks.active_only().count(), 1);
/// assert_eq!(trunks.into_active_only().len(), 1);
/// # Ok(())
/// # }
/// ```
pub trait SipTrunksExt: AsRef<[SipTrunk]> {
    /// The trunks that say of themselves that they are active, in their order. A trunk that does not say is left out.
    fn active_only(&self) -> impl Iterator<Item = &SipTrunk> {
        self.as_ref().iter().filter(|trunk| says_active(trunk))
    }

    /// The same, taking the list.
    #[must_use]
    fn into_active_only(self) -> Vec<SipTrunk>
    where
        Self: Sized + IntoIterator<Item = SipTrunk>,
    {
        self.into_iter().filter(says_active).collect()
    }
}

impl<T: AsRef<[SipTrunk]> + ?Sized> SipTrunksExt for T {}

fn says_active(trunk: &SipTrunk) -> bool {
    trunk.is_active == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trunk(name: &str, is_active: Option<bool>) -> SipTrunk {
        let mut trunk = SipTrunk::default();
        trunk.name = Some(name.to_owned());
        trunk.is_active = is_active;
        trunk
    }

    fn trunks() -> Vec<SipTrunk> {
        vec![
            trunk("silent", None),
            trunk("first", Some(true)),
            trunk("off", Some(false)),
            trunk("second", Some(true)),
        ]
    }

    fn names<'t>(trunks: impl IntoIterator<Item = &'t SipTrunk>) -> Vec<&'t str> {
        trunks.into_iter().filter_map(|trunk| trunk.name.as_deref()).collect()
    }

    #[test]
    fn only_what_says_that_it_is_active_is_kept_in_its_order() {
        assert_eq!(names(trunks().active_only()), ["first", "second"]);
        assert_eq!(names(&trunks().into_active_only()), ["first", "second"]);
    }

    #[test]
    fn slices_and_arrays_are_lists_too() {
        let trunks = trunks();
        assert_eq!(names(trunks[2..].active_only()), ["second"]);
        assert_eq!(names(&[trunk("on", Some(true))].into_active_only()), ["on"]);
        assert_eq!(Vec::<SipTrunk>::new().active_only().count(), 0);
    }
}
