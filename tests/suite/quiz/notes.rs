//! Every row of the tables of the study notes has a question, a case of its own and a page.

use super::{all, prints};
use crate::command::Folder;
use cyanotype::catalog::{self, StudyKind};
use std::collections::BTreeSet;

/// The rows of the notes as they stand there, table by table; a new row of ours is a new row here.
const ROWS: &[(StudyKind, &[&str])] = &[
    (
        StudyKind::Service,
        &[
            "Amazon Bedrock",
            "Amazon Bedrock Playgrounds (PartyRock)",
            "Amazon SageMaker",
            "SageMaker JumpStart",
            "Amazon Q",
            "Amazon Lex",
            "Amazon Comprehend",
            "Amazon Translate, Polly and Transcribe",
            "Amazon OpenSearch with RAG",
            "Amazon A2I (Augmented AI)",
            "Amazon Kendra",
        ],
    ),
    (
        StudyKind::Advantage,
        &[
            "Accessibility",
            "Lower barrier to entry",
            "Speed to market",
            "Efficiency",
            "Cost-effectiveness",
            "Integration with the AWS stack",
            "Scalability",
            "Business alignment",
            "Experimentation support",
        ],
    ),
    (
        StudyKind::Benefit,
        &[
            "Security",
            "Compliance",
            "Responsibility",
            "Safety",
            "Availability",
            "Observability",
            "Reliability",
        ],
    ),
    (
        StudyKind::Cost,
        &[
            "Token-based pricing",
            "Provisioned throughput",
            "Responsiveness against cost",
            "Custom models",
            "Availability and redundancy",
            "Regional coverage",
            "Service selection",
            "Experimentation costs",
        ],
    ),
    (
        StudyKind::Sample,
        &[
            "Sample architecture: Frontend",
            "Sample architecture: API layer",
            "Sample architecture: GenAI engine",
            "Sample architecture: Storage",
            "Sample architecture: Search",
            "Sample architecture: Monitoring",
            "Sample architecture: Security",
        ],
    ),
    (
        StudyKind::Tip,
        &[
            "Bedrock, SageMaker or PartyRock",
            "How models are billed",
            "Security and compliance around a model",
            "Use cases",
            "Diagrams and case studies",
        ],
    ),
];

#[test]
fn the_catalogue_has_every_row_of_the_notes() {
    for (kind, titles) in ROWS {
        let items = catalog::study().iter().filter(|one| one.kind == *kind);
        assert_eq!(items.map(|one| one.title).collect::<Vec<_>>(), *titles);
    }
    assert_eq!(ROWS.iter().map(|(_, titles)| titles.len()).sum::<usize>(), catalog::study().len());
}

#[test]
fn every_row_of_the_notes_is_asked_and_has_a_case() {
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    for print in prints() {
        asked.extend(all(&print, 1).iter().flat_map(|one| one.study.iter().copied()));
    }
    let cases: BTreeSet<&str> =
        catalog::cases().iter().flat_map(|one| one.study).copied().collect();
    for item in catalog::study() {
        assert!(asked.contains(item.id), "nobody asks about {}", item.id);
        assert!(cases.contains(item.id), "no case asks about {}", item.id);
    }
}

#[test]
fn every_row_and_every_service_of_it_has_a_page_that_names_the_other() {
    let folder = Folder::with(&[]);
    for item in catalog::study() {
        let page = folder.run(&["explain", item.id]).exits(0).says(item.title);
        for id in item.services {
            assert!(page.out.contains(id), "the page of {} does not name {id}", item.id);
            folder.run(&["explain", id]).exits(0).says(item.id);
        }
    }
}
