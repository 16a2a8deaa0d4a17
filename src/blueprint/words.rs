//! The closed word lists of the format: each a type with its words in order.

/// Declares an enumeration whose members are words of the format.
macro_rules! words {
    ($($(#[doc = $type_doc:literal])+ $name:ident { $($(#[doc = $doc:literal])+ $member:ident = $word:literal,)+ })+) => {$(
        $(#[doc = $type_doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $doc])+ $member,)+ }
        impl $name {
            /// Every member, in declaration order.
            pub const ALL: &[Self] = &[$(Self::$member,)+];
            /// The word of the format.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$member => $word,)+ }
            }
            /// The meaning, one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$member => concat!($($doc),+),)+ }
            }
        }
        impl Word for $name {
            const ALL: &[Self] = Self::ALL;
            fn as_str(self) -> &'static str {
                self.as_str()
            }
            fn meaning(self) -> &'static str {
                self.meaning()
            }
        }
    )+};
}

/// A member of a closed word list.
pub trait Word: Copy + 'static {
    /// Every member, in declaration order.
    const ALL: &'static [Self];
    /// The word of the format.
    fn as_str(self) -> &'static str;
    /// The meaning, one sentence.
    fn meaning(self) -> &'static str;
    /// The member with this word.
    fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == word)
    }
}

words! {
    /// How data must be protected; see [`DataClass::rank`] for the order.
    DataClass {
        /// Anybody may read it.
        Public = "public",
        /// Meant for the organisation.
        Internal = "internal",
        /// Harm is done when it leaks.
        Confidential = "confidential",
        /// Personal data.
        Pii = "pii",
        /// Health data.
        Phi = "phi",
        /// Payment card data.
        Pci = "pci",
        /// Passwords, keys, tokens.
        Credentials = "credentials",
    }
    /// Whether a component is there.
    Status {
        /// Not built yet: drawn dashed, and it answers absences as planned.
        Planned = "planned",
        /// In use already.
        Existing = "existing",
    }
    /// Where the application runs.
    Environment {
        /// To be shown, not used.
        Demo = "demo",
        /// For developers.
        Dev = "dev",
        /// A rehearsal of production.
        Staging = "staging",
        /// In earnest.
        Prod = "prod",
    }
    /// The kind of application; it decides which layers are required.
    Pattern {
        /// People use it in a browser or an app.
        WebApp = "web-app",
        /// Other systems call it.
        ApiOnly = "api-only",
        /// Nobody waits for an answer.
        Batch = "batch",
        /// An AWS assistant that brings its own user interface.
        ManagedAssistant = "managed-assistant",
        /// A model plans and calls tools.
        Agent = "agent",
    }
    /// What a wrong or harmful answer costs.
    Risk {
        /// An annoyance.
        Low = "low",
        /// Money or trust.
        Medium = "medium",
        /// Health, rights or safety.
        High = "high",
    }
    /// Who uses it.
    Users {
        /// One person.
        Single = "single",
        /// People of the organisation.
        Internal = "internal",
        /// Anybody.
        Public = "public",
    }
    /// How many customers share one installation.
    Tenancy {
        /// One.
        Single = "single",
        /// Several, kept apart.
        Multi = "multi",
    }
    /// The shape of the load.
    Traffic {
        /// Even through the day.
        Steady = "steady",
        /// Peaks far above the mean.
        Spiky = "spiky",
        /// A few requests a day.
        Low = "low",
    }
    /// What a connection does.
    ConnectionKind {
        /// Asks and waits for an answer.
        Request = "request",
        /// Asks a store or an index for what it holds.
        Query = "query",
        /// Moves data to a store.
        Data = "data",
        /// Fills an index.
        Ingest = "ingest",
        /// Tells that something happened.
        Event = "event",
        /// An agent calls a tool.
        Tool = "tool",
        /// Brings an answer back.
        Response = "response",
    }
    /// How a flow is drawn.
    FlowStyle {
        /// An unbroken line.
        Solid = "solid",
        /// A dashed line.
        Dashed = "dashed",
        /// A dotted line.
        Dotted = "dotted",
    }
}

impl DataClass {
    /// The order of protection: public 0, internal 1, confidential 2, and 3 for the four regulated classes, which
    /// are equals.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Public => 0,
            Self::Internal => 1,
            Self::Confidential => 2,
            Self::Pii | Self::Phi | Self::Pci | Self::Credentials => 3,
        }
    }
}
