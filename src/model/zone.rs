//! Trust zones: where a component stands towards the rest of the world.

/// A trust zone; a connection between two different zones crosses a trust boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// People and their devices.
    Outside,
    /// Run by somebody else.
    ThirdParty,
    /// The organisation's own data centre.
    OnPremises,
    /// Global edge services in front of the application.
    Edge,
    /// A public subnet.
    PublicSubnet,
    /// A private subnet, or a VPC without drawn subnets.
    PrivateSubnet,
    /// Managed services of AWS outside the user's network.
    Managed,
    /// Nothing is known.
    Unknown,
}

impl Zone {
    /// The words of messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::ThirdParty => "third party",
            Self::OnPremises => "on premises",
            Self::Edge => "edge",
            Self::PublicSubnet => "public subnet",
            Self::PrivateSubnet => "private subnet",
            Self::Managed => "managed services",
            Self::Unknown => "unknown zone",
        }
    }
}
