use serde_json::json;

use super::*;

#[test]
fn a_field_holds_what_the_value_becomes_and_the_first_error_is_told() {
    let (mut port, mut name, mut error) = (None::<u16>, String::new(), None);
    set(&mut port, 5060_i64, "port", &mut error);
    set_present(&mut name, "Lab", "name", &mut error);
    assert_eq!((port, name.as_str(), error.clone()), (Some(5060), "Lab", None));
    set(&mut port, None::<u16>, "port", &mut error);
    assert_eq!(port, Some(5060), "nothing leaves it as it is");
    set(&mut port, 70_000_i64, "port", &mut error);
    set(&mut port, -1_i64, "other", &mut error);
    assert_eq!(port, Some(5060));
    assert_eq!(
        error.unwrap().to_string(),
        "`port`: out of range integral type conversion attempted"
    );
}

fn object(value: impl Serialize) -> Result<Option<Map<String, Value>>, String> {
    let (mut field, mut error) = (None, None);
    set_json(&mut field, value, "user_data", &mut error);
    error.map_or(Ok(field), |error| Err(error.to_string()))
}

#[test]
fn a_free_form_object_is_made_of_structs_maps_and_pairs() {
    #[derive(Serialize)]
    struct Data {
        name: &'static str,
        rate: f32,
    }

    let wanted = json!({"name": "Ana", "rate": 0.2});
    let data = Data { name: "Ana", rate: 0.2 };
    assert_eq!(Value::Object(object(&data).unwrap().unwrap()), wanted);
    assert_eq!(Value::Object(object(wanted.clone()).unwrap().unwrap()), wanted);
    let pairs = [("name", "Ana")];
    assert_eq!(object(pairs).unwrap().unwrap()["name"], "Ana");
    assert_eq!(object(Some(data)).unwrap().unwrap().len(), 2);
    assert_eq!(object(None::<Data>), Ok(None));
    assert_eq!(object(Vec::<(&str, u8)>::new()), Ok(Some(Map::new())));
}

#[test]
fn what_is_no_object_is_an_error_that_does_not_repeat_it() {
    for error in [object("hunter2"), object(["hunter2"]), object([("a", "b", "c")])] {
        let error = error.unwrap_err();
        assert!(error.starts_with("`user_data`: expected what is an object"), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[test]
fn null_is_a_value_where_json_of_any_shape_belongs() {
    let (mut any, mut error) = (None::<Value>, None);
    set_json(&mut any, None::<u8>, "any", &mut error);
    assert_eq!(any, Some(Value::Null));
    let mut nullable = None::<Nullable<Map<String, Value>>>;
    set_json(&mut nullable, (), "nullable", &mut error);
    assert_eq!(nullable, Some(Nullable::Null));
}
