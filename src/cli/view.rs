//! `--view`: the word for a picture of the blueprint, `flow:ID` among them.

use super::arguments::one_of;
use super::failure::Failure;
use crate::model::Model;
use crate::scene::View;
use crate::suggest;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};
use std::ffi::OsStr;

/// How a view of one flow begins.
const FLOW: &str = "flow:";

/// What was asked for; a flow by its id, since it is known only once the blueprint is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ViewChoice {
    /// A view that every blueprint has.
    Fixed(View),
    /// The flow with this id.
    Flow(String),
}

impl ViewChoice {
    /// The view of this blueprint.
    ///
    /// # Errors
    /// When it has no flow with the id.
    pub(super) fn of(&self, model: &Model) -> Result<View, Failure> {
        let id = match self {
            Self::Fixed(view) => return Ok(*view),
            Self::Flow(id) => id,
        };
        if let Some(at) = model.flows.iter().position(|flow| flow.id == *id) {
            return Ok(View::Flow(at));
        }
        let ids: Vec<&str> = model.flows.iter().map(|flow| flow.id.as_str()).collect();
        let help = match suggest::nearest(id, ids.iter().copied()) {
            Some(near) => format!("did you mean `{FLOW}{near}`?"),
            None if ids.is_empty() => "the blueprint has no flows".to_owned(),
            None => format!("the flows are {}", ids.join(", ")),
        };
        Err(Failure::refused(format!("there is no flow `{id}`"), help))
    }
}

/// The words that are accepted, with their meaning.
fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    View::ALL.into_iter().map(|view| match view {
        View::Flow(_) => ("flow:ID", view.summary()),
        fixed => (fixed.as_str(), fixed.summary()),
    })
}

/// Reads the word.
#[derive(Clone, Debug)]
pub(super) struct ViewParser;

impl TypedValueParser for ViewParser {
    type Value = ViewChoice;
    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<ViewChoice, Error> {
        if let Some(id) = value.to_str().and_then(|word| word.strip_prefix(FLOW)) {
            return if id.is_empty() {
                let fact = "`flow:` needs the id of a flow: `--view flow:ID`\n";
                Err(Error::raw(ErrorKind::InvalidValue, fact).with_cmd(command))
            } else {
                Ok(ViewChoice::Flow(id.to_owned()))
            };
        }
        let word = one_of(words()).parse_ref(command, argument, value)?;
        let known = View::ALL.into_iter().find(|view| view.as_str() == word);
        Ok(ViewChoice::Fixed(known.unwrap_or_default()))
    }
    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(words().map(|(word, meaning)| PossibleValue::new(word).help(meaning))))
    }
}
