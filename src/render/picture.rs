//! A blueprint's picture on its way to a format: planned at once, laid out and put together when asked for.

use crate::{
    layout::{self, Drawing, flat},
    model::Model,
    scene::{Cards, Engine, Options, Plan, Scene, View},
};
use std::{cell::OnceCell, fmt};

/// Why a picture cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderError {
    /// The chosen engine cannot do it.
    Engine(flat::FlatError),
    /// So many dots that no program would open them: width, height, and what is allowed.
    TooLarge {
        /// Dots across.
        width: u64,
        /// Dots down.
        height: u64,
    },
    /// The view is a page of text and shapes, and the format writes components and lines alone.
    Study,
    /// A part of the picture could not be written in this format; a fault of ours.
    Format(&'static str),
}

/// The most dots of a side, and of the whole picture.
pub const MOST_DOTS: (u64, u64) = (20_000, 100_000_000);

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine(error) => write!(f, "the engine `layout-rs` cannot draw this: {error}"),
            Self::TooLarge { width, height } => write!(
                f,
                "the picture would be {width} × {height} dots; at most {} a side and {} million are written",
                MOST_DOTS.0,
                MOST_DOTS.1 / 1_000_000
            ),
            Self::Study => {
                write!(f, "the view `study` is a page with cards, which this format cannot hold")
            }
            Self::Format(what) => write!(f, "{what} cannot be written in this format"),
        }
    }
}

impl std::error::Error for RenderError {}

impl RenderError {
    /// What to do about it.
    pub const fn help(&self) -> Option<&'static str> {
        match self {
            Self::TooLarge { .. } => {
                Some("choose a smaller `--scale`, or a format without dots such as svg or pdf")
            }
            Self::Study => Some("choose svg, png, pdf or html"),
            Self::Engine(_) | Self::Format(_) => None,
        }
    }
}

/// A picture.
#[derive(Debug)]
pub struct Picture<'a> {
    /// What it shows.
    pub model: &'a Model,
    /// What the user chose.
    pub options: &'a Options,
    /// Texts, boxes and lines.
    pub plan: Plan,
    drawing: OnceCell<Result<Drawing, RenderError>>,
    scene: OnceCell<Result<Scene, RenderError>>,
}

impl<'a> Picture<'a> {
    /// Plans the picture of `model`.
    pub fn new(model: &'a Model, options: &'a Options) -> Self {
        let plan = Plan::new(model, options);
        Self { model, options, plan, drawing: OnceCell::new(), scene: OnceCell::new() }
    }
    /// Whether it shows cards and nothing that is laid out.
    pub fn is_cards(&self) -> bool {
        self.plan.view == View::Study && self.options.cards == Cards::Alone
    }
    /// Places and routes, computed once.
    ///
    /// # Errors
    /// When the chosen engine cannot draw it.
    pub fn drawing(&self) -> Result<&Drawing, RenderError> {
        let lay_out = || match self.options.engine {
            Engine::Own => Ok(layout::run(&self.plan.input)),
            Engine::LayoutRs => flat::run(&self.plan.input).map_err(RenderError::Engine),
        };
        self.drawing.get_or_init(lay_out).as_ref().map_err(|&error| error)
    }
    /// The finished scene, computed once.
    ///
    /// # Errors
    /// When the chosen engine cannot draw it.
    pub fn scene(&self) -> Result<&Scene, RenderError> {
        let build = || {
            if self.plan.view == View::Coverage {
                return Ok(Scene::table(self.model, &self.plan, self.options));
            }
            if self.is_cards() {
                return Ok(Scene::cards(self.model, &self.plan, self.options));
            }
            let drawing = self.drawing()?;
            Ok(Scene::new(self.model, &self.plan, drawing, self.options))
        };
        self.scene.get_or_init(build).as_ref().map_err(|&error| error)
    }
}
