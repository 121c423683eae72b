//! What needs names: for each kind its case, and what means something already where its names stand.

use super::words::fits;
use super::{CaseOf, Ident, Reserved};

/// A kind of items, as the lock knows it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// In the lock.
    pub name: &'static str,
    case: CaseOf,
    pub(super) reserved: Reserved,
}

impl Kind {
    pub const CREDENTIAL: Kind = Kind::new("credential", CaseOf::Value, Reserved::SCHEMES);
    pub const FIELD: Kind = Kind::new("field", CaseOf::Value, Reserved::NONE);
    pub const GROUP: Kind = Kind::new("group", CaseOf::Value, Reserved::GROUPS);
    pub const OPERATION: Kind = Kind::new("operation", CaseOf::Value, Reserved::OPERATIONS);
    pub const TYPE: Kind = Kind::new("type", CaseOf::Type, Reserved::TYPES);
    pub const VARIANT: Kind = Kind::new("variant", CaseOf::Variant, Reserved::VARIANTS);

    const fn new(name: &'static str, case: CaseOf, reserved: Reserved) -> Self {
        Kind {
            name,
            case,
            reserved,
        }
    }

    /// A name that somebody gives: the configuration, or the lock.
    ///
    /// # Errors
    /// What is wrong with it, behind the name.
    pub(super) fn parse(&self, text: &str) -> Result<Ident, String> {
        let ident = Ident::parse(text).ok_or("is not a Rust identifier")?;
        let name = ident.as_str();
        if let Some(suffix) = self.reserved.suffix(name) {
            return Err(format!(
                "means something already where it would stand; `{name}{suffix}` does not"
            ));
        }
        if !fits(name, self.case) {
            let cased = ident.recased(self.case);
            return Err(format!(
                "is not in the case of a {}: `{cased}` is",
                self.name
            ));
        }
        Ok(ident)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_given_is_held_to_what_we_keep_to_ourselves() {
        let cases = [
            (Kind::OPERATION, "execute", "execute_operation"),
            (Kind::OPERATION, "getPet", "get_pet"),
            (Kind::VARIANT, "Unknown", "UnknownValue"),
            (Kind::CREDENTIAL, "build", "build_credential"),
            (Kind::GROUP, "std", "std_group"),
            // no file on Windows
            (Kind::GROUP, "con", "con_group"),
            (Kind::TYPE, "String", "StringType"),
            (Kind::TYPE, "pet", "Pet"),
            (Kind::TYPE, "Pet_Store", "PetStore"),
            (Kind::FIELD, "petId", "pet_id"),
        ];
        for (kind, name, better) in cases {
            let problem = kind.parse(name).unwrap_err();
            assert!(problem.contains(&format!("`{better}`")), "{name} {problem}");
            assert!(kind.parse(better).is_ok(), "{better}");
        }
        for name in ["", "a b", "self", "1st"] {
            assert!(Kind::FIELD.parse(name).is_err(), "{name}");
        }
    }

    #[test]
    fn names_that_the_compiler_does_not_mind_may_be_given() {
        for name in ["ABTest", "V1_2", "Pet", "_Pet"] {
            assert!(Kind::TYPE.parse(name).is_ok(), "{name}");
        }
        for name in ["type", "r#type", "_2fa", "self_", "x1_2"] {
            assert!(Kind::FIELD.parse(name).is_ok(), "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_we_make_ourselves_may_be_given(text in "\\PC{0,40}") {
            for kind in [Kind::FIELD, Kind::GROUP, Kind::TYPE, Kind::VARIANT] {
                let ident = Ident::of(&text, kind.case);
                if kind.reserved.suffix(ident.as_str()).is_none() {
                    proptest::prop_assert_eq!(kind.parse(ident.as_str()), Ok(ident));
                }
            }
        }
    }
}
