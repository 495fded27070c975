use super::super::rules::{every, items, length, range};
use super::*;

struct Trunk {
    name: Option<String>,
    gateways: Option<Vec<Gateway>>,
    numbers: Option<Nullable<Vec<String>>>,
    by_region: BTreeMap<String, Gateway>,
}

struct Gateway {
    port: Option<Nullable<i64>>,
}

impl Check for Gateway {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        at(place, "port", &self.port, |value, place| range(value, place, 1..=65535))
    }
}

impl Check for Trunk {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        required(place, "name", &self.name)?;
        at(place, "name", &self.name, |value, place| length(value, place, 1..=10))?;
        at(place, "gateways", &self.gateways, |value, place| {
            items(value, place, 1..)
        })?;
        nested(place, "gateways", &self.gateways)?;
        at(place, "numbers", &self.numbers, |value, place| {
            every(value, place, |number, place| length(number, place, 2..))
        })?;
        nested(place, "by_region", &self.by_region)
    }
}

fn trunk() -> Trunk {
    Trunk {
        name: Some("Lab".to_owned()),
        gateways: None,
        numbers: None,
        by_region: BTreeMap::new(),
    }
}

fn gateway(port: i64) -> Gateway {
    Gateway {
        port: Some(Nullable::Value(port)),
    }
}

fn refusal(trunk: &Trunk) -> String {
    trunk.check(&Place::Root).unwrap_err().to_string()
}

#[test]
fn what_is_absent_or_null_keeps_to_every_rule() {
    assert!(trunk().check(&Place::Root).is_ok());
    let null = Trunk {
        gateways: Some(vec![Gateway {
            port: Some(Nullable::Null),
        }]),
        numbers: Some(Nullable::Null),
        ..trunk()
    };
    assert!(null.check(&Place::Root).is_ok());
}

#[test]
fn a_violation_names_the_place_and_the_rule() {
    assert_eq!(
        refusal(&Trunk {
            gateways: Some(vec![gateway(5060), gateway(70000)]),
            ..trunk()
        }),
        "`gateways[1].port`: at most 65535, and it is 70000"
    );
    assert_eq!(
        refusal(&Trunk {
            by_region: BTreeMap::from([("eu.west".to_owned(), gateway(0))]),
            ..trunk()
        }),
        "`by_region.eu.west.port`: at least 1, and it is 0"
    );
    assert_eq!(
        refusal(&Trunk {
            numbers: Some(Nullable::Value(vec!["12".to_owned(), "1".to_owned()])),
            ..trunk()
        }),
        "`numbers[1]`: at least 2 characters, and it has 1"
    );
    assert_eq!(
        refusal(&Trunk {
            gateways: Some(Vec::new()),
            ..trunk()
        }),
        "`gateways`: at least 1 item, and it has 0"
    );
}

#[test]
fn what_is_required_must_be_set() {
    assert_eq!(
        refusal(&Trunk { name: None, ..trunk() }),
        "`name`: required, and it is not set"
    );
}

#[test]
fn the_body_itself_has_no_place() {
    assert_eq!(
        Violation::new(Place::Root, "no object").to_string(),
        "the body: no object"
    );
    assert_eq!(Place::Item(&Place::Root, 3).to_string(), "[3]");
}
