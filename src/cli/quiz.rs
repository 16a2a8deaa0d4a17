//! `quiz`: questions on a blueprint, asked here or written for elsewhere.

mod dialogue;
mod state;

use super::arguments::one_of;
use super::failure::Failure;
use super::input::{self, Stdin};
use super::output::{self, Existing, Output};
use super::screen::Screen;
use super::{Exit, render};
use crate::catalog;
use crate::lint::Settings;
use crate::model::Model;
use crate::pipeline;
use crate::scene::Theme;
use crate::source::Source;
use crate::study::{self, Answers, Kind, Material, Quiz, Wish, forms};
use clap::{Args, ValueEnum};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype quiz blueprint.yaml                        ask twenty questions here
  cyanotype quiz blueprint.yaml --domain 5 --count 10
  cyanotype quiz blueprint.yaml --kind blank,control --answers
  cyanotype quiz blueprint.yaml -o quiz.html           a page that works offline
  cyanotype quiz blueprint.yaml --format anki -o deck  notes and pictures for Anki")]
pub(super) struct QuizArguments {
    /// The blueprint; `-` is standard input
    file: PathBuf,
    /// Write here; a folder for Anki
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// How to write it, when the ending of the output does not say it
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<QuizFormat>,
    /// How many questions
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=500))]
    count: u16,
    /// Only these domains (`5`) or tasks (`2.3`) of the exam AIF-C01
    #[arg(long, value_name = "DOMAIN", value_delimiter = ',')]
    domain: Vec<String>,
    /// Only questions of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = one_of(Kind::ALL.iter().map(|kind| (kind.as_str(), kind.summary()))))]
    kind: Vec<String>,
    /// The same seed gives the same quiz
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Print the questions with their answers and ask nothing
    #[arg(long)]
    answers: bool,
    /// Ask even when standard input is no terminal
    #[arg(long, conflicts_with_all = ["answers", "format", "output"])]
    ask: bool,
    /// Keep the answers in this file, and go on from there next time
    #[arg(long, value_name = "FILE", conflicts_with_all = ["answers", "format", "output"])]
    state: Option<PathBuf>,
    /// How pictures for Anki are drawn: svg, png
    #[arg(long, value_name = "FORMAT", default_value = "svg", value_parser = ["svg", "png"])]
    pictures: String,
    #[command(flatten)]
    stdin: Stdin,
}

/// How a quiz is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum QuizFormat {
    /// Plain text.
    Text,
    /// A document whose answers are folded away.
    Markdown,
    /// One page that asks and counts, without network.
    Html,
    /// For programs.
    Json,
    /// A folder with notes and pictures to import into Anki.
    Anki,
}

pub(super) fn run(arguments: &QuizArguments, screen: &Screen) -> Result<Exit, Failure> {
    let wish = wish(arguments)?;
    let format = format_of(arguments)?;
    if let Some(path) = arguments.output.as_ref().filter(|_| format != QuizFormat::Anki) {
        output::vet(
            std::slice::from_ref(path),
            std::slice::from_ref(&arguments.file),
            Existing::Replace,
        )?;
    }
    let source = render::read(&arguments.file, &arguments.stdin)?;
    let settings = Settings::default();
    let checked = pipeline::check(&source, &settings, |path| input::beside(&arguments.file, path));
    let errors = checked.misread().count();
    if errors > 0 || checked.model.is_none() {
        // A quiz on a blueprint that says something else than it means would teach it.
        return Ok(render::refuse(source, checked, screen));
    }
    let Some(model) = &checked.model else { return Ok(Exit::Findings) };
    let quiz = quiz(model, &source, &wish)?;
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let wanted = arguments.format.is_none() && arguments.output.is_none() && !arguments.answers;
    if arguments.ask || arguments.state.is_some() || (wanted && terminal) {
        return dialogue::run(&quiz, arguments.state.as_deref(), screen);
    }
    write(arguments, format, &quiz, screen)?;
    Ok(Exit::Fine)
}

fn quiz<'a>(model: &'a Model, source: &'a Source, wish: &Wish) -> Result<Quiz<'a>, Failure> {
    let kinds = if wish.kinds.is_empty() { Kind::ALL } else { &wish.kinds };
    let all = study::questions_of(&Material { model, source, seed: wish.seed }, kinds);
    let questions = wish.choose(all);
    if questions.is_empty() {
        let help = "ask for more kinds or domains, or draw more services";
        return Err(Failure::refused("the blueprint gives no such question", help));
    }
    Ok(Quiz::new(model, questions, wish.seed))
}

fn wish(arguments: &QuizArguments) -> Result<Wish, Failure> {
    for word in &arguments.domain {
        let known =
            catalog::domains().iter().any(|one| one.id == word) || catalog::task(word).is_some();
        if !known {
            let ids: Vec<&str> = catalog::domains().iter().map(|one| one.id).collect();
            let help = format!("the domains are {}; a task is named like `2.3`", ids.join(", "));
            return Err(Failure::refused(format!("the exam has no domain `{word}`"), help));
        }
    }
    let named = |kind: &&Kind| arguments.kind.iter().any(|word| word == kind.as_str());
    Ok(Wish {
        count: usize::from(arguments.count),
        kinds: Kind::ALL.iter().filter(named).copied().collect(),
        domains: arguments.domain.clone(),
        seed: arguments.seed,
    })
}

/// `--format`, or what the output's ending says, or plain text.
fn format_of(arguments: &QuizArguments) -> Result<QuizFormat, Failure> {
    let ending = arguments.output.as_deref().and_then(Path::extension);
    let format = match (arguments.format, ending.and_then(|ending| ending.to_str())) {
        (Some(format), _) => format,
        (None, None | Some("txt")) => QuizFormat::Text,
        (None, Some("md")) => QuizFormat::Markdown,
        (None, Some("html")) => QuizFormat::Html,
        (None, Some("json")) => QuizFormat::Json,
        (None, Some(other)) => {
            let help = "choose with `--format`: text, markdown, html, json, anki";
            return Err(Failure::refused(format!("`.{other}` says no format of a quiz"), help));
        }
    };
    if format == QuizFormat::Anki && arguments.output.is_none() {
        let help = "name a folder: `-o deck`";
        return Err(Failure::refused("notes for Anki are several files", help));
    }
    Ok(format)
}

fn write(
    arguments: &QuizArguments,
    format: QuizFormat,
    quiz: &Quiz<'_>,
    screen: &Screen,
) -> Result<(), Failure> {
    let cannot = |problem| render::cannot(&problem);
    let answers = if arguments.answers { Answers::Shown } else { Answers::Hidden };
    let text = match format {
        QuizFormat::Text => forms::text(quiz, answers, screen.look.width.min(100)),
        QuizFormat::Json => forms::json(quiz),
        QuizFormat::Html => forms::html(quiz).map_err(cannot)?,
        QuizFormat::Markdown => return document(arguments, quiz, screen),
        QuizFormat::Anki => return deck(arguments, quiz, screen),
    };
    let Some(path) = &arguments.output else { return screen.print(&text) };
    output::write(&[Output { path: path.clone(), bytes: text.into_bytes() }])?;
    tell(path, screen);
    Ok(())
}

/// Markdown, with the pictures in a folder beside it.
fn document(arguments: &QuizArguments, quiz: &Quiz<'_>, screen: &Screen) -> Result<(), Failure> {
    let Some(path) = arguments.output.as_ref().filter(|path| *path != Path::new("-")) else {
        return screen.print(&forms::markdown(quiz, |_| None));
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.with_file_name(format!("{stem}-pictures"));
    let name = |at: usize| format!("{}.svg", at + 1);
    let drawn = quiz.questions.iter().enumerate().filter_map(|(at, one)| {
        let picture = one.picture.as_ref()?;
        Some(quiz.draw(picture, "svg", Theme::Auto).map(|bytes| (at, bytes)))
    });
    let drawn: Vec<(usize, Vec<u8>)> =
        drawn.collect::<Result<_, _>>().map_err(|problem| render::cannot(&problem))?;
    let has = |at: usize| drawn.iter().any(|(drawn, _)| *drawn == at);
    let link = |at: usize| has(at).then(|| format!("<{stem}-pictures/{}>", name(at)));
    let text = forms::markdown(quiz, link);
    let mut files = vec![Output { path: path.clone(), bytes: text.into_bytes() }];
    files
        .extend(drawn.into_iter().map(|(at, bytes)| Output { path: folder.join(name(at)), bytes }));
    if files.len() > 1 {
        make_folder(&folder)?;
    }
    output::write(&files)?;
    tell(path, screen);
    Ok(())
}

/// A folder for Anki: `notes.txt`, and the pictures in `media`.
fn deck(arguments: &QuizArguments, quiz: &Quiz<'_>, screen: &Screen) -> Result<(), Failure> {
    let Some(folder) = &arguments.output else { return Ok(()) };
    let deck =
        forms::anki(quiz, &arguments.pictures).map_err(|problem| render::cannot(&problem))?;
    let media = folder.join("media");
    make_folder(&media)?;
    let mut files = vec![Output { path: folder.join("notes.txt"), bytes: deck.notes.into_bytes() }];
    let pictures = deck.media.into_iter();
    files.extend(pictures.map(|(name, bytes)| Output { path: media.join(name), bytes }));
    output::write(&files)?;
    tell(&folder.join("notes.txt"), screen);
    screen.note(
        "copy the files of `media` into Anki's folder `collection.media`, then import `notes.txt`",
    );
    Ok(())
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|cause| Failure::Write(folder.to_owned(), cause))
}

fn tell(path: &Path, screen: &Screen) {
    if path != Path::new("-") {
        screen.note(&format!("wrote {}", path.display()));
    }
}
