//! Sets of data classes: how sensitive what reaches a place is.

use crate::blueprint::DataClass;

/// A set of data classes; the empty set says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DataClasses(u8);

impl DataClasses {
    /// The empty set.
    pub const NONE: Self = Self(0);
    /// Personal, health and card data.
    pub const PERSONAL: Self =
        Self(1 << DataClass::Pii as u8 | 1 << DataClass::Phi as u8 | 1 << DataClass::Pci as u8);
    /// Everything from confidential upwards.
    pub const SENSITIVE: Self = Self(
        Self::PERSONAL.0 | 1 << DataClass::Confidential as u8 | 1 << DataClass::Credentials as u8,
    );
    /// Whether `class` is in the set.
    pub const fn has(self, class: DataClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }
    /// Whether nothing is said.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Members of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    /// Members of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Adds a class; true when it was not there before.
    pub fn insert(&mut self, class: DataClass) -> bool {
        let before = self.0;
        self.0 |= 1 << class as u8;
        self.0 != before
    }
    /// The members, the harmless first.
    pub fn iter(self) -> impl Iterator<Item = DataClass> {
        DataClass::ALL.iter().copied().filter(move |&class| self.has(class))
    }
    /// The most sensitive member.
    pub fn worst(self) -> Option<DataClass> {
        self.iter().max_by_key(|class| class.rank())
    }
}

impl FromIterator<DataClass> for DataClasses {
    fn from_iter<T: IntoIterator<Item = DataClass>>(classes: T) -> Self {
        let mut set = Self::NONE;
        for class in classes {
            set.insert(class);
        }
        set
    }
}

impl std::fmt::Display for DataClasses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, class) in self.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            f.write_str(class.as_str())?;
        }
        Ok(())
    }
}
