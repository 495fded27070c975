use super::*;

#[test]
fn what_is_measured_is_not_counted_outside() {
    let ((), outer) = measure(|| {
        count(SCALAR);
        let ((), inner) = measure(|| count(UNLISTED));
        assert_eq!(inner, UNLISTED);
    });
    assert_eq!(outer, SCALAR);
}

#[test]
fn a_panic_leaves_the_next_measure_right() {
    let panicked = std::panic::catch_unwind(|| {
        measure(|| {
            count(SCALAR);
            panic!("as a reader must not");
        })
    });
    assert!(panicked.is_err());
    assert_eq!(measure(|| count(UNLISTED)).1, UNLISTED);
}
