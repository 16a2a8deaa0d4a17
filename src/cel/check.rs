//! Checking an expression against the names that exist: names become places of the stack, and what cannot fit together
//! is refused before anything runs.

mod calls;

use super::ast::{Access, Binary, Each, Kind, Loop, MAX_LOOPS, Member, Node, Unary};
use super::schema::{Class, Type, Words, listed};
use super::{Fault, FaultKind, Variable};
use crate::source::Span;
use crate::suggest;

/// What checking found out.
pub(super) struct Checked {
    pub(super) result: Type,
    pub(super) asked: Vec<(String, String)>,
}

/// Checks `root` and makes it ready to run.
///
/// # Errors
/// Every fault.
pub(super) fn check(
    root: &mut Node,
    classes: &'static [Class],
    variables: &[Variable],
    asked: &[(String, String)],
) -> Result<Checked, Vec<Fault>> {
    let scope = variables.iter().map(|(name, holds)| ((*name).to_owned(), holds.clone()));
    let mut checker = Checker {
        classes,
        scope: scope.collect(),
        loops: 0,
        asked: Vec::new(),
        needs: Vec::new(),
        faults: Vec::new(),
    };
    let result = checker.node(root);
    checker.settle(asked);
    if checker.faults.is_empty() {
        Ok(Checked { result, asked: checker.asked })
    } else {
        checker.faults.sort_by_key(|fault| fault.span);
        Err(checker.faults)
    }
}

struct Checker {
    classes: &'static [Class],
    scope: Vec<(String, Type)>,
    loops: usize,
    /// Fields that were asked for, by the word of their class and their name.
    asked: Vec<(String, String)>,
    /// Fields that are read although they may be missing.
    needs: Vec<(Span, (String, String))>,
    faults: Vec<Fault>,
}

impl Checker {
    fn fault(
        &mut self,
        kind: FaultKind,
        span: Span,
        message: String,
        help: Option<String>,
    ) -> Type {
        self.faults.push(Fault { kind, span, message, help });
        Type::Any
    }

    fn unfit(&mut self, span: Span, message: String, help: &str) -> Type {
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.fault(FaultKind::Expression, span, message, help)
    }

    /// Refuses what is read without being there for certain.
    fn settle(&mut self, known: &[(String, String)]) {
        for (span, field) in std::mem::take(&mut self.needs) {
            if self.asked.contains(&field) || known.contains(&field) {
                continue;
            }
            let name = field.1.replace('-', "_");
            let help = format!("ask `has(….{name})` first, or write `.?{name}.orValue(…)`");
            self.unfit(span, format!("`{}` may not be said", field.1), &help);
        }
    }

    fn node(&mut self, node: &mut Node) -> Type {
        let span = node.span;
        match &mut node.kind {
            Kind::Null => Type::Null,
            Kind::Bool(_) | Kind::Matches(..) => Type::Bool,
            Kind::Int(_) | Kind::Double(_) => Type::Number,
            Kind::Text(_) => Type::TEXT,
            Kind::Slot(_) => Type::Any,
            Kind::List(items) => {
                let types: Vec<Type> = items.iter_mut().map(|item| self.node(item)).collect();
                let first = types.first().cloned().unwrap_or(Type::Any);
                let alike = types.iter().all(|other| *other == first);
                Type::list(if alike { first } else { Type::Any })
            }
            Kind::Name(name) => {
                let Some(at) = self.scope.iter().rposition(|(known, _)| known == name) else {
                    let name = name.clone();
                    return self.unknown_name(span, &name);
                };
                node.kind = Kind::Slot(at);
                self.scope[at].1.clone()
            }
            Kind::Field(of, member, access) => {
                let of = self.node(of);
                self.field(&of, member, *access)
            }
            Kind::Index(..) => self.index(node),
            Kind::Call(..) => self.call(node),
            Kind::Unary(sign, of) => {
                let (sign, is) = (*sign, self.node(of));
                let wanted = if sign == Unary::Not { Type::Bool } else { Type::Number };
                self.wanted(span, &is, &wanted)
            }
            Kind::Binary(sign, left, right) => {
                let sign = *sign;
                let types = (self.node(left), self.node(right));
                self.binary(span, sign, (left, right), types)
            }
            Kind::Choice(parts) => {
                let [condition, first, second] = &mut **parts;
                let is = self.node(condition);
                self.wanted(condition.span, &is, &Type::Bool);
                let (first, second) = (self.node(first), self.node(second));
                if first.fits(&second) { first } else { Type::Any }
            }
            Kind::Loop(each) => self.each(each),
        }
    }

    /// Refuses what is of another type; gives the wanted one.
    fn wanted(&mut self, span: Span, is: &Type, wanted: &Type) -> Type {
        if !is.fits(wanted) {
            let (is, wanted) = (is.words(self.classes), wanted.words(self.classes));
            let help = if is == "an optional value" {
                "say what counts instead: `.orValue(…)`"
            } else {
                ""
            };
            self.unfit(span, format!("{is} stands where {wanted} is expected"), help);
        }
        wanted.clone()
    }

    fn unknown_name(&mut self, span: Span, name: &str) -> Type {
        let own = self.scope.iter().find_map(|(variable, holds)| match holds {
            Type::Object(class) => self.classes[*class].field(name).map(|_| variable.clone()),
            _ => None,
        });
        let known: Vec<&str> = self.scope.iter().map(|(known, _)| known.as_str()).collect();
        let help = match (suggest::nearest(name, known.iter().copied()), own) {
            (_, Some(variable)) => format!("write `{variable}.{name}`"),
            (Some(near), None) => format!("did you mean `{near}`?"),
            (None, None) => listed("there is", &known),
        };
        self.fault(FaultKind::Name, span, format!("nothing is called `{name}`"), Some(help))
    }

    fn field(&mut self, of: &Type, member: &mut Member, access: Access) -> Type {
        let (class, chained) = match of {
            Type::Any => return if access == Access::Presence { Type::Bool } else { Type::Any },
            Type::Object(class) => (&self.classes[*class], false),
            Type::Optional(inner) => match &**inner {
                Type::Object(class) => (&self.classes[*class], true),
                _ => return self.no_fields(of, member),
            },
            _ => return self.no_fields(of, member),
        };
        let Some(field) = class.field(&member.name) else {
            if class.open {
                self.open_field(class, member, access);
                return given(Type::Any, access);
            }
            let (message, help) = class.refuse(member);
            return self.fault(FaultKind::Name, member.span, message, help);
        };
        field.name.clone_into(&mut member.name);
        let key = (class.word.to_owned(), field.name.to_owned());
        match access {
            Access::Presence => self.asked.push(key),
            Access::Plain if field.may_miss && !chained => self.needs.push((member.span, key)),
            _ => {}
        }
        given(
            field.holds,
            if chained && access == Access::Plain { Access::Optional } else { access },
        )
    }

    /// A field of a class that nobody lists fields of.
    fn open_field(&mut self, class: &Class, member: &Member, access: Access) {
        let key = (class.word.to_owned(), member.name.clone());
        match access {
            Access::Plain => self.needs.push((member.span, key)),
            Access::Presence => self.asked.push(key),
            Access::Optional => {}
        }
    }

    fn no_fields(&mut self, of: &Type, member: &Member) -> Type {
        let message = format!("{} has no field `{}`", of.words(self.classes), member.name);
        self.unfit(member.span, message, "")
    }

    fn index(&mut self, node: &mut Node) -> Type {
        let Kind::Index(of, at, access) = &mut node.kind else { return Type::Any };
        let (is, access) = (self.node(of), *access);
        let place = self.node(at);
        match (&is, &at.kind) {
            (Type::Object(_), Kind::Text(name)) => {
                let mut member = Member { name: name.clone(), span: at.span };
                let holds = self.field(&is, &mut member, access);
                node.kind = Kind::Field(of.clone(), member, access);
                holds
            }
            (Type::List(item), _) => {
                self.wanted(at.span, &place, &Type::Number);
                given((**item).clone(), access)
            }
            (Type::Any | Type::Object(_), _) => given(Type::Any, access),
            _ => {
                let message = format!("{} has no parts", is.words(self.classes));
                self.unfit(node.span, message, "")
            }
        }
    }

    fn each(&mut self, each: &mut Loop) -> Type {
        let over = self.node(&mut each.over);
        let item = match over {
            Type::List(item) => *item,
            Type::Any => Type::Any,
            other => {
                let message = format!("{} is no list", other.words(self.classes));
                self.unfit(each.over.span, message, "")
            }
        };
        if self.loops == MAX_LOOPS {
            let message = format!("more than {MAX_LOOPS} comprehensions inside each other");
            let help = Some("ask in two rules, or with a method such as `reaches`".to_owned());
            return self.fault(FaultKind::Limit, each.item.span, message, help);
        }
        self.loops += 1;
        self.scope.push((each.item.name.clone(), item.clone()));
        let body = self.node(&mut each.body);
        if each.what != Each::Map || each.made.is_some() {
            self.wanted(each.body.span, &body, &Type::Bool);
        }
        let made = each.made.as_mut().map(|made| self.node(made));
        self.scope.pop();
        self.loops -= 1;
        match each.what {
            Each::All | Each::Exists | Each::ExistsOne => Type::Bool,
            Each::Filter => Type::list(item),
            Each::Map => Type::list(made.unwrap_or(body)),
        }
    }

    fn binary(
        &mut self,
        span: Span,
        sign: Binary,
        (left, right): (&Node, &Node),
        (a, b): (Type, Type),
    ) -> Type {
        match sign {
            Binary::And | Binary::Or => {
                self.wanted(left.span, &a, &Type::Bool);
                self.wanted(right.span, &b, &Type::Bool)
            }
            Binary::Equal | Binary::Unequal => {
                self.words(left, &b);
                self.words(right, &a);
                if !a.fits(&b) && a != Type::Null && b != Type::Null {
                    let lists = matches!(a, Type::List(_)) != matches!(b, Type::List(_));
                    let help = if lists {
                        "to ask whether it is in the list, write `… in …`"
                    } else {
                        ""
                    };
                    let (a, b) = (a.words(self.classes), b.words(self.classes));
                    self.unfit(span, format!("{a} is never {b}"), help);
                }
                Type::Bool
            }
            Binary::In => self.within(span, (left, right), (&a, &b)),
            Binary::Add if matches!(a, Type::Text(_)) => self.wanted(right.span, &b, &Type::TEXT),
            Binary::Add if matches!(a, Type::List(_)) => self.wanted(right.span, &b, &a),
            Binary::Less | Binary::AtMost | Binary::More | Binary::AtLeast => {
                if matches!(a, Type::Text(_)) || matches!(b, Type::Text(_)) {
                    self.wanted(span, &a, &Type::TEXT);
                    self.wanted(span, &b, &Type::TEXT);
                } else {
                    self.wanted(left.span, &a, &Type::Number);
                    self.wanted(right.span, &b, &Type::Number);
                }
                Type::Bool
            }
            _ if a == Type::Any => b,
            _ => {
                self.wanted(left.span, &a, &Type::Number);
                self.wanted(right.span, &b, &Type::Number)
            }
        }
    }

    fn within(
        &mut self,
        span: Span,
        (left, right): (&Node, &Node),
        (a, b): (&Type, &Type),
    ) -> Type {
        match b {
            Type::Any => {}
            Type::List(item) => {
                self.words(left, item);
                for one in right.children() {
                    self.words(one, a);
                }
                self.wanted(left.span, a, item);
            }
            Type::Object(class) if self.classes[*class].is_map => {
                self.wanted(left.span, a, &Type::TEXT);
                if let Kind::Text(name) = &left.kind {
                    let mut member = Member { name: name.clone(), span: left.span };
                    self.field(b, &mut member, Access::Presence);
                }
            }
            Type::Text(_) => {
                self.unfit(
                    span,
                    "`in` does not look into a text".to_owned(),
                    "write `text.contains('x')`",
                );
            }
            other => {
                let message = format!("`in` does not look into {}", other.words(self.classes));
                self.unfit(right.span, message, "");
            }
        }
        Type::Bool
    }

    /// Refuses a word that a text of this type never is.
    fn words(&mut self, node: &Node, other: &Type) {
        if let (Kind::Text(word), Type::Text(Some(words))) = (&node.kind, other)
            && let Some((message, help)) = Words::refuse(words, word)
        {
            self.fault(FaultKind::Name, node.span, message, help);
        }
    }
}

fn given(holds: Type, access: Access) -> Type {
    match access {
        Access::Plain => holds,
        Access::Optional => Type::Optional(Box::new(holds)),
        Access::Presence => Type::Bool,
    }
}
