//! Data classes: how sensitive data is, as a small set.

/// How sensitive a piece of data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum DataClass {
    /// Anybody may read it.
    Public,
    /// For the organisation.
    Internal,
    /// For some in the organisation.
    Confidential,
    /// Personal data.
    Pii,
    /// Health data of persons.
    Phi,
    /// Payment card data.
    Pci,
    /// Passwords, keys, tokens.
    Credentials,
}

impl DataClass {
    /// All classes, the harmless first.
    pub const ALL: [Self; 7] = [
        Self::Public,
        Self::Internal,
        Self::Confidential,
        Self::Pii,
        Self::Phi,
        Self::Pci,
        Self::Credentials,
    ];
    /// The word of blueprints.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Confidential => "confidential",
            Self::Pii => "pii",
            Self::Phi => "phi",
            Self::Pci => "pci",
            Self::Credentials => "credentials",
        }
    }
    /// The class with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }
    /// Sensitivity: 0 public, 1 internal, 2 confidential, 3 personal, health and card data, 4 credentials.
    pub const fn level(self) -> u8 {
        match self {
            Self::Public => 0,
            Self::Internal => 1,
            Self::Confidential => 2,
            Self::Pii | Self::Phi | Self::Pci => 3,
            Self::Credentials => 4,
        }
    }
}

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
        DataClass::ALL.into_iter().filter(move |&class| self.has(class))
    }
    /// The most sensitive member.
    pub fn worst(self) -> Option<DataClass> {
        self.iter().max_by_key(|class| class.level())
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
