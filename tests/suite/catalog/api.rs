//! What the catalogue answers.

use cyanotype::catalog::{
    self, Boundary, Carrier, Expectation, KmsSupport, LifecycleState, Place, PropertyType,
    StudyKind, Trait, cap,
};

fn id(word: &str) -> &'static str {
    catalog::service(word).map_or("nothing", |found| found.service.id)
}

/// Every service and feature that the study notes name, as they write it.
#[test]
fn knows_what_the_study_notes_name() {
    for (word, service) in [
        ("Amazon Bedrock", "bedrock"),
        ("Amazon Bedrock Playgrounds (PartyRock)", "partyrock"),
        ("PartyRock", "partyrock"),
        ("Amazon SageMaker", "sagemaker-ai"),
        ("SageMaker", "sagemaker-ai"),
        ("SageMaker JumpStart", "sagemaker-jumpstart"),
        ("Amazon Q", "q-business"),
        ("Amazon Lex", "lex"),
        ("Amazon Comprehend", "comprehend"),
        ("Translate", "translate"),
        ("Polly", "polly"),
        ("Transcribe", "transcribe"),
        ("Amazon OpenSearch + RAG", "opensearch"),
        ("OpenSearch", "opensearch"),
        ("Amazon A2I (Augmented AI)", "a2i"),
        ("A2I", "a2i"),
        ("Amazon Kendra", "kendra"),
        ("Claude", "claude-on-bedrock"),
        ("Titan", "titan"),
        ("Mistral", "mistral-on-bedrock"),
        ("React app", "react-app"),
        ("Amazon CloudFront", "cloudfront"),
        ("Amazon API Gateway", "api-gateway"),
        ("AWS Lambda", "lambda"),
        ("Amazon SageMaker Endpoint", "sagemaker-endpoint"),
        ("SageMaker Inference", "sagemaker-endpoint"),
        ("Amazon S3", "s3"),
        ("Amazon CloudWatch", "cloudwatch"),
        ("AWS X-Ray", "xray"),
        ("IAM roles", "iam"),
        ("IAM", "iam"),
        ("KMS", "kms"),
        ("VPC", "vpc"),
        ("AWS WAF", "waf"),
        ("AWS Artifact", "artifact"),
        ("CloudTrail", "cloudtrail"),
        ("Model Monitor", "sagemaker-model-monitor"),
        ("Guardrails", "bedrock-guardrails"),
        ("Provisioned Throughput", "bedrock-provisioned-throughput"),
    ] {
        assert_eq!(id(word), service, "{word}");
    }
}

#[test]
fn knows_what_people_type() {
    for (word, service) in [
        ("x-ray", "xray"),
        ("api gateway", "api-gateway"),
        ("apigw", "api-gateway"),
        ("API_Gateway", "api-gateway"),
        ("apigateway", "api-gateway"),
        ("dynamo", "dynamodb"),
        ("kb", "bedrock-knowledge-bases"),
        ("amazon-s3", "s3"),
        ("AmazonS3", "s3"),
        ("aws step functions", "step-functions"),
        ("aws kms", "kms"),
        ("Simple Queue Service", "sqs"),
        ("user", "user"),
    ] {
        assert_eq!(id(word), service, "{word}");
        assert!(catalog::service(word).is_some_and(|found| !found.outdated), "{word}");
    }
    for word in ["", " ", "amazon", "aws", "nonsense", "é"] {
        assert_eq!(id(word), "nothing", "{word:?}");
    }
}

#[test]
fn flags_names_that_are_no_longer_used() {
    for (word, service) in [
        ("Amazon Elasticsearch Service", "opensearch"),
        ("elasticsearch", "opensearch"),
        ("SageMaker", "sagemaker-ai"),
        ("Bedrock Agents", "bedrock-agents-classic"),
        ("QuickSight", "quick"),
        ("AWS SSO", "iam-identity-center"),
        ("Kinesis Data Firehose", "data-firehose"),
        ("Lex V1", "lex"),
    ] {
        let found = catalog::service(word).unwrap();
        assert_eq!((found.service.id, found.outdated), (service, true), "{word}");
    }
}

#[test]
fn every_service_is_found_by_its_id_and_names() {
    assert_eq!(catalog::services().len(), 237);
    for service in catalog::services() {
        assert_eq!(catalog::by_id(service.id), Some(service));
        for word in [service.id, service.short, service.name]
            .into_iter()
            .chain(service.aliases.iter().copied())
        {
            let found = catalog::service(word).unwrap();
            assert_eq!((found.service.id, found.outdated), (service.id, false), "{word}");
        }
        assert!(catalog::glyph(service.glyph).is_some(), "{}", service.id);
        assert!(catalog::glyph(service.category.glyph).is_some(), "{}", service.id);
    }
    assert_eq!(catalog::by_id("SQS"), None);
}

#[test]
fn suggests_what_was_probably_meant() {
    let first = |word| catalog::suggest_service(word).first().map(|service| service.id);
    assert_eq!(first("bedrok"), Some("bedrock"));
    assert_eq!(first("labmda"), Some("lambda"));
    assert_eq!(first("opensarch-serverles"), Some("opensearch-serverless"));
    assert_eq!(first("clodfront"), Some("cloudfront"));
    assert_eq!(first("dynamodb-table"), Some("dynamodb"));
    assert!(
        catalog::suggest_service("knowledge")
            .iter()
            .any(|service| service.id == "bedrock-knowledge-bases")
    );
    assert!(catalog::suggest_service("bedrock agent core runtimes").len() <= 3);
    assert!(catalog::suggest_service("qqqqqqqqqq").is_empty());
    assert!(catalog::suggest_service("").is_empty());
    assert!(catalog::suggest_service(&"a".repeat(10_000)).is_empty());
}

#[test]
fn searches_names_before_descriptions() {
    let found = catalog::services_matching("vector");
    assert!(found.iter().any(|service| service.id == "s3-vectors"));
    assert!(found.iter().any(|service| service.id == "neptune-analytics"), "by its trait");
    let named = found.iter().position(|service| service.id == "s3-vectors");
    let told = found.iter().position(|service| service.id == "neptune-analytics");
    assert!(named < told);
    assert_eq!(catalog::services_matching("").len(), 237);
    assert!(catalog::services_matching("vector nonsense").is_empty());
}

#[test]
fn closed_services_name_their_replacement_with_date_and_source() {
    for (word, since, replacement) in [
        ("kendra", "2026-07-30", "bedrock-managed-knowledge-base"),
        ("q-business", "2026-07-31", "quick"),
        ("bedrock-agents-classic", "2026-07-30", "bedrock-agentcore"),
        ("a2i", "2026-07-30", ""),
    ] {
        let life = &catalog::by_id(word).unwrap().lifecycle;
        assert_eq!(
            (life.state, life.since, life.replacement),
            (LifecycleState::ClosedToNew, since, replacement)
        );
        assert!(!life.source.is_empty() && !life.checked.is_empty());
    }
    assert_eq!(catalog::by_id("partyrock").unwrap().lifecycle.state, LifecycleState::Unknown);
    assert_eq!(catalog::by_id("bedrock").unwrap().lifecycle.state, LifecycleState::Active);
}

#[test]
fn traits_say_what_the_rules_need() {
    let has = |id: &str, one| catalog::by_id(id).unwrap().traits.has(one);
    assert!(has("bedrock", Trait::Generative) && !has("bedrock-embeddings", Trait::Generative));
    assert!(has("bedrock-embeddings", Trait::Embedding));
    assert!(has("partyrock", Trait::Playground) && has("partyrock", Trait::NativeFrontend));
    assert!(
        has("api-gateway", Trait::WafAttachable) && !has("api-gateway-http", Trait::WafAttachable)
    );
    assert!(has("s3", Trait::ObjectStore) && has("s3", Trait::Store));
    assert!(
        has("opensearch", Trait::UnencryptedByDefault)
            && !has("opensearch-serverless", Trait::UnencryptedByDefault)
    );
    assert!(has("bedrock", Trait::ManagedOutsideVpc) && !has("lambda", Trait::ManagedOutsideVpc));
    assert!(has("lambda", Trait::AssumesRole) && !has("s3", Trait::AssumesRole));
    for service in catalog::services() {
        let traits = service.traits;
        assert!(!(traits.has(Trait::ManagedOutsideVpc) && service.vpc_attached), "{}", service.id);
        assert!(
            !traits.has(Trait::Vector) || traits.has(Trait::Store),
            "{}: vectors are stored",
            service.id
        );
        assert!(
            !traits.has(Trait::Gateway)
                || traits.has(Trait::TlsOnly)
                || traits.has(Trait::LoadBalancer)
        );
        // A store whose keys the rules judge must be able to have one.
        let keyless = traits.has(Trait::Store) && service.kms == KmsSupport::NotApplicable;
        let ours = service.provider == catalog::Provider::Aws;
        assert!(!keyless || !ours, "{}: a store without keys", service.id);
    }
}

#[test]
fn capabilities_have_their_indices() {
    let title = |at: usize| catalog::capabilities()[at].id;
    assert_eq!(title(cap::ACCESS_CONTROL), "access-control");
    assert_eq!(title(cap::WEB_FIREWALL), "web-firewall");
    assert_eq!(catalog::capability("guardrail"), Some(cap::GUARDRAIL));
    assert_eq!(catalog::capability("nonsense"), None);
    assert!(catalog::by_id("kms").unwrap().provides.has(cap::ENCRYPTION_KEY));
    assert!(!catalog::by_id("s3").unwrap().provides.has(cap::ENCRYPTION_KEY));
}

#[test]
fn the_reference_expects_what_the_sample_architecture_has() {
    let reference = catalog::reference("aws-genai").unwrap();
    let required = |pattern: &str| -> Vec<&str> {
        let needs = |layer: &&catalog::Layer| layer.required_by.iter().any(|one| one == pattern);
        reference.layers.iter().filter(needs).map(|layer| layer.id.as_ref()).collect()
    };
    assert_eq!(
        required("web-app"),
        ["frontend", "api", "engine", "storage", "security", "monitoring"]
    );
    assert_eq!(required("api-only"), ["api", "engine", "security", "monitoring"]);
    assert_eq!(required("batch"), ["engine", "storage", "security", "monitoring"]);
    assert_eq!(required("managed-assistant"), ["engine", "security", "monitoring"]);
    assert_eq!(required("agent"), ["api", "engine", "security", "monitoring"]);
    let (_, security) = reference.layer("security").unwrap();
    assert_eq!(security.place, Place::Rail);
    let quiet = |one: &&Expectation| one.pedantic;
    assert_eq!(
        security.expects.iter().filter(quiet).map(|one| &*one.capability).collect::<Vec<_>>(),
        ["network-isolation"]
    );
    assert_eq!(security.expects.len(), 4);
    for layer in reference.layers.iter() {
        let default = catalog::by_id(&layer.default_service).unwrap();
        assert!(default.layers.contains(&layer.id.as_ref()), "{}", layer.id);
    }
}

#[test]
fn properties_are_found_by_name_and_carrier() {
    let auth = catalog::property("auth", Carrier::Component).unwrap();
    assert!(auth.values.contains(&"cognito") && auth.types.contains(&PropertyType::Id));
    assert!(catalog::property("auth", Carrier::Connection).unwrap().values.contains(&"presigned"));
    assert_eq!(catalog::property("auth", Carrier::Group), None);
    assert_eq!(catalog::property("guardrial", Carrier::Component), None);
    for row in catalog::properties() {
        assert_eq!(catalog::property(row.name, row.on), Some(row));
        assert!(row.carriers.is_empty() || row.carriers.has(Trait::Generic), "{}", row.name);
    }
    assert!(catalog::property_names(Carrier::Group).any(|name| name == "region"));
}

#[test]
fn boundaries_know_where_they_fit() {
    let fits = |kind: &str, parent| catalog::boundary(kind).unwrap().fits(parent);
    assert!(
        fits("account", None) && fits("region", Some("account")) && fits("vpc", Some("region"))
    );
    assert!(fits("private-subnet", Some("vpc")) && !fits("private-subnet", None));
    assert!(!fits("region", Some("private-subnet")) && !fits("vpc", Some("vpc")));
    assert!(fits("generic", Some("private-subnet")) && fits("private-subnet", Some("generic")));
    assert_eq!(catalog::generic_boundary().id, "generic");
    assert!(catalog::boundary(Boundary::TOP).is_none());
}

#[test]
fn carries_the_study_notes() {
    let count = |kind| catalog::study().iter().filter(|item| item.kind == kind).count();
    assert_eq!(count(StudyKind::Service), 11);
    assert_eq!(count(StudyKind::Advantage), 9);
    assert_eq!(count(StudyKind::Benefit), 7);
    assert_eq!(count(StudyKind::Cost), 8);
    assert_eq!(count(StudyKind::Sample), 7);
    assert_eq!(count(StudyKind::Tip), 5);
    assert_eq!(catalog::study_item("Token-Based Pricing").unwrap().kind, StudyKind::Cost);
    assert_eq!(catalog::study_item("security").unwrap().kind, StudyKind::Benefit);
    let exam = |id: &str| catalog::by_id(id).unwrap().exam.as_ref().map_or("", |exam| exam.note);
    let named = catalog::study().iter().filter(|item| item.kind == StudyKind::Service);
    for id in named
        .flat_map(|item| item.services)
        .filter(|id| !["human-reviewer", "bedrock-managed-knowledge-base"].contains(id))
    {
        assert!(!exam(id).is_empty(), "{id} has no exam note");
    }
    for id in [
        "react-app",
        "cloudfront",
        "api-gateway",
        "lambda",
        "s3",
        "cloudwatch",
        "xray",
        "iam",
        "kms",
        "vpc",
        "waf",
        "cloudtrail",
        "artifact",
    ] {
        assert!(!exam(id).is_empty(), "{id} has no exam note");
    }
}
