//! The types that are read, each with the name of its component.

use bolna_api::types;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use super::properties::survives;
use super::round_trip::unchanged;

/// What holds for each body of a type.
pub(super) type Holds = fn(&Value) -> Result<(), TestCaseError>;

/// A type that is read.
pub(super) struct Read {
    /// The component.
    pub(super) name: &'static str,
    pub(super) survives: Holds,
    pub(super) unchanged: Holds,
}

macro_rules! read {
    ($($name:ident),+ $(,)?; $($component:literal => $type:ident),+ $(,)?) => {
        &[
            $(Read {
                name: stringify!($name),
                survives: survives::<types::$name>,
                unchanged: unchanged::<types::$name>,
            },)+
            $(Read {
                name: $component,
                survives: survives::<types::$type>,
                unchanged: unchanged::<types::$type>,
            },)+
        ]
    };
}

/// A test holds it against the contract.
#[rustfmt::skip] // A word is a type: one a line would be a long list.
pub(super) const READ: &[Read] = read![
    Acknowledgement, Agent, AgentCreated, AgentFlowType, AgentFlowTypeV1, AgentPrompts, AgentReplaced, AgentStatus,
    AgentTask, AgentTaskType, AgentTaskTypeV1, AgentTaskV1, AgentTool, AgentToolKey, AgentToolMethod,
    AgentToolParams, AgentTools, AgentV1, AudioChannel,
    AudioEncoding, AudioFormat, AudioProvider, AvailablePhoneNumber, Batch, BatchRunDetails, BatchStatus,
    BodhiTranscriberConfig, BodhiLanguage, BodhiModel,
    BodhiProvider, CallTransfer, CallingGuardrails, CallType, Concurrency, ConversationConfig,
    CreatedBatch, CreatedKnowledgebase, CreatedSubAccount, CustomModelAdded, DeepgramConfig,
    DeepgramTranscriberConfig, DeepgramLanguage, DeepgramModel,
    DeepgramProvider, Disposition, DispositionAnswer, DispositionSaved, DispositionSubjectiveType,
    DispositionTestResponse, DispositionsSaved, ElevenLabsConfig, ElevenLabsModel, Execution, ExecutionCosts,
    ExecutionLog, ExecutionLogEntry, ExecutionLogEntryType, ExecutionPage, ExecutionProvider, ExecutionStatus,
    ExtractionTemplate, ExtractionTemplateList, ExtractionTemplateResult, InboundSetup, InboundUnlinked,
    IngestSourceConfig, IngestSourceType, Knowledgebase, KnowledgebaseAgent, KnowledgebaseSource,
    KnowledgebaseStatus, LanceDbConfig, LanguageSupport, LlmAgent, LlmAgentType, LlmAgentV1, LlmConfig, LlmTokens,
    LlmUsage, ObjectiveOption, PhoneNumber, PhoneNumberProvider, PhoneNumberSeller, PollyConfig,
    PollySamplingRate, Provider, ProviderAdded, ProviderRemoved, PurchasedPhoneNumber, QueuedCall,
    Route, RouteResponse, Routes, SimpleLlmAgent, SipTrunkAuthType, SipTrunkMediaEncryption,
    SipTrunkTransport, StoppedCall, StoppedExecutions, SubAccount, SubAccountUsage, SubjectiveTypeConfig,
    Synthesizer, SynthesizerProvider, SynthesizerUsage, TaskPrompts, TaskTools, TaskToolsV1, TelephonyData,
    Toolchain, ToolchainExecution, ToolchainPart, ToolchainPipeline, Transcriber, TranscriberUsage,
    TransferStatus, User, VectorStore, VectorStoreProvider, Violation, ViolationPage,
    ViolationStatus, Voice, VoiceConfig, VoiceProvider,;
    "SIPTrunkGateway" => SipTrunkGateway,
    "SIPTrunkIPIdentifier" => SipTrunkIpIdentifier,
    "SipTrunkPhoneNumber" => SipTrunkPhoneNumber,
    "SipTrunk" => SipTrunk,
];
