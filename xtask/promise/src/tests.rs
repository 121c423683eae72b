//! The judge itself: it touches everything, it knows a place for every change, and it can disagree.

use crate::judge::{Judged, Verdict};
use crate::pair::pair;
use crate::{changes, table};
use bindsmith::diff::Rust;

#[test]
fn every_kind_of_change_has_a_place_and_everything_is_touched() {
    for number in 0..changes::all().len() {
        let pair = pair(1, number).unwrap();
        assert!(
            pair.program.skipped.is_empty(),
            "{:?}",
            pair.program.skipped
        );
        assert!(pair.program.touches > 100, "{}", pair.program.touches);
    }
}

#[test]
fn kinds_have_names_of_their_own() {
    let mut names: Vec<&str> = changes::all().iter().map(|it| it.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn the_same_seed_gives_the_same_pair() {
    let [a, b] = [7, 7].map(|number| pair(3, number).unwrap());
    assert_eq!((&a.texts, &a.program.text), (&b.texts, &b.program.text));
    assert_ne!(a.texts, pair(4, 7).unwrap().texts);
}

#[test]
fn what_a_user_would_write_stands_in_the_program() {
    let number = (0..).find(|number| {
        let text = &pair(1, *number).unwrap().texts[0];
        ["listPets", "sendParcel", "listAnimals", "\"Parcel\""]
            .iter()
            .all(|it| text.contains(it))
    });
    let program = pair(1, number.unwrap()).unwrap().program.text;
    for line in [
        // a field, with its type
        "let _: &i64 = &it.id;",
        // a function, with the types of its arguments
        "(a0: i64, a1: String) -> ::api::types::pet::Pet",
        // a variant, made and met
        "if let ::api::types::animal::Animal::Cat(a0) = it",
        // a trait of the server, implemented
        "impl ::api::server::Pets for Mine",
        // a method of the client
        "::api::client::Client::list_pets(a0, a1).await",
        // a struct that users write out
        "::api::types::parcel::ParcelRequired {",
        // what is implemented
        "is::<::api::types::pet::Pet>();",
        // what is brought to where users look for it
        "use ::api::types::Pet as Touched;",
    ] {
        let plain = |text: &str| text.replace([' ', '\n'], "").replace(",)", ")");
        assert!(plain(&program).contains(&plain(line)), "{line}");
    }
}

#[test]
fn it_disagrees_where_the_compiler_does() {
    let judged = |says: Rust, new: Verdict| {
        let mut pair = pair(1, 0).unwrap();
        pair.says = says;
        Judged {
            pair,
            crates: [Verdict::Compiles, Verdict::Compiles],
            old: Verdict::Compiles,
            new,
            semver: None,
        }
    };
    let fails = || Verdict::Fails("error".to_owned());
    for (says, new, well) in [
        (Rust::Breaking, fails(), true),
        (Rust::Breaking, Verdict::Compiles, false),
        (Rust::Additive, fails(), false),
        (Rust::Additive, Verdict::Compiles, true),
        (Rust::None, fails(), false),
        (Rust::None, Verdict::Unknown, false),
    ] {
        assert_eq!(
            table::is_well(&judged(says, new.clone())),
            well,
            "{says:?} {new:?}"
        );
    }
    // on what does not compile, no judgement stands
    let mut broken = judged(Rust::Breaking, fails());
    broken.crates[1] = fails();
    assert!(!table::is_well(&broken));
    // the second judge has a say too
    let mut judged = judged(Rust::Additive, Verdict::Compiles);
    judged.semver = Some("struct_missing".to_owned());
    assert!(!table::is_well(&judged));
}
