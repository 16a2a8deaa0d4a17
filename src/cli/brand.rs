//! A company's colours and logo: read, checked against the layers and for contrast.

use super::failure::Failure;
use super::icons;
use super::render::PictureChoice;
use super::screen::Screen;
use crate::model::Model;
use crate::scene::artwork::Logo;
use crate::scene::{Brand, Rgb};
use crate::suggest;

/// A colour written as `#RRGGBB`.
pub(super) fn colour(word: &str) -> Result<Rgb, String> {
    Rgb::parse(word).ok_or_else(|| "a colour is written as `#RRGGBB`, such as `#0055aa`".to_owned())
}

/// A layer and its colour, with `=` between them.
pub(super) fn band(word: &str) -> Result<(String, Rgb), String> {
    let (layer, value) =
        word.split_once('=').ok_or("a layer and its colour, such as `engine=#0055aa`")?;
    Ok((layer.trim().to_owned(), colour(value.trim())?))
}

/// The look that was chosen; says on `screen` where text had to change to stay readable.
pub(super) fn load(
    choice: &PictureChoice,
    model: &Model,
    screen: &Screen,
) -> Result<Brand, Failure> {
    let ids = || model.reference.layers.iter().map(|layer| &*layer.id);
    for (layer, _) in &choice.band_color {
        if ids().all(|id| id != layer) {
            let near = suggest::nearest(layer, ids());
            let help = near.map_or_else(
                || format!("the layers are {}", ids().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Failure::refused(format!("there is no layer `{layer}` to colour"), help));
        }
    }
    let logo = match &choice.logo {
        None => None,
        Some(path) => {
            let bytes = icons::read(path).map_err(|cause| Failure::read(path, cause))?;
            let logo = Logo::parse(&bytes).map_err(|fault| {
                Failure::refused(
                    format!("the logo `{}` cannot be drawn: {fault}", path.display()),
                    "a logo is a plain SVG (shapes and colours) or a PNG, at most 256 KiB and 2048 dots a side",
                )
            })?;
            Some(logo)
        }
    };
    let brand = Brand { accent: choice.accent, bands: choice.band_color.clone(), logo };
    for (palette, ratio) in brand.unreadable(choice.theme) {
        let fact = format!(
            "white letters on the accent have a contrast of {ratio:.1} in the {} theme, and 4.5 can be read",
            palette.as_str()
        );
        screen.warn(&fact, "dark letters are drawn on it");
    }
    Ok(brand)
}
