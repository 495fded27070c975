//! The two loops.

use std::time::Duration;

use bolna_api_ext::{Bolna, reqwest};
use futures_util::{StreamExt, TryStreamExt, stream};

use crate::process::{Figures, Load};
use crate::{TRUNKS, strict};

/// How many requests are on their way at the same time.
pub(crate) const AT_A_TIME: usize = 64;

const KEY: &str = "sa-0123456789";

/// Runs the loop, and prints its figures.
///
/// # Errors
///
/// A request failed.
pub(crate) fn run(load: &Load) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let figures = runtime.block_on(async {
        match load.client.as_str() {
            "plain" => plain(load).await,
            "bolna" => bolna(load).await,
            other => Err(format!("there is no loop `{other}`")),
        }
    });
    println!("{}", figures?);
    Ok(())
}

/// As a person writes it who has reqwest alone: time limits, the key, an error for what is no success.
async fn plain(load: &Load) -> Result<Figures, String> {
    // The features of this workspace leave reqwest without one.
    let provider = rustls::crypto::ring::default_provider().install_default();
    provider.map_err(|_| "there is a provider of cryptography already")?;
    let client = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(60));
    let client = client.build().map_err(|error| error.to_string())?;
    let url = format!("http://{}/sip-trunks/trunks", load.address);
    let list = async || {
        let response = client.get(&url).bearer_auth(KEY).send().await?.error_for_status()?;
        response.json::<Vec<strict::Trunk>>().await.map(|trunks| trunks.len())
    };
    repeat(load, list).await
}

/// The client with its defaults: retries, redaction, bounded bodies, tolerant types.
async fn bolna(load: &Load) -> Result<Figures, String> {
    let bolna = Bolna::builder()
        .api_key(KEY)
        .base_url(format!("http://{}", load.address));
    let bolna = bolna.build().map_err(|error| error.to_string())?;
    repeat(load, async || {
        bolna.list_sip_trunks().send().await.map(|trunks| trunks.len())
    })
    .await
}

async fn repeat<E: std::fmt::Display>(
    load: &Load,
    list: impl AsyncFn() -> Result<usize, E>,
) -> Result<Figures, String> {
    let once = async |_| match list().await {
        Ok(TRUNKS) => Ok(()),
        Ok(other) => Err(format!("{other} trunks, not {TRUNKS}")),
        Err(error) => Err(error.to_string()),
    };
    let many = |requests: usize| {
        stream::iter(0..requests)
            .map(&once)
            .buffer_unordered(AT_A_TIME)
            .try_collect::<()>()
    };
    let start = Figures::cpu_time()?;
    let early = load.requests / 2;
    many(early).await?;
    let memory = Figures::memory()?;
    many(load.requests - early).await?;
    Ok(Figures {
        cpu: Figures::cpu_time()?.saturating_sub(start),
        early: memory,
        late: Figures::memory()?,
    })
}
