//! The reference pages are tables of what the tool knows.

use super::{root, settle, stdout};
use cyanotype::{
    blueprint::{
        ConnectionKind, DataClass, Environment, Pattern, Risk, Status, Traffic, Users, Word,
    },
    catalog::{self, Carrier, Place, PropertyType, Reference, Trait},
    lint::RULES,
};
use std::{fmt::Write, path::PathBuf};

const NOTE: &str = "<!-- Written by tests/suite/docs/reference.rs from what the tool knows. -->";

/// A page: heading, introduction, body.
fn page(title: &str, introduction: &str, body: &str) -> String {
    format!("# {title}\n\n{NOTE}\n\n{introduction}\n\n{}\n", body.trim_end())
}

/// A text that cannot end a cell or a line.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(N));
    for row in rows {
        writeln!(text, "| {} |", row.map(|text| cell(&text)).join(" | ")).unwrap();
    }
    text
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

fn codes<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(code).collect::<Vec<_>>().join(", ")
}

fn rules() -> String {
    let row = |rule: &cyanotype::lint::Rule| {
        let link = format!("[{}](../rules/{}.md)", rule.code, rule.code);
        let severity = rule.severity.as_str().to_owned();
        [link, code(rule.name), severity, rule.summary.to_owned()]
    };
    let body = table(["code", "name", "severity", "finds"], RULES.iter().map(row));
    let introduction = "Every rule has a page with its reasons, false positives and examples; \
                        `cyanotype explain CODE` prints it.";
    page("Rules", introduction, &body)
}

fn services() -> String {
    let mut body = String::new();
    for category in catalog::categories() {
        let mut rows =
            catalog::services().iter().filter(|one| one.category.name == category.name).peekable();
        if rows.peek().is_none() {
            continue;
        }
        let row = |one: &catalog::Service| {
            let layers = one.layers.join(", ");
            [code(one.id), one.name.to_owned(), layers, one.purpose.to_owned()]
        };
        let rows = table(["service", "name", "layers", "what for"], rows.map(row));
        write!(body, "## {}\n\n{rows}\n", category.name).unwrap();
    }
    let count = catalog::services().len();
    let introduction = format!(
        "The {count} services that a blueprint can name. Their other usual names are understood too, in any case and \
         with or without \"Amazon\" and \"AWS\". `cyanotype explain SERVICE` tells more about one."
    );
    page("Services", &introduction, &body)
}

fn value_type(kind: PropertyType, values: &[&str]) -> String {
    match kind {
        PropertyType::Bool => "true or false".to_owned(),
        PropertyType::Number => "a number".to_owned(),
        PropertyType::Text => "text".to_owned(),
        PropertyType::Texts => "text or a list".to_owned(),
        PropertyType::Id => "the id of a component".to_owned(),
        PropertyType::Word => codes(values.iter().copied()),
        PropertyType::Words => format!("one or more of {}", codes(values.iter().copied())),
        PropertyType::Groups => "ids of groups".to_owned(),
        PropertyType::Guardrail => "`{apply: […], filters: […]}`".to_owned(),
    }
}

fn properties() -> String {
    let mut body = String::new();
    let parts = [
        ("Components", Carrier::Component),
        ("Connections", Carrier::Connection),
        ("Groups", Carrier::Group),
    ];
    for (title, on) in parts {
        let rows = catalog::properties().iter().filter(|one| one.on == on).map(|one| {
            let types: Vec<String> =
                one.types.iter().map(|&kind| value_type(kind, one.values)).collect();
            [code(one.name), types.join("; or "), one.meaning.to_owned()]
        });
        let rows = table(["property", "value", "says"], rows);
        write!(body, "## {title}\n\n{rows}\n").unwrap();
    }
    let introduction = "What can be said about components, connections and groups beside the keys of the \
                        [format](../guide/blueprint.md). A property is true, false or not said.";
    page("Properties", introduction, &body)
}

fn capabilities() -> String {
    let rows = catalog::capabilities().iter().enumerate().map(|(at, one)| {
        let by = catalog::services().iter().filter(|service| service.provides.has(at));
        [
            code(one.id),
            one.meaning.to_owned(),
            one.home.to_owned(),
            codes(by.map(|service| service.id)),
        ]
    });
    let mut body = table(["capability", "what it gives", "layer", "services with it"], rows);
    let traits = Trait::ALL.iter().map(|one| [code(one.as_str()), one.meaning().trim().to_owned()]);
    write!(
        body,
        "\n## Traits\n\nWhat a service is. A component with `service: custom` says its own in `traits`.\n\n{}",
        table(["trait", "meaning"], traits)
    )
    .unwrap();
    let introduction = "What a component can do for others. Rules ask whether a component is covered with one; \
                        `context.org-controls` names those that the organisation provides.";
    page("Capabilities and traits", introduction, &body)
}

fn layers() -> String {
    let mut body = String::new();
    for reference in catalog::references() {
        write!(
            body,
            "## {} (`{}`)\n\n{}\n\n",
            reference.title, reference.id, reference.description
        )
        .unwrap();
        body += &layer_table(reference);
        body += "\n";
    }
    body += "## Words of `context` and of components\n\n";
    body += &words::<Environment>("environment");
    body += &words::<Pattern>("pattern");
    body += &words::<Risk>("risk");
    body += &words::<Users>("users");
    body += &words::<Traffic>("traffic");
    body += &words::<Status>("status");
    body += &words::<DataClass>("data");
    body += &words::<ConnectionKind>("kind");
    page(
        "Layers and words",
        "The layers of a blueprint are those of its reference architecture.",
        &body,
    )
}

fn layer_table(reference: &Reference) -> String {
    let rows = reference.layers.iter().map(|one| {
        let place = match one.place {
            Place::Band => "band",
            Place::Rail => "rail",
        };
        let expects = one.expects.iter().map(|expectation| &*expectation.capability);
        [
            code(&one.id),
            one.purpose.to_string(),
            place.to_owned(),
            one.required_by.iter().map(|one| code(one)).collect::<Vec<_>>().join(", "),
            codes(expects),
        ]
    });
    table(["layer", "what for", "drawn as", "required by", "expects"], rows)
}

fn words<W: Word>(key: &str) -> String {
    let rows = W::ALL.iter().map(|one| [code(one.as_str()), one.meaning().trim().to_owned()]);
    format!("{}\n", table([&format!("`{key}`"), "meaning"], rows))
}

fn command_line() -> String {
    let top = stdout("--help");
    let mut body = format!("```text\n{}\n```\n", top.trim_end());
    let commands = top.split_once("Commands:\n").unwrap().1.lines();
    for line in commands.take_while(|line| !line.is_empty()) {
        let name = line.split_whitespace().next().unwrap();
        let help = stdout(&format!("{name} --help"));
        write!(body, "\n## {name}\n\n```text\n{}\n```\n", help.trim_end()).unwrap();
    }
    page("Command line", "What `cyanotype --help` says, and the help of every command.", &body)
}

#[test]
fn pages_are_what_the_tool_knows() {
    let folder = root().join("docs/reference");
    let wanted: Vec<(PathBuf, String)> = [
        ("rules.md", rules()),
        ("services.md", services()),
        ("properties.md", properties()),
        ("capabilities.md", capabilities()),
        ("layers.md", layers()),
        ("command-line.md", command_line()),
    ]
    .into_iter()
    .map(|(name, text)| (folder.join(name), text))
    .collect();
    settle(&wanted);
}
