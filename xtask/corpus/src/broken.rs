//! Documents that break off, and documents with a value that has no business there: a diagnostic or a
//! crate whose files parse; never a panic, nor a long wait.

use crate::documents::Document;
use crate::generate::first_error;
use crate::parallel::guarded;
use crate::text::json;
use bindsmith::lock::Lock;
use bindsmith::source::{Node, Scalar, ScalarKind, Value};
use std::fs;
use std::time::{Duration, Instant};

/// What a broken document may take at most.
const SLOW: Duration = Duration::from_secs(10);

/// What goes wrong with so many of each kind.
pub fn faults(document: &Document, count: usize) -> Vec<String> {
    let mut random = document.random();
    let mut faults = Vec::new();
    let text = fs::read(&document.path).unwrap_or_default();
    for _ in 0..count {
        let end = random.usize(0..text.len().max(1));
        let text = text.get(..end).unwrap_or_default().to_vec();
        let fault = fault(document, text, false);
        faults.extend(fault.map(|it| format!("cut at byte {end}: {it}")));
    }
    let Some(tree) = document.with_session(None, |session| session.tree()) else {
        return faults;
    };
    let nodes = size(&tree.root);
    for number in 0..count {
        let mut root = tree.root.clone();
        let at = random.usize(0..nodes);
        let value = replacement(&tree.root, nodes, &mut random);
        if let Some(node) = nth(&mut root, &mut at.clone()) {
            node.value = value;
        }
        // tokens are parsed before they are printed, in every run; what is printed, in some
        let fault = fault(document, json(&root).into_bytes(), number % 4 == 0);
        faults.extend(fault.map(|it| format!("value {at}: {it}")));
    }
    faults
}

fn fault(document: &Document, text: Vec<u8>, parse: bool) -> Option<String> {
    let start = Instant::now();
    let run = guarded(|| {
        document.with_session(Some(text), |session| {
            let generated = session.generate(&Lock::default());
            (generated, std::mem::take(&mut session.report))
        })
    });
    let time = start.elapsed();
    let (generated, report) = match run {
        Ok(run) => run,
        Err(panic) => return Some(format!("panicked: {panic}")),
    };
    if time > SLOW {
        return Some(format!("took {time:?}"));
    }
    let Some(generated) = generated else {
        let error = first_error(&report);
        // refused without a reason, or for one that is ours
        return (error.is_empty() || error.starts_with("BS0601")).then_some(error);
    };
    if !parse {
        return None;
    }
    let rust = generated
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs") && !path.starts_with("src/support/"));
    let mut broken = rust.filter_map(|(path, text)| {
        let error = syn::parse_file(text).err()?;
        Some(format!("`{path}` does not parse: {error}"))
    });
    broken.next()
}

/// The nodes of a tree.
fn size(node: &Node) -> usize {
    let inside: usize = match &node.value {
        Value::Mapping(mapping) => mapping.values().map(|it| size(&it.node)).sum(),
        Value::Sequence(nodes) => nodes.iter().map(size).sum(),
        Value::Scalar(_) => 0,
    };
    1 + inside
}

/// The node of this number, counted from the root down.
fn nth<'a>(node: &'a mut Node, number: &mut usize) -> Option<&'a mut Node> {
    if *number == 0 {
        return Some(node);
    }
    *number -= 1;
    match &mut node.value {
        Value::Mapping(mapping) => {
            let mut nodes = mapping.values_mut();
            nodes.find_map(|entry| nth(&mut entry.node, number))
        }
        Value::Sequence(nodes) => nodes.iter_mut().find_map(|node| nth(node, number)),
        Value::Scalar(_) => None,
    }
}

/// A value of any kind, or another part of the document.
fn replacement(root: &Node, nodes: usize, random: &mut fastrand::Rng) -> Value {
    let scalar = |kind, text: &str| {
        Value::Scalar(Scalar {
            kind,
            text: text.to_owned(),
        })
    };
    let text = |text| scalar(ScalarKind::String, text);
    let number = |text| scalar(ScalarKind::Number, text);
    match random.u8(0..16) {
        0 => scalar(ScalarKind::Null, "null"),
        1 => scalar(ScalarKind::Bool(true), "true"),
        2 => number("-1"),
        3 => number("99999999999999999999999"),
        4 => number("1e400"),
        5 => text(""),
        6 => text("\u{0}*/ \"#] {} \u{202E}"),
        7 => text("#/definitions/x"),
        8 => Value::Sequence(Vec::new()),
        9 => Value::Mapping(bindsmith::source::Mapping::new()),
        10 => text(&"long ".repeat(200)),
        11 => text("object"),
        12 => text("array"),
        _ => {
            let mut root = root.clone();
            let mut at = random.usize(0..nodes);
            nth(&mut root, &mut at).map_or(Value::Sequence(Vec::new()), |it| it.value.clone())
        }
    }
}
