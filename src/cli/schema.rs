//! `schema`: the JSON Schema of the blueprint format, for editors.

use super::Exit;
use super::failure::Failure;
use super::output::{self, Existing, Output};
use super::screen::Screen;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype schema > blueprint.schema.json
  cyanotype schema -o blueprint.schema.json

Editors with the YAML language server read it when a blueprint begins with
  # yaml-language-server: $schema=blueprint.schema.json")]
pub(super) struct SchemaArguments {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    output: PathBuf,
}

pub(super) fn run(arguments: &SchemaArguments, screen: &Screen) -> Result<Exit, Failure> {
    output::vet(std::slice::from_ref(&arguments.output), &[], Existing::Replace)?;
    let bytes = super::json(&crate::blueprint::schema()).into_bytes();
    output::write(&[Output { path: arguments.output.clone(), bytes }])?;
    if arguments.output != std::path::Path::new("-") {
        screen.note(&format!("wrote {}", arguments.output.display()));
    }
    Ok(Exit::Fine)
}
