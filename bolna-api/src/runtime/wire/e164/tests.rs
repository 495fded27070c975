use super::*;

const PLACE: Place<'_> = Place::Property(&Place::Root, "to");

fn refusal(text: &str) -> String {
    e164(text, &PLACE).unwrap_err().to_string()
}

#[test]
fn a_number_has_a_plus_a_code_of_a_country_and_15_digits_at_most() {
    for number in ["+14155550100", "+919876543210", "+6834000", "+123456789012345"] {
        assert_eq!(e164(number, &PLACE), Ok(()), "{number}");
    }
}

#[test]
fn a_refusal_says_what_is_wrong_with_an_example() {
    assert_eq!(
        refusal("14155550100"),
        "`to`: must be a phone number in E.164 form, such as +14155550100, and it does not begin with `+`"
    );
    assert_eq!(
        refusal("+0415555010"),
        "`to`: must be a phone number in E.164 form, such as +14155550100, and no code of a country begins with 0"
    );
    assert_eq!(
        refusal("+1 415 555 0100"),
        "`to`: must be a phone number in E.164 form, such as +14155550100, and there is something other than digits after the `+`"
    );
    assert_eq!(
        refusal("+1"),
        "`to`: must be a phone number in E.164 form, such as +14155550100, and it has 1 digit, not 7 to 15"
    );
    assert_eq!(
        refusal("+1234567890123456"),
        "`to`: must be a phone number in E.164 form, such as +14155550100, and it has 16 digits, not 7 to 15"
    );
}

#[test]
fn nothing_else_is_one() {
    let faulty = [
        "",
        "+",
        "++14155550100",
        " +14155550100",
        "+14155550100\n",
        "+1415555010a",
        // Digits of other scripts, and a plus of another width.
        "+१४१५५५५०१००",
        "＋14155550100",
        "tel:+14155550100",
    ];
    for text in faulty {
        assert!(e164(text, &PLACE).is_err(), "{text:?}");
    }
}

#[test]
fn a_refusal_repeats_nothing_of_the_number() {
    for text in ["4155557391", "+04155557391", "+415555-7391", "+415555739112345678"] {
        let refusal = refusal(text);
        assert!(!refusal.contains("7391"), "{refusal}");
    }
}
