use super::*;
use crate::wire::{IntoNullable, Nullable};

fn list(value: impl IntoProperty<Vec<i64>>) -> Result<Option<Vec<i64>>, InvalidValue> {
    value.into_property()
}

fn number(value: impl IntoProperty<f64>) -> f64 {
    value.into_property().unwrap().unwrap()
}

#[test]
fn a_list_takes_arrays_slices_and_vectors_of_whatever_an_element_takes() {
    let wanted = Ok(Some(vec![1, 2]));
    assert_eq!(list([1_u8, 2]), wanted);
    assert_eq!(list(vec![1, 2]), wanted);
    let numbers = vec![1_i64, 2];
    assert_eq!(list(&numbers), wanted);
    assert_eq!(list([1_i64, 2].as_slice()), wanted);
    assert_eq!(list(Some([Some(1), None, Some(2)])), wanted);
    assert_eq!(list(Vec::<i64>::new()), Ok(Some(Vec::new())));
    assert_eq!(list(Empty), Ok(Some(Vec::new())));
    assert_eq!(list(None::<Vec<i64>>), Ok(None));
}

#[test]
fn a_map_takes_pairs() {
    let wanted: BTreeMap<String, i64> = [("a".to_owned(), 1)].into();
    let map = |value: Result<Option<BTreeMap<String, i64>>, InvalidValue>| value.unwrap().unwrap();
    assert_eq!(map([("a", 1)].into_property()), wanted);
    assert_eq!(map(vec![("a".to_owned(), 1_u8)].into_property()), wanted);
    assert_eq!(map(HashMap::from([("a", 1)]).into_property()), wanted);
}

#[test]
fn an_element_that_does_not_fit_is_named() {
    let error = list([1, i128::MAX]).unwrap_err();
    assert_eq!(error.place(), "[1]");
    assert_eq!(error.reason(), "out of range integral type conversion attempted");
}

#[test]
fn a_number_is_what_it_was_written_as() {
    assert_eq!(number(0.2_f32), 0.2);
    assert_eq!(number(1), 1.0);
    assert_eq!(number(1_u64 << 60), 2_f64.powi(60));
    assert!(IntoProperty::<f64>::into_property((1_i64 << 60) + 1).is_err());
    assert!(number(f32::MAX) > 3.4e38);
}

#[test]
fn nothing_leaves_a_property_as_it_is_and_null_is_something() {
    let nullable = |value: Result<Option<Nullable<String>>, InvalidValue>| value.unwrap();
    assert_eq!(nullable("a".into_nullable()), Some(Nullable::Value("a".to_owned())));
    assert_eq!(nullable(None::<&str>.into_nullable()), None);
    assert_eq!(nullable(Nullable::Null.into_nullable()), Some(Nullable::Null));
}
