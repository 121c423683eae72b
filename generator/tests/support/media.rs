use super::support::media::{Codec, MediaType, covers, find};
use super::support::parameter::{ListParameter, outermost};
use super::support::schema::{ANY, INT64, STRING};
use super::support::text::Separator;
use proptest::prelude::*;

#[test]
fn a_range_covers_what_is_in_it() {
    for (range, media_type, specificity) in [
        (
            "application/json",
            "Application/JSON; charset=utf-8",
            Some(3),
        ),
        (
            "application/json;stream=watch",
            "application/json; Stream=watch",
            Some(4),
        ),
        ("application/json;stream=watch", "application/json", None),
        ("application/*+json", "application/vnd.a+json", Some(2)),
        ("application/*+json", "application/json", None),
        ("application/*", "application/vnd.a+json", Some(1)),
        ("*/*", "a/b", Some(0)),
        ("a/b;c=d", "a/b; C=\"D\"", Some(4)),
        ("a/b;c=\"d;e\"", "a/b;c=\"d;\\e\"", Some(4)),
        ("a/b;e=f", "a/b;c=\"d;e=f\"", None),
        ("image/*", "application/json", None),
        ("*/*", "nonsense", None),
        ("nonsense", "a/b", None),
    ] {
        assert_eq!(
            covers(range, media_type),
            specificity,
            "{range} {media_type}"
        );
    }
}

#[test]
fn the_most_specific_is_found() {
    let media_types = [
        MediaType::new("*/*", Codec::Bytes),
        MediaType::new("application/json", Codec::Json),
        MediaType::new("application/json;stream=watch", Codec::Text),
    ];
    let found = |content_type| find(&media_types, content_type).unwrap().codec;
    assert_eq!(found("application/json;stream=watch"), Codec::Text);
    assert_eq!(found("application/json;stream=other"), Codec::Json);
    assert_eq!(found("image/png"), Codec::Bytes);
    assert!(find(&media_types[1..], "image/png").is_none());
}

#[test]
fn a_text_is_a_scalar_without_quotes() {
    let text = Codec::Text;
    assert_eq!(text.encode(&ANY, "a \"b\"").unwrap(), b"a \"b\"");
    assert_eq!(text.encode(&ANY, &-1.5).unwrap(), b"-1.5");
    assert_eq!(text.encode(&ANY, &true).unwrap(), b"true");
    assert!(text.encode(&ANY, &vec![1]).is_err());
    assert_eq!(text.decode::<String>(&STRING, b"12").unwrap(), "12");
    assert_eq!(text.decode::<i64>(&INT64, b"12").unwrap(), 12);
    assert!(text.decode::<i64>(&INT64, b"\"12\"").is_err());
    assert!(text.decode::<String>(&STRING, b"\xFF").is_err());
}

/// What a server reads of what a client writes; `None` where the client refuses.
fn sent<T: ListParameter>(list: &T, separators: &[Separator]) -> Option<T> {
    let texts = list.to_texts(separators).ok()?;
    let (separator, inner) = outermost(separators);
    let read = texts.as_ref().map(|texts| {
        let elements = texts.iter().flat_map(|text| separator.split(text));
        elements.collect()
    });
    Some(T::from_texts(read, inner).unwrap())
}

proptest! {
    #[test]
    fn lists_in_lists_arrive_as_they_were_or_are_refused(
        list in proptest::collection::vec(
            proptest::collection::vec(proptest::collection::vec("[a,| ]{0,2}", 0..3), 0..3),
            1..3,
        ),
        separators in Just(vec![Separator::Pipes, Separator::Csv, Separator::Ssv, Separator::Multi])
            .prop_shuffle(),
    ) {
        let multi = separators.iter().position(|it| *it == Separator::Multi);
        // only the outermost list is ever repeated
        let separators: Vec<Separator> = match multi {
            Some(0) => separators,
            _ => separators.into_iter().filter(|it| *it != Separator::Multi).collect(),
        };
        if let Some(read) = sent(&list, &separators) {
            prop_assert_eq!(read, list);
        }
    }

    #[test]
    fn simple_lists_in_lists_arrive(
        list in proptest::collection::vec(proptest::collection::vec(any::<i32>(), 1..4), 1..4),
    ) {
        for outer in [Separator::Multi, Separator::Pipes, Separator::Csv] {
            let read = sent(&list, &[outer, Separator::Ssv]);
            prop_assert_eq!(read.as_ref(), Some(&list));
        }
    }
}
