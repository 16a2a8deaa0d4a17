//! NET003: a data store in a subnet that the internet can reach.

use crate::{
    catalog::Trait,
    diagnostic::{Diagnostic, Fix, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::{ComponentId, GroupId},
};

pub(crate) const RULE: Rule = Rule {
    code: "NET003",
    name: "datastore-in-public-subnet",
    summary: "a data store stands in a public subnet",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/NET003.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.with_trait(Trait::Store) {
        // A managed service is not really in the subnet: that drawing is the matter of STR011.
        let managed = context.component(id).traits.has(Trait::ManagedOutsideVpc)
            && context.said(id).properties.bool("vpc-attached") != Some(true);
        let subnets = views::around(context, id, "public-subnet");
        if let Some(&subnet) = subnets.first()
            && !managed
        {
            findings.push(finding(context, id, subnet));
        }
    }
}

fn finding(context: &Context<'_>, id: ComponentId, subnet: GroupId) -> Diagnostic {
    let (store, group) = (&context.component(id).id, context.group(subnet));
    let private = private_subnets(context, subnet);
    let help = match private.as_slice() {
        [] => {
            "add a private subnet and move it there: callers in the VPC still reach it".to_owned()
        }
        some => {
            let ids: Vec<&str> = some.iter().map(|&one| context.group(one).id.as_str()).collect();
            format!(
                "move it to a private subnet; callers in the VPC still reach it:\n\nin: {}",
                one_or_list(&ids)
            )
        }
    };
    let mut found = context
        .finding(
            views::place_in(context, id, subnet),
            format!("the data store `{store}` stands in the public subnet `{}`", group.id),
        )
        .label(group.key, "has a route to the internet")
        .help(help)
        .subjects([store, &group.id]);
    found.fix = fix(context, id, &private);
    found
}

fn one_or_list(ids: &[&str]) -> String {
    if let [one] = ids { (*one).to_owned() } else { format!("[{}]", ids.join(", ")) }
}

/// The private subnets of the VPC around `subnet`.
fn private_subnets(context: &Context<'_>, subnet: GroupId) -> Vec<GroupId> {
    let vpc = context.ancestors(subnet).find(|&one| context.group(one).kind.id == "vpc");
    let Some(vpc) = vpc else { return Vec::new() };
    (0..)
        .map(GroupId)
        .take(context.groups.len())
        .filter(|&one| context.group(one).kind.id == "private-subnet" && context.within(one, vpc))
        .collect()
}

/// Moves the store where there is one place to stand in and one to go to.
fn fix(context: &Context<'_>, id: ComponentId, private: &[GroupId]) -> Option<Fix> {
    let ([word], [subnet]) = (context.said(id).groups.as_slice(), private) else { return None };
    let to = &context.group(*subnet).id;
    let title = format!("move `{}` to `{to}`", context.component(id).id);
    context.write_id(word.span, to, title)
}
