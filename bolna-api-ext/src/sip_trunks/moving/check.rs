//! Holding a plan against what the trunks have.

use bolna_api::types::SipTrunkPhoneNumber;

use super::plan::{MovePlan, TrunkRef, entries, id_of};
use super::step::StepState;

/// What the trunks have, and the plan does not know of: somebody else changed them. Nothing was changed because of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Discrepancy {
    /// The number has another agent than when the plan was made, on either trunk.
    #[error(
        "{number} on {trunk} has the agent {now}, and the plan {}: make a new plan, or choose with `agent()` or `no_agent()`",
        .planned.as_ref().map_or_else(|| "was made for none".to_owned(), |agent| format!("was made for {agent}"))
    )]
    Agent {
        /// The number.
        number: String,
        /// The trunk.
        trunk: TrunkRef,
        /// The agent that it had there when the plan was made.
        planned: Option<String>,
        /// The agent that the number has.
        now: String,
    },
    /// Neither trunk has the number, and the plan did not remove it.
    #[error(
        "{number} is on {trunk} no more, and the plan did not remove it: find out who did; the number is not on the new trunk yet"
    )]
    NotOnOld {
        /// The number.
        number: String,
        /// The old trunk.
        trunk: TrunkRef,
    },
    /// The new trunk does not list the number, which the plan added, or which was there before.
    #[error(
        "{trunk} does not list {number} any more, and the plan adds nothing twice: run it again later, or find out who removed the number"
    )]
    NotOnNew {
        /// The number.
        number: String,
        /// The new trunk.
        trunk: TrunkRef,
    },
    /// A trunk lists the number more than once: one of them would stay, or it is not known which to connect.
    #[error("{trunk} lists {number} more than once: remove all but one, and run the plan again")]
    Repeated {
        /// The number.
        number: String,
        /// The trunk.
        trunk: TrunkRef,
    },
    /// A trunk lists the number without an id, by which it is connected and removed.
    #[error("{trunk} lists {number} without an id, by which it is connected and removed: run the plan again later")]
    NoNumberId {
        /// The number.
        number: String,
        /// The trunk.
        trunk: TrunkRef,
    },
}

impl MovePlan {
    /// Takes for done what is done, by the numbers that both trunks have. The plan stays as it was where that does not fit.
    pub(super) fn reconcile(
        &mut self,
        new: &[SipTrunkPhoneNumber],
        old: &[SipTrunkPhoneNumber],
    ) -> Result<(), Discrepancy> {
        let mut plan = self.clone();
        plan.see_new(new)?;
        plan.see_old(old)?;
        plan.is_checked = true;
        *self = plan;
        Ok(())
    }

    fn see_new(&mut self, numbers: &[SipTrunkPhoneNumber]) -> Result<(), Discrepancy> {
        let (number, trunk) = (self.number.clone(), self.to.clone());
        let Some(entry) = self.only(numbers, self.new_number_id.as_deref(), &trunk)? else {
            return match self.add {
                StepState::Open => Ok(()),
                _ => Err(Discrepancy::NotOnNew { number, trunk }),
            };
        };
        self.add = self.add.found_done();
        // Nothing is lost by the removal any more, so that it is the last step again.
        if self.remove == StepState::Open {
            self.removes_first = false;
        }
        let id = id_of(entry);
        let is_other = id.is_some() && self.new_number_id.is_some() && id != self.new_number_id;
        if is_other && self.connect == StepState::Done {
            // Somebody removed it and added it again: what was connected is gone.
            self.connect = StepState::Open;
        }
        self.new_number_id = id.or(self.new_number_id.take());
        if self.connect == StepState::Open {
            if entry.agent_id.is_some() && entry.agent_id == self.agent_id {
                self.connect = StepState::Done;
            } else if self.new_number_id.is_none() {
                return Err(Discrepancy::NoNumberId { number, trunk });
            } else {
                if let (Some(now), false) = (&entry.agent_id, self.is_agent_chosen)
                    && entry.agent_id != self.replaced_agent_id
                {
                    return Err(Discrepancy::Agent {
                        number,
                        trunk,
                        planned: self.replaced_agent_id.clone(),
                        now: now.clone(),
                    });
                }
                self.replaced_agent_id.clone_from(&entry.agent_id);
            }
        }
        Ok(())
    }

    fn see_old(&mut self, numbers: &[SipTrunkPhoneNumber]) -> Result<(), Discrepancy> {
        let (number, trunk) = (self.number.clone(), self.from.clone());
        if self.remove == StepState::Done {
            // An entry that somebody added anew has another id, and is none of the plan's.
            let is_still_there =
                |entry: &SipTrunkPhoneNumber| id_of(entry).is_some() && id_of(entry) == self.old_number_id;
            if entries(&number, numbers).any(is_still_there) {
                self.remove = StepState::Open;
            }
            return Ok(());
        }
        let Some(entry) = self.only(numbers, None, &trunk)? else {
            // A removal whose answer was lost looks the same; it comes first, or after the number was added.
            if self.add == StepState::Open && !self.removes_first {
                return Err(Discrepancy::NotOnOld { number, trunk });
            }
            self.remove = self.remove.found_done();
            return Ok(());
        };
        let has_other_agent = entry.agent_id.is_some() && entry.agent_id != self.agent_id;
        if let (true, false, Some(now)) = (has_other_agent, self.is_agent_chosen, entry.agent_id.clone()) {
            let planned = self.agent_id.clone();
            return Err(Discrepancy::Agent {
                number,
                trunk,
                planned,
                now,
            });
        }
        self.old_number_id = id_of(entry).or(self.old_number_id.take());
        match self.old_number_id {
            Some(_) => Ok(()),
            None => Err(Discrepancy::NoNumberId { number, trunk }),
        }
    }

    /// The entry of the number: that of the id, or else the only one.
    fn only<'n>(
        &self,
        numbers: &'n [SipTrunkPhoneNumber],
        id: Option<&str>,
        trunk: &TrunkRef,
    ) -> Result<Option<&'n SipTrunkPhoneNumber>, Discrepancy> {
        let found: Vec<_> = entries(&self.number, numbers).collect();
        let known = found.iter().find(|entry| id.is_some() && entry.id.as_deref() == id);
        match (known, found.as_slice()) {
            (Some(entry), _) | (None, [entry]) => Ok(Some(entry)),
            (None, []) => Ok(None),
            (None, _) => Err(Discrepancy::Repeated {
                number: self.number.clone(),
                trunk: trunk.clone(),
            }),
        }
    }
}
