//! Tables as labels that look like HTML: the findings of a review, and who is covered with what.

use crate::{
    model::Model,
    render::escape::xml,
    scene::{
        Paint, Palette, Plan, Rgb, named, severity_colour, short,
        table::{CAPABILITIES, Score, State, Table},
    },
};
use std::fmt::Write as _;

/// Longest message in a row, in characters of a line, and the most lines.
const MESSAGE: (usize, usize) = (72, 3);

/// Writes tables in the colours of a theme.
pub(super) struct Tables<'a> {
    pub(super) model: &'a Model,
    pub(super) palette: Palette,
}

impl Tables<'_> {
    fn hex(&self, paint: Paint) -> String {
        self.palette.value(paint).hex()
    }
    /// The start of a table.
    fn open(&self) -> String {
        let border = self.hex(Paint::Border(crate::scene::GREY));
        format!(
            "<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"5\" color=\"{border}\">"
        )
    }
    /// The findings by number.
    pub(super) fn findings(&self, plan: &Plan) -> String {
        let mut out = self.open();
        let panel = self.hex(Paint::Panel);
        let title = if plan.findings.is_empty() { "No findings" } else { "Findings" };
        let _ = write!(
            out,
            "<tr><td colspan=\"2\" align=\"left\" bgcolor=\"{panel}\"><b>{title}</b></td></tr>"
        );
        for one in &plan.findings {
            let ink = self.hex(Paint::Ink(severity_colour(one.severity)));
            let _ = write!(
                out,
                "<tr><td align=\"left\" valign=\"top\"><font color=\"{ink}\"><b>{}</b> {}</font></td>\
                 <td align=\"left\" balign=\"left\">{}</td></tr>",
                xml(&one.mark),
                one.severity.as_str(),
                broken(&one.message),
            );
        }
        out + "</table>>"
    }
    /// Components against capabilities.
    pub(super) fn coverage(&self) -> String {
        let table = Table::new(self.model);
        let mut out = self.open() + "<tr><td></td>";
        for (_, name) in CAPABILITIES {
            let _ = write!(out, "<td><b>{name}</b></td>");
        }
        out.push_str("</tr>");
        for section in &table.sections {
            let layer = &self.model.reference.layers[section.layer];
            let tint = self.hex(Paint::Tint(named(&layer.colour)));
            let title = format!("<b>{}</b>", xml(&short(&layer.title)));
            out.push_str(&row(&title, &tint, section.scores.map(counted)));
            for line in &section.lines {
                let name = xml(&short(&self.model.component(line.id).label));
                let _ = write!(out, "<tr><td align=\"left\">   {name}</td>");
                line.cells.iter().for_each(|&cell| out.push_str(&self.cell(cell)));
                out.push_str("</tr>");
            }
        }
        let (panel, all) = (self.hex(Paint::Panel), table.all);
        let words = format!("<b>Score: {} ({} of {})</b>", all.percent(), all.covered, all.all);
        out.push_str(&row(&words, &panel, table.scores.map(Score::percent)));
        out + "</table>>"
    }
    fn cell(&self, state: State) -> String {
        let (sign, ground) = match state {
            State::Stated => ("●", GOOD),
            State::Unscoped => ("○", GOOD),
            State::Planned => ("planned", COMING),
            State::Denied => ("×", BAD),
            State::Missing => ("", BAD),
            State::NotApplicable => return "<td>–</td>".to_owned(),
        };
        format!("<td bgcolor=\"{}\">{sign}</td>", self.hex(Paint::Tint(ground)))
    }
}

const GOOD: Rgb = Rgb(0x01, 0xA8, 0x8D);
const BAD: Rgb = Rgb(0xDD, 0x34, 0x4C);
const COMING: Rgb = Rgb(0xED, 0x71, 0x00);

fn row(title: &str, ground: &str, cells: [String; 8]) -> String {
    let cell = |words: String| format!("<td bgcolor=\"{ground}\">{words}</td>");
    let cells: String = cells.into_iter().map(cell).collect();
    format!("<tr><td align=\"left\" bgcolor=\"{ground}\">{title}</td>{cells}</tr>")
}

fn counted(score: Score) -> String {
    if score.all == 0 { String::new() } else { format!("{} of {}", score.covered, score.all) }
}

/// The message with breaks, since a cell never breaks by itself.
fn broken(message: &str) -> String {
    let mut lines = vec![String::new()];
    for word in short(message).split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < MESSAGE.0 => {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
            _ => lines.push(word.chars().take(MESSAGE.0).collect()),
        }
    }
    if lines.len() > MESSAGE.1 {
        lines.truncate(MESSAGE.1);
        lines.iter_mut().skip(MESSAGE.1 - 1).for_each(|line| line.push('…'));
    }
    lines.iter().map(|line| xml(line)).collect::<Vec<_>>().join("<br/>")
}
