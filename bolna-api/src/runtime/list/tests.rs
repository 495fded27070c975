use super::*;

#[test]
fn a_negative_count_is_read_as_none() {
    assert_eq!(
        [count(Some(3_i64)), count(Some(-1_i64)), count(None::<i64>)],
        [Some(3), None, None]
    );
    assert_eq!(optional(&Ok(Some(3_i64))), Some(3));
    assert_eq!(optional::<i64>(&Ok(None)), None);
    assert_eq!(required::<i64>(&Err("not set".to_owned())), None);
}

#[test]
fn a_start_that_does_not_fit_the_argument_is_an_error() {
    assert_eq!(argument::<i32>(3), Ok(3));
    assert!(argument::<i32>(u64::MAX).is_err());
}
