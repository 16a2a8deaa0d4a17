//! Text in lines: broken where a reader expects it, cut with an ellipsis, and evened.

use super::{Weight, clean, width};
use crate::geometry::Px;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How often a width is halved to make lines even: finer than a letter.
const EVEN: usize = 6;

/// Breaks `text` into at most `max_lines` lines of at most `max_width` pixels: at blanks, else after
/// punctuation inside a word, else anywhere between two whole characters. What does not fit ends with an
/// ellipsis. The text is cleaned first (see [`clean`]); an empty text has no lines.
pub fn wrap(text: &str, weight: Weight, size: Px, max_width: Px, max_lines: usize) -> Vec<String> {
    let mut lines =
        Lines { style: Style { weight, size, max_width }, most: max_lines, done: Vec::new() };
    let mut line = String::new();
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        if lines.full() {
            break;
        }
        line = lines.add(line, word);
    }
    if !line.is_empty() {
        lines.done.push(line);
    }
    lines.finish()
}

/// The same as [`wrap`] with lines of about one length, so that no short word stands alone under a long line: as narrow
/// as the text can be in as few lines. A text that is cut, or a word of which is broken, is left as it is.
pub fn wrap_evenly(
    text: &str,
    weight: Weight,
    size: Px,
    max_width: Px,
    max_lines: usize,
) -> Vec<String> {
    let mut lines = wrap(text, weight, size, max_width, max_lines);
    if lines.len() < 2 || lines.last().is_some_and(|line| line.ends_with('…')) {
        return lines;
    }
    let widest = |words: &mut dyn Iterator<Item = &str>| {
        words.map(|word| width(word, weight, size)).fold(0.0, Px::max)
    };
    let mut low = widest(&mut text.split_whitespace());
    let mut high = widest(&mut lines.iter().map(String::as_str));
    for _ in 0..EVEN {
        let tried = wrap(text, weight, size, Px::midpoint(low, high), max_lines);
        let reach = widest(&mut tried.iter().map(String::as_str));
        if low >= high
            || tried.len() > lines.len()
            || tried.last().is_some_and(|line| line.ends_with('…'))
        {
            low = Px::midpoint(low, high);
        } else {
            (lines, high) = (tried, reach);
        }
    }
    lines
}

/// `text` on one line of at most `max_width` pixels, cut with an ellipsis when it is longer.
pub fn fit(text: &str, weight: Weight, size: Px, max_width: Px) -> String {
    let style = Style { weight, size, max_width };
    let text = clean(text);
    if style.fits(&text) { text } else { style.cut(&text) }
}

#[derive(Clone, Copy)]
struct Style {
    weight: Weight,
    size: Px,
    max_width: Px,
}

impl Style {
    fn fits(self, text: &str) -> bool {
        // A word of 100 kB is never measured whole: no glyph that advances is thinner than a tenth of an em.
        text.len() < 4096 && width(text, self.weight, self.size) <= self.max_width + 1e-6
    }
    /// The longest start of `text` that fits with an ellipsis after it.
    fn cut(self, text: &str) -> String {
        let mut out = String::new();
        for whole in wholes(text) {
            let longer = format!("{out}{whole}");
            if !self.fits(&format!("{longer}…")) {
                break;
            }
            out = longer;
        }
        // Rather a whole word less than half a word more, unless that takes too much.
        if let Some(at) = out.rfind(' ').filter(|&at| at > out.len() / 2 && out.len() < text.len())
        {
            out.truncate(at);
        }
        out.truncate(out.trim_end().len());
        out.push('…');
        out
    }
}

struct Lines {
    style: Style,
    most: usize,
    done: Vec<String>,
}

impl Lines {
    /// One line more than allowed is enough to know that something is cut.
    fn full(&self) -> bool {
        self.done.len() > self.most
    }
    /// Adds `word` to `line` and returns the line that is open afterwards.
    fn add(&mut self, line: String, word: &str) -> String {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if self.style.fits(&joined) {
            return joined;
        }
        if !line.is_empty() {
            self.done.push(line);
        }
        if self.style.fits(word) { word.to_owned() } else { self.break_word(word) }
    }
    /// Breaks a word that is wider than a line; returns its last piece.
    fn break_word(&mut self, word: &str) -> String {
        let (mut line, mut good, mut before) = (String::new(), 0, "");
        for whole in wholes(word) {
            if self.full() {
                break;
            }
            if ends_line(before) && !begins_no_line(whole) {
                good = line.len();
            }
            let longer = format!("{line}{whole}");
            if !line.is_empty() && !self.style.fits(&longer) {
                let rest = line.split_off(if good > 0 { good } else { line.len() });
                self.done.push(std::mem::replace(&mut line, rest + whole));
                good = 0;
            } else {
                line = longer;
            }
            before = whole;
        }
        line
    }
    fn finish(mut self) -> Vec<String> {
        if self.done.len() > self.most {
            let rest = self.done.split_off(self.most.saturating_sub(1)).join(" ");
            if self.most > 0 {
                self.done.push(self.style.cut(&rest));
            }
        }
        self.done
    }
}

/// The text in pieces that must not be parted: letters with their marks, joined emoji, flags (UAX #29).
pub(crate) fn wholes(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
}

/// Whether a line may end after `whole`, inside a word: after punctuation, and between the letters of scripts that are
/// written without blanks.
fn ends_line(whole: &str) -> bool {
    whole.ends_with(['-', '_', '/', '.', ':', ',']) || UnicodeWidthStr::width(whole) > 1
}

/// Whether no line begins with `whole`: what closes or ends a sentence in scripts that are written without blanks.
fn begins_no_line(whole: &str) -> bool {
    const CLOSING: &str =
        "、。，．：；！？）］｝」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";
    whole.chars().all(|c| CLOSING.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrap_breaks_at_words_and_keeps_everything_that_fits() {
        let lines = wrap("Amazon OpenSearch Serverless", Weight::Regular, 12.0, 120.0, 3);
        assert_eq!(lines, ["Amazon OpenSearch", "Serverless"]);
        assert!(wrap("", Weight::Regular, 12.0, 120.0, 3).is_empty());
    }

    #[test]
    fn even_lines_leave_no_word_alone() {
        let even = |text: &str, most| wrap_evenly(text, Weight::Bold, 12.0, 120.0, most);
        assert_eq!(wrap("Headset and tablet app", Weight::Bold, 12.0, 120.0, 3)[1], "app");
        assert_eq!(even("Headset and tablet app", 3), ["Headset and", "tablet app"]);
        assert_eq!(even("Managed Knowledge Base", 2), ["Managed", "Knowledge Base"]);
        // What is on one line, cut or broken in a word stays as it is.
        for text in [
            "CloudWatch",
            "one two three four five six seven eight",
            "a_very_long_identifier_of_a_part",
        ] {
            assert_eq!(even(text, 2), wrap(text, Weight::Bold, 12.0, 120.0, 2), "{text}");
        }
    }

    #[test]
    fn wrap_ends_with_an_ellipsis_when_cut() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        let lines = wrap(text, Weight::Regular, 12.0, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, Weight::Regular, 12.0) <= 60.0));
    }

    #[test]
    fn long_words_break_after_punctuation_first() {
        let text = "anthropic.claude-sonnet-4-5-20250929-v1:0";
        let lines = wrap(text, Weight::Regular, 12.0, 120.0, 9);
        assert_eq!(lines.concat(), text);
        assert!(lines[0].ends_with(['-', '.']), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, Weight::Regular, 12.0) <= 120.0));
    }

    #[test]
    fn a_huge_label_is_cut_without_being_measured_whole() {
        for text in ["x".repeat(100_000), "e\u{301}".repeat(50_000), "日 ".repeat(30_000)] {
            let lines = wrap(&text, Weight::Regular, 12.0, 120.0, 3);
            assert_eq!(lines.len(), 3);
            assert!(lines.iter().all(|line| width(line, Weight::Regular, 12.0) <= 120.0));
        }
    }

    #[test]
    fn marks_and_joined_emoji_are_never_parted() {
        let pieces: Vec<&str> = wholes("ae\u{301}👩\u{200d}👧🇩🇪b").collect();
        assert_eq!(pieces, ["a", "e\u{301}", "👩\u{200d}👧", "🇩🇪", "b"]);
        let cut = fit(&"👩\u{200d}👧".repeat(9), Weight::Regular, 10.0, 45.0);
        assert_eq!(cut, format!("{}…", "👩\u{200d}👧".repeat(3)));
    }

    #[test]
    fn scripts_without_blanks_break_between_letters() {
        let wrap = |text: &str, em: Px| wrap(text, Weight::Regular, 10.0, em * 10.0, 9);
        assert_eq!(wrap("質問に答える機能", 4.0), ["質問に答", "える機能"]);
        assert_eq!(wrap("質問に答。える", 4.0), ["質問に", "答。える"]);
        assert_eq!(wrap("関数Lambdaを呼ぶ", 4.5), ["関数", "Lambda", "を呼ぶ"]);
    }
}
