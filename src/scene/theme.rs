//! The meaning of every colour in a picture, and its value in each theme.

use super::colour::Rgb;

/// What a colour is for; a theme turns it into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    /// The page.
    Ground,
    /// Names and headings.
    Text,
    /// Text of less weight.
    Muted,
    /// Connections.
    Line,
    /// The rule under the title.
    Rule,
    /// Behind the legend.
    Panel,
    /// Line glyphs and letters on a tile or a step badge.
    OnTile,
    /// The bar at the start of a band or rail.
    Bar,
    /// Something to be careful about, as a filled mark.
    Caution,
    /// What is written on [`Paint::Caution`].
    OnCaution,
    /// The tile of a component.
    Tile(Rgb),
    /// A border of this colour.
    Border(Rgb),
    /// Text or an outline of this colour, readable on the page.
    Ink(Rgb),
    /// A light ground of this colour.
    Tint(Rgb),
    /// The disc of a step, by flow.
    Step(u8),
    /// The rule under the title, in a company's colour.
    Accent(Rgb),
    /// A disc in a company's colour.
    Disc(Rgb),
    /// Letters on [`Paint::Disc`].
    OnDisc(Rgb),
}

/// A fixed set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Dark on white.
    Light,
    /// Light on dark.
    Dark,
    /// Dark on white with little ink.
    Print,
}

/// What the user chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light, and dark for a reader who prefers that.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// For paper.
    Print,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Light, Self::Dark, Self::Print];
    /// The word of the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
        }
    }
    /// The palettes that readers see.
    pub const fn palettes(self) -> &'static [Palette] {
        match self {
            Self::Auto => &[Palette::Light, Palette::Dark],
            Self::Light => &[Palette::Light],
            Self::Dark => &[Palette::Dark],
            Self::Print => &[Palette::Print],
        }
    }
    /// The palette that every reader sees, or that readers without a wish see.
    pub const fn palette(self) -> Palette {
        match self {
            Self::Auto | Self::Light => Palette::Light,
            Self::Dark => Palette::Dark,
            Self::Print => Palette::Print,
        }
    }
}

/// The discs of the flows' steps; white letters are readable on each, on white and on the dark page.
const STEPS: [Rgb; 6] = [
    Rgb(0x00, 0x7C, 0xBD),
    Rgb(0x7B, 0x3F, 0xB5),
    Rgb(0x3B, 0x7D, 0x23),
    Rgb(0xB8, 0x4A, 0x0E),
    Rgb(0xB5, 0x2A, 0x6B),
    Rgb(0x54, 0x64, 0x74),
];

/// For what has no colour of its own.
pub const GREY: Rgb = Rgb(0x7D, 0x89, 0x98);

/// The colours that references name for their layers.
const NAMED: [(&str, Rgb); 8] = [
    ("grey", GREY),
    ("red", Rgb(0xDD, 0x34, 0x4C)),
    ("violet", Rgb(0x8C, 0x4F, 0xFF)),
    ("pink", Rgb(0xE7, 0x15, 0x7B)),
    ("teal", Rgb(0x01, 0xA8, 0x8D)),
    ("green", Rgb(0x7A, 0xA1, 0x16)),
    ("orange", Rgb(0xED, 0x71, 0x00)),
    ("magenta", Rgb(0xC9, 0x25, 0xD1)),
];

/// The colour with this name, or written as `#RRGGBB`; grey when it is neither.
pub fn named(colour: &str) -> Rgb {
    let known = NAMED.iter().find(|(name, _)| *name == colour).map(|(_, value)| *value);
    known.or_else(|| Rgb::parse(colour)).unwrap_or(GREY)
}

const DARK_GROUND: Rgb = Rgb(0x0F, 0x1B, 0x2A);

impl Palette {
    /// The word of messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
        }
    }
    /// The page.
    pub const fn ground(self) -> Rgb {
        match self {
            Self::Light | Self::Print => Rgb::WHITE,
            Self::Dark => DARK_GROUND,
        }
    }
    /// The value of `paint`.
    pub fn value(self, paint: Paint) -> Rgb {
        match self {
            Self::Light => light(paint),
            Self::Dark => dark(paint),
            Self::Print => print(paint),
        }
    }
}

fn light(paint: Paint) -> Rgb {
    match paint {
        Paint::Ground | Paint::OnTile => Rgb::WHITE,
        Paint::Text | Paint::OnCaution => Rgb(0x16, 0x19, 0x1F),
        Paint::Muted | Paint::Line => Rgb(0x54, 0x5B, 0x64),
        Paint::Rule => Rgb(0xFF, 0x99, 0x00),
        Paint::Panel => Rgb(0xF5, 0xF8, 0xFC),
        Paint::Bar => Rgb(0xAA, 0xB7, 0xB8),
        Paint::Caution => Rgb(0xFF, 0xB0, 0x20),
        Paint::Tile(colour) | Paint::Border(colour) => colour,
        // More than is asked on white: titles of boundaries stand on tints too.
        Paint::Ink(colour) => colour.until(Rgb::BLACK, Rgb::WHITE, 5.0),
        Paint::Tint(colour) => Rgb::WHITE.mixed(colour, 7),
        Paint::Step(flow) => STEPS[usize::from(flow) % STEPS.len()],
        Paint::Accent(colour) | Paint::Disc(colour) => colour.until(Rgb::BLACK, Rgb::WHITE, 1.4),
        Paint::OnDisc(colour) => letters_on(light(Paint::Disc(colour))),
    }
}

/// White where that can be read, else the darker of what can.
fn letters_on(ground: Rgb) -> Rgb {
    if Rgb::WHITE.contrast(ground) >= super::brand::READABLE { Rgb::WHITE } else { Rgb::BLACK }
}

fn dark(paint: Paint) -> Rgb {
    match paint {
        Paint::Ground => DARK_GROUND,
        Paint::Text => Rgb(0xF2, 0xF4, 0xF7),
        Paint::Muted => Rgb(0xB4, 0xBE, 0xCA),
        Paint::Line => Rgb(0xA4, 0xB0, 0xBE),
        Paint::Panel => Rgb(0x17, 0x26, 0x38),
        Paint::Bar => Rgb(0x5B, 0x6B, 0x7C),
        Paint::Tile(colour) | Paint::Disc(colour) => colour.until(Rgb::WHITE, DARK_GROUND, 2.4),
        Paint::Border(colour) | Paint::Ink(colour) if colour.luminance() < 0.05 => {
            Rgb(0xF2, 0xF4, 0xF7)
        }
        Paint::Border(colour) => colour.until(Rgb::WHITE, DARK_GROUND, 3.6),
        Paint::Ink(colour) => colour.until(Rgb::WHITE, DARK_GROUND, 6.0),
        Paint::Tint(colour) => DARK_GROUND.mixed(colour.until(Rgb::WHITE, DARK_GROUND, 2.4), 13),
        Paint::Accent(colour) => colour.until(Rgb::WHITE, DARK_GROUND, 3.0),
        Paint::OnDisc(colour) => letters_on(dark(Paint::Disc(colour))),
        same => light(same),
    }
}

fn print(paint: Paint) -> Rgb {
    match paint {
        Paint::Text | Paint::Line => Rgb::BLACK,
        Paint::Muted => Rgb(0x38, 0x3C, 0x42),
        Paint::Panel => Rgb::WHITE,
        Paint::Tint(_) => Rgb(0xF7, 0xF7, 0xF7),
        Paint::Ink(colour) => colour.until(Rgb::BLACK, Rgb::WHITE, 7.0),
        same => light(same),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The category and boundary colours of AWS drawings.
    const COLOURS: [&str; 10] = [
        "#ED7100", "#7AA116", "#C925D1", "#8C4FFF", "#01A88D", "#E7157B", "#DD344C", "#232F3E",
        "#00A4A6", "#7D8998",
    ];

    fn colours() -> impl Iterator<Item = Rgb> {
        COLOURS.into_iter().filter_map(Rgb::parse)
    }

    #[test]
    fn text_is_readable_on_everything_it_may_stand_on() {
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            let mut grounds = vec![Paint::Ground, Paint::Panel];
            grounds.extend(colours().map(Paint::Tint));
            for ground in grounds {
                for text in [Paint::Text, Paint::Muted] {
                    let ratio = palette.value(text).contrast(palette.value(ground));
                    assert!(ratio >= 4.5, "{palette:?}: {text:?} on {ground:?} is {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn coloured_letters_and_steps_are_readable() {
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            let on = |front: Paint, back: Paint| {
                let ratio = palette.value(front).contrast(palette.value(back));
                assert!(ratio >= 4.5, "{palette:?}: {front:?} on {back:?} is {ratio:.2}");
            };
            for colour in colours() {
                on(Paint::Ink(colour), Paint::Ground);
            }
            (0..6).for_each(|flow| on(Paint::OnTile, Paint::Step(flow)));
            on(Paint::OnCaution, Paint::Caution);
        }
    }

    #[test]
    fn lines_borders_and_tiles_stand_out() {
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            let ground = palette.ground();
            assert!(palette.value(Paint::Line).contrast(ground) >= 3.0);
            for colour in colours() {
                assert!(palette.value(Paint::Border(colour)).contrast(ground) >= 2.8, "{colour:?}");
                assert!(palette.value(Paint::Tile(colour)).contrast(ground) >= 2.4, "{colour:?}");
            }
        }
    }
}
