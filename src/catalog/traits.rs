//! Traits: what a service *is* to the rules. Rules read traits and never service ids.

macro_rules! traits {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal,)+) => {
        /// A fact about a service that rules, inference and the picture read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Trait { $($(#[doc = $doc])+ $name,)+ }
        impl Trait {
            /// Every trait, in declaration order.
            pub const ALL: &[Self] = &[$(Self::$name,)+];
            /// The kebab-case word of the data files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }
            /// The meaning, one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+),)+ }
            }
        }
    };
}

traits! {
    /// A person or a system of people outside the application.
    Person = "person",
    /// Runs on the user's side or serves the user interface.
    Client = "client",
    /// Generates text, images, audio or code with a foundation model.
    Generative = "generative",
    /// Turns content into vectors.
    Embedding = "embedding",
    /// Plans and calls tools by itself.
    Agent = "agent",
    /// A model behind instances that are paid by the hour.
    HostedEndpoint = "hosted-endpoint",
    /// A playground that is not meant for production.
    Playground = "playground",
    /// Has a user interface of its own, so that people may reach it without an API layer.
    NativeFrontend = "native-frontend",
    /// Screens its prompts and answers by itself.
    NativeGuardrail = "native-guardrail",
    /// Keeps data at rest.
    Store = "store",
    /// Keeps objects or files in buckets.
    ObjectStore = "object-store",
    /// Keeps copies for speed, never the only copy.
    Cache = "cache",
    /// Holds documents or records of the organisation that an index may be filled from.
    DataSource = "data-source",
    /// Holds vectors and finds the nearest ones.
    Vector = "vector",
    /// Finds passages or documents for a question.
    Retriever = "retriever",
    /// Retrieval whose embedding model is managed by the service.
    ManagedEmbedding = "managed-embedding",
    /// Keeps the memory of an agent or a conversation.
    Memory = "memory",
    /// Understands SQL or another query language and runs it.
    Interpreter = "interpreter",
    /// Entry to an API: authenticates, throttles and routes requests.
    Gateway = "gateway",
    /// May be reached from the internet unless it says otherwise.
    PublicByDefault = "public-by-default",
    /// A web application firewall can be attached to it.
    WafAttachable = "waf-attachable",
    /// Content delivery network.
    Cdn = "cdn",
    /// Distributes requests over targets; public only in a public subnet or when it says so.
    LoadBalancer = "load-balancer",
    /// Knows users and issues tokens.
    IdentityProvider = "identity-provider",
    /// Decides whether a request is allowed.
    Authorizer = "authorizer",
    /// Accepts connections over TLS only.
    TlsOnly = "tls-only",
    /// Acts with an IAM role of its own when it calls AWS services.
    AssumesRole = "assumes-role",
    /// Runs the user's code.
    Compute = "compute",
    /// Orchestrates steps of a workflow.
    Workflow = "workflow",
    /// Queue of messages.
    Queue = "queue",
    /// Publishes messages to subscribers.
    Topic = "topic",
    /// Routes events by rules.
    EventBus = "event-bus",
    /// Ordered stream of records.
    Stream = "stream",
    /// Starts work at set times.
    Scheduler = "scheduler",
    /// Processes batches without a waiting user.
    Batch = "batch",
    /// Finds or removes personal data.
    Redactor = "redactor",
    /// Looks for malware in files.
    MalwareScanner = "malware-scanner",
    /// A person checks or decides.
    HumanReview = "human-review",
    /// Runs code of unknown origin in isolation.
    Sandbox = "sandbox",
    /// Offers tools to agents.
    ToolServer = "tool-server",
    /// Lives outside AWS and is run by somebody else.
    ThirdParty = "third-party",
    /// Lives outside AWS and is run by the user's organisation.
    OnPremises = "on-premises",
    /// Brings content from outside that nobody has checked.
    UntrustedContent = "untrusted-content",
    /// A control that applies to others; it needs no connection of its own.
    CrossCutting = "cross-cutting",
    /// Part of a network: gateway, endpoint, firewall, subnet equipment.
    NetworkPart = "network-part",
    /// Lets a private network reach the internet.
    EgressGateway = "egress-gateway",
    /// A private endpoint of a service in a VPC.
    VpcEndpoint = "vpc-endpoint",
    /// Fails with its one Availability Zone unless it spans several.
    ZoneScoped = "zone-scoped",
    /// Not encrypted at rest unless asked for.
    UnencryptedByDefault = "unencrypted-by-default",
    /// A managed service that never has a network interface in the user's VPC.
    ManagedOutsideVpc = "managed-outside-vpc",
    /// Stands for any component; says nothing by itself.
    Generic = "generic",
    /// A model or model feature, billed and governed through the service that serves it.
    Model = "model",
    /// Ordinary machine-learning service for one task: speech, translation, text analysis, vision.
    TaskModel = "task-model",
    /// Leads from a VPC to other networks, through which its traffic may go out.
    NetworkLink = "network-link",
}

/// A set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u64);

impl Traits {
    /// The empty set.
    pub const NONE: Self = Self(0);
    /// The set of `traits`.
    pub const fn of(traits: &[Trait]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < traits.len() {
            bits |= 1 << traits[at] as u64;
            at += 1;
        }
        Self(bits)
    }
    /// Whether `one` is in the set.
    pub const fn has(self, one: Trait) -> bool {
        self.0 & (1 << one as u64) != 0
    }
    /// Whether any of `others` is in the set.
    pub const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Members of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// The set with `one` added.
    #[must_use]
    pub const fn with(self, one: Trait) -> Self {
        Self(self.0 | 1 << one as u64)
    }
    /// The set without `one`.
    #[must_use]
    pub const fn without(self, one: Trait) -> Self {
        Self(self.0 & !(1 << one as u64))
    }
    /// The members in declaration order.
    pub fn iter(self) -> impl Iterator<Item = Trait> {
        Trait::ALL.iter().copied().filter(move |&one| self.has(one))
    }
}

/// The trait with the word `id` of the data files.
pub fn find(id: &str) -> Option<Trait> {
    Trait::ALL.iter().copied().find(|one| one.as_str() == id)
}
