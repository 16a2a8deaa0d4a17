//! `gitlab`: a code quality report, which GitLab shows in a merge request.

use crate::diagnostic::Severity;
use crate::digest;
use crate::report::place::{Region, Unit, path};
use crate::report::{FileReport, Report, Reporter, fingerprints};
use crate::secrets::masked;
use serde_json::{Value, json};

pub(super) const REPORTER: Reporter =
    Reporter { id: "gitlab", summary: "code quality report of GitLab", write, parts: None };

fn write(report: &Report<'_>, out: &mut String) {
    let mut issues = Vec::new();
    for (index, file) in report.files.iter().enumerate() {
        issues.extend(unreadable(file));
        issues.extend(findings(report, index, file));
    }
    // Only maps with keys that are no text cannot be written, and there is none.
    out.push_str(&serde_json::to_string_pretty(&issues).unwrap_or_default());
    out.push('\n');
}

fn unreadable(file: &FileReport) -> Option<Value> {
    let why = file.unreadable.as_ref()?;
    let path = path(file.source.name());
    Some(json!({
        "type": "issue",
        "check_name": "not-read",
        "description": format!("the file cannot be read: {}", why.reason),
        "categories": ["Bug Risk"],
        "severity": "blocker",
        "fingerprint": unique(&path, "not-read"),
        "location": {"path": path, "lines": {"begin": 1, "end": 1}},
    }))
}

fn findings(report: &Report<'_>, index: usize, file: &FileReport) -> Vec<Value> {
    let path = path(file.source.name());
    let prints = fingerprints(report.files, &report.hidden, index);
    let mut found: Vec<_> = file.findings.iter().zip(prints).collect();
    found.sort_by_key(|(one, _)| (one.primary.span, &one.code, &one.message));
    let issue = |(one, print): (&crate::diagnostic::Diagnostic, crate::lint::Fingerprint)| {
        let region = Region::new(&file.source, one.primary.span, Unit::Characters);
        let position = |line, column| json!({"line": line, "column": column});
        json!({
            "type": "issue",
            "check_name": format!("{} {}", one.code, one.name),
            "description": format!("{}: {}", one.code, masked(&one.message)),
            "content": {"body": one.help.as_deref().map(masked).unwrap_or_default()},
            "categories": [category(&one.code)],
            "severity": severity(one.severity),
            "fingerprint": unique(&path, print.as_str()),
            "location": {
                "path": path,
                "lines": {"begin": region.line, "end": region.end_line},
                "positions": {
                    "begin": position(region.line, region.column),
                    "end": position(region.end_line, region.end_column),
                },
            },
        })
    };
    found.into_iter().map(issue).collect()
}

/// GitLab wants a fingerprint to occur once in the whole report, and files may hold findings of the same name.
fn unique(path: &str, print: &str) -> String {
    digest::short(format!("{path}\0{print}").as_bytes(), 16)
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

/// The nearest category of the format's fixed list.
fn category(code: &str) -> &'static str {
    match code.trim_end_matches(|one: char| one.is_ascii_digit()) {
        "SEC" | "NET" | "SAF" | "COMP" => "Security",
        "STY" | "LNT" => "Style",
        "PERF" | "COST" => "Performance",
        _ => "Bug Risk",
    }
}
