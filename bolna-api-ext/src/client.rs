//! The client that a program holds.

use std::fmt;

use bolna_api::ResponseValue;

use crate::checked::Config;
use crate::config::BolnaBuilder;
use crate::config_error::ConfigError;
use crate::error::Error;
use crate::error_read;
use crate::http;
use crate::sip_trunks::SipTrunks;
use crate::transport::{Authorized, Caller};

/// A client of the Bolna API, with a key.
///
/// It is cheap to clone, and clones share their connections: make one and pass it on.
///
/// ```no_run
/// # async fn run() -> Result<(), bolna_api_ext::Error> {
/// let bolna = bolna_api_ext::Bolna::from_env()?;
/// println!("{} active trunks", bolna.sip_trunks().active().await?.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Bolna {
    api: bolna_api::Client,
    authorized: Authorized,
}

impl Bolna {
    /// A client with the key in `BOLNA_API_KEY`, for the API at `BOLNA_BASE_URL` or else at [`bolna_api::BASE_URL`].
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that says what to set.
    pub fn from_env() -> Result<Self, ConfigError> {
        BolnaBuilder::from_env().build()
    }

    /// Sets everything by hand; the environment is not read.
    pub fn builder() -> BolnaBuilder {
        BolnaBuilder::new()
    }

    pub(crate) fn new(config: Config) -> Result<Self, ConfigError> {
        let http = http::client(config.http, &config.base_url)?;
        let authorized = Authorized::new(Caller {
            key: config.key,
            timeout: Some(config.timeout),
            user_agent: Some(config.user_agent),
            headers: config.headers,
        });
        let api = bolna_api::Client::new(config.base_url.as_str(), http).with_transport(authorized.clone());
        Ok(Self { api, authorized })
    }

    /// The SIP trunks of the account.
    #[must_use]
    pub fn sip_trunks(&self) -> SipTrunks<'_> {
        SipTrunks::new(self)
    }

    /// The generated client, with every operation and type of the contract. Its requests carry the key; its errors are
    /// [`bolna_api::Error`], which show what the server says, the key included if it repeats it.
    /// [`request`](Self::request) takes it out.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").build()?;
    /// let trunks = bolna.api().list_sip_trunks().is_active(false);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn api(&self) -> &bolna_api::Client {
        &self.api
    }

    /// Runs an operation of the generated client, and makes its error one of this crate.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let inactive = bolna
    ///     .request(|api| async move { api.list_sip_trunks().is_active(false).send().await })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An [`Error`] for everything but a success that the contract describes.
    pub async fn request<T, F, Fut>(&self, operation: F) -> Result<T, Error>
    where
        F: FnOnce(bolna_api::Client) -> Fut,
        Fut: Future<Output = Result<ResponseValue<T>, bolna_api::Error>>,
    {
        match operation(self.api.clone()).await {
            Ok(response) => Ok(response.into_inner()),
            Err(error) => Err(error_read::read(error, self.authorized.key())),
        }
    }
}

/// Shows the base URL, and no key.
impl fmt::Debug for Bolna {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bolna")
            .field("base_url", &self.api.base_url())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_where_and_not_with_which_key() {
        let bolna = Bolna::builder().api_key("sa-hunter2").build().unwrap();
        assert_eq!(
            format!("{bolna:?}"),
            r#"Bolna { base_url: "https://api.bolna.ai", .. }"#
        );
        let api = format!("{:?} {:?}", bolna.api(), bolna.api().list_sip_trunks());
        assert!(!api.contains("hunter2"), "{api}");
    }

    #[test]
    fn it_can_be_shared_between_threads() {
        fn shared<T: Clone + Send + Sync + 'static>() {}
        shared::<Bolna>();
    }
}
