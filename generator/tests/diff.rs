//! `diff`: `diff/NAME/{old,new}.yaml` and the report of what changed between the two.
//! `BLESS=1 cargo test -p bindsmith --test diff` rewrites what is expected.

mod diff {
    mod choices;
    mod compositions;
    mod deprecated;
    mod docs;
    mod families;
    mod forms;
    mod go_swagger;
    mod golden;
    mod known;
    mod mattermost;
    mod media;
    mod more;
    mod must;
    mod nothing;
    mod owners;
    mod protocols;
    mod renames;
    pub mod run;
    mod same;
    mod served;
    mod statuses;
    mod unread;
    mod weaker;
    mod xml;
}
