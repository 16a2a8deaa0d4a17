//! What a blueprint file says, typed, with the place of every word.

mod said;
mod value;
mod words;

pub use said::{
    Arrow, Blueprint, BlueprintComponent, BlueprintConnection, BlueprintContext, BlueprintFlow,
    BlueprintGroup, BlueprintLayer, BlueprintStatement, Suppression, Target,
};
pub use value::{BlueprintProperty, PropValue, Properties};
pub use words::{
    ConnectionKind, DataClass, Environment, FlowStyle, Pattern, Risk, Status, Tenancy, Traffic,
    Users, Word,
};
