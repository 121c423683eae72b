//! Elements.

use super::super::media::is_utf8;
use super::{XmlError, local};
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// As deep as serde_json goes.
const MAX_DEPTH: usize = 128;

/// An element, with the text that stands in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, text) = attributes.find(|(known, _)| local(known) == name)?;
        Some(text)
    }

    /// Whether it says that it is null (XML Schema, section 2.6.2).
    pub fn is_nil(&self) -> bool {
        matches!(self.attribute("nil"), Some("true" | "1"))
    }

    pub fn named(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.children
            .iter()
            .filter(move |child| local(&child.name) == name)
    }
}

/// The root of a document. A lenient reader does not mind what the document says that it is encoded in.
pub(super) fn parse(bytes: &[u8], lenient: bool) -> Result<Element, XmlError> {
    let text = std::str::from_utf8(bytes).map_err(|_| XmlError::new("the XML is not UTF-8"))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    // what surrounds the root is its parent, so that there is one way to add a child
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(XmlError::new)?;
        match event {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return Err(XmlError::new("the XML is nested too deep"));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => close(&mut open, element(&start)?),
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    close(&mut open, element);
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(XmlError::new)?;
                let name = reference.xml10_content();
                let character = character.or(match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "apos" => Some('\''),
                    "quot" => Some('"'),
                    _ => None,
                });
                match character {
                    Some(character) => push(&mut open, character.encode_utf8(&mut [0; 4])),
                    None => return Err(XmlError::new("the XML has an entity of its own")),
                }
            }
            // entities could make a small document a large one, or read files
            Event::DocType(_) => return Err(XmlError::new("the XML has a document type")),
            Event::Decl(declaration) if !lenient => check_encoding(&declaration)?,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    match open.as_mut_slice() {
        [around] if around.children.len() == 1 && around.text.trim().is_empty() => around
            .children
            .pop()
            .ok_or_else(|| XmlError::new("no root")),
        _ => Err(XmlError::new("the XML is not one element")),
    }
}

/// XML 1.0, section 4.3.3: what is said to be in another encoding would be misread.
fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), XmlError> {
    let Some(encoding) = declaration.encoding() else {
        return Ok(());
    };
    let encoding = encoding.map_err(XmlError::new)?;
    if is_utf8(&encoding) {
        Ok(())
    } else {
        Err(XmlError::new("the XML is not UTF-8"))
    }
}

fn close(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(element);
    }
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, XmlError> {
    let mut element = Element {
        name: start.name().as_ref().to_owned(),
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(XmlError::new)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(XmlError::new)?.into_owned();
        // what declares a namespace is no attribute (Namespaces in XML, section 3)
        if attribute.key.as_namespace_binding().is_none() {
            let name = attribute.key.as_ref().to_owned();
            element.attributes.push((name, value));
        }
    }
    Ok(element)
}
