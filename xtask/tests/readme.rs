//! What the README shows is what compiles.

use std::fs;
use std::path::Path;

/// The Rust blocks of a Markdown text.
fn rust_blocks(markdown: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut rest = markdown;
    while let Some((_, behind)) = rest.split_once("```rust\n") {
        let (block, behind) = behind.split_once("```").expect("a block ends");
        blocks.push(block.to_owned());
        rest = behind;
    }
    blocks
}

#[test]
fn the_code_of_the_readme_is_the_examples_that_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let read = |name: &str| {
        fs::read_to_string(root.join(name))
            .unwrap()
            .replace("\r\n", "\n")
    };
    let examples = ["client", "hook", "server", "production"]
        .map(|name| read(&format!("generated/examples/{name}.rs")));
    assert_eq!(rust_blocks(&read("README.md")), examples);
}
