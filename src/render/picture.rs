//! A blueprint's picture on its way to a format: planned at once, laid out and put together when asked for.

use crate::{
    layout::{self, Drawing, flat},
    model::Model,
    scene::{Engine, Options, Plan, Scene, View},
};
use std::{cell::OnceCell, fmt};

/// Why a picture cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderError {
    /// The chosen engine cannot do it.
    Engine(flat::FlatError),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine(error) => write!(f, "the engine `layout-rs` cannot draw this: {error}"),
        }
    }
}

impl std::error::Error for RenderError {}

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
            let drawing = self.drawing()?;
            Ok(Scene::new(self.model, &self.plan, drawing, self.options))
        };
        self.scene.get_or_init(build).as_ref().map_err(|&error| error)
    }
}
