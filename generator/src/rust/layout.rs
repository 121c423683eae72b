//! What support code a layout of parameters needs.

use super::Capability;
use crate::ir::Layout;

pub(super) fn capabilities(layout: Layout) -> Vec<Capability> {
    match layout {
        Layout::Plain => Vec::new(),
        Layout::Json => vec![Capability::JsonText],
        Layout::Deep => vec![Capability::Flat, Capability::DeepObject],
        Layout::Label { .. } => vec![Capability::Flat, Capability::Label],
        Layout::Matrix { .. } => vec![Capability::Flat, Capability::Matrix],
        Layout::Entries(_) | Layout::Assignments | Layout::Properties => {
            vec![Capability::Flat, Capability::Entries]
        }
    }
}
