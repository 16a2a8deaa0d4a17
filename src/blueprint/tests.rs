//! Tests of reading what a blueprint says.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use super::*;
use crate::catalog;
use crate::source::{Source, Span};
use crate::syntax;

/// The example of the format's description.
pub(super) const EXAMPLE: &str = include_str!("../../tests/fixtures/format-example.yaml");

pub(super) fn read_text(text: &str) -> (Source, Read) {
    let source = Source::new("a.yaml", text);
    let parsed = syntax::parse(&source);
    let mut read = read(&source, &parsed.tree, catalog::reference("aws-genai").unwrap());
    read.diagnostics.extend(parsed.diagnostics);
    read.diagnostics.sort_by_key(|problem| problem.primary.span);
    (source, read)
}

/// `code text-at-the-place: message` of every problem.
fn problems(text: &str) -> Vec<String> {
    let (source, read) = read_text(text);
    let shown = |one: &crate::diagnostic::Diagnostic| {
        format!("{} {:?}: {}", one.code, source.slice(one.primary.span), one.message)
    };
    read.diagnostics.iter().map(shown).collect()
}

fn said(text: &str) -> Blueprint {
    let (_, read) = read_text(text);
    assert_eq!(read.diagnostics, [], "{text}");
    read.blueprint
}

fn ids(blueprint: &Blueprint) -> Vec<&str> {
    blueprint.components.iter().map(|one| one.id.value.as_str()).collect()
}

fn pairs(blueprint: &Blueprint) -> Vec<String> {
    let sign = |arrow| match arrow {
        Arrow::Request => "->",
        Arrow::Async => "~>",
        Arrow::Both => "<->",
    };
    let all = blueprint.connections.iter();
    all.map(|one| {
        format!(
            "{}{}{} {}.{}",
            one.from.value,
            sign(one.arrow),
            one.to.value,
            one.statement,
            one.hop
        )
    })
    .collect()
}

#[test]
fn the_example_reads_without_a_problem() {
    let blueprint = said(EXAMPLE);
    assert_eq!(blueprint.layers.len(), 8);
    assert_eq!(blueprint.components.len(), 13);
    assert_eq!(blueprint.flows.len(), 2);
    assert_eq!(blueprint.flows[0].steps, [0, 1, 2, 3, 4, 5]);
    assert_eq!(blueprint.connections[6].arrow, Arrow::Async);
    let first = blueprint.statement(&blueprint.connections[1]);
    assert_eq!(first.label.as_ref().map(|label| label.value.as_str()), Some("HTTPS"));
    let model = &blueprint.components[5];
    assert_eq!(model.id.value, "model");
    assert_eq!(model.prop("guardrail").and_then(|value| value.value.as_bool()), Some(true));
    assert_eq!(model.properties.bool("streaming"), None);
    let keys = blueprint.components.iter().find(|one| one.id.value == "keys").unwrap();
    assert_eq!(keys.covers.as_ref().map(Vec::len), Some(2));
}

#[test]
fn every_word_has_its_exact_place() {
    let text = "name: 'x'\nengine:\n  a: bedrock\n  b: {service: lambda, tags: [t1, 't2']}\nconnections:\n- a -> b\n- 'b ~> a': x\n- \"a  <->  b\"\n- >-\n  a -> b\n";
    let (source, read) = read_text(text);
    assert_eq!(read.diagnostics, []);
    for component in &read.blueprint.components {
        assert_eq!(source.slice(component.id.span), component.id.value);
    }
    assert_eq!(
        source.slice(read.blueprint.components[1].span),
        "b: {service: lambda, tags: [t1, 't2']}"
    );
    assert_eq!(source.slice(read.blueprint.components[1].tags[1].span), "'t2'");
    for connection in &read.blueprint.connections[..4] {
        let whole = source.slice(connection.from.span).contains('>');
        assert!(whole || source.slice(connection.from.span) == connection.from.value);
        assert!(whole || source.slice(connection.to.span) == connection.to.value);
    }
    assert_eq!(source.slice(read.blueprint.connections[2].to.span), "b");
    assert_eq!(source.slice(read.blueprint.statements[1].span), "'b ~> a': x");
}

#[test]
fn statements_are_written_out() {
    let blueprint = said(
        "name: x\nconnections:\n- a -> b & c ~> d\n- a & b -> c: {label: hi, kind: query, data: pii, encrypted: false}\n",
    );
    assert_eq!(
        pairs(&blueprint),
        ["a->b 0.0", "a->c 0.0", "b~>d 0.1", "c~>d 0.1", "a->c 1.0", "b->c 1.0"]
    );
    let statement = &blueprint.statements[1];
    assert_eq!(statement.connections, 4..6);
    assert_eq!(statement.kind.as_ref().map(|kind| kind.value), Some(ConnectionKind::Query));
    assert_eq!(statement.data.as_ref().map(|data| data[0].value), Some(DataClass::Pii));
    assert_eq!(statement.properties.bool("encrypted"), Some(false));
    assert_eq!(statement.flow, None);
}

#[test]
fn bad_connections_are_named_at_the_place() {
    let text = "name: x\nconnections:\n- a => b\n- a b -> c\n- a ->\n- a\n- a -> a\n- [x]\n- a -> b: [x]\n- label: x\n-\n- a -> b: {labl: x, kind: qery}\n";
    assert_eq!(
        problems(text),
        [
            "BPT010 \"a => b\": `=>` is no arrow",
            "BPT010 \"a b\": `a b` is not an id: it has a blank in it",
            "BPT010 \"\": an end of the connection is missing",
            "BPT010 \"a\": `a` has no arrow",
            "BPT010 \"a\": a connection from `a` to itself",
            "BPT010 \"[x]\": a connection is expected, not a list",
            "BPT010 \"[x]\": a connection takes a label or attributes, not a list",
            "BPT010 \"label\": `label` is not a connection",
            "BPT010 \"\": a connection is expected, not nothing",
            "BPT016 \"labl\": there is no property `labl`",
            "BPT006 \"qery\": `kind` cannot be `qery`",
        ]
    );
}

#[test]
fn fan_outs_do_not_explode() {
    let side = vec!["a"; 90].join(" & ");
    let other = vec!["b"; 90].join(" & ");
    let text = format!("name: x\nconnections:\n{}", format!("- {side} -> {other}\n").repeat(5));
    let (_, read) = read_text(&text);
    assert!(read.blueprint.connections.len() <= 20_000);
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(
        problems(&format!("name: x\nconnections:\n- {} -> b\n", vec!["a"; 101].join(" & "))).len(),
        1
    );
}

#[test]
fn empty_and_shapeless_files() {
    assert_eq!(problems(""), ["BPT012 \"\": the file is empty"]);
    assert_eq!(problems("# hi\n"), ["BPT012 \"\": the file has nothing but blanks and comments"]);
    assert_eq!(problems("- a\n"), ["BPT013 \"- a\": a blueprint is a mapping, not a list"]);
    assert_eq!(problems("hello"), ["BPT013 \"hello\": a blueprint is a mapping, not a text"]);
    assert_eq!(problems("engine: {}\n"), ["BPT005 \"\": the blueprint has no `name`"]);
    assert_eq!(
        problems("name: x\nengine: bedrock\nstorage: [s3]\napi:\n"),
        [
            "BPT013 \"bedrock\": `engine` takes components: `engine: {id: service}`, not a text",
            "BPT013 \"[s3]\": `storage` takes components: `storage: {id: service}`, not a list",
        ]
    );
}

#[test]
fn unknown_keys_say_what_may_be_meant() {
    let text = "nam: x\nname: y\nstorag:\n  a: s3\nzzz:\n  b: s3\nx-mine: {a: [b]}\nengine:\n  m: {servce: bedrock, guardral: true, x-note: 1, label: hi}\n  n: {service: bedrock, qqqqqq: 1}\n";
    let (_, read) = read_text(text);
    assert_eq!(
        problems(text),
        [
            "BPT003 \"nam\": there is no key `nam`",
            "BPT015 \"storag\": `storag` is neither a layer of `aws-genai` nor a key of the format",
            "BPT015 \"zzz\": `zzz` is neither a layer of `aws-genai` nor a key of the format",
            "BPT016 \"servce\": there is no property `servce`",
            "BPT016 \"guardral\": there is no property `guardral`",
            "BPT016 \"qqqqqq\": there is no property `qqqqqq`",
        ]
    );
    assert_eq!(read.diagnostics[1].help.as_deref(), Some("did you mean `storage`?"));
    assert_eq!(read.diagnostics[4].help.as_deref(), Some("did you mean `guardrail`?"));
    let fix = read.diagnostics[4].fix.as_ref().unwrap();
    assert_eq!(
        syntax::apply_edits(text, &fix.edits).unwrap(),
        text.replace("guardral", "guardrail")
    );
    assert_eq!(ids(&read.blueprint), ["a", "m", "n"]);
    assert_eq!(read.blueprint.lost, ["b"]);
}

#[test]
fn ids_are_checked() {
    assert_eq!(
        problems(
            "name: x\nengine:\n  a: bedrock\n  all: bedrock\n  storage: bedrock\n  flows: bedrock\n  b c: bedrock\n  'd->e': bedrock\n  '': bedrock\nstorage:\n  a: s3\ngroups:\n  a: {kind: vpc}\n"
        ),
        [
            "BPT011 \"all\": `all` cannot be an id: it is the word for everything in `covers`",
            "BPT011 \"storage\": `storage` cannot be an id: it is a layer",
            "BPT011 \"flows\": `flows` cannot be an id: it is a key of the format",
            "BPT009 \"b c\": `b c` is not an id: it has a blank in it",
            "BPT009 \"'d->e'\": `d->e` is not an id: it has an arrow in it",
            "BPT009 \"''\": `` is not an id: it is empty",
            "BPT008 \"a\": the id `a` is taken",
            "BPT008 \"a\": the id `a` is taken",
        ]
    );
    assert_eq!(said("name: x\nengine: {Größe_1.x/y: bedrock}\n").components.len(), 1);
}

#[test]
fn wrong_values_are_named() {
    let text = "name: [x]\nengine:\n  a: {service: bedrock, streaming: yes, max-tokens: many, throughput: provisoned, label: }\n  b: {label: hi}\n  c:\n  d: [x]\n  e: {service: bedrock, status: planed, data: [internal, secret], link: 'javascript:alert(1)'}\n  f: {service: bedrock, guardrail: {apply: [inpt], foo: x}, max-iterations: -1}\n";
    assert_eq!(
        problems(text),
        [
            "BPT004 \"[x]\": `name` takes a text, not a list",
            "BPT004 \"yes\": `streaming` takes `true` or `false`",
            "BPT004 \"many\": `max-tokens` takes a number that is not negative, not a text",
            "BPT006 \"provisoned\": `throughput` cannot be `provisoned`",
            "BPT004 \"\": `label` has no value",
            "BPT005 \"b\": `b` names no service",
            "BPT005 \"c\": `c` names no service",
            "BPT004 \"[x]\": `d` takes a service or a mapping, not a list",
            "BPT006 \"planed\": `status` cannot be `planed`",
            "BPT006 \"secret\": `data` cannot be `secret`",
            "BPT006 \"'javascript:alert(1)'\": `link` is not a web address",
            "BPT006 \"inpt\": `apply` of `guardrail` cannot be `inpt`",
            "BPT003 \"foo\": `guardrail` has no key `foo`",
            "BPT004 \"-1\": `max-iterations` takes a number that is not negative, not a number",
        ]
    );
}

#[test]
fn a_property_that_says_nothing_is_a_warning() {
    let (source, read) = read_text("name: x\nstorage:\n  a: {service: s3, guardrail: true}\n");
    assert_eq!(read.diagnostics.len(), 1);
    let problem = &read.diagnostics[0];
    assert_eq!((problem.code.as_ref(), problem.severity.as_str()), ("BPT014", "warning"));
    assert_eq!(source.slice(problem.primary.span), "guardrail");
}

#[test]
fn context_is_checked() {
    let blueprint = said(
        "name: x\ncontext:\n  environment: prod\n  residency: eu\n  frameworks: [hipaa, acme-7]\n  availability: 99.95\n  org-controls: [audit]\n  not-applicable: {search: no documents}\n",
    );
    let context = &blueprint.context;
    assert_eq!(context.environment.as_ref().map(|said| said.value), Some(Environment::Prod));
    assert_eq!(context.availability.as_ref().map(|said| said.value), Some(99.95));
    assert_eq!(context.frameworks.len(), 2);
    assert_eq!(context.not_applicable[0].1.value, "no documents");
    assert_eq!(
        problems(
            "name: x\ncontext:\n  environment: production\n  frameworks: [hippa]\n  availability: 101\n  org-controls: [audits]\n  not-applicable: {serch: x, search: }\n  residency: [EU]\n  exsting-customer: [x]\n  existing-customer: [bedrok, zzzzzz]\n"
        ),
        [
            "BPT006 \"production\": `environment` cannot be `production`",
            "BPT006 \"hippa\": `frameworks` cannot be `hippa`",
            "BPT006 \"101\": `availability` is over 0 and at most 100 percent",
            "BPT006 \"audits\": there is no capability `audits`",
            "BPT015 \"serch\": `serch` is no layer of `aws-genai`",
            "BPT005 \"search\": no reason why `search` is left out",
            "BPT006 \"EU\": `EU` is no Region and no geography",
            "BPT003 \"exsting-customer\": `context` has no key `exsting-customer`",
            "BPT006 \"bedrok\": there is no service `bedrok`",
            "BPT006 \"zzzzzz\": there is no service `zzzzzz`",
        ]
    );
}

#[test]
fn suppressions_of_every_form() {
    let text = "# cyanotype: ignore[SEC001, SEC002] reason: because of é until: 2027-03-31\n\n# another\nname: x # cyanotype: ignore[STR001]\nignore: [{rule: SEC008, reason: why, until: 2028-02-29}, LNT001]\nengine:\n  a: {service: bedrock, ignore: {rule: [SAF001]}}\nconnections:\n- a -> b: {ignore: [{rule: NET001, reason: x}]}\ngroups:\n  g: {kind: vpc, ignore: [STR010]}\n";
    let (source, read) = read_text(text);
    assert_eq!(read.diagnostics, []);
    let all = &read.blueprint.suppressions;
    let shown: Vec<_> = all
        .iter()
        .map(|one| {
            (one.codes.iter().map(|code| source.slice(code.span)).collect::<Vec<_>>(), one.target)
        })
        .collect();
    assert_eq!(
        shown,
        [
            (vec!["SEC001", "SEC002"], Target::Line(3)),
            (vec!["STR001"], Target::Line(3)),
            (vec!["SEC008"], Target::Whole),
            (vec!["LNT001"], Target::Whole),
            (vec!["SAF001"], Target::Component(0)),
            (vec!["NET001"], Target::Statement(0)),
            (vec!["STR010"], Target::Group(0)),
        ]
    );
    assert_eq!(source.slice(all[0].reason.as_ref().unwrap().span), "because of é");
    assert_eq!(source.slice(all[0].until.as_ref().unwrap().span), "2027-03-31");
    assert_eq!(all[1].reason, None);
    assert_eq!(
        problems(
            "name: x # cyanotype: ignor[A]\nignore: [{reason: x}, {rule: A, until: 2027-02-30}, {rule: B, why: x}] # cyanotype: ignore[] reason: y\n"
        ),
        [
            "BPT020 \"# cyanotype: ignor[A]\": this comment to the linter cannot be read",
            "BPT005 \"{reason: x}\": the suppression names no rule",
            "BPT020 \"2027-02-30\": `2027-02-30` is not a date",
            "BPT003 \"why\": `ignore` has no key `why`",
            "BPT020 \"# cyanotype: ignore[] reason: y\": the suppression names no rule",
        ]
    );
}

#[test]
fn groups_flows_and_workload() {
    let blueprint = said(
        "name: x\nblueprint: 1\ngroups:\n  net: {kind: vpc, label: Net, region: eu-central-1}\n  sub: {kind: private-subnet, in: net}\nworkload: {requests: 1e6, per: day, peak: {hours: [9, 10], on: true}}\nflows:\n  f: {title: T, style: dashed, steps: [a -> b, {b -> c: hi}]}\n",
    );
    assert_eq!(blueprint.version.map(|said| said.value), Some(1));
    assert_eq!(blueprint.groups[1].groups[0].value, "net");
    assert_eq!(
        blueprint.groups[0].prop("region").and_then(|value| value.value.as_text()),
        Some("eu-central-1")
    );
    assert_eq!(blueprint.workload[0].1.value, PropValue::Number(1e6));
    assert_eq!(
        blueprint.workload[2].1.value.get("on").map(|on| on.value.clone()),
        Some(PropValue::Bool(true))
    );
    assert_eq!(blueprint.flows[0].steps, [0, 1]);
    assert_eq!(blueprint.statements[1].flow, Some(0));
    assert_eq!(
        problems(
            "name: x\nblueprint: 2\ngroups:\n  a: {label: x}\n  b: vpc\n  c: {kind: vcp}\nflows:\n  f: [a -> b]\n  g: {steps: a -> b, stile: x}\n"
        ),
        [
            "BPT006 \"2\": the format has no version `2`",
            "BPT005 \"a\": the group `a` has no `kind`",
            "BPT013 \"vpc\": `b` takes `{kind, label, in}`, not a text",
            "BPT006 \"vcp\": there is no boundary of kind `vcp`",
            "BPT004 \"[a -> b]\": `flows` takes a mapping `{title, steps}` for each flow, not a list",
            "BPT004 \"a -> b\": `steps` takes a list: begin each connection with `- `, not a text",
            "BPT003 \"stile\": a flow has no key `stile`",
        ]
    );
}

#[test]
fn custom_services_say_what_they_are() {
    let blueprint = said(
        "name: x\napi:\n  a: {service: custom, label: Ours, icon: box, traits: [gateway], throttle: true}\n",
    );
    assert_eq!(blueprint.components[0].traits[0].value, catalog::Trait::Gateway);
    assert_eq!(
        problems("name: x\napi:\n  a: {service: custom, traits: [gatway]}\n"),
        ["BPT006 \"gatway\": there is no trait `gatway`"]
    );
}

#[test]
fn a_damaged_line_gives_one_problem() {
    let text = EXAMPLE.replace("{service: waf, covers: [cdn]}", "{service: waf, covers: [cdn");
    let (_, read) = read_text(&text);
    assert_eq!(read.diagnostics.len(), 1, "{:?}", read.diagnostics);
    assert_eq!(read.blueprint.components.len(), 13);
    let unclosed = EXAMPLE.replace("  app: react-app", "  app: 'react-app");
    assert_eq!(problems(&unclosed).len(), 1);
}

#[test]
fn merges_make_components() {
    let blueprint = said(
        "name: x\nx-base: &base {service: lambda, timeout: 30}\napi:\n  a: {<<: *base, label: A}\n  b: *base\n",
    );
    assert_eq!(blueprint.components[0].properties.number("timeout"), Some(30.0));
    assert_eq!(
        blueprint.components[1].service.as_ref().map(|said| said.value.as_str()),
        Some("lambda")
    );
    assert_ne!(blueprint.components[1].value_span, Span::default());
}
