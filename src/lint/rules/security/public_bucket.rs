//! SEC012: a store that says that the internet can reach it.

use crate::{
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC012",
    name: "public-bucket",
    summary: "a bucket or another store is open to the internet",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC012.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.with_trait(Trait::Store) {
        let said = context.said(id).properties.get("public");
        let Some(said) = said.filter(|said| said.value.as_bool() == Some(true)) else { continue };
        // A store that another company runs is reached over the internet by its nature.
        let foreign = context.component(id).traits.has(Trait::ThirdParty);
        if !foreign && !views::says(context, id, "public-reason") {
            findings.push(finding(context, id, said.span));
        }
    }
}

fn finding(context: &Context<'_>, id: ComponentId, place: Span) -> Diagnostic {
    let one = context.component(id);
    let open = if one.traits.has(Trait::ObjectStore) {
        format!("anybody on the internet can read the bucket `{}`", one.id)
    } else {
        format!("the internet can reach the store `{}`", one.id)
    };
    let message = match one.data.worst() {
        Some(class) if class.rank() > 0 => format!("{open}, which holds {} data", class.as_str()),
        _ => open,
    };
    let help = format!("{}\n\nor say why it is meant:\n\npublic-reason: …", advice(context, id));
    context.finding(place, message).help(help).subjects([&one.id])
}

fn advice(context: &Context<'_>, id: ComponentId) -> String {
    let site = context.in_layer(id, "frontend")
        || context.said(id).properties.text("purpose") == Some("static-assets");
    let bucket = context.component(id).traits.has(Trait::ObjectStore);
    let cdn = context.neighbours(id).into_iter().find_map(|step| {
        let component = context.component(step.to);
        component.traits.has(Trait::Cdn).then_some(component.id.as_str())
    });
    match cdn {
        Some(cdn) if bucket => {
            format!("let `{cdn}` alone read it (origin access control):\n\npublic: false\noac: true")
        }
        _ if bucket && site => {
            "put a content delivery network in front of it and let that alone read it:\n\npublic: false\noac: true"
                .to_owned()
        }
        _ => "close it, and let a component of the api layer read it or hand out presigned URLs:\n\npublic: false"
            .to_owned(),
    }
}
