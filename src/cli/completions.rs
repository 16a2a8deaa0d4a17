//! `completions`: a script that makes a shell complete our words.

use super::failure::Failure;
use super::screen::Screen;
use super::{Exit, arguments};
use clap::Args;
use clap_complete::Shell;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype completions bash > ~/.local/share/bash-completion/completions/cyanotype
  cyanotype completions zsh > ~/.zfunc/_cyanotype
  cyanotype completions fish > ~/.config/fish/completions/cyanotype.fish")]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &CompletionsArguments) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut arguments::command(), "cyanotype", &mut script);
    Screen::print_bytes(&script)?;
    Ok(Exit::Fine)
}
