//! What a document means, whatever words it uses: the same view for the same meaning.

mod accepts;
pub(crate) mod faults;
pub(crate) mod node;
pub(crate) mod paths;
pub(crate) mod reach;
pub(crate) mod side;
pub(crate) mod types;
pub(crate) mod value_set;
pub(crate) mod values;
pub(crate) mod view;

pub(crate) use accepts::all as accepts;
pub(crate) use node::Node;
pub(crate) use side::Side;
pub(crate) use types::Types;
pub(crate) use value_set::ValueSet;
pub(crate) use view::{Union, View};
