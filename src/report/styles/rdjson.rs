//! `rdjson`: the diagnostic format of reviewdog, which comments on pull requests of many forges.

use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::report::place::{Region, Unit, path};
use crate::report::{FileReport, Report, Reporter, in_order};
use crate::secrets::masked;
use crate::source::{Source, Span};
use serde_json::{Value, json};

pub(super) const REPORTER: Reporter = Reporter {
    id: "rdjson",
    summary: "for reviewdog, with fixes as suggestions",
    write,
    parts: None,
};

/// A suggestion replaces one range; edits that lie further apart than so many lines make none.
const MOST_LINES: u32 = 40;

fn write(report: &Report<'_>, out: &mut String) {
    let diagnostics: Vec<Value> = report
        .files
        .iter()
        .flat_map(|file| {
            let findings = in_order(file).into_iter().map(|one| diagnostic(report, file, one));
            unreadable(file).into_iter().chain(findings)
        })
        .collect();
    let document = json!({"source": {"name": "cyanotype"}, "diagnostics": diagnostics});
    // Only maps with keys that are no text cannot be written, and there is none.
    out.push_str(&serde_json::to_string_pretty(&document).unwrap_or_default());
    out.push('\n');
}

fn unreadable(file: &FileReport) -> Option<Value> {
    let why = file.unreadable.as_ref()?;
    Some(json!({
        "message": format!("the file cannot be read: {}", why.reason),
        "location": {"path": path(file.source.name())},
        "severity": "ERROR",
    }))
}

fn diagnostic(report: &Report<'_>, file: &FileReport, one: &Diagnostic) -> Value {
    let mut code = json!({"value": one.code});
    if let Some(base) =
        report.pages.as_ref().filter(|_| crate::lint::find_rule(&one.code).is_some())
    {
        code["url"] = json!(format!("{base}/{}.md", one.code));
    }
    let related = one.labels.iter().map(|label| {
        json!({"message": masked(&label.text), "location": location(&file.source, label.span)})
    });
    let related: Vec<Value> = related.collect();
    let help = one.help.as_ref().map(|help| format!("\n\n{}", masked(help))).unwrap_or_default();
    let message = masked(&one.message).into_owned() + &help;
    let mut value = json!({
        "message": message,
        "location": location(&file.source, one.primary.span),
        "severity": severity(one.severity),
        "code": code,
    });
    // A reader that does not know a word refuses the whole report, so none is said without need.
    if !related.is_empty() {
        value["related_locations"] = Value::Array(related);
    }
    if let Some(suggestion) = one.fix.as_ref().and_then(|fix| suggestion(&file.source, fix)) {
        value["suggestions"] = json!([suggestion]);
    }
    value
}

fn location(source: &Source, span: Span) -> Value {
    json!({"path": path(source.name()), "range": range(source, span)})
}

fn range(source: &Source, span: Span) -> Value {
    let region = Region::new(source, span, Unit::Bytes);
    json!({
        "start": {"line": region.line, "column": region.column},
        "end": {"line": region.end_line, "column": region.end_column},
    })
}

/// All edits of a fix as one replacement, since a reader applies one suggestion at a time.
fn suggestion(source: &Source, fix: &Fix) -> Option<Value> {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let whole = edits.first()?.span.to(edits.last()?.span);
    let region = Region::new(source, whole, Unit::Bytes);
    if region.end_line - region.line > MOST_LINES {
        return None;
    }
    let (mut text, mut from) = (String::new(), whole.start);
    for edit in edits {
        text.push_str(source.slice(Span::new(from, edit.span.start)));
        text.push_str(&edit.text);
        from = edit.span.end;
    }
    // A suggestion repeats what stands between its edits.
    let discreet = matches!(masked(&text), std::borrow::Cow::Borrowed(_));
    discreet.then(|| json!({"range": range(source, whole), "text": text}))
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
