use super::*;

fn joined(pieces: &[&'static str]) -> (usize, Bytes) {
    let mut all = Pieces::default();
    for piece in pieces {
        all.push(Bytes::from_static(piece.as_bytes()));
    }
    (all.len(), all.whole())
}

#[test]
fn pieces_are_a_body_in_their_order() {
    for pieces in [&[][..], &["abc"], &["a", "bc"], &["", "ab", "", "c"]] {
        let text = pieces.concat();
        assert_eq!(joined(pieces), (text.len(), Bytes::from(text)));
    }
}
