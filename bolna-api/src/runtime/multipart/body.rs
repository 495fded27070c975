//! A body of several pieces, some of which are read while they are sent.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::operation::Reopen;

/// A part of a body.
#[derive(Clone)]
pub(super) enum Piece {
    Bytes(Bytes),
    Source { open: Reopen, length: Option<u64> },
}

/// How long the body is, if every piece says so.
pub(super) fn length(pieces: &[Piece]) -> Option<u64> {
    pieces.iter().try_fold(0_u64, |sum, piece| {
        let length = match piece {
            Piece::Bytes(bytes) => u64::try_from(bytes.len()).ok()?,
            Piece::Source { length, .. } => (*length)?,
        };
        sum.checked_add(length)
    })
}

/// A body with these pieces, each source opened anew.
pub(super) fn body(pieces: &[Piece]) -> reqwest::Body {
    let length = length(pieces);
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Bytes(bytes) => reqwest::Body::from(bytes.clone()),
        Piece::Source { open, .. } => open(),
    });
    reqwest::Body::wrap(Chain {
        pieces: pieces.collect(),
        length,
    })
}

/// One body after the other.
struct Chain {
    pieces: VecDeque<reqwest::Body>,
    /// Of what is left of them.
    length: Option<u64>,
}

impl Body for Chain {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        let this = &mut *self;
        while let Some(piece) = this.pieces.front_mut() {
            match Pin::new(piece).poll_frame(context) {
                Poll::Ready(None) => {
                    this.pieces.pop_front();
                }
                Poll::Ready(Some(Ok(frame))) => {
                    let sent = frame.data_ref().map_or(0, Bytes::len);
                    let sent = u64::try_from(sent).unwrap_or(u64::MAX);
                    this.length = this.length.map(|length| length.saturating_sub(sent));
                    return Poll::Ready(Some(Ok(frame)));
                }
                other => return other,
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
