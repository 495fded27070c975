//! The ids of what was created.

use bolna_api::types::{
    AgentCreated, CreatedBatch, CreatedKnowledgebase, CreatedSubAccount, DispositionSaved, ExtractionTemplateResult,
    PurchasedPhoneNumber, SipTrunk, SipTrunkPhoneNumber,
};
use bolna_api::{Operation, ResponseValue, builder};
use reqwest::header::HeaderMap;

use crate::{Error, ErrorKind};

/// An operation that creates something, whose id is all that is asked for.
///
/// Answers may lack any property, so that their types have ids that may be absent. Here an answer without an id is an
/// error, which says that the request took effect: [`Error::may_have_taken_effect`].
///
/// ```no_run
/// use bolna_api_ext::prelude::*;
/// use bolna_api_ext::types::PhoneNumberPurchase;
///
/// # async fn run(bolna: bolna_api_ext::Bolna, purchase: PhoneNumberPurchase) -> Result<(), bolna_api_ext::Error> {
/// let id: String = bolna.buy_phone_number().body(purchase).send_for_id().await?;
/// # Ok(())
/// # }
/// ```
pub trait SendForId: Operation {
    /// Sends the operation; the id of what it created.
    ///
    /// # Errors
    ///
    /// Those of `send()`, and an answer without an id, whose kind is [`Decode`](ErrorKind::Decode).
    fn send_for_id(self) -> impl Future<Output = Result<String, Error>> + Send;
}

/// The id in an answer, or the error that it has none.
pub(crate) fn id<O: Operation>(
    answer: ResponseValue<O::Response>,
    property: &str,
    effect: &str,
    id: impl FnOnce(&mut O::Response) -> Option<String>,
) -> Result<(String, O::Response), Error> {
    let status = answer.status();
    let mut answer = answer.into_inner();
    match id(&mut answer).filter(|id| !id.is_empty()) {
        Some(id) => Ok((id, answer)),
        // Nothing of the answer is repeated: what is secret has been taken out of an error only where layers saw it.
        None => Err(Error::builder(ErrorKind::Decode)
            .operation(O::INFO)
            .head(status, HeaderMap::new())
            .reason(format_args!("the answer has no `{property}`: {effect}"))
            .has_effect(true)
            .build()),
    }
}

macro_rules! created {
    ($($operation:ident => $answer:ident $property:literal $id:expr;)+) => { $(
        impl SendForId for builder::$operation<'_> {
            async fn send_for_id(self) -> Result<String, Error> {
                let find: fn(&mut $answer) -> Option<String> = $id;
                let answer = self.send_for_response().await?;
                id::<Self>(answer, $property, "it may have been created", find).map(|(id, _)| id)
            }
        }
    )+ };
}

created! {
    AddSipTrunkNumber => SipTrunkPhoneNumber "id" |number| number.id.take();
    BuyPhoneNumber => PurchasedPhoneNumber "id" |number| number.id.take();
    CreateAgent => AgentCreated "agent_id" |agent| agent.agent_id.take();
    CreateAgentV1 => AgentCreated "agent_id" |agent| agent.agent_id.take();
    CreateBatch => CreatedBatch "batch_id" |batch| batch.batch_id.take();
    CreateDisposition => DispositionSaved "id" |disposition| disposition.id.take();
    CreateExtractionTemplate => ExtractionTemplateResult "data.id" |template| template.data.as_mut()?.id.take();
    CreateKnowledgebase => CreatedKnowledgebase "rag_id" |knowledgebase| knowledgebase.rag_id.take();
    CreateSipTrunk => SipTrunk "id" |trunk| trunk.id.take();
    CreateSubAccount => CreatedSubAccount "id" |account| account.id.take();
}
