//! Inputs modelled after real blueprints.

use super::super::{Band, Edge, End, Group, Input, Node, Options, Place, Rail};
use crate::geometry::{Rect, Size};

fn tile(place: Place, lines: usize) -> Node {
    let size = Size::new(130.0, 62.0 + 15.0 * lines as f64);
    Node {
        size,
        core: Rect::new(41.0, 0.0, 48.0, 48.0),
        foot: 90.0,
        marks: 0.0,
        parent: None,
        place,
    }
}

fn title(text: &str) -> Size {
    if text.is_empty() { Size::default() } else { Size::new(7.6 * text.len() as f64, 18.0) }
}

fn edge(from: usize, to: usize, label: &str, badge: bool) -> Edge {
    let label = if label.is_empty() {
        Size::default()
    } else {
        Size::new(6.2 * label.len() as f64 + 6.0, 16.0)
    };
    let badge = if badge { Size::new(20.0, 20.0) } else { Size::default() };
    Edge { from: End::Node(from as u32), to: End::Node(to as u32), label, badge, bundle: None }
}

/// Every sample with a name.
pub(in crate::layout) fn all() -> Vec<(&'static str, Input)> {
    let mut nothing = Input::default();
    nothing.groups.push(Group { parent: None, title: title("empty") });
    let bands = vec![Band { title: title("One") }, Band { title: Size::default() }];
    let bands_only = Input { bands, ..Input::default() };
    let mut alone = Input::default();
    alone.nodes.push(tile(Place::Free, 2));
    vec![
        ("blank", Input::default()),
        ("nothing", nothing),
        ("bands_only", bands_only),
        ("alone", alone),
        ("support", support()),
        ("agent", agent()),
        ("rag", rag(false)),
        ("rag_tiles", rag(true)),
    ]
}

/// The support assistant of the format's description.
pub(in crate::layout) fn support() -> Input {
    let mut input = Input::default();
    for name in ["Actors", "Frontend", "API", "GenAI engine", "Search", "Storage"] {
        input.bands.push(Band { title: title(name) });
    }
    for name in ["Security", "Monitoring"] {
        input.rails.push(Rail { title: title(name) });
    }
    for band in [0, 1, 1, 2, 2, 3, 3, 4, 5] {
        input.nodes.push(tile(Place::Band(band), 1 + (band as usize) / 3));
    }
    for rail in [0, 0, 0, 0, 1, 1] {
        input.nodes.push(tile(Place::Rail(rail), 1));
    }
    input.edges = vec![
        edge(0, 1, "", true),
        edge(1, 2, "HTTPS", true),
        edge(2, 3, "", true),
        edge(3, 4, "invoke", true),
        edge(4, 7, "find passages", true),
        edge(4, 5, "", true),
        edge(5, 6, "screens", false),
        edge(8, 7, "new object", true),
        edge(3, 12, "sign-in", false),
    ];
    input
}

/// Connections of the agent application: from, to, label, whether it carries a step.
const AGENT: [(usize, usize, &str, bool); 35] = [
    (0, 2, "HTTPS", true),
    (1, 3, "", true),
    (2, 3, "static", false),
    (2, 4, "REST", true),
    (2, 5, "WebSocket", true),
    (4, 22, "authorise", true),
    (5, 22, "", false),
    (4, 7, "invoke", true),
    (5, 7, "", true),
    (6, 8, "events", false),
    (7, 8, "plan", true),
    (8, 9, "tool call", true),
    (9, 10, "", false),
    (7, 11, "InvokeModel", true),
    (8, 11, "", false),
    (11, 12, "screens", false),
    (8, 13, "embed", false),
    (7, 14, "find passages", true),
    (9, 15, "query", true),
    (8, 16, "memory", true),
    (9, 17, "orders", true),
    (10, 18, "", false),
    (19, 20, "chunks", false),
    (20, 21, "", false),
    (21, 13, "embed", false),
    (21, 14, "index", false),
    (18, 19, "new object", true),
    (4, 6, "", false),
    (7, 25, "traces", false),
    (8, 25, "", false),
    (9, 23, "keys", false),
    (16, 24, "encrypt", false),
    (13, 14, "", false),
    (10, 17, "write", false),
    (3, 18, "assets", false),
];

/// An agent application with 26 components.
pub(in crate::layout) fn agent() -> Input {
    let mut input = Input::default();
    for name in [
        "Actors",
        "Frontend",
        "API",
        "Orchestration",
        "GenAI engine",
        "Search",
        "Storage",
        "Ingestion",
    ] {
        input.bands.push(Band { title: title(name) });
    }
    for name in ["Security", "Monitoring"] {
        input.rails.push(Rail { title: title(name) });
    }
    let bands = [0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 7, 7, 7];
    for band in bands {
        input.nodes.push(tile(Place::Band(band), 1 + (band as usize) % 2));
    }
    for rail in [0, 0, 0, 1, 1] {
        input.nodes.push(tile(Place::Rail(rail), 1));
    }
    let line =
        |&(from, to, label, badge): &(usize, usize, &str, bool)| edge(from, to, label, badge);
    input.edges = AGENT.iter().map(line).collect();
    input
}

/// Boundaries of the retrieval application: title and parent.
const RAG_GROUPS: [(&str, Option<u32>); 11] = [
    ("AWS Cloud", None),
    ("Edge services", Some(0)),
    ("Region us-east-1", Some(0)),
    ("VPC 10.0.0.0/16", Some(2)),
    ("Public subnet", Some(3)),
    ("Private app subnet", Some(3)),
    ("Private data subnet", Some(3)),
    ("GenAI engine (Amazon Bedrock)", Some(2)),
    ("RAG ingestion", Some(2)),
    ("Monitoring", Some(2)),
    ("Security", Some(2)),
];

/// Its boxes: id, label and group.
const RAG_NODES: [(&str, &str, Option<u32>); 25] = [
    ("user", "End user", None),
    ("route53", "Route 53", Some(1)),
    ("cloudfront", "CloudFront", Some(1)),
    ("waf", "AWS WAF", Some(1)),
    ("cognito", "Cognito user pool", Some(0)),
    ("apigw", "API Gateway", Some(2)),
    ("alb", "Application LB", Some(4)),
    ("web", "Chat UI (ECS Fargate)", Some(5)),
    ("orch", "Orchestrator (ECS Fargate)", Some(5)),
    ("retr", "Retriever Lambda", Some(5)),
    ("prompt", "Prompt service", Some(5)),
    ("os", "OpenSearch vector index", Some(6)),
    ("redis", "ElastiCache Redis", Some(6)),
    ("aurora", "Aurora PostgreSQL", Some(6)),
    ("llm", "Claude LLM", Some(7)),
    ("embed", "Titan Embeddings", Some(7)),
    ("guard", "Guardrails", Some(7)),
    ("s3", "S3 documents", Some(8)),
    ("sfn", "Step Functions ingest", Some(8)),
    ("textract", "Textract", Some(8)),
    ("ddb", "DynamoDB history", Some(2)),
    ("cw", "CloudWatch", Some(9)),
    ("xray", "X-Ray", Some(9)),
    ("kms", "KMS", Some(10)),
    ("sm", "Secrets Manager", Some(10)),
];

/// Its lines: from, to and label.
const RAG_LINES: [(&str, &str, &str); 37] = [
    ("user", "route53", "DNS lookup"),
    ("user", "cloudfront", "HTTPS"),
    ("route53", "cloudfront", "alias"),
    ("cloudfront", "waf", "inspect"),
    ("cloudfront", "apigw", "/api/*"),
    ("cloudfront", "alb", "/chat WebSocket"),
    ("user", "cognito", "sign in (OIDC)"),
    ("apigw", "cognito", "verify JWT"),
    ("apigw", "orch", "REST via VPC link"),
    ("alb", "web", "HTTP :8080"),
    ("web", "orch", "gRPC"),
    ("orch", "guard", "check prompt"),
    ("orch", "retr", "query"),
    ("retr", "embed", "embed query"),
    ("retr", "os", "k-NN search"),
    ("orch", "llm", "InvokeModel (stream)"),
    ("orch", "redis", "session cache"),
    ("orch", "ddb", "chat history"),
    ("orch", "aurora", "tenant data"),
    ("web", "redis", "rate limit"),
    ("orch", "prompt", "build prompt"),
    ("prompt", "aurora", "templates"),
    ("s3", "sfn", "ObjectCreated"),
    ("sfn", "textract", "extract text"),
    ("sfn", "embed", "embed chunks"),
    ("sfn", "os", "index vectors"),
    ("sfn", "s3", "chunk status"),
    ("web", "s3", "pre-signed upload"),
    ("web", "cw", "logs"),
    ("orch", "cw", "logs + metrics"),
    ("orch", "xray", "traces"),
    ("apigw", "cw", "access logs"),
    ("llm", "cw", "invocation logs"),
    ("orch", "sm", "get secret"),
    ("sm", "kms", "decrypt"),
    ("s3", "kms", "SSE-KMS"),
    ("llm", "guard", "apply policy"),
];

/// The retrieval application of the engine's benchmark, nested.
pub(in crate::layout) fn rag(tiles: bool) -> Input {
    let mut input = Input { options: Options::default(), ..Input::default() };
    for (name, parent) in RAG_GROUPS {
        input.groups.push(Group { parent, title: title(name) });
    }
    for (_, name, parent) in RAG_NODES {
        let mut node = tile(Place::Free, 2);
        if !tiles {
            let w = (24.0 + (7.2 * name.len() as f64).round()).max(110.0);
            node.size = Size::new(w, 50.0);
            node.core = Rect::new(0.0, 0.0, w, 50.0);
        }
        node.parent = parent;
        input.nodes.push(node);
    }
    let at = |id: &str| RAG_NODES.iter().position(|node| node.0 == id).unwrap();
    input.edges =
        RAG_LINES.iter().map(|&(from, to, label)| edge(at(from), at(to), label, false)).collect();
    input
}
