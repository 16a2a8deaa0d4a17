//! Blueprints that are hard for one rule or another, of any size.

use std::fmt::{self, Write};

/// Writes a shape with so many parts.
type Draw = fn(usize) -> String;

/// A shape and how many of its parts it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    name: &'static str,
    text: Draw,
    count: usize,
}

impl Case {
    pub(crate) fn text(&self) -> String {
        (self.text)(self.count)
    }
}

impl fmt::Display for Case {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.name, self.count)
    }
}

/// Every shape, small and ten times as large.
pub(crate) fn all() -> Vec<Case> {
    let shapes: [(&str, Draw); 10] = [
        ("chain", chain),
        ("hub", hub),
        ("agents", agents),
        ("subnets", subnets),
        ("covers", covers),
        ("misspelt", misspelt),
        ("accepted", accepted),
        ("misplaced", misplaced),
        ("gateways", gateways),
        ("ladder", ladder),
    ];
    let sizes = |(name, text)| [1_000, 10_000].map(|count| Case { name, text, count });
    shapes.into_iter().flat_map(sizes).collect()
}

/// The head, and in each layer as many parts as are asked for; `@` stands for the number of a part.
fn parts(head: &str, layers: &[(&str, usize, &str)]) -> String {
    let mut text = format!("name: Shape\n{head}\n");
    for (layer, count, part) in layers {
        let _ = writeln!(text, "{layer}:");
        repeat(&mut text, *count, &format!("  {part}"));
    }
    text.push_str("connections:\n");
    text
}

fn repeat(text: &mut String, count: usize, line: &str) {
    for at in 0..count {
        let next = (at + 1).to_string();
        let _ = writeln!(text, "{}", line.replace("@+1", &next).replace('@', &at.to_string()));
    }
}

const PROD: &str = "context: {environment: prod, users: public, tenancy: multi, frameworks: [hipaa]}\nactors: {user: user}";

/// A chain of functions from a store of personal data to a model.
fn chain(count: usize) -> String {
    let layers = [
        ("api", count, "f@: lambda"),
        ("engine", 1, "m: bedrock"),
        ("storage", 1, "s: {service: s3, data: [pii]}"),
    ];
    let mut text = parts(PROD, &layers);
    repeat(&mut text, count - 1, "  - f@ -> f@+1");
    text + &format!("  - user -> f0\n  - f{} -> m\n  - s -> f0: {{kind: data}}\n", count - 1)
}

/// A hub with stores of personal data.
fn hub(count: usize) -> String {
    let layers = [
        ("api", 1, "hub: lambda"),
        ("engine", 1, "m: bedrock"),
        ("storage", count, "s@: {service: s3, data: [pii]}"),
    ];
    let mut text = parts(PROD, &layers);
    repeat(&mut text, count, "  - hub -> s@: {kind: query}");
    text + "  - user -> hub -> m\n"
}

/// Agents in a row, each with its model, and a common store.
fn agents(count: usize) -> String {
    let layers = [
        ("api", 1, "hub: api-gateway"),
        ("orchestration", count, "a@: bedrock-agents"),
        ("engine", count, "m@: bedrock"),
        ("storage", 1, "s: {service: s3, data: [pii, confidential]}"),
    ];
    let mut text = parts(PROD, &layers);
    repeat(&mut text, count, "  - hub -> a@ -> m@\n  - a@ -> s: {kind: query}");
    repeat(&mut text, count - 1, "  - a@ -> a@+1");
    text + "  - user -> hub\n"
}

/// Functions in fifty subnets.
fn subnets(count: usize) -> String {
    let mut text =
        format!("name: Shape\n{PROD}\nengine: {{m: bedrock}}\ngroups:\n  v: {{kind: vpc}}\n");
    repeat(&mut text, 50, "  p@: {kind: private-subnet, in: v}");
    text.push_str("api:\n");
    for at in 0..count {
        let _ = writeln!(text, "  f{at}: {{service: lambda, in: p{}}}", at % 50);
    }
    text.push_str("connections:\n");
    repeat(&mut text, count, "  - f@ -> m");
    text
}

/// Engines, each in the `covers` of as many monitors.
fn covers(count: usize) -> String {
    let layers = [
        ("engine", count, "m@: bedrock"),
        ("monitoring", count, "c@: {service: cloudwatch, covers: [engine]}"),
    ];
    let mut text = parts(PROD, &layers);
    repeat(&mut text, count - 1, "  - m@ -> m@+1");
    text
}

/// Misspelt services, ids and connections.
fn misspelt(count: usize) -> String {
    let mut text = parts("", &[("engine", count, "M_@: bedrokc@")]);
    repeat(&mut text, count, "  - M@ -> n@");
    text
}

/// Stores, each with an acceptance of its own.
fn accepted(count: usize) -> String {
    let store = "s@: {service: s3, data: [pii], ignore: [{rule: SEC004, reason: x}]}";
    parts("", &[("api", 1, "f: lambda"), ("storage", count, store)]) + "  - f -> s0\n"
}

/// Stores in the wrong layer and subnet.
fn misplaced(count: usize) -> String {
    let head = "groups:\n  v: {kind: vpc}\n  p: {kind: public-subnet, in: v}";
    let store = "s@: {service: dynamodb, in: p, data: [pii]}";
    parts(head, &[("api", 1, "f: lambda"), ("engine", count, store)]) + "  - f -> s0\n"
}

/// A chain of public gateways before one model.
fn gateways(count: usize) -> String {
    let layers =
        [("api", count, "g@: {service: api-gateway, auth: iam}"), ("engine", 1, "m: bedrock")];
    let mut text = parts(PROD, &layers);
    repeat(&mut text, count - 1, "  - g@ -> g@+1");
    repeat(&mut text, count, "  - user -> g@");
    text + &format!("  - g{} -> m\n", count - 1)
}

/// A chain of functions from a store of personal data, with a model behind each.
fn ladder(count: usize) -> String {
    let half = count / 2;
    let layers = [
        ("api", 1, "g: {service: api-gateway, auth: iam}"),
        ("orchestration", half, "f@: {service: lambda, role: r@}"),
        ("engine", half, "m@: bedrock"),
        ("storage", 1, "s: {service: s3, data: [pii]}"),
    ];
    let mut text = parts(PROD, &layers);
    repeat(&mut text, half - 1, "  - f@ -> f@+1");
    repeat(&mut text, half, "  - f@ -> m@");
    text + "  - user -> g -> f0\n  - s -> f0: {kind: data}\n"
}
