//! SIP trunks: the lines of a carrier, over which an agent calls and is called.
//!
//! [`SipTrunks`] asks the API; [`SipTrunksExt`], [`SipTrunkExt`] and [`SipTrunkGatewayExt`] answer, without a request,
//! what a program wants to know about what came back.

mod gateway_ext;
mod trunk_ext;
mod trunks_ext;

use bolna_api::types::SipTrunk;

pub use gateway_ext::{DEFAULT_PORT, DEFAULT_PRIORITY, SipTrunkGatewayExt};
pub use trunk_ext::SipTrunkExt;
pub use trunks_ext::SipTrunksExt;

use crate::Error;
use crate::client::Bolna;

/// The SIP trunks of the account. From [`Bolna::sip_trunks`].
#[derive(Clone, Copy, Debug)]
pub struct SipTrunks<'a> {
    bolna: &'a Bolna,
}

impl<'a> SipTrunks<'a> {
    pub(crate) fn new(bolna: &'a Bolna) -> Self {
        Self { bolna }
    }

    /// Every trunk, active or not, in the order of the server.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// for trunk in bolna.sip_trunks().list().await? {
    ///     println!("{:?} is active: {:?}", trunk.name, trunk.is_active);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An [`Error`] for everything but a list of trunks.
    pub async fn list(&self) -> Result<Vec<SipTrunk>, Error> {
        self.bolna.list_sip_trunks().send().await
    }

    /// The active trunks, in the order of the server.
    ///
    /// The server is asked for active ones, and what says of itself that it is not is dropped all the same. What does
    /// not say is kept, because the server was asked and lacks fields at will; [`SipTrunksExt::active_only`] is
    /// stricter.
    ///
    /// ```no_run
    /// use bolna_api_ext::SipTrunkExt;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// for trunk in bolna.sip_trunks().active().await? {
    ///     println!("{:?} goes first to {:?}", trunk.name, trunk.primary_gateway());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An [`Error`] for everything but a list of trunks.
    pub async fn active(&self) -> Result<Vec<SipTrunk>, Error> {
        let mut trunks = self.bolna.list_sip_trunks().is_active(true).send().await?;
        trunks.retain(|trunk| trunk.is_active != Some(false));
        Ok(trunks)
    }
}
