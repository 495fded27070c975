use serde_json::json;

use super::*;

#[test]
fn nulls_go_back_where_they_were_unless_the_array_is_another_one() {
    let holes = Holes::of_items(vec![0, 2, 3], 5).unwrap();
    let filled = |mut json: Value| {
        holes.fill(&mut json);
        json
    };
    assert_eq!(filled(json!([1, 2])), json!([null, 1, null, null, 2]));
    assert_eq!(filled(json!([1, 2, 3])), json!([1, 2, 3]));
    assert_eq!(Holes::of_items(Vec::new(), 5), None);
}

#[test]
fn nulls_alone_are_a_value_and_what_is_left_of_others_is_none() {
    assert_eq!(
        Holes::of_items(vec![0, 1], 2).unwrap().alone(),
        Some(json!([null, null]))
    );
    assert_eq!(Holes::of_items(vec![0], 2).unwrap().alone(), None);
    assert_eq!(
        Holes::of_names(vec!["a".to_owned()]).unwrap().alone(),
        Some(json!({"a": null}))
    );
}

#[test]
fn a_name_that_has_a_value_by_now_keeps_it() {
    let mut json = json!({"a": 1});
    Holes::of_names(vec!["a".to_owned(), "b".to_owned()])
        .unwrap()
        .fill(&mut json);
    assert_eq!(json, json!({"a": 1, "b": null}));
}
