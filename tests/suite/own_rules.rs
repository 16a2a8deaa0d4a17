//! Rules of users' own: read with every fault at its place, and judged like the built-in ones.

use crate::command::Folder;
use cyanotype::lint::{OwnRule, Settings, own};
use cyanotype::pipeline::{self, Checked};
use cyanotype::source::Source;
use std::sync::Arc;

fn read(text: &str) -> (Vec<OwnRule>, Vec<String>) {
    let source = Source::new("rules.yaml", text);
    let mut rules = Vec::new();
    let problems = own::read(&source, &mut rules);
    let shown = problems
        .iter()
        .map(|one| format!("{} {:?}: {}", one.code, source.slice(one.primary.span), one.message));
    (rules, shown.collect())
}

fn settings(rules: &str) -> Settings {
    let (rules, problems) = read(rules);
    assert_eq!(problems, Vec::<String>::new());
    Settings {
        select: vec!["ACME".to_owned(), "LNT".to_owned()],
        own: rules.into_iter().map(Arc::new).collect(),
        ..Settings::default()
    }
}

fn check(rules: &str, blueprint: &str) -> Checked {
    let source = Source::new("a.yaml", blueprint);
    let checked = pipeline::check(&source, &settings(rules), |path| Err(path.to_owned()));
    assert!(checked.model.is_some());
    checked
}

fn messages(rules: &str, blueprint: &str) -> Vec<String> {
    let checked = check(rules, blueprint);
    checked.findings.iter().map(|one| format!("{} {}", one.code, one.message)).collect()
}

fn rule(body: &str) -> String {
    format!("rules:\n  - code: ACME001\n    name: own\n    {}\n", body.replace('\n', "\n    "))
}

/// Rule files and how their only problem begins: code, part at fault, fact.
const FAULTS: &[(&str, &str)] = &[
    ("", "BPT005 \"\": the file has no `rules`"),
    ("rules: 3\n", "BPT004 \"3\": `rules` is not a list of rules"),
    ("rulse: []\n", "BPT003 \"rulse\": a rule file has no key `rulse`"),
    (
        "rules:\n  - name: x\n    for: component\n    assert: 'true'\n",
        "BPT005 \"name: x\\n    for: component\\n    assert: 'true'\": a rule has no `code`",
    ),
    (
        "rules:\n  - {code: acme1, name: x, for: component, assert: 'true'}\n",
        "BPT006 \"acme1\": `acme1` is no code of a rule",
    ),
    (
        "rules:\n  - {code: SEC900, name: x, for: component, assert: 'true'}\n",
        "RUL004 \"SEC900\": codes that begin with `SEC` are built in",
    ),
    (
        "rules:\n  - {code: ACME001, name: public-bucket, for: component, assert: 'true'}\n",
        "RUL004 \"public-bucket\": a built-in rule is called `public-bucket`",
    ),
    (
        "rules:\n  - {code: ACME001, name: Own Rule, for: component, assert: 'true'}\n",
        "BPT006 \"Own Rule\": `Own Rule` is no name of a rule",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, for: componnent, assert: 'true'}\n",
        "BPT006 \"componnent\": `componnent` is no value of `for`",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, assert: 'true'}\n",
        "RUL005 \"assert\": the rule does not say what it is for",
    ),
    (
        "rules:\n  - {code: ACME001, name: x}\n",
        "RUL005 \"{code: ACME001, name: x}\": the rule has not exactly one shape",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, where: 'true', path: {from: 'true', to: 'true'}}\n",
        "RUL005 \"where\": `where` goes with `assert` only",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, path: {from: 'true'}}\n",
        "BPT005 \"{from: 'true'}\": `path` has no `to`",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, require: {cover: gardrail, for: 'true'}}\n",
        "RUL002 \"gardrail\": there is no capability `gardrail`",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, for: component, assert: self.id}\n",
        "RUL001 \"self.id\": `assert` is no condition",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, for: component, assert: self.traits.agnet}\n",
        "RUL002 \"agnet\": `traits` has no field `agnet`",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, for: component, assert: 'true', message: 'a {{ self.idd }}'}\n",
        "RUL002 \"idd\": a component has no field `idd`",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, for: component, assert: 'true', message: 'a {{ self'}\n",
        "RUL001 \"{{\": `{{` has no `}}`",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, for: component, assert: 'true', docs: javascript:x}\n",
        "BPT006 \"javascript:x\": `docs` is not a web address",
    ),
    (
        "rules:\n  - {code: ACME001, name: x, for: component, assert: 'true', severty: info}\n",
        "BPT003 \"severty\": a rule has no key `severty`",
    ),
    (
        "rules:\n  - code: ACME001\n    name: x\n    for: component\n    assert: >-\n      self.id == 'x' &&\n      self.layr == 'api'\n",
        "RUL002 \"layr\": a component has no field `layr`",
    ),
];

#[test]
fn every_fault_of_a_rule_file_stands_at_its_place() {
    for (text, wanted) in FAULTS {
        let (rules, problems) = read(text);
        assert!(problems.len() == 1 && problems[0].starts_with(*wanted), "{text}: {problems:#?}");
        assert!(rules.is_empty(), "{text}");
    }
    let twice = "{code: ACME001, name: x, for: component, assert: 'true'}";
    let (rules, problems) = read(&format!("rules:\n  - {twice}\n  - {twice}\n"));
    assert_eq!((rules.len(), problems.len()), (1, 2), "{problems:?}");
}

const LETTERS: &str = "name: A
storage:
  letters: {service: s3, data: [pii], retention-days: 9}
  files: s3
";

#[test]
fn a_finding_is_like_any_other() {
    let rules = rule(
        "for: component\nwhere: self.traits.store\nassert: self.props.?retention_days.orValue(99) > 30\nseverity: error\nhelp: keep it longer\ndocs: https://example.com/x\nmessage: \"{{ self.id }} is kept {{ self.props.?retention_days.orValue(0) }} days\"",
    );
    let checked = check(&rules, LETTERS);
    let found = &checked.findings[0];
    assert_eq!(checked.findings.len(), 1);
    assert_eq!(
        (&*found.code, &*found.name, &*found.message),
        ("ACME001", "own", "letters is kept 9 days")
    );
    assert_eq!(found.severity, cyanotype::diagnostic::Severity::Error);
    assert_eq!(found.help.as_deref(), Some("keep it longer; see https://example.com/x"));
    let at = |span: cyanotype::source::Span| &LETTERS[span.start as usize..span.end as usize];
    assert_eq!(at(found.primary.span), "letters");
    assert_eq!(found.labels.iter().map(|one| at(one.span)).collect::<Vec<_>>(), ["9"]);
    assert_eq!(found.subjects, ["letters"]);
    assert_eq!(checked.ran.last().map(|one| &*one.code), Some("ACME001"));
}

#[test]
fn suppressions_and_their_rules_know_own_codes() {
    let rules = rule("for: component\nassert: self.id != 'letters'");
    let with = |comment: &str| {
        LETTERS.replace("  letters", &format!("  # cyanotype: {comment}\n  letters"))
    };
    assert_eq!(messages(&rules, &with("ignore[ACME001] reason: moved soon")), Vec::<String>::new());
    assert_eq!(messages(&rules, &with("ignore[own] reason: moved soon")), Vec::<String>::new());
    assert_eq!(
        messages(&rules, &with("ignore[ACME002] reason: x")),
        ["LNT004 no rule is called `ACME002`", "ACME001 `letters` breaks the rule `own`"]
    );
    let idle =
        LETTERS.replace("files: s3", "files: {service: s3, ignore: [{rule: ACME001, reason: x}]}");
    assert_eq!(
        messages(&rules, &idle),
        [
            "ACME001 `letters` breaks the rule `own`",
            "LNT001 the suppression of `ACME001` matches no finding"
        ]
    );
}

const CHAIN: &str = "name: A
actors:
  user: user
api:
  door: lambda
  facade: {service: lambda, tags: [facade]}
  core: {service: lambda, tags: [core]}
  safe: {service: lambda, tags: [core]}
connections:
  - user -> facade -> safe
  - user -> door -> core
  - core -> door
";

#[test]
fn a_path_is_found_and_shown_step_by_step() {
    let rules = rule(
        "path: {from: \"self.layer == 'actors'\", to: \"'core' in self.tags\", must-pass: \"'facade' in self.tags\"}\nmessage: \"{{ from.id }} gets to {{ to.id }}\"",
    );
    let checked = check(&rules, CHAIN);
    let found = &checked.findings[0];
    assert_eq!(checked.findings.len(), 1, "{:?}", checked.findings);
    assert_eq!(found.message, "user gets to core: user → door → core");
    assert_eq!(found.path, ["user", "door", "core"]);
    let places: Vec<&str> = found.labels.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(places, ["from `user`", "to `door`", "to `core`"]);
    assert_eq!(found.subjects, ["core", "user"]);
    let rules = rule("path: {from: \"self.id == 'user'\", to: \"self.id == 'user'\"}");
    assert_eq!(messages(&rules, CHAIN), Vec::<String>::new());
    let rules = rule("path: {from: \"self.id == 'core'\", to: \"'core' in self.tags\"}");
    assert_eq!(messages(&rules, CHAIN), ["ACME001 `core` reaches `core`: core → door → core"]);
}

#[test]
fn a_cover_of_the_catalogue_or_of_ones_own_is_required() {
    let engine =
        |more: &str| format!("name: A\nengine:\n  bot: {{service: bedrock-agents}}\n{more}");
    let rules = rule(
        "require: {cover: kill-switch, by: \"'kill-switch' in self.tags\", for: self.traits.agent}",
    );
    let switch = |more: &str| {
        engine(&format!(
            "operations:\n  switch: {{service: appconfig, tags: [kill-switch]{more}}}\n"
        ))
    };
    assert_eq!(
        messages(&rules, &engine("")),
        ["ACME001 nothing gives `bot` the kill-switch that it needs"]
    );
    assert_eq!(messages(&rules, &switch(", covers: [bot]")), Vec::<String>::new());
    assert_eq!(messages(&rules, &switch(", covers: [engine]")), Vec::<String>::new());
    assert_eq!(messages(&rules, &switch(", covers: [operations]")).len(), 1);
    assert_eq!(
        messages(&rules, &switch(", covers: [bot], status: planned")),
        ["ACME001 planned with `switch`: nothing gives `bot` the kill-switch that it needs"]
    );
    let rules = rule("require: {cover: guardrail, for: self.traits.agent}");
    assert_eq!(
        messages(&rules, &engine("")),
        ["ACME001 nothing gives `bot` the guardrail that it needs"]
    );
    assert_eq!(
        messages(&rules, &engine("").replace("agents}", "agents, guardrail: true}")),
        Vec::<String>::new()
    );
}

#[test]
fn what_cannot_be_decided_or_takes_too_long_never_passes_in_silence() {
    let rules = rule("for: component\nassert: 10 / size(self.tags) > 3\nseverity: info");
    let found = messages(&rules, LETTERS);
    assert_eq!(found[0], "ACME001 `ACME001` cannot be decided for `letters`: a division by zero");
    let many: String = (0..300).map(|at| format!("  c{at}: lambda\n")).collect();
    let rules = rule(
        "for: component\nassert: blueprint.components.all(a, blueprint.components.all(b, a.id != b.id || a == b))",
    );
    let found = messages(&rules, &format!("name: A\napi:\n{many}"));
    assert_eq!(found, ["ACME001 `ACME001` was stopped: it takes more than 10000000 steps here"]);
}

#[test]
fn groups_connections_and_the_blueprint_can_be_judged() {
    let text = "name: A\ncontext: {environment: dev, x-owner: me}\ngroups:\n  ours: {kind: account}\n  net: {kind: vpc, in: ours, x-tier: 1}\napi:\n  a: {service: lambda, in: net}\n  b: {service: lambda}\nconnections:\n  - a -> b: {encrypted: false}\n";
    let found = |body: &str| messages(&rule(body), text);
    assert_eq!(
        found(
            "for: group\nassert: self.kind != 'vpc' || self.in_group('ours') && self.x.?tier.orValue(0) != 1"
        ),
        ["ACME001 `net` breaks the rule `own`"]
    );
    assert_eq!(
        found(
            "for: connection\nassert: self.props.?encrypted.orValue(true) && self.from.accounts == self.to.accounts"
        ),
        ["ACME001 `a -> b` breaks the rule `own`"]
    );
    assert_eq!(
        found(
            "for: blueprint\nassert: context.x.?owner.orValue('') != 'me' && size(self.connections) == 1"
        ),
        ["ACME001 `the blueprint` breaks the rule `own`"]
    );
    assert_eq!(
        found("for: blueprint\nassert: has(context.environment) && context.environment == 'dev'"),
        Vec::<String>::new()
    );
    assert_eq!(
        found("for: component\nassert: self.reaches('b') || self.id == 'b'"),
        Vec::<String>::new()
    );
    assert_eq!(found("when: prod\nfor: component\nassert: 'false == true'"), Vec::<String>::new());
}

const RULES: &str = "rules:
  - code: ACME001
    name: no-letters
    severity: error
    for: component
    assert: self.id != 'letters'
    tests: {bad: [../letters.yaml], ok: [\"name: A\\nengine: {m: bedrock}\\n\"]}
";

fn project() -> Folder {
    Folder::with(&[
        ("letters.yaml", LETTERS),
        ("rules/own.yaml", RULES),
        ("cyanotype.toml", "[check]\nrules = [\"rules/own.yaml\"]\n"),
    ])
}

#[test]
fn the_configuration_names_rules_for_every_command_that_knows_rules() {
    let folder = project();
    folder.run(&["check", "letters.yaml", "--select", "ACME001"]).exits(1).says("no-letters");
    folder
        .run(&["check", "letters.yaml", "--select", "ACME", "--statistics"])
        .says("1  error    ACME001  no-letters");
    folder.run(&["check", "letters.yaml", "--ignore", "no-letters", "--select", "ACME"]).exits(0);
    folder
        .run(&["check", "letters.yaml", "--select", "ACME01"])
        .exits(2)
        .complains("no rule is called `ACME01`");
    folder.run(&["check", "letters.yaml", "--select", "ACME", "--isolated"]).exits(2);
    folder
        .run(&["check", "letters.yaml", "--select", "ACME", "--format", "json"])
        .says("\"code\": \"ACME001\"");
    folder.run(&["rules", "--select", "ACME"]).exits(0).says("no-letters");
    folder
        .run(&["rules", "--select", "no-letters", "--format", "json"])
        .says("\"file\": \"rules/own.yaml\"");
    folder.run(&["explain", "acme001"]).exits(0).says("self.id != 'letters'");
    folder.run(&["explain", "RUL002"]).exits(0).says("unknown-name-in-rule");
    folder.run(&["test-rules"]).exits(0).says("1 rule, 2 examples: all pass");
    folder.write("sub/b.yaml", LETTERS.as_bytes());
    let mut command = folder.command(&["check", "b.yaml", "--select", "ACME"]);
    crate::command::finish(command.current_dir(folder.path("sub"))).exits(1).says("no-letters");
}

#[test]
fn rules_that_do_not_pass_on_their_examples_fail() {
    let folder = project();
    let with = |tests: &str| {
        let rules = RULES.split("    tests:").next().unwrap();
        folder.write("rules/own.yaml", format!("{rules}{tests}").as_bytes());
        folder.run(&["test-rules", "rules/own.yaml"])
    };
    with("").exits(1).says("it has no `bad` example").says("1 failed");
    with("    tests: {ok: [../letters.yaml], bad: [\"name: A\\nx-a: 1\\n\"]}\n")
        .exits(1)
        .says("ok example `../letters.yaml`: the rule finds")
        .says("bad example 1: the rule finds nothing");
    with("    tests: {ok: [\"name: A\\nengin: {m: bedrock}\\n\"], bad: [../letters.yaml]}\n")
        .exits(1)
        .says("it is no sound blueprint");
    with("    tests: {ok: [nowhere.yaml], bad: [../letters.yaml]}\n")
        .exits(2)
        .complains("cannot read `nowhere.yaml`");
    folder.run(&["test-rules", "--isolated"]).exits(2).complains("there are no rules of your own");
    folder.write("rules/own.yaml", b"rules:\n  - {code: ACME001}\n");
    folder.run(&["check", "letters.yaml"]).exits(2).complains("a rule has no `name`");
}
