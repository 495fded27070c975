//! The plan of a move, and how far it is.

use std::fmt;

use bolna_api::types::{SipTrunk, SipTrunkPhoneNumber};
use serde::{Deserialize, Serialize};

use super::error::MoveError;
use super::step::{MoveStep, StepState};
use crate::E164;
use crate::sip_trunks::{SipTrunkExt, number};

/// How a number gets from one trunk to another, and how much of it is done.
///
/// `Display` is the plan for a person. As JSON it is saved and read back; what is done, and which ids were learned, is in it. See
/// [`moving`](super) for the order of the steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use = "nothing is moved before the plan is run"]
pub struct MovePlan {
    /// As the old trunk has it: the API stores numbers as they are sent.
    pub(super) number: String,
    pub(super) label: Option<String>,
    pub(super) from: TrunkRef,
    pub(super) to: TrunkRef,
    /// The id of the number on the old trunk; learned before the first step where the trunk did not say.
    pub(super) old_number_id: Option<String>,
    /// The id of the number on the new trunk.
    pub(super) new_number_id: Option<String>,
    pub(super) agent_id: Option<String>,
    /// The caller chose the agent, or that there is none: what the old number has does not matter.
    pub(super) is_agent_chosen: bool,
    /// The agent that the number has on the new trunk already, and loses.
    pub(super) replaced_agent_id: Option<String>,
    pub(super) removes_first: bool,
    pub(super) add: StepState,
    pub(super) connect: StepState,
    pub(super) remove: StepState,
    /// Whether the state is known to be that of the API. It is not after a run that broke off, and not in a plan that was saved.
    #[serde(skip)]
    pub(super) is_checked: bool,
}

/// One of the two trunks of a move.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TrunkRef {
    /// Its id.
    pub id: String,
    /// Its name, if the response has it.
    pub name: Option<String>,
}

impl TrunkRef {
    fn new(trunk: &SipTrunk) -> Result<Self, MoveError> {
        let name = trunk.name.clone();
        match trunk.id.clone().filter(|id| !id.is_empty()) {
            Some(id) => Ok(Self { id, name }),
            None => Err(MoveError::NoTrunkId { name }),
        }
    }
}

impl fmt::Display for TrunkRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} ({})", self.id),
            None => write!(f, "trunk {}", self.id),
        }
    }
}

impl MovePlan {
    /// Plans the move of a number, whose `+` and separators do not count, between two trunks as they were listed. Nothing is requested.
    ///
    /// Where the new trunk has the number already, the plan is shorter.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::moving::{MovePlan, MoveStep};
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let from: SipTrunk = serde_json::from_str(
    ///     r#"{"id": "1", "name": "Old carrier", "phone_numbers": [{"id": "n1", "phone_number": "+14155550100", "agent_id": "7"}]}"#,
    /// )?;
    /// let to: SipTrunk = serde_json::from_str(r#"{"id": "2", "name": "New carrier"}"#)?;
    /// let plan = MovePlan::new("+1 415 555-0100", &from, &to)?;
    /// assert_eq!(plan.next_step(), Some(MoveStep::Add));
    /// assert_eq!(plan.agent_id(), Some("7"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The number is not on the old trunk, or would not work on the new one: see [`MoveError`].
    pub fn new(number: &str, from: &SipTrunk, to: &SipTrunk) -> Result<Self, MoveError> {
        let (old, new) = (TrunkRef::new(from)?, TrunkRef::new(to)?);
        let entry = only_entry(number, from, &old)?;
        if old.id == new.id {
            return Err(MoveError::SameTrunk { trunk: old });
        }
        if to.is_active == Some(false) {
            return Err(MoveError::Inactive { trunk: new });
        }
        let takes_calls = from.inbound_enabled == Some(true) || entry.agent_id.is_some();
        if takes_calls && to.inbound_enabled == Some(false) {
            return Err(MoveError::InboundDisabled { trunk: new });
        }
        let mut plan = Self {
            number: entry.phone_number.clone().unwrap_or_default(),
            label: entry.name.clone(),
            from: old,
            to: new,
            old_number_id: id_of(entry),
            new_number_id: None,
            agent_id: entry.agent_id.clone(),
            is_agent_chosen: false,
            replaced_agent_id: None,
            removes_first: false,
            add: StepState::Open,
            connect: StepState::Needless,
            remove: StepState::Open,
            is_checked: false,
        };
        if let Some(there) = to.find_number(number) {
            plan.add = StepState::Needless;
            plan.new_number_id = id_of(there);
            plan.replaced_agent_id.clone_from(&there.agent_id);
        }
        plan.plan_connecting();
        Ok(plan)
    }

    /// Connects this agent on the new trunk, and not the one that the number has.
    pub fn agent(mut self, id: impl Into<String>) -> Self {
        self.agent_id = Some(id.into());
        self.is_agent_chosen = true;
        self.plan_connecting();
        self
    }

    /// Connects no agent on the new trunk.
    pub fn no_agent(mut self) -> Self {
        self.agent_id = None;
        self.is_agent_chosen = true;
        self.plan_connecting();
        self
    }

    /// Sets the label that the number gets on the new trunk. The API does not tell that of the old one.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Removes the number from the old trunk before it is added to the new one, for an API that does not take it on two.
    ///
    /// Calls are lost from the removal until the last step is done, and if the new trunk does not take the number either, it is on none. Where the
    /// number is on the new trunk already, the order stays as it is.
    ///
    /// ```no_run
    /// use bolna_api_ext::sip_trunks::moving::{MovePlan, RunError};
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, mut plan: MovePlan) -> Result<(), RunError> {
    /// match plan.run(&bolna).await {
    ///     Err(RunError::Step(error)) if error.is_taken() => {
    ///         plan = plan.remove_first();
    ///         println!("{plan}");
    ///         plan.run(&bolna).await
    ///     }
    ///     result => result,
    /// }
    /// # }
    /// ```
    pub fn remove_first(mut self) -> Self {
        self.removes_first = self.add == StepState::Open;
        self
    }

    /// The number as it is added to the new trunk: in E.164 form also where the old one has it without `+` or with separators.
    pub(super) fn new_number(&self) -> String {
        let number = format!("+{}", number::normal(&self.number)).parse::<E164>();
        number.map_or_else(|_| self.number.clone(), |number| number.to_string())
    }

    /// The number, as the old trunk has it.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The old trunk.
    #[must_use]
    pub fn from(&self) -> &TrunkRef {
        &self.from
    }

    /// The new trunk.
    #[must_use]
    pub fn to(&self) -> &TrunkRef {
        &self.to
    }

    /// The agent that takes the calls on the new trunk.
    #[must_use]
    pub fn agent_id(&self) -> Option<&str> {
        self.agent_id.as_deref()
    }

    /// The id of the number on the new trunk, as soon as it is known.
    #[must_use]
    pub fn new_number_id(&self) -> Option<&str> {
        self.new_number_id.as_deref()
    }

    /// How a step stands.
    #[must_use]
    pub fn state(&self, step: MoveStep) -> StepState {
        match step {
            MoveStep::Add => self.add,
            MoveStep::Connect => self.connect,
            MoveStep::Remove => self.remove,
        }
    }

    /// The steps in their order, without those that are needless.
    pub fn steps(&self) -> impl Iterator<Item = MoveStep> {
        let order = if self.removes_first {
            [MoveStep::Remove, MoveStep::Add, MoveStep::Connect]
        } else {
            [MoveStep::Add, MoveStep::Connect, MoveStep::Remove]
        };
        order
            .into_iter()
            .filter(|step| self.state(*step) != StepState::Needless)
    }

    /// The step that is next; `None` if all are done.
    #[must_use]
    pub fn next_step(&self) -> Option<MoveStep> {
        self.steps().find(|step| self.state(*step) == StepState::Open)
    }

    /// Whether all is done.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.next_step().is_none()
    }

    pub(super) fn set_done(&mut self, step: MoveStep) {
        match step {
            MoveStep::Add => self.add = StepState::Done,
            MoveStep::Connect => self.connect = StepState::Done,
            MoveStep::Remove => self.remove = StepState::Done,
        }
    }

    /// Whether an agent has to be connected, by what is known.
    fn plan_connecting(&mut self) {
        self.connect = match &self.agent_id {
            Some(agent) if self.replaced_agent_id.as_ref() != Some(agent) => StepState::Open,
            _ => StepState::Needless,
        };
    }
}

/// The entry of a number on the trunk that it leaves: there has to be one, and no other.
fn only_entry<'t>(number: &str, trunk: &'t SipTrunk, place: &TrunkRef) -> Result<&'t SipTrunkPhoneNumber, MoveError> {
    let mut found = entries(number, &trunk.phone_numbers);
    let (first, second) = (found.next(), found.next());
    if let (Some(entry), None) = (first, second) {
        return Ok(entry);
    }
    let is_it = |entry: &SipTrunkPhoneNumber| {
        entry
            .phone_number
            .as_ref()
            .is_some_and(|own| number::is_same(own, number))
    };
    let was_there = trunk.phone_numbers.iter().any(is_it);
    let (number, trunk) = (number.to_owned(), place.clone());
    Err(match (first, was_there) {
        (Some(_), _) => MoveError::Repeated { number, trunk },
        (None, true) => MoveError::Deleted { number, trunk },
        (None, false) => MoveError::NotThere { number, trunk },
    })
}

/// The entries of a number that are not deleted.
pub(super) fn entries<'n>(
    number: &str,
    numbers: &'n [SipTrunkPhoneNumber],
) -> impl Iterator<Item = &'n SipTrunkPhoneNumber> {
    let is_it = move |own: &String| number::is_same(own, number);
    numbers
        .iter()
        .filter(move |entry| entry.deleted != Some(true) && entry.phone_number.as_ref().is_some_and(is_it))
}

pub(super) fn id_of(entry: &SipTrunkPhoneNumber) -> Option<String> {
    entry.id.clone().filter(|id| !id.is_empty())
}
