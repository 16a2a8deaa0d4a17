//! The list of rules is complete and sorted: it is rewritten from the files when it is not.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "this test reads and writes the list in the source")]

use cyanotype::lint::RULES;
use std::{
    collections::BTreeMap,
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// One rule file.
struct File {
    category: String,
    module: String,
    code: String,
    name: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint/rules")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The text of `key: "…"` in a rule file.
fn field(text: &str, key: &str) -> Option<String> {
    let after = text.split_once(&format!("    {key}: \""))?.1;
    Some(after.split_once('"')?.0.to_owned())
}

fn files() -> Vec<File> {
    let mut files = Vec::new();
    for category in names(&root()).into_iter().filter(|name| root().join(name).is_dir()) {
        for file in names(&root().join(&category)) {
            let Some(module) = file.strip_suffix(".rs") else { continue };
            let text = fs::read_to_string(root().join(&category).join(&file)).unwrap();
            // A file without a code holds what several rules of the category share.
            let code = field(&text, "code").unwrap_or_default();
            let name = field(&text, "name").unwrap_or_default();
            files.push(File { category: category.clone(), module: module.to_owned(), code, name });
        }
    }
    files.sort_by(|a, b| (&a.category, &a.module).cmp(&(&b.category, &b.module)));
    files
}

/// Replaces the lines between the line that begins a part and the line that ends it.
fn between(text: &str, begin: &str, end: &str, body: &str) -> String {
    let (before, rest) = text.split_once(begin).unwrap();
    let (comment, rest) = rest.split_once('\n').unwrap();
    let after = rest.split_once(end).unwrap().1;
    format!("{before}{begin}{comment}\n{body}{end}{after}")
}

fn modules(text: &str, files: &[File]) -> String {
    let mut categories: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
    for file in files {
        categories.entry(&file.category).or_default().push(file);
    }
    let mut body = String::new();
    for (category, files) in categories {
        let doc = text
            .split_once(&format!("mod {category} {{\n"))
            .and_then(|(_, rest)| rest.lines().next())
            .filter(|line| line.trim_start().starts_with("//!"))
            .map_or_else(|| format!("    //! Rules about {category}."), str::to_owned);
        // The engine calls the rules about suppressions itself.
        let (sight, inner) = if category == "hygiene" {
            ("pub(super) ", "pub(in crate::lint) ")
        } else {
            ("", "pub(super) ")
        };
        writeln!(body, "{sight}mod {category} {{\n{doc}").unwrap();
        for file in files {
            let sight = if file.code.is_empty() { "" } else { inner };
            writeln!(body, "    {sight}mod {};", file.module).unwrap();
        }
        body += "}\n";
    }
    body
}

fn list(files: &[File]) -> String {
    let mut rows: Vec<&File> = files.iter().filter(|file| !file.code.is_empty()).collect();
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    let rows = rows.iter().map(|one| format!("    {}::{}::RULE,\n", one.category, one.module));
    rows.collect::<Vec<_>>().concat()
}

#[test]
fn list_is_complete_and_sorted() {
    let path = root().join("mod.rs");
    let text = fs::read_to_string(&path).unwrap();
    let files = files();
    let wanted = between(&text, "// modules:", "// end of modules", &modules(&text, &files));
    let wanted = between(&wanted, "    // rules:", "    // end of rules", &list(&files));
    if wanted != text {
        assert!(env::var("CI").is_err(), "src/lint/rules/mod.rs is not what the rule files say");
        let fresh = path.with_extension("rs.new");
        fs::write(&fresh, &wanted).unwrap();
        fs::rename(&fresh, &path).unwrap();
        panic!("src/lint/rules/mod.rs was rewritten from the rule files: run the tests again");
    }
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted() && codes.windows(2).all(|two| two[0] != two[1]), "{codes:?}");
}

#[test]
fn rule_files_are_called_after_their_rules() {
    for file in files().iter().filter(|file| !file.code.is_empty()) {
        assert_eq!(file.module, file.name.replace('-', "_"), "{}", file.code);
    }
}

#[test]
fn every_page_belongs_to_a_rule_and_opens_with_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut pages: Vec<String> =
        names(&folder).into_iter().filter(|name| name != "README.md").collect();
    for rule in RULES {
        assert!(
            rule.page.starts_with(&format!("# {} {}\n", rule.code, rule.name)),
            "{}",
            rule.code
        );
        pages.retain(|page| *page != format!("{}.md", rule.code));
    }
    assert!(pages.is_empty(), "pages without a rule: {pages:?}");
}
