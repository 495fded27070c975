use super::*;

#[test]
fn the_place_of_an_error_is_that_of_the_value() {
    let error = InvalidValue::new("out of range").in_item(1).in_property("ports");
    let error = error.in_item(0).in_property("gateways");
    assert_eq!(error.to_string(), "`gateways[0].ports[1]`: out of range");
    assert_eq!(
        (error.place(), error.reason()),
        ("gateways[0].ports[1]", "out of range")
    );
    assert_eq!(InvalidValue::new("out of range").to_string(), "out of range");
}
