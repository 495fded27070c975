//! What a document means, whatever words it uses: the same view for the same meaning.
//!
//! Below is the normal form of `document`, which the generator reads too; here is what only a comparison needs: references and
//! compositions seen as the conjunctions that they are.

mod accepts;
mod choice;
mod evaluated;
pub(crate) mod faults;
pub(crate) mod formats;
pub(crate) mod node;
mod part;
pub(crate) mod paths;
pub(crate) mod pattern;
pub(crate) mod reach;
pub(crate) mod side;
pub(crate) mod types;
pub(crate) mod value_set;
pub(crate) mod values;
pub(crate) mod view;

pub(crate) use accepts::all as accepts;
pub(crate) use choice::Union;
pub(crate) use node::Node;
pub(crate) use part::Part;
pub(crate) use side::Side;
pub(crate) use types::Types;
pub(crate) use value_set::ValueSet;
pub(crate) use view::{Kept, View};
