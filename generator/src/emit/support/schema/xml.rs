//! What XML makes of a schema.

/// Swagger 2.0, "XML Object".
#[derive(Clone, Copy, Debug)]
pub struct Xml {
    pub(in super::super) name: Option<&'static str>,
    pub(in super::super) root: Option<&'static str>,
    pub(in super::super) prefix: Option<&'static str>,
    pub(in super::super) namespace: Option<&'static str>,
    pub(in super::super) attribute: bool,
    pub(in super::super) wrapped: bool,
    pub(in super::super) text: bool,
}

/// Nothing: an element of the name of its property.
pub const XML: Xml = Xml {
    name: None,
    root: None,
    prefix: None,
    namespace: None,
    attribute: false,
    wrapped: false,
    text: false,
};

impl Xml {
    /// `name`.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// The name of the definition, for a root that has no other.
    #[must_use]
    pub const fn root(mut self, name: &'static str) -> Self {
        self.root = Some(name);
        self
    }

    /// `prefix`.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = Some(prefix);
        self
    }

    /// `namespace`.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// `attribute`: an attribute of the element around it.
    #[must_use]
    pub const fn attribute(mut self) -> Self {
        self.attribute = true;
        self
    }

    /// `wrapped`: a list in an element of its own.
    #[must_use]
    pub const fn wrapped(mut self) -> Self {
        self.wrapped = true;
        self
    }

    /// `x-ms-text`: the text of the element around it.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.text = true;
        self
    }
}
