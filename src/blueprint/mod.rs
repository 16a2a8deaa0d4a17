//! What a blueprint file says, typed, with the place of every word.

mod build;
mod connections;
mod context;
mod grammar;
#[cfg(test)]
mod hostile;
mod ids;
mod keys;
mod properties;
mod read;
mod reader;
mod said;
mod schema;
mod suppressions;
#[cfg(test)]
mod tests;
mod value;
mod words;

pub use keys::{COMPONENT, CONNECTION, CONTEXT, Choice, FLOW, GROUP, IGNORE, Key, Shape, TOP};
pub use read::{Read, read, reference_of};
pub use said::{
    Arrow, Blueprint, BlueprintComponent, BlueprintConnection, BlueprintContext, BlueprintFlow,
    BlueprintGroup, BlueprintLayer, BlueprintStatement, Suppression, Target,
};
pub use schema::schema;
pub use value::{BlueprintProperty, PropValue, Properties};
pub use words::{
    ConnectionKind, DataClass, Environment, FlowStyle, Pattern, Risk, Status, Tenancy, Traffic,
    Users, Word,
};
