use serde_json::json;

use super::*;
use crate::wire::tests::example::{Gateway, Trunk, read};

#[derive(Default)]
struct Update {
    id: Option<i64>,
    description: Option<String>,
    extra: Extra,
}

crate::object! { Update, extra: Extra; 0 description = "description"; 1 id = "id"; }

#[test]
fn what_was_null_is_null_where_the_other_type_has_the_property() {
    let trunk: Trunk = read(r#"{"id": null, "is_active": null, "zone": "eu"}"#).unwrap();
    let update = Update {
        extra: follow::<Trunk, Update>(trunk.extra),
        ..Update::default()
    };
    assert_eq!(serde_json::to_value(update).unwrap(), json!({"id": null, "zone": "eu"}));
    let trunk: Trunk = read(r#"{"id": null, "zone": "eu"}"#).unwrap();
    let update = Update {
        extra: follow_blanks::<Trunk, Update>(&trunk.extra),
        ..Update::default()
    };
    assert_eq!(serde_json::to_value(update).unwrap(), json!({"id": null}));
}

#[test]
fn a_value_is_carried_or_kept_as_it_was() {
    let mut extra = Extra::default();
    let carried: Option<i64> = carry(&Some("5060".to_owned()), "port", &mut extra);
    assert_eq!(carried, Some(5060));
    let carried: Option<Gateway> = carry(&Some("none".to_owned()), "gateway", &mut extra);
    assert_eq!((carried, extra.get("gateway")), (None, Some(&json!("none"))));
    let carried: Option<i64> = carry(&None::<i64>, "weight", &mut extra);
    assert_eq!((carried, extra.len()), (None, 1));
}
