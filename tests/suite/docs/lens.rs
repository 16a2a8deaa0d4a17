//! The coverage of the Generative AI Lens, from the catalogue's list of its practices and the references of the rules.

use super::{names, read, root, settle};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

#[derive(Deserialize)]
struct Lens {
    source: String,
    checked: String,
    practices: Vec<Practice>,
}

#[derive(Deserialize)]
struct Practice {
    id: String,
    risk: String,
    shown: String,
    title: String,
    by: String,
}

fn lens() -> Lens {
    serde_yaml::from_str(&read(&root().join("src/catalog/data/genai-lens.yaml"))).unwrap()
}

/// The words of a rule page's references that name practices of the lens, by page.
fn references() -> BTreeMap<String, Vec<String>> {
    let pages = names(&root().join("docs/rules"), ".md");
    let pages = pages.iter().filter(|page| *page != "README.md");
    let of = |page: &String| {
        let text = read(&root().join("docs/rules").join(page));
        let (_, references) = text.split_once("\n## References\n").unwrap_or_default();
        let words = references.split(|one: char| !one.is_ascii_alphanumeric() && one != '-');
        let named = words.filter(|word| {
            ["GENOPS", "GENSEC", "GENREL", "GENPERF", "GENCOST", "GENSUS"]
                .iter()
                .any(|pillar| word.starts_with(pillar))
        });
        (page.trim_end_matches(".md").to_owned(), named.map(str::to_owned).collect())
    };
    pages.map(of).collect()
}

#[test]
fn every_reference_to_the_lens_exists() {
    let lens = lens();
    assert_eq!(lens.practices.len(), 51);
    assert!(lens.practices.windows(2).all(|pair| pair[0].id != pair[1].id));
    let mut faults = Vec::new();
    for (rule, ids) in references() {
        for id in ids {
            match lens.practices.iter().find(|one| one.id == id) {
                None => faults.push(format!("{rule}: the lens has no practice {id}")),
                Some(one) if one.shown == "no" => {
                    faults.push(format!("{rule} refers to {id}, which a blueprint cannot show"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_page_says_what_the_rules_refer_to() {
    let (lens, references) = (lens(), references());
    let rules = |id: &str| {
        let named = references.iter().filter(|(_, ids)| ids.iter().any(|one| one == id));
        let links: Vec<String> =
            named.map(|(rule, _)| format!("[{rule}](../rules/{rule}.md)")).collect();
        links.join(" ")
    };
    let count = |shown: &str| lens.practices.iter().filter(|one| one.shown == shown).count();
    let mut page = format!(
        "# Coverage of the Generative AI Lens\n\nOf the {} best practices of the [AWS Well-Architected Generative AI \
         Lens]({}) (read {}), a blueprint can show {} as a whole and {} in part; {} it cannot show. Which of them a rule \
         serves, the rule's own page says.\n",
        lens.practices.len(),
        lens.source,
        lens.checked,
        count("whole"),
        count("part"),
        count("no")
    );
    for (shown, heading) in [("whole", "Shown"), ("part", "Shown in part"), ("no", "Not shown")] {
        let by = if shown == "no" { "why not" } else { "by" };
        let _ = write!(page, "\n## {heading}\n\n");
        let (head, rule) = if shown == "no" { ("", "") } else { (" rules |", " --- |") };
        let _ = write!(page, "| practice | risk | {by} |{head}\n| --- | --- | --- |{rule}\n");
        for one in lens.practices.iter().filter(|one| one.shown == shown) {
            let rules = rules(&one.id);
            assert_eq!(rules.is_empty(), shown == "no", "{}: {rules}", one.id);
            let cell = if shown == "no" { String::new() } else { format!(" {rules} |") };
            let _ =
                writeln!(page, "| {}: {} | {} | {} |{cell}", one.id, one.title, one.risk, one.by);
        }
    }
    settle(&[(root().join("docs/reference/genai-lens.md"), page)]);
}
