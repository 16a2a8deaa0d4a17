//! The picture of a change: what is drawn, in which files.

use super::arguments::choice;
use super::failure::Failure;
use super::output::{self, Existing, Output};
use super::render::{THEMES, cannot, scale};
use super::screen::Screen;
use super::version::Version;
use crate::pipeline::{self, Compared};
use crate::render::{self, Format};
use crate::scene::{Options, Scale, Theme, View};
use clap::Args;
use std::path::{Path, PathBuf};

/// The formats that have signs and colours enough.
const FORMATS: &[&str] = &["html", "pdf", "png", "svg"];

const VIEWS: &[(&str, &str, View)] = &[
    ("layers", "bands and rails of the reference architecture", View::Layers),
    ("deployment", "the boundaries: cloud, accounts, networks", View::Deployment),
];

/// The picture of what changed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Picture")]
pub(super) struct PictureOfChange {
    /// Draw what changed into this file: .svg, .png, .pdf or .html; may be given several times
    #[arg(short, long, value_name = "OUT")]
    output: Vec<PathBuf>,
    #[command(flatten)]
    look: LookOfChange,
}

/// How the picture of a change looks.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Picture")]
pub(super) struct LookOfChange {
    /// What is shown; the layers when nobody says, and in a review the boundaries too where they changed
    #[arg(long, value_name = "VIEW", value_parser = choice(VIEWS))]
    pub(super) view: Option<View>,
    /// Which colours
    #[arg(long, value_name = "THEME", default_value = "auto", value_parser = choice(THEMES))]
    theme: Theme,
    /// How many dots of a PNG stand for one pixel, 0.1 to 10
    #[arg(long, value_name = "FACTOR", default_value = "2", value_parser = scale)]
    scale: Scale,
}

impl LookOfChange {
    /// The choices.
    pub(super) fn options(&self) -> Options {
        let view = self.view.unwrap_or_default();
        Options { view, theme: self.theme, scale: self.scale, ..Options::default() }
    }
}

impl PictureOfChange {
    /// Refuses files that cannot be written, before any work is done for them.
    pub(super) fn vet(&self, inputs: &[&Version]) -> Result<(), Failure> {
        self.formats()?;
        let inputs: Vec<PathBuf> =
            inputs.iter().filter_map(|one| one.file()).map(Path::to_owned).collect();
        output::vet(&self.output, &inputs, Existing::Replace)
    }
    fn formats(&self) -> Result<Vec<&'static Format>, Failure> {
        self.output.iter().map(|path| format_of(path)).collect()
    }
    /// Draws and writes all files, or none. Nothing is drawn when a side is no blueprint.
    pub(super) fn write(&self, compared: &Compared, screen: &Screen) -> Result<(), Failure> {
        if self.output.is_empty() {
            return Ok(());
        }
        let drawn = pipeline::draw_change(compared, &self.look.options(), &self.formats()?)
            .map_err(|problem| cannot(&problem))?;
        let Some(drawn) = drawn else { return Ok(()) };
        let files = self.output.iter().cloned().zip(drawn);
        let files: Vec<Output> = files.map(|(path, bytes)| Output { path, bytes }).collect();
        output::write(&files)?;
        for file in &files {
            screen.note(&format!("wrote {}", file.path.display()));
        }
        Ok(())
    }
}

/// The format that the ending says.
fn format_of(path: &Path) -> Result<&'static Format, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let found = render::format(ending).filter(|format| FORMATS.contains(&format.id));
    found.ok_or_else(|| {
        let endings: Vec<String> = FORMATS.iter().map(|one| format!(".{one}")).collect();
        Failure::refused(
            format!("what changed is not drawn into `{}`", path.display()),
            format!("the endings are {}; words go to standard output", endings.join(", ")),
        )
    })
}
