//! Services: the rows of `data/services/*.yaml`.

use super::{capability::Capabilities, traits::Traits};

/// When the facts on services were compiled, as an ISO date: what has no day of its own is of this one.
pub const COMPILED: &str = "2026-11-22";

/// Who runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Amazon Web Services.
    Aws,
    /// Somebody else: people, clients, third parties, the user.
    External,
}

/// What one instance spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The world.
    Global,
    /// One Region.
    Regional,
    /// A VPC.
    Vpc,
    /// One Availability Zone.
    Zonal,
    /// Outside AWS.
    External,
}

/// Which keys encrypt its data at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KmsSupport {
    /// A key that the customer manages can be used.
    CustomerKey,
    /// AWS manages the key.
    AwsKey,
    /// It keeps no data.
    NotApplicable,
}

/// How a VPC reaches it without the internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// No endpoint is known.
    None,
    /// Interface endpoint (`PrivateLink`).
    Interface,
    /// Gateway endpoint.
    Gateway,
    /// Both kinds.
    GatewayAndInterface,
    /// The service manages its own endpoints.
    ServiceManaged,
}

/// A category of AWS's catalogue with its drawing colour.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// Name.
    pub name: &'static str,
    /// Tile colour, `#RRGGBB`.
    pub colour: &'static str,
    /// Glyph for a service without one of its own (Lucide name).
    pub glyph: &'static str,
}

/// What the AIF-C01 exam asks about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Exam {
    /// Whether and how the exam guide lists it.
    pub status: &'static str,
    /// What to remember; may be empty.
    pub note: &'static str,
}

/// Where a service stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifecycleState {
    /// Open to everybody.
    Active,
    /// Superseded, still open.
    Legacy,
    /// Has another name now.
    Renamed,
    /// Runs for existing customers only.
    ClosedToNew,
    /// No longer offered.
    Ended,
    /// The catalogue does not know.
    Unknown,
}

/// The dated state of a service.
#[derive(Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// The state.
    pub state: LifecycleState,
    /// ISO date since when; empty when not known.
    pub since: &'static str,
    /// What to know; may be empty.
    pub note: &'static str,
    /// Id of the service that replaces it; empty when none is named.
    pub replacement: &'static str,
    /// Where the fact was read; empty for `Active`.
    pub source: &'static str,
    /// ISO date when the fact was checked.
    pub checked: &'static str,
}

/// One service that a blueprint can name.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// Kebab-case id.
    pub id: &'static str,
    /// Full name ("Amazon Simple Queue Service").
    pub name: &'static str,
    /// Name for a label ("SQS").
    pub short: &'static str,
    /// Other words a person types.
    pub aliases: &'static [&'static str],
    /// Names that AWS no longer uses.
    pub outdated: &'static [&'static str],
    /// Who runs it.
    pub provider: Provider,
    /// Category.
    pub category: &'static Category,
    /// Id of the service it is a feature of; empty for a service of its own.
    pub parent: &'static str,
    /// Layers of the reference architecture that it may live in, the usual one first.
    pub layers: &'static [&'static str],
    /// What it is.
    pub traits: Traits,
    /// What it does for others.
    pub provides: Capabilities,
    /// What one instance spans.
    pub scope: Scope,
    /// Whether it can have network interfaces in the user's VPC.
    pub vpc_attached: bool,
    /// Encryption at rest.
    pub kms: KmsSupport,
    /// Private endpoints.
    pub endpoint: Endpoint,
    /// Endpoint service names (`com.amazonaws.{region}.…`).
    pub endpoint_services: &'static [&'static str],
    /// Lucide name of its glyph.
    pub glyph: &'static str,
    /// Base names of AWS's icon, the current one first.
    pub icons: &'static [&'static str],
    /// What it is for, one sentence.
    pub purpose: &'static str,
    /// How it is billed.
    pub pricing: &'static str,
    /// Keys into the price data.
    pub price_keys: &'static [&'static str],
    /// Security features.
    pub security: &'static [&'static str],
    /// Exam notes.
    pub exam: Option<Exam>,
    /// State.
    pub lifecycle: Lifecycle,
    /// Where the encryption and endpoint facts were read; empty for general knowledge.
    pub sources: &'static [&'static str],
}
