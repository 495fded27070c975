//! The client that a program holds.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use secrecy::SecretString;

use crate::api_key::ApiKey;
use crate::authorization::{Authorization, Caller};
use crate::checked::Config;
use crate::config::{BolnaBuilder, Layers};
use crate::config_error::ConfigError;
use crate::http;
use crate::sip_trunks::SipTrunks;

/// A client of the Bolna API, with a key.
///
/// Every operation of the contract is a method of it:
///
/// ```no_run
/// # async fn run() -> Result<(), bolna_api_ext::Error> {
/// let bolna = bolna_api_ext::Bolna::from_env()?;
/// for trunk in bolna.list_sip_trunks().is_active(true).send().await? {
///     println!("{:?}", trunk.name);
/// }
/// println!("{} active trunks", bolna.sip_trunks().active().await?.len());
/// # Ok(())
/// # }
/// ```
///
/// It is cheap to clone, and clones share their connections: make one and pass it on.
///
/// # The generated client
///
/// `Bolna` dereferences to [`bolna_api::Client`]: it *is* that client, with key and layers, so that each of its operations,
/// those of a later version among them, is called without a step in between, and with
/// [`execute`](bolna_api::Client::execute) also what the contract does not have. A method that is written by hand has
/// a name that no operation has.
///
/// # Layers
///
/// A request passes, in this order,
///
/// 1. the layers of [`BolnaBuilder::layer`], the one that was added last before the others;
/// 2. authorization: key, user agent, time limit;
/// 3. the layers of [`BolnaBuilder::inner_layer`], the one that was added last after the others;
/// 4. the HTTP client;
///
/// and its response passes them in the other direction. An outer layer sees a request without the key, and may answer
/// it, refuse it or repeat it; each repetition gets a key and a time limit of its own. An inner layer sees what is sent.
#[derive(Clone)]
pub struct Bolna {
    api: bolna_api::Client,
    http: reqwest::Client,
    authorization: Authorization,
    layers: Arc<Layers>,
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
        let caller = Caller {
            key: config.key,
            timeout: config.timeout,
            user_agent: config.user_agent,
            headers: config.headers,
        };
        Ok(Self::layered(
            config.base_url.as_str(),
            http,
            caller,
            Arc::new(config.layers),
        ))
    }

    fn layered(base_url: &str, http: reqwest::Client, caller: Caller, layers: Arc<Layers>) -> Self {
        let authorization = Authorization::new(caller);
        let api = bolna_api::Client::new(base_url, http.clone()).with_layer(authorization.clone());
        let api = layers
            .inner
            .iter()
            .cloned()
            .fold(api, bolna_api::Client::with_inner_layer);
        let api = layers.outer.iter().cloned().fold(api, bolna_api::Client::with_layer);
        Self {
            api,
            http,
            authorization,
            layers,
        }
    }

    /// The same client with another key: another tenant, on the same connections, with the same settings and layers.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").build()?;
    /// let tenants = ["sa-1111111111", "sa-2222222222"].map(|key| bolna.with_api_key(key));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The key is empty, or cannot be one.
    pub fn with_api_key(&self, key: impl Into<SecretString>) -> Result<Self, ConfigError> {
        let caller = Caller {
            key: ApiKey::new(&key.into())?,
            ..self.authorization.caller().clone()
        };
        let (http, layers) = (self.http.clone(), self.layers.clone());
        Ok(Self::layered(self.api.base_url(), http, caller, layers))
    }

    /// The SIP trunks of the account.
    #[must_use]
    pub fn sip_trunks(&self) -> SipTrunks<'_> {
        SipTrunks::new(self)
    }

    /// The generated client, with every operation of the contract. It has the key and the layers, and so has a clone of
    /// it; `Bolna` [dereferences](#the-generated-client) to it.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").build()?;
    /// let client: bolna_api_ext::bolna_api::Client = bolna.api().clone();
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn api(&self) -> &bolna_api::Client {
        &self.api
    }
}

impl Deref for Bolna {
    type Target = bolna_api::Client;

    fn deref(&self) -> &bolna_api::Client {
        &self.api
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
    use bolna_api::Operation;

    use super::*;

    #[test]
    fn debug_shows_where_and_not_with_which_key() {
        let bolna = Bolna::builder().api_key("sa-hunter2").build().unwrap();
        assert_eq!(
            format!("{bolna:?}"),
            r#"Bolna { base_url: "https://api.bolna.ai", .. }"#
        );
        let api = format!("{:?} {:?}", bolna.api(), bolna.list_sip_trunks());
        assert!(!api.contains("hunter2"), "{api}");
    }

    #[test]
    fn a_command_line_has_the_variable_of_the_key() {
        let bolna = Bolna::builder().api_key("sa-hunter2").build().unwrap();
        let call = bolna.stop_call().execution_id("01HQ");
        assert_eq!(
            call.as_curl().unwrap(),
            "curl -X POST 'https://api.bolna.ai/call/01HQ/stop' -H 'accept: application/json' \
             -H \"authorization: Bearer $BOLNA_API_KEY\""
        );
    }

    #[test]
    fn it_can_be_shared_between_threads() {
        fn shared<T: Clone + Send + Sync + 'static>() {}
        shared::<Bolna>();
    }
}
