//! SIP trunks: the lines of a carrier, over which an agent calls and is called.
//!
//! [`SipTrunks`] asks the API; [`SipTrunksExt`], [`SipTrunkExt`] and [`SipTrunkGatewayExt`] answer, without a request,
//! what a program wants to know about what came back. [`doctor`] says what is wrong with trunks, [`watch`](mod@watch) what changed, and [`show`] draws
//! them. The guide is [`guide::sip_trunks`](crate::guide::sip_trunks).

mod codecs;
pub mod doctor;
mod gateway_address;
mod gateway_ext;
mod host;
pub mod moving;
mod networks;
mod number;
mod one_line;
mod route;
mod select;
pub mod show;
mod sip_uri;
mod spelling;
mod transport;
mod trunk_ext;
mod trunks_ext;
pub mod watch;
mod write;

use std::time::Duration;

use bolna_api::builder::{AddSipTrunkNumber, CreateSipTrunk, UpdateSipTrunk};
use bolna_api::types::{SipTrunk, SipTrunkCreate, SipTrunkPhoneNumberCreate, SipTrunkUpdate};
use bolna_api::{IntoProperty, InvalidValue};

pub use codecs::{Codec, CodecSet};
pub use gateway_address::{GatewayAddress, InvalidAddress};
pub use gateway_ext::{DEFAULT_PORT, DEFAULT_PRIORITY, SipTrunkGatewayExt};
pub use host::{Host, HostName, InvalidHost};
pub use ipnet;
pub use networks::{InvalidNetwork, NetworkFault, Overlap, parse_network};
pub use route::{InvalidGateway, Route, RouteError, RouteGroup};
pub use select::SelectTrunks;
pub use sip_uri::SipUri;
pub use transport::{Transport, UnknownTransport};
pub use trunk_ext::SipTrunkExt;
pub use trunks_ext::SipTrunksExt;
pub use write::{InvalidTrunk, NewGateway, NewSipTrunk, NotSent, TrunkFault, TrunkPatch, check_create, check_update};

use crate::Error;
use crate::client::Bolna;
use crate::created::SendForId;
use crate::e164::{E164, InvalidNumber};
use crate::unusable::unusable;

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

    /// Watches the trunks: a stream of what changes between one list and the next. Each list is a request, which counts against the limits of
    /// the account.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let mut watch = bolna.sip_trunks().watch(std::time::Duration::from_secs(300));
    /// while let Some(changes) = watch.next().await {
    ///     for change in changes? {
    ///         println!("{change}");
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch(&self, interval: Duration) -> watch::TrunkChanges {
        watch::TrunkChanges::new(self.bolna, self.bolna.clock().clone(), interval)
    }

    /// Creates a trunk; its id.
    ///
    /// ```no_run
    /// use bolna_api_ext::types::{SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier};
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let gateways = [("192.0.2.10", 1), ("192.0.2.20", 2)]
    ///     .map(|(address, priority)| SipTrunkGateway::builder().gateway_address(address).priority(priority));
    /// let trunk = SipTrunkCreate::builder()
    ///     .name("Front desk")
    ///     .provider("custom")
    ///     .auth_type(SipTrunkAuthType::IpBased)
    ///     .ip_identifiers([SipTrunkIpIdentifier::builder().ip_address("192.0.2.0/24")])
    ///     .gateways(gateways);
    /// let id = bolna.sip_trunks().create(trunk).await?;
    /// bolna.sip_trunks().add_number(&id, "+14155550142").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The API would refuse the trunk, and nothing was sent: the source is an [`InvalidTrunk`]; or any other [`Error`]. An answer without an
    /// id is one.
    pub async fn create(&self, request: impl IntoProperty<SipTrunkCreate>) -> Result<String, Error> {
        let request = request.into_property();
        if let Ok(Some(request)) = &request {
            check_create(request).map_err(unusable::<CreateSipTrunk<'a>>)?;
        }
        self.bolna.create_sip_trunk().body(Made(request)).send_for_id().await
    }

    /// Changes a trunk: what is set is changed, and what is not stays. `gateways` and `ip_identifiers` are replaced whole.
    /// [`SipTrunkExt::patch_to`] makes the update of two trunks.
    ///
    /// ```no_run
    /// use bolna_api_ext::types::SipTrunkUpdate;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
    /// let trunk = bolna.sip_trunks().update(id, SipTrunkUpdate::builder().is_active(false)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The API would refuse the change, and nothing was sent: the source is an [`InvalidTrunk`]; or any other [`Error`].
    pub async fn update(
        &self,
        id: impl Into<String>,
        update: impl IntoProperty<SipTrunkUpdate>,
    ) -> Result<SipTrunk, Error> {
        let update = update.into_property();
        if let Ok(Some(update)) = &update {
            check_update(update).map_err(unusable::<UpdateSipTrunk<'a>>)?;
        }
        let operation = self.bolna.update_sip_trunk().trunk_id(id.into());
        operation.body(Made(update)).send().await
    }

    /// Adds a number to a trunk; its id.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, trunk: &str) -> Result<(), bolna_api_ext::Error> {
    /// match bolna.sip_trunks().add_number(trunk, "+14155550142").await {
    ///     Err(error) if error.is_conflict() => println!("another trunk has the number: {error}"),
    ///     id => println!("{}", id?),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The number is not in [E.164](crate::E164) form, and nothing was sent; or any other [`Error`].
    pub async fn add_number(
        &self,
        trunk: impl Into<String>,
        number: impl TryInto<E164, Error: Into<InvalidNumber>>,
    ) -> Result<String, Error> {
        let number = number.try_into().map_err(|error| {
            let error: InvalidNumber = error.into();
            unusable::<AddSipTrunkNumber<'a>>(error)
        })?;
        let number = SipTrunkPhoneNumberCreate::builder().phone_number(number);
        let operation = self.bolna.add_sip_trunk_number().trunk_id(trunk.into()).body(number);
        operation.send_for_id().await
    }
}

/// What a value became already.
struct Made<T>(Result<Option<T>, InvalidValue>);

impl<T> IntoProperty<T> for Made<T> {
    fn into_property(self) -> Result<Option<T>, InvalidValue> {
        self.0
    }
}
