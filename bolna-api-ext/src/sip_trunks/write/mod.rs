//! Writing trunks: what the API refuses is refused before it is sent, and of a change only what changed is sent.

mod check;
mod new_trunk;
mod patch;

pub use check::{InvalidTrunk, TrunkFault, check_create, check_update};
pub use new_trunk::{NewGateway, NewSipTrunk};
pub use patch::{NotSent, TrunkPatch};
