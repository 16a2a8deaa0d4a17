//! The user's drawings and images on a page: outlines, runs of colours, opacities, dots.

use super::{page::Page, single};
use crate::{
    geometry::{Piece, Point, Px, Rect, Transform, outline},
    scene::{
        Rgb,
        artwork::{Artwork, Cap, Image, Ink, Line, Stop, Tone},
    },
};
use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::{
    Chunk, Content, Filter, Name, Ref,
    types::{FunctionShadingType, LineCapStyle, LineJoinStyle},
    writers::Resources,
};
use std::sync::Arc;

/// How many colours of a run are written down.
const SAMPLES: u16 = 64;

/// What drawings and images need beside the page's content.
#[derive(Debug, Default)]
pub(super) struct Extras {
    /// Runs of colours: along a line (four numbers) or around a point (six), and their samples.
    runs: Vec<(Vec<f32>, Vec<u8>)>,
    /// Opacities in percent.
    opacities: Vec<u8>,
    images: Vec<Arc<Image>>,
}

/// The name of a resource: a letter and a number.
fn name(letter: char, at: usize) -> Vec<u8> {
    format!("{letter}{at}").into_bytes()
}

impl Extras {
    /// How many objects they are.
    pub(super) fn objects(&self) -> i32 {
        let count = 2 * self.runs.len() + self.opacities.len() + 2 * self.images.len();
        i32::try_from(count).unwrap_or(i32::MAX / 2)
    }
    fn opacity(&mut self, percent: u8) -> usize {
        self.opacities.iter().position(|&one| one == percent).unwrap_or_else(|| {
            self.opacities.push(percent);
            self.opacities.len() - 1
        })
    }
    /// Names them for the page, as the objects from `first` on.
    pub(super) fn name(&self, first: i32, resources: &mut Resources<'_>) {
        let mut id = first;
        let mut next = |by: i32| {
            id += by;
            Ref::new(id - by)
        };
        if !self.runs.is_empty() {
            let mut list = resources.shadings();
            for at in 0..self.runs.len() {
                list.pair(Name(&name('S', at)), next(2));
            }
        }
        if !self.opacities.is_empty() {
            let mut list = resources.ext_g_states();
            for at in 0..self.opacities.len() {
                list.pair(Name(&name('A', at)), next(1));
            }
        }
        if !self.images.is_empty() {
            let mut list = resources.x_objects();
            for at in 0..self.images.len() {
                list.pair(Name(&name('I', at)), next(2));
            }
        }
    }
    /// Writes them, in the order of [`Extras::name`].
    pub(super) fn write(&self, first: i32, pdf: &mut Chunk) {
        let mut id = first;
        for (coords, samples) in &self.runs {
            let around = coords.len() == 6;
            let mut shading = pdf.function_shading(Ref::new(id));
            shading.shading_type(if around {
                FunctionShadingType::Radial
            } else {
                FunctionShadingType::Axial
            });
            shading.color_space().device_rgb();
            shading.coords(coords.iter().copied()).function(Ref::new(id + 1)).extend([true, true]);
            drop(shading);
            let mut function = pdf.sampled_function(Ref::new(id + 1), samples);
            function.domain([0.0, 1.0]).range([0.0, 1.0, 0.0, 1.0, 0.0, 1.0]);
            function.size([i32::from(SAMPLES)]).bits_per_sample(8);
            drop(function);
            id += 2;
        }
        for &percent in &self.opacities {
            let share = f32::from(percent) / 100.0;
            pdf.ext_graphics(Ref::new(id)).non_stroking_alpha(share).stroking_alpha(share);
            id += 1;
        }
        for image in &self.images {
            write_image(image, id, pdf);
            id += 2;
        }
    }
}

fn write_image(image: &Image, id: i32, pdf: &mut Chunk) {
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let (width, height) = (side(image.width), side(image.height));
    let colours: Vec<u8> =
        image.dots.chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect();
    let opacities: Vec<u8> = image.dots.chunks_exact(4).map(|dot| dot[3]).collect();
    let colours = compress_to_vec_zlib(&colours, 9);
    let mut one = pdf.image_xobject(Ref::new(id), &colours);
    one.filter(Filter::FlateDecode);
    one.width(width).height(height).bits_per_component(8).s_mask(Ref::new(id + 1));
    one.color_space().device_rgb();
    drop(one);
    let opacities = compress_to_vec_zlib(&opacities, 9);
    let mut one = pdf.image_xobject(Ref::new(id + 1), &opacities);
    one.filter(Filter::FlateDecode);
    one.width(width).height(height).bits_per_component(8);
    one.color_space().device_gray();
}

impl Page<'_> {
    /// Draws `artwork` as large as fits into `place`.
    pub(super) fn artwork(&mut self, place: &Rect, artwork: &Artwork) {
        let fit = artwork.fitted(place);
        self.content.save_state();
        if artwork.overflows() {
            self.pieces(&outline::rect(place, 0.0));
            self.content.clip_nonzero().end_path();
        }
        for part in &artwork.parts {
            let placed = |piece: &Piece| piece.map(|point| fit.of(point));
            let pieces: Vec<Piece> = part.pieces.iter().map(placed).collect();
            if let Some(ink) = &part.fill {
                self.content.save_state();
                self.shared(ink);
                self.fill_art(&pieces, part.even_odd, ink, &fit);
                self.content.restore_state();
            }
            if let Some(line) = &part.line {
                self.content.save_state();
                self.shared(&line.ink);
                line_style(&mut self.content, line, line.width * fit.growth());
                self.pieces(&pieces);
                self.content.stroke().restore_state();
            }
        }
        self.content.restore_state();
    }
    fn fill_art(&mut self, pieces: &[Piece], even_odd: bool, ink: &Ink, fit: &Transform) {
        let (coords, list) = match &ink.tone {
            Tone::Flat(colour) => {
                let [red, green, blue] = shares(*colour);
                self.content.set_fill_rgb(red, green, blue);
                self.pieces(pieces);
                let content = &mut self.content;
                if even_odd {
                    content.fill_even_odd()
                } else {
                    content.fill_nonzero()
                };
                return;
            }
            Tone::Along(from, to, list) => {
                let (from, to) = (fit.of(*from), fit.of(*to));
                ([from.x, from.y, to.x, to.y].map(single).to_vec(), list)
            }
            Tone::Around(at, radius, list) => {
                let at: Point = fit.of(*at);
                let radius = radius * fit.growth();
                ([at.x, at.y, 0.0, at.x, at.y, radius].map(single).to_vec(), list)
            }
        };
        self.pieces(pieces);
        let content = &mut self.content;
        if even_odd {
            content.clip_even_odd()
        } else {
            content.clip_nonzero()
        };
        content.end_path().shading(Name(&name('S', self.extras.runs.len())));
        self.extras.runs.push((coords, samples(list)));
    }
    /// The opacity of an ink.
    fn shared(&mut self, ink: &Ink) {
        if ink.opacity < 1.0 {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "an opacity is a share, and the cast saturates"
            )]
            let at = self.extras.opacity((ink.opacity * 100.0).round() as u8);
            self.content.set_parameters(Name(&name('A', at)));
        }
    }
    /// Draws `image` so that it fills `place`.
    pub(super) fn image(&mut self, place: &Rect, image: &Arc<Image>) {
        let [x, y, w, h] = [place.x, place.bottom(), place.w, -place.h].map(single);
        self.content.save_state().transform([w, 0.0, 0.0, h, x, y]);
        self.content.x_object(Name(&name('I', self.extras.images.len()))).restore_state();
        self.extras.images.push(Arc::clone(image));
    }
}

fn line_style(content: &mut Content, line: &Line, width: Px) {
    let colour = match &line.ink.tone {
        Tone::Flat(colour) => *colour,
        // A line along an outline is thin: the middle of the run stands for it.
        Tone::Along(.., list) | Tone::Around(.., list) => self::colour(list, 0.5),
    };
    let [red, green, blue] = shares(colour);
    content.set_stroke_rgb(red, green, blue).set_line_width(single(width));
    content.set_line_cap(match line.cap {
        Cap::Plain => LineCapStyle::ButtCap,
        Cap::Round => LineCapStyle::RoundCap,
        Cap::Square => LineCapStyle::ProjectingSquareCap,
    });
    content.set_line_join(match line.join {
        Cap::Plain => LineJoinStyle::MiterJoin,
        Cap::Round => LineJoinStyle::RoundJoin,
        Cap::Square => LineJoinStyle::BevelJoin,
    });
    content.set_dash_pattern([], 0.0);
}

fn samples(list: &[Stop]) -> Vec<u8> {
    let sample = |step: u16| colour(list, Px::from(step) / Px::from(SAMPLES - 1));
    (0..SAMPLES).map(sample).flat_map(|Rgb(red, green, blue)| [red, green, blue]).collect()
}

/// The colour of a run at a share of its way.
fn colour(list: &[Stop], share: Px) -> Rgb {
    let after = list.iter().position(|stop| stop.at >= share);
    match (after, list) {
        (_, []) => Rgb::BLACK,
        (None, [.., end]) => end.colour,
        (Some(0), [first, ..]) => first.colour,
        (Some(after), _) => {
            let (one, two) = (&list[after - 1], &list[after]);
            let way = (share - one.at) / (two.at - one.at).max(1e-9);
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share, and the cast saturates"
            )]
            one.colour.mixed(two.colour, (way * 100.0).round() as u16)
        }
    }
}

fn shares(Rgb(red, green, blue): Rgb) -> [f32; 3] {
    [red, green, blue].map(|part| f32::from(part) / 255.0)
}
