//! A font as WOFF: the same tables, each compressed.
//!
//! The format is that of <https://www.w3.org/TR/WOFF/>, which every browser reads.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};

/// Bytes of the header, of a row of the directory of tables, and of both in a plain font.
const HEADER: usize = 44;
const ROW: usize = 20;
const PLAIN: (usize, usize) = (12, 16);
/// The best compression, and that there is a header.
const LEVEL: i32 = 10;
const WITH_HEADER: i32 = 1;

/// A table of a font.
struct Table<'a> {
    tag: &'a [u8],
    checksum: &'a [u8],
    bytes: &'a [u8],
}

/// The font as WOFF; `None` when its directory of tables leads out of the file.
pub(super) fn pack(font: &[u8]) -> Option<Vec<u8>> {
    let tables = tables(font)?;
    // One compressor for all: its memory is larger than most tables.
    let flags = create_comp_flags_from_zip_params(LEVEL, WITH_HEADER, 0);
    let mut compressor = CompressorOxide::new(flags);
    let mut packed = Vec::with_capacity(tables.len());
    for table in &tables {
        packed.push(shorter(&mut compressor, table.bytes));
        compressor.reset();
    }
    let mut rows = Vec::new();
    let mut body = Vec::new();
    let start = HEADER + ROW * tables.len();
    for (table, packed) in tables.iter().zip(&packed) {
        rows.extend_from_slice(table.tag);
        for number in [start + body.len(), packed.len(), table.bytes.len()] {
            rows.extend(long(number)?);
        }
        rows.extend_from_slice(table.checksum);
        body.extend_from_slice(packed);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let plain: usize = tables.iter().map(|one| one.bytes.len().next_multiple_of(4)).sum();
    let mut out = b"wOFF".to_vec();
    out.extend_from_slice(font.get(..4)?);
    out.extend(long(start + body.len())?);
    out.extend_from_slice(font.get(4..6)?);
    out.extend([0, 0]);
    out.extend(long(PLAIN.0 + PLAIN.1 * tables.len() + plain)?);
    // A version of the file, and no further data.
    out.extend([0, 1, 0, 0]);
    out.resize(HEADER, 0);
    out.extend(rows);
    out.extend(body);
    Some(out)
}

fn long(number: usize) -> Option<[u8; 4]> {
    u32::try_from(number).ok().map(u32::to_be_bytes)
}

/// The table compressed, or as it is where that is no longer.
fn shorter(compressor: &mut CompressorOxide, bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0; bytes.len()];
    let (status, _, length) = compress(compressor, bytes, &mut packed, TDEFLFlush::Finish);
    if status == TDEFLStatus::Done && length < bytes.len() {
        packed.truncate(length);
        packed
    } else {
        bytes.to_vec()
    }
}

/// The tables in the order of the directory, which is that of their tags.
fn tables(font: &[u8]) -> Option<Vec<Table<'_>>> {
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let number = |bytes: &[u8]| Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize);
    (0..usize::from(count))
        .map(|at| {
            let row = font.get(PLAIN.0 + PLAIN.1 * at..PLAIN.0 + PLAIN.1 * (at + 1))?;
            let (start, length) = (number(&row[8..12])?, number(&row[12..16])?);
            let bytes = font.get(start..start.checked_add(length)?)?;
            Some(Table { tag: &row[..4], checksum: &row[4..8], bytes })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::inflate::decompress_to_vec_zlib;

    fn number(bytes: &[u8], at: usize) -> usize {
        bytes[at..at + 4].iter().fold(0, |all, &byte| all << 8 | usize::from(byte))
    }

    #[test]
    fn the_tables_come_out_as_they_went_in() {
        let font = notosans::REGULAR_TTF;
        let packed = pack(font).unwrap_or_default();
        assert!(packed.len() < font.len());
        assert_eq!((&packed[..4], number(&packed, 8)), (&b"wOFF"[..], packed.len()));
        let tables = tables(font).unwrap_or_default();
        assert_eq!(number(&packed, 12) >> 16, tables.len());
        for (at, table) in tables.iter().enumerate() {
            let row = &packed[HEADER + ROW * at..][..ROW];
            assert_eq!((&row[..4], &row[16..]), (table.tag, table.checksum));
            let bytes = &packed[number(row, 4)..][..number(row, 8)];
            let whole = bytes.len() == number(row, 12);
            let bytes = if whole { Ok(bytes.to_vec()) } else { decompress_to_vec_zlib(bytes) };
            assert_eq!(bytes.unwrap_or_default(), table.bytes);
        }
    }

    #[test]
    fn a_broken_font_is_none() {
        assert!(pack(b"").is_none());
        assert!(pack(&notosans::REGULAR_TTF[..2000]).is_none());
    }
}
