use super::*;

fn head(headers: &[(&'static str, &'static str)]) -> Head {
    let pairs = headers
        .iter()
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    Head {
        status: StatusCode::OK,
        headers: HeaderMap::from_iter(pairs),
        received: httpdate::parse_http_date("Sun, 22 Nov 2026 12:00:00 GMT").unwrap(),
    }
}

fn wait(headers: &[(&'static str, &'static str)]) -> Option<u64> {
    head(headers).retry_after().map(|wait| wait.as_secs())
}

#[test]
fn retry_after_is_a_number_of_seconds_and_at_most_a_day() {
    assert_eq!(wait(&[("retry-after", "30")]), Some(30));
    assert_eq!(wait(&[("retry-after", "0")]), Some(0));
    assert_eq!(wait(&[("retry-after", "86401")]), Some(86_400));
    assert_eq!(wait(&[("retry-after", "99999999999999999999999")]), Some(86_400));
    assert_eq!(wait(&[("retry-after", "Thu, 22 Nov 2096 12:01:00 GMT")]), Some(86_400));
}

#[test]
fn retry_after_is_a_date_by_the_clock_of_the_server() {
    let then = ("retry-after", "Sun, 22 Nov 2026 12:01:00 GMT");
    assert_eq!(wait(&[then]), Some(60));
    assert_eq!(wait(&[then, ("date", "Sun, 22 Nov 2026 12:00:50 GMT")]), Some(10));
    assert_eq!(wait(&[then, ("date", "Sun, 22 Nov 2026 12:30:00 GMT")]), Some(0));
    assert_eq!(wait(&[then, ("date", "yesterday")]), Some(60));
    assert_eq!(wait(&[("retry-after", "Sunday, 22-Nov-26 12:01:00 GMT")]), Some(60));
}

#[test]
fn a_retry_after_that_is_neither_is_none() {
    for value in ["", "soon", "-1", "1.5", "+3", "3s"] {
        assert_eq!(wait(&[("retry-after", value)]), None, "{value}");
    }
    assert_eq!(wait(&[]), None);
}

#[test]
fn a_request_has_one_id() {
    assert_eq!(head(&[("cf-ray", "b"), ("x-request-id", "a")]).request_id(), Some("a"));
    assert_eq!(head(&[("x-request-id", " "), ("cf-ray", "b")]).request_id(), Some("b"));
    assert_eq!(head(&[]).request_id(), None);
}

#[test]
fn a_location_has_no_query() {
    assert_eq!(head(&[("location", "/a?b#c")]).location(), Some("/a"));
}
