//! The traits of this crate, to be imported together: those of the domain, [`Operation`] and [`ResponseExt`].
//!
//! ```
//! use bolna_api_ext::prelude::*;
//!
//! let trunk = bolna_api_ext::types::SipTrunk::default();
//! assert!(trunk.primary_gateway().is_none());
//! ```

pub use bolna_api::{Operation, ResponseExt};

pub use crate::sip_trunks::{SipTrunkExt, SipTrunkGatewayExt, SipTrunksExt};
