//! Moving a number from one trunk to another, in the order of steps that loses the least.
//!
//! A [`MovePlan`] is made of two trunks, without a request. Its `Display` is the plan for a person, with what may be lost between its steps; as
//! JSON it is kept in a file, and taken up again after it broke off. Before the first request that changes anything it lists the
//! numbers of both trunks, and takes for done what is done: nothing is added twice.
//!
//! ```no_run
//! use bolna_api_ext::prelude::*;
//! use bolna_api_ext::sip_trunks::moving::MovePlan;
//!
//! # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), Box<dyn std::error::Error>> {
//! let trunks = bolna.sip_trunks().list().await?;
//! let from = trunks.find_by_number("+14155550100").ok_or("no trunk has the number")?;
//! let to = trunks.by_name("New carrier").next().ok_or("no trunk has this name")?;
//!
//! let mut plan = MovePlan::new("+14155550100", from, to)?;
//! println!("{plan}");
//! std::fs::write("move.json", serde_json::to_vec(&plan)?)?;
//! while plan.advance(&bolna).await?.is_some() {
//!     std::fs::write("move.json", serde_json::to_vec(&plan)?)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Taken up again, by another process:
//!
//! ```no_run
//! use bolna_api_ext::sip_trunks::moving::MovePlan;
//!
//! # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), Box<dyn std::error::Error>> {
//! let mut plan: MovePlan = serde_json::from_slice(&std::fs::read("move.json")?)?;
//! plan.run(&bolna).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # The order
//!
//! 1. The number is added to the new trunk. It is on both now, and the carrier routes calls as before.
//! 2. The agent is connected to it there, since a number is connected by its id, which is a new one.
//! 3. It is removed from the old trunk. Before that, the carrier has to send its calls over the new one: [`MovePlan::prepare`] stops in front of this
//!    step.
//!
//! Where the API does not take a number on two trunks, which [`StepError::is_taken`] says, [`MovePlan::remove_first`] puts the removal first. Calls are lost
//! then until the other steps are done.
//!
//! # What is not moved
//!
//! The API tells neither the label of a number nor the menu that callers hear first nor any agent beside the one: give the label with
//! [`MovePlan::label`], and set the menu up again with [`set_up_inbound`](bolna_api::Client::set_up_inbound).

mod check;
mod error;
mod plan;
mod run;
mod step;
mod text;

pub use check::Discrepancy;
pub use error::{MoveError, RunError, StepError};
pub use plan::{MovePlan, TrunkRef};
pub use step::{MoveStep, StepState};

#[cfg(test)]
mod tests;
