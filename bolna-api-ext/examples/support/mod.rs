//! What the examples share: whom they ask, what they may do there, and how they print.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "each example is a program of its own, and none needs all of it"
)]

pub(crate) mod server;

use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use bolna_api_ext::{Bolna, ENV_API_KEY};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// What allows an example to change an account.
const REALLY: &str = "--really";

/// Whom an example asks, and what it may do there.
pub(crate) struct Setup {
    pub(crate) bolna: Bolna,
    /// What was written behind the name of the example, without `--really`.
    pub(crate) arguments: Vec<String>,
    /// Whether the API is the one that has real accounts, and not a server inside this program.
    pub(crate) is_real: bool,
    /// Whether it may change the account, or spend money: with `--really`, and where everything is made up.
    pub(crate) may_change: bool,
}

/// A client for the API if there is a key, or else for a server inside this program. In a program of your own this is
/// `Bolna::from_env()?`.
pub(crate) async fn setup() -> Result<Setup, Box<dyn Error>> {
    log_to_stderr();
    let (options, arguments): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with('-'));
    if let Some(unknown) = options.iter().find(|option| *option != REALLY) {
        return Err(format!("unknown option `{unknown}`; there is only `{REALLY}`").into());
    }
    let (bolna, is_real) = connect().await?;
    Ok(Setup {
        bolna,
        arguments,
        is_real,
        may_change: !is_real || !options.is_empty(),
    })
}

/// The client alone, for an example that reads its arguments itself; and whether there is a key.
pub(crate) async fn connect() -> Result<(Bolna, bool), Box<dyn Error>> {
    let is_real = std::env::var_os(ENV_API_KEY).is_some();
    let bolna = if is_real { Bolna::from_env()? } else { made_up().await? };
    Ok((bolna, is_real))
}

async fn made_up() -> Result<Bolna, Box<dyn Error>> {
    let address = server::start().await?;
    eprintln!("{ENV_API_KEY} is not set: all data is made up, by a server inside this program");
    let bolna = Bolna::builder()
        .api_key("made-up-key")
        .base_url(format!("http://{address}"))
        .build()?;
    Ok(bolna)
}

/// What `RUST_LOG` asks for, by default nothing. Results alone go to stdout.
pub(crate) fn log_to_stderr() {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::OFF.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
}

/// The first agent of the account.
pub(crate) async fn first_agent(bolna: &Bolna) -> Result<String, Box<dyn Error>> {
    let agents = bolna.list_agents().send().await?;
    let first = agents.into_iter().find_map(|agent| agent.id);
    first.ok_or_else(|| "this account has no agent yet; the example `agents` creates one".into())
}

/// How an example ends: an error is one line on stderr.
pub(crate) fn exit(result: Result<(), Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a line, like `println!`, of texts that other people wrote. `support` is where it is used.
macro_rules! say {
    ($($argument:tt)*) => {
        support::print(format_args!($($argument)*))
    };
}
pub(crate) use say;

pub(crate) fn print(line: fmt::Arguments<'_>) {
    // Who reads only the beginning, as `head` does, is no error.
    let _ = writeln!(io::stdout(), "{}", printable(&line.to_string()));
}

/// People name trunks and agents: nothing in a name shall steer the terminal, turn the direction of a text around (UAX #9), or break a row.
pub(crate) fn printable(text: &str) -> String {
    let is_steering = |character: char| {
        character.is_control()
            || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(is_steering, "\u{fffd}")
}

/// A text that may not be there.
pub(crate) fn or_dash<T: fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
