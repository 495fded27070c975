//! Receiving webhooks.
//!
//! The platform posts an execution to the `webhook_url` of its agent, or of its batch, whenever its status changes.
//! [`webhook::parse`](crate::webhook::parse) reads what it posts, whatever framework receives it. The part that does not
//! depend on one:
//!
//! ```
//! use std::net::IpAddr;
//! use bolna_api_ext::ExecutionExt;
//! use bolna_api_ext::webhook::{self, WebhookError};
//!
//! /// The status to answer with.
//! fn receive(peer: IpAddr, body: &[u8]) -> u16 {
//!     if !webhook::is_sender(peer) {
//!         return 403;
//!     }
//!     match webhook::parse(body) {
//!         Ok(call) if call.is_terminal() => {
//!             println!("{:?} {:?} cost {:?}", call.id, call.status, call.cost());
//!             200
//!         }
//!         // On its way; `call-disconnected` is not the end either.
//!         Ok(_) => 200,
//!         Err(error) => {
//!             eprintln!("not a webhook: {error}");
//!             400
//!         }
//!     }
//! }
//!
//! # fn main() -> Result<(), std::net::AddrParseError> {
//! let peer = "13.203.39.153".parse()?;
//! assert_eq!(receive(peer, br#"{"id": "01HQ", "status": "completed"}"#), 200);
//! assert_eq!(receive(peer, b"[]"), 400);
//! # Ok(())
//! # }
//! ```
//!
//! With axum, in a program of your own:
//!
//! ```
//! use std::net::SocketAddr;
//! use axum::body::Bytes;
//! use axum::extract::ConnectInfo;
//! use axum::http::StatusCode;
//! use axum::routing::{Router, post};
//! use bolna_api_ext::webhook;
//!
//! async fn hook(ConnectInfo(peer): ConnectInfo<SocketAddr>, body: Bytes) -> StatusCode {
//!     match webhook::parse(&body) {
//!         Ok(call) if webhook::is_sender(peer.ip()) => {
//!             println!("{:?} is {:?}", call.id, call.status);
//!             StatusCode::OK
//!         }
//!         Ok(_) => StatusCode::FORBIDDEN,
//!         Err(_) => StatusCode::BAD_REQUEST,
//!     }
//! }
//!
//! // `axum::serve(listener, app)`, where `app` is the router's `into_make_service_with_connect_info::<SocketAddr>()`.
//! let router: Router = Router::new().route("/bolna/3f9c1e", post(hook));
//! ```
//!
//! # What to hold on to
//!
//! - **No signature is documented.** The address of the peer is checked above; [`SENDERS`](crate::webhook::SENDERS) says what that is worth,
//!   which behind a proxy is little. Put something that nobody can guess into the path, and before money or people depend
//!   on it, read the execution by its id: `bolna.calls().get(id)`.
//! - **It may come twice, and late.** Keep what is known of each id, and let a terminal status not be overwritten by an earlier
//!   one.
//! - **It may not come.** [`Calls::wait`](crate::calls::Calls::wait) asks instead, for calls that are missing.
//! - **Answer soon**, and work afterwards.
