//! What the page's script knows of the pictures, as JSON that cannot end the element it stands in.

use super::{
    Tab,
    facts::{Part, element, part},
};
use crate::{
    diagnostic::Diagnostic,
    layout::End,
    lint,
    model::Model,
    render::Picture,
    scene::{Edge, GroupOf, Plan, View, short, step_words},
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Page {
    /// The index of the view that is shown first.
    first: usize,
    views: Vec<Shown>,
    components: Vec<Part>,
    findings: Vec<Finding>,
    /// What the findings' rules say, by code.
    rules: BTreeMap<&'static str, Rule>,
}

/// A view.
#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    lines: Vec<Line>,
    flows: Vec<Flow>,
    /// Outlines of what is missing.
    ghosts: Vec<Ghost>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    from: String,
    to: String,
    label: String,
}

#[derive(Serialize)]
struct Flow {
    title: String,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    mark: String,
    text: String,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct Ghost {
    id: String,
    name: String,
    findings: Vec<usize>,
}

#[derive(Serialize)]
struct Finding {
    number: usize,
    code: String,
    severity: &'static str,
    message: String,
    help: String,
    parts: Vec<String>,
    path: Vec<String>,
}

#[derive(Serialize)]
struct Rule {
    name: &'static str,
    why: String,
    fix: String,
    link: Option<String>,
}

/// The data of the page.
pub(super) fn json(picture: &Picture<'_>, tabs: &[Tab<'_>], first: usize) -> String {
    let model = picture.model;
    let found = Diagnostic::in_order(&picture.options.findings);
    let rules = found.iter().filter_map(|one| lint::find_rule(&one.code));
    let page = Page {
        first,
        views: tabs.iter().map(shown).collect(),
        components: model.component_ids().map(|id| part(model, id)).collect(),
        rules: rules.map(|rule| (rule.code, explained(rule))).collect(),
        findings: (1..).zip(found).map(|(number, one)| finding(model, number, one)).collect(),
    };
    // Plain numbers and strings in plain structs always serialise.
    let text = serde_json::to_string(&page).unwrap_or_default();
    harmless(&text)
}

/// JSON in which no character means anything to HTML or to old scripts.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(c),
        }
    }
    out
}

fn shown(tab: &Tab<'_>) -> Shown {
    let (model, plan) = (tab.picture.model, &tab.picture.plan);
    let drawn = plan.view != View::Coverage && !tab.picture.is_cards();
    let edges = plan.edges.iter().enumerate().filter(|_| drawn);
    let ghosts = plan.ghosts.iter().filter(|_| drawn).map(|ghost| Ghost {
        id: format!("missing-{}", ghost.id),
        name: ghost.label.clone(),
        findings: ghost.marks.clone(),
    });
    Shown {
        id: tab.id.clone(),
        name: tab.name.clone(),
        lines: edges.map(|(at, edge)| line(model, plan, at, edge)).collect(),
        flows: (0..model.flows.len())
            .filter(|_| drawn)
            .map(|at| flow(model, plan, at))
            .filter(|flow| !flow.steps.is_empty())
            .collect(),
        ghosts: ghosts.collect(),
    }
}

fn line(model: &Model, plan: &Plan, at: usize, edge: &Edge) -> Line {
    let end = |end: End| match end {
        End::Node(node) => element(model.component(plan.nodes[node as usize].component)),
        End::Group(group) => match plan.groups[group as usize].of {
            GroupOf::Said(id) => format!("g-{}", model.group(id).id),
            GroupOf::Cloud | GroupOf::Shared => String::new(),
        },
    };
    Line {
        id: format!("l-{at}"),
        from: end(edge.from),
        to: end(edge.to),
        label: edge.label.join(" "),
    }
}

fn flow(model: &Model, plan: &Plan, flow: usize) -> Flow {
    let step = |(at, one): (usize, &crate::scene::Step)| Step {
        mark: one.mark.clone(),
        text: step_words(model, one),
        lines: (0..plan.edges.len())
            .filter(|&edge| plan.edges[edge].steps.contains(&at))
            .map(|edge| format!("l-{edge}"))
            .collect(),
    };
    let steps = plan.steps.iter().enumerate().filter(|(_, one)| one.flow == flow);
    Flow { title: short(&model.flows[flow].title), steps: steps.map(step).collect() }
}

fn finding(model: &Model, number: usize, one: &Diagnostic) -> Finding {
    let elements = |ids: &[String]| {
        let known = ids.iter().filter_map(|id| model.find(id));
        known.map(|id| element(model.component(id))).collect()
    };
    let help = one.help.iter().flat_map(|help| help.lines());
    Finding {
        number,
        code: short(&one.code),
        severity: one.severity.as_str(),
        message: short(&one.message),
        help: help.map(short_line).collect(),
        parts: elements(&one.subjects),
        path: elements(&one.path),
    }
}

/// A line of help with its indent.
fn short_line(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    format!("{}{}\n", " ".repeat(indent.min(40)), short(line))
}

/// Why a rule is there and what settles it, from its page.
fn explained(rule: &lint::Rule) -> Rule {
    let base = env!("CARGO_PKG_REPOSITORY");
    Rule {
        name: rule.name,
        why: section(rule.page, "## Why"),
        fix: section(rule.page, "## Fix"),
        link: (!base.is_empty()).then(|| format!("{base}/blob/main/docs/rules/{}.md", rule.code)),
    }
}

/// The first paragraph of a section, on one line.
fn section(page: &str, heading: &str) -> String {
    let after = page.split_once(&format!("\n{heading}\n")).map_or("", |(_, rest)| rest);
    after.trim().split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::{harmless, section};

    #[test]
    fn json_cannot_end_its_element() {
        let text = harmless("{\"a\":\"</script><!--&\u{2028}\"}");
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        let back: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(back["a"], "</script><!--&\u{2028}");
    }

    #[test]
    fn the_first_paragraph_of_a_section_is_found() {
        let page = "# A\n\n## Why\n\nBecause\nof it.\n\nMore.\n\n## Fix\n\nDo it.\n";
        assert_eq!(section(page, "## Why"), "Because of it.");
        assert_eq!(section(page, "## Fix"), "Do it.");
        assert_eq!(section(page, "## Nothing"), "");
    }
}
