//! Images made of dots: PNG files, read whole so that a broken one is refused.

use super::{Fault, MOST_BYTES};

/// The most dots of a side.
const MOST_SIDE: u32 = 2048;

/// An image made of dots.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// Dots across.
    pub width: u32,
    /// Dots down.
    pub height: u32,
    /// Red, green, blue and opacity of each dot, row by row, not multiplied.
    pub dots: Vec<u8>,
    /// The file as it was: a PNG that was read without a fault.
    pub file: Vec<u8>,
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({} × {}, {} bytes)", self.width, self.height, self.file.len())
    }
}

impl Image {
    /// Reads a PNG file.
    ///
    /// # Errors
    /// When it is broken, too many bytes, or more than 2048 dots a side.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.len() > MOST_BYTES {
            return Err(Fault::TooLarge);
        }
        let broken = |fault: png::DecodingError| Fault::Broken(fault.to_string().to_lowercase());
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(broken)?;
        let (width, height) = (reader.info().width, reader.info().height);
        if width.max(height) > MOST_SIDE || width.min(height) == 0 {
            return Err(Fault::TooLarge);
        }
        let size = reader.output_buffer_size().ok_or(Fault::TooLarge)?;
        let mut raw = vec![0; size];
        let frame = reader.next_frame(&mut raw).map_err(broken)?;
        raw.truncate(frame.buffer_size());
        let dots = match frame.color_type {
            png::ColorType::Rgba => raw,
            png::ColorType::Rgb => {
                raw.chunks_exact(3).flat_map(|dot| [dot[0], dot[1], dot[2], 255]).collect()
            }
            png::ColorType::Grayscale => {
                raw.iter().flat_map(|&grey| [grey, grey, grey, 255]).collect()
            }
            png::ColorType::GrayscaleAlpha => {
                raw.chunks_exact(2).flat_map(|dot| [dot[0], dot[0], dot[0], dot[1]]).collect()
            }
            png::ColorType::Indexed => {
                return Err(Fault::Broken("its palette is missing".to_owned()));
            }
        };
        Ok(Self { width, height, dots, file: bytes.to_vec() })
    }
}
