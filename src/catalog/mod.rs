//! What the tool knows: services, properties, capabilities and reference architectures.
//!
//! The sources are the YAML files in `data/`; a test turns them into the statics of `generated/`, so that the
//! start of the program parses nothing.

mod advice;
mod boundary;
mod capability;
mod exam;
mod facts;
#[rustfmt::skip]
mod generated;
mod lookup;
mod own_reference;
mod property;
mod reference;
mod service;
mod study;
mod traits;

pub use advice::{Advice, Instead, advice, alike, all_advice};
pub use boundary::{BorderLine, Boundary, LabelPlace};
pub use capability::{Capabilities, Capability};
pub use exam::{Case, CaseOption, Domain, Task, cases, domains, task, tasks};
pub use facts::{
    CallLimit, Eligibility, Geography, ModelEnd, ServiceRegions, call_limit, eligibility,
    geographies, geography, is_region_code, model_end, provenance, regions_of,
};
pub use generated::{EXAM_CHECKED, EXAM_SOURCE, cap};
pub use lookup::{
    Match, boundaries, boundary, by_id, capabilities, capability, categories, generic_boundary,
    glyph, glyph_names, normalise, properties, property, property_names, reference, references,
    service, services, services_matching, study, study_item, suggest_service,
};
pub use own_reference::{knows_layer, reference_from_yaml};
pub use property::{Carrier, Property, PropertyType};
pub use reference::{COLOURS, Expectation, Layer, PATTERNS, Place, Reference, Text};
pub use service::{
    COMPILED, Category, Endpoint, Exam, KmsSupport, Lifecycle, LifecycleState, Provider, Scope,
    Service,
};
pub use study::{StudyItem, StudyKind};
pub use traits::{Trait, Traits, find as trait_named};
