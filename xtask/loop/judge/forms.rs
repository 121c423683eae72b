//! Forms: `application/x-www-form-urlencoded` (URL Standard, section 5) and `multipart/form-data`
//! (RFC 7578).

use super::request::{File, Sent};
use super::values;
use crate::support::operation::{Operation, Place};
use crate::support::random::Random;
use bytes::Bytes;
use std::collections::BTreeMap;

pub const BOUNDARY: &str = "judge-7f3a";

pub fn file(random: &mut Random) -> File {
    let content: Vec<u8> = (0..random.below(40)).map(|_| random.bits() as u8).collect();
    let names = ["a.txt", "photo of me.png", "ü.bin"];
    File {
        name: random.pick(&names).copied().unwrap_or_default().to_owned(),
        content: content.into(),
    }
}

/// The bytes of the form.
pub fn write(operation: &Operation, sent: &Sent) -> Option<Vec<u8>> {
    let mut fields = Vec::new();
    for input in operation.inputs.iter().filter(|it| it.place == Place::Form) {
        if let Some(value) = sent.get(Place::Form, input.name) {
            for text in values::texts(input, value)? {
                fields.push((input.name, text));
            }
        }
    }
    let content_type = sent.content_type.as_deref()?;
    if !content_type.starts_with("multipart/") {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        return Some(form.finish().into_bytes());
    }
    let mut out = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        out.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes(),
        );
        out.extend(content);
        out.extend(b"\r\n");
    };
    for (name, text) in fields {
        part(format!("name=\"{}\"", quoted(name)), text.as_bytes());
    }
    for (name, files) in &sent.files {
        for file in files {
            let media_type = "\r\nContent-Type: application/x-judge";
            let (name, file_name) = (quoted(name), quoted(&file.name));
            part(
                format!("name=\"{name}\"; filename=\"{file_name}\"{media_type}"),
                &file.content,
            );
        }
    }
    out.extend(format!("--{BOUNDARY}--\r\n").bytes());
    Some(out)
}

fn quoted(text: &str) -> String {
    text.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The texts and the files of a form; why it is none.
type Read = (BTreeMap<String, Vec<String>>, BTreeMap<String, Vec<File>>);

pub fn read(content_type: &str, bytes: &Bytes) -> Result<Read, String> {
    let (mut texts, mut files) = (BTreeMap::new(), BTreeMap::new());
    if content_type == "application/x-www-form-urlencoded" {
        for (name, text) in url::form_urlencoded::parse(bytes) {
            let all: &mut Vec<String> = texts.entry(name.into_owned()).or_default();
            all.push(text.into_owned());
        }
        return Ok((texts, files));
    }
    let (_, boundary) = content_type
        .split_once("boundary=")
        .filter(|_| content_type.starts_with("multipart/form-data"))
        .ok_or_else(|| format!("`{content_type}` is no form"))?;
    let mark = format!("\r\n--{boundary}");
    let all = [b"\r\n", &**bytes].concat();
    let mut pieces = split(&all, mark.as_bytes()).into_iter();
    pieces
        .next()
        .filter(|it| it.is_empty())
        .ok_or("something stands before the form")?;
    for piece in pieces {
        if piece.starts_with(b"--") {
            return Ok((texts, files));
        }
        let piece = piece.strip_prefix(b"\r\n").ok_or("a part without a line")?;
        let at = find(piece, b"\r\n\r\n").ok_or("a part without a head")?;
        let head = String::from_utf8_lossy(&piece[..at]).into_owned();
        let content = &piece[at + 4..];
        let name = parameter(&head, "; name=\"").ok_or("a part without a name")?;
        match parameter(&head, "; filename=\"") {
            Some(file_name) => {
                let all: &mut Vec<File> = files.entry(name).or_default();
                all.push(File {
                    name: file_name,
                    content: Bytes::copy_from_slice(content),
                });
            }
            None => {
                let text = String::from_utf8_lossy(content).into_owned();
                texts.entry(name).or_default().push(text);
            }
        }
    }
    Err("the form has no end".to_owned())
}

fn parameter(head: &str, before: &str) -> Option<String> {
    let (_, rest) = head.split_once(before)?;
    let (text, _) = rest.split_once('"')?;
    Some(
        text.replace("%22", "\"")
            .replace("%0D", "\r")
            .replace("%0A", "\n"),
    )
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|it| it == what)
}

fn split<'a>(mut bytes: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = find(bytes, mark) {
        pieces.push(&bytes[..at]);
        bytes = &bytes[at + mark.len()..];
    }
    pieces.push(bytes);
    pieces
}
