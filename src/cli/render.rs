//! `render`: draws a blueprint.

use super::Exit;
use super::again::{argument, quoted};
use super::arguments::{ConfigChoice, choice, one_of};
use super::brand;
use super::check::RuleChoice;
use super::failure::Failure;
use super::icons;
use super::input::{self, Stdin};
use super::output::{self, Existing, Output};
use super::screen::Screen;
use super::view::{ViewChoice, ViewParser};
use crate::diagnostic::Severity;
use crate::layout::{self, Direction, Effort, Spacing};
use crate::pipeline::{self, Checked, misleads};
use crate::render::{self, Content, FORMATS, Format, RenderError};
use crate::report::{self, Closing, Report};
use crate::scene::{self, Engine, Icons, Options, Overlay, Rgb, Scale, Theme};
use crate::source::Source;
#[cfg(feature = "shape")]
use crate::text;
use crate::{suggest, syntax};
use clap::{Args, ValueHint};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype render blueprint.yaml -o blueprint.svg
  cyanotype render blueprint.yaml --view flow:ask -o ask.svg
  cyanotype render blueprint.yaml --view deployment --theme dark > deployment.svg
  cyanotype render blueprint.yaml -o picture.svg -o picture.png -o picture.html
  cyanotype render blueprint.yaml --format dot | dot -Tpng > blueprint.png")]
pub(super) struct RenderArguments {
    /// The blueprint, or `-` for standard input
    file: PathBuf,
    /// Write to this file, in the format of its ending; may be given several times
    #[arg(short, long, value_name = "OUT")]
    output: Vec<PathBuf>,
    /// Write this format, whatever the ending
    #[arg(long, value_name = "FORMAT")]
    #[arg(value_parser = one_of(FORMATS.iter().map(|one| (one.id, one.summary))))]
    format: Option<String>,
    /// The options that were said, for who draws it again.
    #[arg(skip)]
    pub(super) again: Vec<String>,
    /// Draw although some of the blueprint cannot be read; the picture says so
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    picture: PictureChoice,
    #[command(flatten)]
    rules: RuleChoice,
    #[command(flatten)]
    stdin: Stdin,
    #[command(flatten)]
    _config: ConfigChoice,
}

/// How the picture looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Picture")]
pub(super) struct PictureChoice {
    /// What is shown
    #[arg(long, value_name = "VIEW", default_value = "layers", value_parser = ViewParser)]
    view: ViewChoice,
    /// Which colours
    #[arg(long, value_name = "THEME", default_value = "auto", value_parser = choice(THEMES))]
    pub(super) theme: Theme,
    /// Which way the lines flow in pictures without bands
    #[arg(long, value_name = "DIRECTION", default_value = "down", value_parser = choice(DIRECTIONS))]
    direction: Direction,
    /// How much air there is
    #[arg(long, value_name = "SPACING", default_value = "normal", value_parser = choice(SPACINGS))]
    spacing: Spacing,
    /// How long a better drawing is searched for
    #[arg(long, value_name = "EFFORT", default_value = "fast", value_parser = choice(EFFORTS))]
    effort: Effort,
    /// Lay over the picture what it means for data protection, trust or cost
    #[arg(long, value_name = "OVERLAY", value_parser = choice(OVERLAYS))]
    overlay: Option<Overlay>,
    /// Colour of the rule under the title and of the steps of the first flow, `#RRGGBB`
    #[arg(long, value_name = "COLOUR", value_parser = brand::colour)]
    pub(super) accent: Option<Rgb>,
    /// Colour of a layer's band or rail; may be given several times
    #[arg(long, value_name = "LAYER=COLOUR", value_parser = brand::band)]
    pub(super) band_color: Vec<(String, Rgb)>,
    /// Show this logo beside the title: SVG or PNG, at most 256 KiB
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) logo: Option<PathBuf>,
    /// Draw the icons in this folder, such as AWS's own, instead of the embedded glyphs
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    icons: Option<PathBuf>,
    /// How many dots of a PNG stand for one pixel, 0.1 to 10
    #[arg(long, value_name = "FACTOR", default_value = "2", value_parser = scale)]
    scale: Scale,
    /// A font file (TrueType, OpenType) for letters that the built-in font lacks, in PNG and PDF, `FILE#N` for the
    /// font N of a collection; may be repeated
    #[cfg(feature = "shape")]
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,
    /// What places the boxes and lines
    #[arg(long, value_name = "ENGINE", default_value = "own", value_parser = choice(ENGINES))]
    engine: Engine,
}

pub(super) const THEMES: &[(&str, &str, Theme)] = &[
    ("auto", "light, and dark for readers who prefer that", Theme::Auto),
    ("light", "always light", Theme::Light),
    ("dark", "always dark", Theme::Dark),
    ("print", "little ink, for paper", Theme::Print),
];
const OVERLAYS: &[(&str, &str, Overlay)] = &[
    ("data", Overlay::Data.summary(), Overlay::Data),
    ("trust", Overlay::Trust.summary(), Overlay::Trust),
    ("cost", Overlay::Cost.summary(), Overlay::Cost),
];
const DIRECTIONS: &[(&str, &str, Direction)] = &[
    ("down", "from top to bottom", Direction::Down),
    ("right", "from left to right", Direction::Right),
];
const SPACINGS: &[(&str, &str, Spacing)] = &[
    ("compact", "tight", Spacing::Compact),
    ("normal", "the usual", Spacing::Normal),
    ("wide", "airy", Spacing::Wide),
];
const EFFORTS: &[(&str, &str, Effort)] =
    &[("fast", "milliseconds", Effort::Fast), ("best", "ten times as long", Effort::Best)];
const ENGINES: &[(&str, &str, Engine)] = &[
    ("own", "bands, rails and boundaries", Engine::Own),
    ("layout-rs", "the layout-rs crate: flat pictures only", Engine::LayoutRs),
];

pub(super) fn run(arguments: &RenderArguments, screen: &Screen) -> Result<Exit, Failure> {
    let settings = arguments.rules.settings(screen)?;
    let stdout = [PathBuf::from("-")];
    let outputs = if arguments.output.is_empty() { &stdout[..] } else { &arguments.output };
    let formats: Vec<&Format> = outputs
        .iter()
        .map(|path| format_of(path, arguments.format.as_deref()))
        .collect::<Result<_, _>>()?;
    vet_terminal(outputs, &formats)?;
    output::vet(outputs, std::slice::from_ref(&arguments.file), Existing::Replace)?;
    let source = read(&arguments.file, &arguments.stdin)?;
    let checked = pipeline::check(&source, &settings, |path| input::beside(&arguments.file, path));
    let errors = checked.misread().count();
    let model = match &checked.model {
        Some(model) if errors == 0 || arguments.force => model,
        _ => return Ok(refuse(source, checked, screen)),
    };
    let view = arguments.picture.view.of(model)?;
    let findings = checked.findings.clone();
    let icons = match &arguments.picture.icons {
        Some(folder) => icons::load(folder, model, screen)?,
        None => Icons::default(),
    };
    let brand = brand::load(&arguments.picture, model, screen)?;
    let options =
        Options { view, findings, brand, icons, ..arguments.picture.options(errors, &source) };
    let options = Options { drawn_with: arguments.again.clone(), ..options };
    #[cfg(feature = "shape")]
    let options = Options { fonts: fonts(&arguments.picture.font)?, ..options };
    let drawn = pipeline::draw(model, &options, &formats).map_err(|problem| cannot(&problem))?;
    let files: Vec<Output> = outputs
        .iter()
        .zip(drawn.files)
        .map(|(path, bytes)| Output { path: path.clone(), bytes })
        .collect();
    output::write(&files)?;
    tell(outputs, &checked, &arguments.file, screen);
    #[cfg(feature = "shape")]
    if !drawn.lacking.is_empty() {
        screen.note(&boxes(&drawn.lacking, &arguments.picture.font));
    }
    Ok(Exit::Fine)
}

/// No font that is used for texts is larger, in bytes.
#[cfg(feature = "shape")]
const MOST_FONT: u64 = 128 * 1024 * 1024;

#[cfg(feature = "shape")]
fn fonts(paths: &[PathBuf]) -> Result<Vec<text::Font>, Failure> {
    paths.iter().map(|path| font(path)).collect()
}

/// The font of a file; `FILE#N` is the one at place N of a collection, counted from 0.
#[cfg(feature = "shape")]
fn font(path: &Path) -> Result<text::Font, Failure> {
    let named = path.to_str().filter(|_| !path.exists()).and_then(|text| text.rsplit_once('#'));
    let chosen = named.and_then(|(file, place)| Some((Path::new(file), place.parse().ok()?)));
    let (file, place) = chosen.unwrap_or((path, 0));
    let bytes = input::read_up_to(file, MOST_FONT)?;
    let count = text::Font::count(&bytes);
    text::Font::new(bytes, place).ok_or_else(|| match count {
        0 | 1 if place == 0 => Failure::refused(
            format!("`{}` is no font that can be read", file.display()),
            "a font is a `.ttf`, `.otf` or `.ttc` file",
        ),
        _ => Failure::refused(
            format!("`{}` has no font {place}", file.display()),
            format!("its fonts are 0 to {}", count.saturating_sub(1)),
        ),
    })
}

/// That letters are boxes in PNG and PDF, and which; `fonts` are those that were tried.
#[cfg(feature = "shape")]
fn boxes(letters: &[char], fonts: &[PathBuf]) -> String {
    let named: Vec<String> =
        letters.iter().take(12).map(|&c| format!("{c} (U+{:04X})", u32::from(c))).collect();
    let more = if letters.len() > named.len() { ", …" } else { "" };
    let noun = if letters.len() == 1 { "letter is a box" } else { "letters are boxes" };
    let colours = if fonts.is_empty() {
        ""
    } else {
        " (outlines are drawn: a font of pictures in colours, such as Noto Color Emoji, has none, and Noto Emoji does)"
    };
    format!(
        "warning: {} {noun} in PNG and PDF, since no font at hand has it: {}{more}\n  help: name a font that does \
         with `--font FILE`{colours}; SVG and HTML use the reader's fonts",
        letters.len(),
        named.join(", "),
    )
}

/// `--format`, or what the file's ending says, or SVG on standard output.
fn format_of(path: &Path, wanted: Option<&str>) -> Result<&'static Format, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let standard = if path == Path::new("-") { Some("svg") } else { None };
    let Some(word) = wanted.or(ending).or(standard) else {
        let fact = format!("`{}` has no ending that says its format", path.display());
        return Err(Failure::refused(
            fact,
            format!("add one, or choose with `--format`: {}", endings()),
        ));
    };
    render::format(word).ok_or_else(|| {
        let near = suggest::nearest(word, FORMATS.iter().map(|one| one.extension));
        let help = near.map_or_else(
            || format!("the endings are {}", endings()),
            |near| format!("did you mean `.{near}`?"),
        );
        Failure::refused(format!("`.{word}` is no format that can be drawn"), help)
    })
}

pub(super) fn scale(word: &str) -> Result<Scale, String> {
    let (least, most) = Scale::RANGE;
    let found = word.parse().ok().and_then(Scale::new);
    found.ok_or_else(|| format!("a scale is a number from {least} to {most}"))
}

/// Bytes that are no text would only confuse a terminal.
fn vet_terminal(outputs: &[PathBuf], formats: &[&Format]) -> Result<(), Failure> {
    let shown = |(path, format): &(&PathBuf, &&Format)| {
        path.as_path() == Path::new("-") && format.content == Content::Binary
    };
    match outputs.iter().zip(formats).find(shown) {
        Some((_, format)) if std::io::stdout().is_terminal() => Err(Failure::refused(
            format!("`{}` is no text: a terminal cannot show it", format.id),
            format!("write it to a file: `-o picture.{}`", format.extension),
        )),
        _ => Ok(()),
    }
}

pub(super) fn cannot(problem: &RenderError) -> Failure {
    Failure::Refused(problem.to_string(), problem.help().map(str::to_owned))
}

fn endings() -> String {
    FORMATS.iter().map(|one| format!(".{}", one.extension)).collect::<Vec<_>>().join(", ")
}

pub(super) fn read(path: &Path, stdin: &Stdin) -> Result<Source, Failure> {
    let bytes = input::read(path)?;
    syntax::read_bytes(&input::name(path, stdin), &bytes)
        .map_err(|problem| Failure::refused(problem.to_string(), problem.help()))
}

/// Shows the errors that would make the picture wrong, and draws nothing.
pub(super) fn refuse(source: Source, checked: Checked, screen: &Screen) -> Exit {
    let hopeless = checked.model.is_none();
    let errors = checked.misread().count();
    let name = source.name().to_owned();
    let mut files = super::check::reports(source, checked);
    for file in &mut files {
        file.findings.retain(|one| one.severity == Severity::Error && misleads(&one.code));
    }
    let look = screen.error_look.clone();
    let mut text = String::new();
    if let Some(full) = report::find("full") {
        (full.write)(&Report { closing: Closing::Nothing, look, ..Report::new(&files) }, &mut text);
    }
    screen.complain(&text);
    let noun = if errors == 1 { "error" } else { "errors" };
    let fact = format!("`{name}` has {errors} {noun}: it is not drawn");
    let help = (!hopeless).then(|| "mend them, or draw it anyway with `--force`".to_owned());
    screen.fail(&Failure::Refused(fact, help));
    Exit::Findings
}

impl PictureChoice {
    /// The choices, and what the picture says of itself.
    fn options(&self, errors: usize, source: &Source) -> Options {
        let layout = layout::Options {
            direction: self.direction,
            spacing: self.spacing,
            effort: self.effort,
            ..layout::Options::default()
        };
        let note = match errors {
            0 => String::new(),
            1 => "drawn despite 1 error".to_owned(),
            _ => format!("drawn despite {errors} errors"),
        };
        Options {
            theme: self.theme,
            overlay: self.overlay,
            engine: self.engine,
            layout,
            scale: self.scale,
            note,
            fingerprint: Some(scene::fingerprint(source.text().as_bytes())),
            ..Options::default()
        }
    }
}

fn tell(outputs: &[PathBuf], checked: &Checked, file: &Path, screen: &Screen) {
    let mut found = Vec::new();
    for (severity, noun) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        match checked.count(severity) {
            0 => {}
            1 => found.push(format!("1 {noun}")),
            count => found.push(format!("{count} {noun}s")),
        }
    }
    for path in outputs.iter().filter(|path| *path != Path::new("-")) {
        screen.note(&format!("wrote {}", path.display()));
    }
    if !found.is_empty() && file != Path::new("-") {
        let again = quoted(&argument(file));
        screen.note(&format!("{}: see cyanotype check {again}", found.join(", ")));
    }
}
