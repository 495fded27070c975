use super::*;
use crate::wire::tests::example::{Group, Hangup, HangupKind, Part, Webhook, read};

fn part(json: &str) -> Part {
    read(json).unwrap()
}

#[test]
fn an_object_of_which_no_branch_knows_a_property_is_kept_as_it_is() {
    let part = part(r#"{"region":"eu","style":"calm"}"#);
    assert!(matches!(&part, Part::Unknown(_)), "{part:?}");
    assert_eq!(
        serde_json::to_string(&part).unwrap(),
        r#"{"region":"eu","style":"calm"}"#
    );
}

#[test]
fn the_branch_that_fits_is_taken() {
    assert_eq!(part(r#""hello""#), Part::Text("hello".to_owned()));
    assert_eq!(
        part(r#"{"kind": "hangup", "after": 1}"#),
        Part::Hangup(Hangup {
            kind: Some(HangupKind::Hangup),
            after: Some(1.0),
            ..Hangup::default()
        })
    );
    assert_eq!(
        part(r#"{"url": "https://example.com"}"#),
        Part::Webhook(Webhook {
            url: Some("https://example.com".to_owned()),
            ..Webhook::default()
        })
    );
}

#[test]
fn the_branch_that_understands_most_is_taken_even_if_an_earlier_one_fits() {
    // A hangup has nothing that is required, and would lose the URL.
    assert!(matches!(part(r#"{"url": 5, "after": 1}"#), Part::Webhook(_)));
    assert!(matches!(
        part(r#"{"url": "u", "after": 1, "new": 1}"#),
        Part::Webhook(_)
    ));
    assert!(matches!(part(r#"{"parts": []}"#), Part::Hangup(_) | Part::Group(_)));
    assert!(matches!(part(r#"{"parts": ["hello"]}"#), Part::Group(_)));
}

#[test]
fn the_first_of_equals_is_taken() {
    assert_eq!(part("{}"), Part::Hangup(Hangup::default()));
}

#[test]
fn the_mark_of_a_branch_outweighs_its_fields() {
    // Whatever else it has, it says that it is no hangup.
    let other = part(r#"{"kind": "transfer", "after": 1, "parts": ["a"]}"#);
    assert!(matches!(other, Part::Group(_)), "{other:?}");
}

#[test]
fn a_scalar_is_bent_only_if_nothing_else_fits() {
    assert_eq!(part("5"), Part::Text("5".to_owned()));
    assert_eq!(part("true"), Part::Text("true".to_owned()));
}

#[test]
fn what_fits_no_branch_is_kept() {
    for json in ["[1,{\"a\":null}]", "null"] {
        let unknown = part(json);
        assert!(matches!(unknown, Part::Unknown(_)), "{unknown:?}");
        assert_eq!(serde_json::to_string(&unknown).unwrap(), json);
    }
}

#[test]
fn unions_may_be_within_unions() {
    let json = r#"{"parts": [{"url": "a"}, {"parts": ["b", {"kind": "hangup"}, [0]]}, null]}"#;
    let Part::Group(Group { parts, .. }) = part(json) else {
        panic!("it is a group");
    };
    let [Part::Webhook(_), Part::Group(Group { parts, .. })] = parts.as_slice() else {
        panic!("{parts:?}");
    };
    assert!(matches!(
        parts.as_slice(),
        [Part::Text(_), Part::Hangup(_), Part::Unknown(_)]
    ));
}

#[test]
fn an_error_inside_a_list_of_unions_is_none() {
    let parts: Vec<Part> = read(r#"["a", [], {"url": []}]"#).unwrap();
    assert_eq!(parts.len(), 3);
}

#[test]
fn what_is_lost_is_counted_with_all_that_is_in_it() {
    let lost = |json: &str| coercion::measure(|| read::<Hangup>(json).unwrap()).1;
    assert_eq!(lost(r#"{"after": 1, "b": null}"#), 0);
    assert_eq!(lost(r#"{"after": 1, "b": 2}"#), coercion::LOST);
    assert_eq!(lost(r#"{"b": {"c": 1, "d": [2, null]}}"#), 4 * coercion::LOST);
}

/// Every branch may hold the next level: 2^100 readings, but for the budget.
#[test]
fn a_deep_union_ends() {
    #[derive(Debug)]
    enum Tree {
        Left(Box<Node>),
        Right(Box<Node>),
        Unknown(Value),
    }

    #[derive(Debug, Default)]
    struct Node {
        next: Option<Tree>,
        extra: crate::wire::Extra,
    }

    impl serde::Serialize for Tree {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Left(node) | Self::Right(node) => node.serialize(serializer),
                Self::Unknown(value) => value.serialize(serializer),
            }
        }
    }

    impl<'de> Deserialize<'de> for Tree {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let left: Branch<Self> = |value| branch(value, Self::Left);
            union(deserializer, &[left, |value| branch(value, Self::Right)], Self::Unknown)
        }
    }

    crate::wire::tolerant!(Tree);
    crate::object! { Node, extra: crate::wire::Extra; 0 next = "next"; }

    let deep = format!("{}{{\"lost\": 1}}{}", "{\"next\": ".repeat(100), "}".repeat(100));
    let tree: Tree = read(&deep).unwrap();
    assert!(matches!(tree, Tree::Left(_) | Tree::Right(_) | Tree::Unknown(_)));
    // The next one has a budget of its own.
    assert!(matches!(read(r#"{"next": {}}"#).unwrap(), Tree::Left(node) if node.next.is_some()));
}
