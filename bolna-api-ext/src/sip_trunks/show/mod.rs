//! Looking at trunks: tables for a terminal, and diagrams for a page.
//!
//! [`trunks_table`] and [`gateways_table`] are text in columns, without colours and without a width to fit: they can go to a file as
//! well. [`Diagram`] shows trunks with their gateways and numbers, as [Mermaid](Diagram::mermaid) or as [Graphviz dot](Diagram::dot).
//!
//! Everything that people wrote is made harmless: a control character is shown as `�`, and a diagram escapes what its language would
//! take for its own.
//!
//! ```
//! use bolna_api_ext::sip_trunks::show::gateways_table;
//! use bolna_api_ext::types::SipTrunk;
//!
//! let trunks: Vec<SipTrunk> = serde_json::from_str(
//!     r#"[{"name": "Desk", "is_active": true, "gateways": [
//!         {"gateway_address": "b.example", "priority": 2}, {"gateway_address": "a.example", "priority": 1}]}]"#,
//! )?;
//! assert_eq!(
//!     gateways_table(&trunks).to_string(),
//!     "TRUNK  ORDER  PRIORITY  GATEWAY\n\
//!      Desk   1      1         a.example:5060\n\
//!      Desk   2      2         b.example:5060\n"
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```

mod diagram;
mod dot;
mod mermaid;
mod table;
mod text;

pub use diagram::Diagram;
pub use dot::Dot;
pub use mermaid::Mermaid;
pub use table::{Table, gateways_table, trunks_table};
