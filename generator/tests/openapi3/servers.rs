//! What is told of servers.

use crate::Run;

fn servers(servers: &str) -> Run {
    Run::of(&format!("paths: {{}}\nservers: [{servers}]"))
}

#[test]
fn what_of_a_server_is_not_built_is_told() {
    let first = "/servers/0";
    let run = servers("{url: 'https://h/v1?x=1#y'}");
    run.says(&[
        ["BS0416", first, "has a query", "nothing for it"],
        ["BS0416", first, "has a fragment", "nothing for it"],
    ]);
    assert_eq!(run.api.base_path, "/v1");
    servers("{url: 'https://h/#a?b'}").says(&[["BS0416", first, "a fragment", "nothing for it"]]);
    let unused = "{url: 'https://h', variables: {z: {default: q, enum: [r]}}}";
    let message = "the variable `z` of a server is not in its `url`";
    servers(unused).says(&[["BS0415", first, message, "nothing for it"]]);
    let counts = "nothing: the first server counts";
    let run = servers("{url: 'https://h'}, {url: 'https://h?x'}");
    run.says(&[["BS0416", "/servers/1", "has a query", counts]]);
    servers("{url: 'https://{h}', variables: {h: {default: a}}}").says(&[]);
}
