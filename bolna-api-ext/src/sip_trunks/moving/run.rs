//! Doing what a plan says.

use bolna_api::types::{InboundRequest, SipTrunkPhoneNumber, SipTrunkPhoneNumberCreate};

use super::check::Discrepancy;
use super::error::{RunError, StepError};
use super::plan::{MovePlan, TrunkRef, id_of};
use super::step::{MoveStep, StepState};
use crate::Error;
use crate::client::Bolna;

impl MovePlan {
    /// Does all steps that are left.
    ///
    /// Where it breaks off, or the future is dropped, the plan holds how far it is; run it again to go on. A program that may end in between does it
    /// [step by step](Self::advance), and saves the plan after each.
    ///
    /// # Errors
    ///
    /// A step failed, or the trunks are not as the plan has them.
    pub async fn run(&mut self, bolna: &Bolna) -> Result<(), RunError> {
        while self.advance(bolna).await?.is_some() {}
        Ok(())
    }

    /// Does the steps that come before the number is removed from the old trunk.
    ///
    /// After that the number is on both trunks, and has its agent on both. Then is the time to have the carrier send its calls over the
    /// new one, to try that, and to [`run`](Self::run) the plan to its end. A plan that [removes first](Self::remove_first) has no such steps.
    ///
    /// ```no_run
    /// use bolna_api_ext::sip_trunks::moving::{MovePlan, MoveStep, RunError};
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, mut plan: MovePlan) -> Result<(), RunError> {
    /// plan.prepare(&bolna).await?;
    /// assert_eq!(plan.next_step(), Some(MoveStep::Remove));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A step failed, or the trunks are not as the plan has them.
    pub async fn prepare(&mut self, bolna: &Bolna) -> Result<(), RunError> {
        while self.advance_before(bolna, Some(MoveStep::Remove)).await?.is_some() {}
        Ok(())
    }

    /// Does the next step; which one it was. `None` if none is left.
    ///
    /// At first, and after a run that broke off, it lists the numbers of both trunks before, and takes for done what is done.
    ///
    /// # Errors
    ///
    /// The step failed, or the trunks are not as the plan has them.
    pub async fn advance(&mut self, bolna: &Bolna) -> Result<Option<MoveStep>, RunError> {
        self.advance_before(bolna, None).await
    }

    /// Does the next step, unless it is this one.
    async fn advance_before(&mut self, bolna: &Bolna, stop: Option<MoveStep>) -> Result<Option<MoveStep>, RunError> {
        if self.is_finished() {
            return Ok(None);
        }
        if !self.is_checked {
            self.check(bolna).await?;
        }
        // After the check, by which it may be another one.
        let Some(step) = self.next_step().filter(|step| Some(*step) != stop) else {
            return Ok(None);
        };
        // Until there is an answer, nobody knows whether the step is done: not if the future is dropped, either.
        self.is_checked = false;
        let result = match step {
            MoveStep::Add => self.add(bolna).await,
            MoveStep::Connect => self.connect(bolna).await?,
            MoveStep::Remove => self.remove(bolna).await?,
        };
        result.map_err(|source| self.failed(step, source))?;
        self.set_done(step);
        // An answer without an id is no failure; the list has it.
        self.is_checked =
            self.new_number_id.is_some() || self.connect != StepState::Open || self.add == StepState::Open;
        Ok(Some(step))
    }

    async fn check(&mut self, bolna: &Bolna) -> Result<(), RunError> {
        let list = async |trunk: &TrunkRef| bolna.list_sip_trunk_numbers().trunk_id(&trunk.id).send().await;
        let failed = |trunk: &TrunkRef, source| RunError::List {
            trunk: trunk.clone(),
            source,
        };
        let new = list(&self.to).await.map_err(|source| failed(&self.to, source))?;
        let old = match list(&self.from).await {
            // A trunk that is gone has no number.
            Err(error) if error.is_not_found() => Vec::new(),
            numbers => numbers.map_err(|source| failed(&self.from, source))?,
        };
        Ok(self.reconcile(&new, &old)?)
    }

    async fn add(&mut self, bolna: &Bolna) -> Result<(), Error> {
        let body = SipTrunkPhoneNumberCreate::builder()
            .phone_number(self.new_number())
            .name(self.label.clone());
        let operation = bolna.add_sip_trunk_number().trunk_id(&self.to.id).body(body);
        let added: SipTrunkPhoneNumber = operation.send().await?;
        self.new_number_id = id_of(&added);
        Ok(())
    }

    async fn connect(&self, bolna: &Bolna) -> Result<Result<(), Error>, Discrepancy> {
        let id = known_id(self.new_number_id.as_ref(), &self.number, &self.to)?;
        let body = InboundRequest::builder()
            .agent_id(self.agent_id.clone())
            .phone_number_id(id);
        Ok(bolna.set_up_inbound().body(body).send().await.map(drop))
    }

    async fn remove(&self, bolna: &Bolna) -> Result<Result<(), Error>, Discrepancy> {
        let id = known_id(self.old_number_id.as_ref(), &self.number, &self.from)?;
        let operation = bolna.remove_sip_trunk_number();
        Ok(
            match operation.trunk_id(&self.from.id).phone_number_id(id).send().await {
                // It is not there, which is what was wanted.
                Err(error) if error.is_not_found() => Ok(()),
                result => result.map(drop),
            },
        )
    }

    fn failed(&self, step: MoveStep, source: Error) -> StepError {
        StepError {
            step,
            description: self.describe(step),
            standing: self.standing(step, source.may_have_taken_effect()),
            source,
            is_on_old: self.remove != StepState::Done,
        }
    }
}

/// An id that the check has seen to.
fn known_id(id: Option<&String>, number: &str, trunk: &TrunkRef) -> Result<String, Discrepancy> {
    id.cloned().ok_or_else(|| Discrepancy::NoNumberId {
        number: number.to_owned(),
        trunk: trunk.clone(),
    })
}
