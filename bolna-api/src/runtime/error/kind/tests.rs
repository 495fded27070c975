use super::*;

#[test]
fn every_status_has_a_kind() {
    let kind = |status| ErrorKind::of_status(StatusCode::from_u16(status).unwrap());
    assert_eq!(
        [kind(401), kind(402), kind(403)],
        [
            ErrorKind::Authentication,
            ErrorKind::PaymentRequired,
            ErrorKind::Forbidden
        ]
    );
    assert_eq!([kind(400), kind(422)], [ErrorKind::Invalid; 2]);
    assert_eq!([kind(404), kind(409)], [ErrorKind::NotFound, ErrorKind::Conflict]);
    assert_eq!([kind(408), kind(429)], [ErrorKind::Timeout, ErrorKind::RateLimited]);
    assert_eq!([kind(500), kind(502), kind(599)], [ErrorKind::Server; 3]);
    assert_eq!([kind(301), kind(307), kind(304)], [ErrorKind::Redirect; 3]);
    assert_eq!([kind(200), kind(204)], [ErrorKind::Decode; 2]);
    assert_eq!([kind(405), kind(418), kind(600)], [ErrorKind::Status; 3]);
}
