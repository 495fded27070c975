//! A fake of the API that has two trunks and their numbers.

use std::sync::{Arc, Mutex, MutexGuard};

use bolna_api::Operation;
use bolna_api::builder::{AddSipTrunkNumber, ListSipTrunkNumbers, RemoveSipTrunkNumber, SetUpInbound};
use bolna_api::types::{Acknowledgement, InboundSetup, SipTrunkPhoneNumber};

use super::*;
use crate::testing::{FakeBolna, FakeRequest, Reply};

/// The numbers of the trunks [`desk`] and [`hall`], and what goes wrong next.
#[derive(Clone, Default)]
pub(super) struct TwoTrunks {
    state: Arc<Mutex<State>>,
    pub(super) fake: FakeBolna,
}

#[derive(Default)]
pub(super) struct State {
    /// With the id of the trunk that it is on.
    pub(super) numbers: Vec<(String, SipTrunkPhoneNumber)>,
    added: usize,
    fault: Option<(&'static str, Fault)>,
    /// The API does not take a number on two trunks.
    pub(super) is_exclusive: bool,
}

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    /// It is refused, and does nothing.
    Refused,
    /// It does what it is to do, and its answer is lost.
    AnswerLost,
    /// It does what it is to do, and its answer takes long.
    Slow,
}

impl TwoTrunks {
    pub(super) fn new() -> Self {
        let api = Self::default();
        for number in desk().phone_numbers {
            api.state().numbers.push(("1".to_owned(), number));
        }
        api.on::<ListSipTrunkNumbers<'_>>(|state, request| Ok(state.list(request.path_parameter("trunk_id").unwrap())));
        api.on::<AddSipTrunkNumber<'_>>(State::add);
        api.on::<SetUpInbound<'_>>(State::connect);
        api.on::<RemoveSipTrunkNumber<'_>>(State::remove);
        api
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Lets the next request of an operation go wrong.
    pub(super) fn fail<O: Operation>(&self, fault: Fault) {
        self.state().fault = Some((O::INFO.id(), fault));
    }

    fn on<O: Operation<Response: serde::Serialize>>(
        &self,
        act: impl Fn(&mut State, &FakeRequest) -> Result<O::Response, Reply> + Send + Sync + 'static,
    ) {
        let state = self.state.clone();
        self.fake.on_id(O::INFO.id(), move |request| {
            let mut state = state.lock().unwrap();
            let fault = state
                .fault
                .take_if(|(id, _)| *id == O::INFO.id())
                .map(|(_, fault)| fault);
            if fault == Some(Fault::Refused) {
                return Reply::status(503);
            }
            match (act(&mut state, request), fault) {
                (_, Some(Fault::AnswerLost)) => Reply::reset(),
                (Ok(answer), Some(Fault::Slow)) => {
                    Reply::status(200).json(answer).after(std::time::Duration::from_secs(1))
                }
                (Ok(answer), _) => Reply::status(200).json(answer),
                (Err(reply), _) => reply,
            }
        });
    }

    /// The requests that the API has got, without those that list.
    pub(super) fn changes(&self) -> Vec<String> {
        let mut lines = self.fake.request_lines();
        lines.retain(|line| !line.starts_with("GET"));
        lines
    }

    /// The numbers of a trunk, with their agents.
    pub(super) fn has(&self, trunk: &str) -> Vec<(String, Option<String>)> {
        let numbers = self.state().list(trunk).into_iter();
        numbers
            .map(|number| (number.phone_number.unwrap(), number.agent_id))
            .collect()
    }
}

impl State {
    fn list(&self, trunk: &str) -> Vec<SipTrunkPhoneNumber> {
        let numbers = self.numbers.iter().filter(|(other, _)| other == trunk);
        numbers.map(|(_, number)| number.clone()).collect()
    }

    fn add(&mut self, request: &FakeRequest) -> Result<SipTrunkPhoneNumber, Reply> {
        let body = request.json();
        let text = body["phone_number"].as_str().unwrap();
        if self.is_exclusive
            && self
                .numbers
                .iter()
                .any(|(_, number)| number.phone_number.as_deref() == Some(text))
        {
            return Err(Reply::status(400).json(json!({"message": "Phone number already exists on a trunk"})));
        }
        self.added += 1;
        let id = format!("new-{}", self.added);
        let number = SipTrunkPhoneNumber::builder()
            .id(id)
            .phone_number(text)
            .build()
            .unwrap();
        let trunk = request.path_parameter("trunk_id").unwrap();
        self.numbers.push((trunk.to_owned(), number.clone()));
        Ok(number)
    }

    fn connect(&mut self, request: &FakeRequest) -> Result<InboundSetup, Reply> {
        let body = request.json();
        let id = body["phone_number_id"].as_str();
        let number = self.numbers.iter_mut().find(|(_, number)| number.id.as_deref() == id);
        let (_, number) = number.ok_or_else(|| Reply::status(404))?;
        number.agent_id = body["agent_id"].as_str().map(str::to_owned);
        Ok(InboundSetup::builder().message("connected").build()?)
    }

    fn remove(&mut self, request: &FakeRequest) -> Result<Acknowledgement, Reply> {
        let (trunk, id) = (
            request.path_parameter("trunk_id"),
            request.path_parameter("phone_number_id"),
        );
        let is_it =
            |(on, number): &(String, SipTrunkPhoneNumber)| Some(on.as_str()) == trunk && number.id.as_deref() == id;
        let at = self.numbers.iter().position(is_it).ok_or_else(|| Reply::status(404))?;
        self.numbers.remove(at);
        Ok(Acknowledgement::default())
    }
}
