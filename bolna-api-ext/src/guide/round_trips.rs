//! Round trips: read an agent, change one setting, write it back.
//!
//! The type that a request takes is made of the type that was read, with `From`. All settings go along, also those that the
//! contract does not describe; what only the server sets, as an id or a time, stays behind.
//!
//! ```no_run
//! use bolna_api_ext::Bolna;
//! use bolna_api_ext::types::AgentRequest;
//!
//! # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
//! let agent = bolna.get_agent().agent_id("123").send().await?;
//! let mut request = AgentRequest::from(agent);
//! if let Some(prompts) = request.agent_prompts.as_mut().and_then(|prompts| prompts.task_1.as_mut()) {
//!     prompts.system_prompt = Some("You work at the front desk of a library.".to_owned());
//! }
//! bolna.replace_agent().agent_id("123").body(request).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A setting deep in a list is reached the same way; fields that can be absent are `Option`s:
//!
//! ```
//! use bolna_api_ext::types::AgentRequest;
//!
//! fn set_silence(request: &mut AgentRequest, seconds: i64) {
//!     let config = request.agent_config.get_or_insert_default();
//!     for task in config.tasks.iter_mut().flatten() {
//!         task.task_config.get_or_insert_default().hangup_after_silence = Some(seconds);
//!     }
//! }
//! # set_silence(&mut AgentRequest::default(), 10);
//! ```
//!
//! # Change less
//!
//! `PATCH` sends only what is set, so that two programs that change different settings do not undo each other:
//!
//! ```no_run
//! use bolna_api_ext::Bolna;
//! use bolna_api_ext::types::SipTrunkUpdate;
//!
//! # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
//! let update = SipTrunkUpdate::builder().inbound_enabled(true);
//! bolna.update_sip_trunk().trunk_id("01HQ").body(update).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Lists are replaced as a whole: to add a gateway to a trunk, read the trunk and send all of its gateways.
//!
//! # What the contract does not describe
//!
//! Every struct keeps unknown properties in `extra`, and every enumeration keeps unknown values; both are sent as they were
//! read. A new property can be set there as well:
//!
//! ```
//! use bolna_api_ext::types::AgentConfig;
//! use serde_json::Value;
//!
//! let mut config = AgentConfig::default();
//! config.extra.insert("voice_speed".to_owned(), Value::from(1.1));
//! ```
