//! The traits of this crate, to be imported together: those of the domain, of lists, and of operations.
//!
//! ```
//! use bolna_api_ext::prelude::*;
//!
//! let trunk = bolna_api_ext::types::SipTrunk::default();
//! assert!(trunk.primary_gateway().is_none());
//! ```

pub use bolna_api::{List, Operation, ResponseExt};

pub use crate::agents::AgentExt;
pub use crate::batches::{BatchExt, BatchStatusExt};
pub use crate::created::SendForId;
pub use crate::executions::{ExecutionExt, ExecutionStatusExt};
pub use crate::pages::ListExt;
pub use crate::sip_trunks::{SelectTrunks, SipTrunkExt, SipTrunkGatewayExt, SipTrunksExt};
