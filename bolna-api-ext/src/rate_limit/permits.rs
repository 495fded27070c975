//! Permits to send, whether there are limits or not.

use bolna_api::OperationInfo;

/// What a request waits for before it is sent; nothing without limits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Permits {
    #[cfg(feature = "rate-limit")]
    limiter: Option<std::sync::Arc<super::Limiter>>,
}

impl Permits {
    #[cfg(feature = "rate-limit")]
    pub(crate) fn new(limiter: super::Limiter) -> Self {
        Self {
            limiter: Some(std::sync::Arc::new(limiter)),
        }
    }

    /// Whether anybody ever waits.
    #[cfg(feature = "rate-limit")]
    pub(crate) fn are_limited(&self) -> bool {
        self.limiter.is_some()
    }

    /// Waits until a request of this operation may be sent, and counts it.
    pub(crate) async fn wait(&self, operation: &OperationInfo) {
        #[cfg(feature = "rate-limit")]
        if let Some(limiter) = &self.limiter {
            limiter.wait(operation).await;
        }
        #[cfg(not(feature = "rate-limit"))]
        let _ = operation;
    }
}
