//! Where a value stands in another.

/// Where the value stands, from the inside out.
pub enum At<'a> {
    Root(&'a str),
    Property(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

impl At<'_> {
    pub fn pointer(&self) -> String {
        match self {
            Self::Root(text) => (*text).to_owned(),
            Self::Property(of, name) => {
                let name = name.replace('~', "~0").replace('/', "~1");
                format!("{}/{name}", of.pointer())
            }
            Self::Item(of, index) => format!("{}/{index}", of.pointer()),
        }
    }
}
