//! What the tool knows: services, properties, capabilities and reference architectures.
//!
//! The sources are the YAML files in `data/`; a test turns them into the statics of `generated/`, so that the
//! start of the program parses nothing.

mod capability;
mod property;
mod reference;
mod service;
mod traits;

pub use capability::{Capabilities, Capability};
pub use property::{Property, PropertyType};
pub use reference::{Expectation, Layer, Place, Reference};
pub use service::{
    Category, Endpoint, Exam, KmsSupport, Lifecycle, LifecycleState, Provider, Scope, Service,
};
pub use traits::{Trait, Traits};
