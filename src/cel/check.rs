//! Checking an expression against the names that exist: names become places of the stack, and what cannot fit together
//! is refused before anything runs.

use super::ast::{Access, Binary, Each, Kind, Loop, MAX_LOOPS, Member, Node, Unary};
use super::functions::{FUNCTIONS, Gives, On};
use super::schema::{Class, Type, Words, listed};
use super::value::Pattern;
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
            Kind::Bool(_) => Type::Bool,
            Kind::Int(_) | Kind::Double(_) => Type::Number,
            Kind::Text(_) => Type::TEXT,
            Kind::Slot(_) => Type::Any,
            Kind::Matches(..) => Type::Bool,
            Kind::List(items) => {
                let types: Vec<Type> = items.iter_mut().map(|item| self.node(item)).collect();
                let first = types.first().cloned().unwrap_or(Type::Any);
                let alike = types.iter().all(|other| *other == first);
                Type::list(if alike { first } else { Type::Any })
            }
            Kind::Name(name) => match self.scope.iter().rposition(|(known, _)| known == name) {
                Some(at) => {
                    node.kind = Kind::Slot(at);
                    self.scope[at].1.clone()
                }
                None => {
                    let name = name.clone();
                    self.unknown_name(span, &name)
                }
            },
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
                return if access == Access::Plain {
                    self.open_field(class, member)
                } else {
                    given(Type::Any, access)
                };
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
    fn open_field(&mut self, class: &Class, member: &Member) -> Type {
        self.needs.push((member.span, (class.word.to_owned(), member.name.clone())));
        Type::Any
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

    fn call(&mut self, node: &mut Node) -> Type {
        let span = node.span;
        let Kind::Call(target, name, arguments) = &mut node.kind else { return Type::Any };
        let of = target.as_mut().map(|target| self.node(target));
        let takes: Vec<Type> = arguments.iter_mut().map(|one| self.node(one)).collect();
        if name.name == "matches" {
            return self.matches(node, takes);
        }
        let global = FUNCTIONS.iter().any(|one| one.on == On::Nothing && one.name == name.name);
        if let (None, Some(first), false) = (&of, takes.first(), global) {
            // `successors(self)` is another way to write `self.successors()`.
            if let Type::Object(_) = first {
                *target = Some(Box::new(arguments.remove(0)));
                let (first, rest) = (first.clone(), takes[1..].to_vec());
                let name = name.clone();
                return self.method(&first, &name, &rest, node);
            }
        }
        let name = name.clone();
        match of {
            Some(of @ Type::Object(_)) => self.method(&of, &name, &takes, node),
            of => self.function(span, of.as_ref(), &name, &takes),
        }
    }

    /// Makes the pattern of `matches` ready.
    fn matches(&mut self, node: &mut Node, takes: Vec<Type>) -> Type {
        let Kind::Call(target, name, arguments) = &mut node.kind else { return Type::Any };
        let place = name.span;
        if target.is_none() && takes.len() == 2 {
            *target = Some(Box::new(arguments.remove(0)));
        }
        let (Some(target), [Node { kind: Kind::Text(text), span, .. }]) = (target, &arguments[..])
        else {
            let help = "write the pattern as a text: `self.id.matches('^[a-z]+$')`";
            self.unfit(
                place,
                "`matches` takes one pattern that stands in the rule".to_owned(),
                help,
            );
            return Type::Bool;
        };
        match Pattern::new(text) {
            Ok(pattern) => node.kind = Kind::Matches(target.clone(), pattern),
            Err(why) => {
                let span = *span;
                self.unfit(span, format!("`{text}` is no pattern: {why}"), "");
            }
        }
        Type::Bool
    }

    fn method(&mut self, of: &Type, name: &Member, takes: &[Type], node: &Node) -> Type {
        let Type::Object(at) = of else { return Type::Any };
        let class = &self.classes[*at];
        let methods = (class.methods)();
        let Some(method) = methods.iter().find(|one| one.name == name.name) else {
            let names: Vec<&str> = methods.iter().map(|one| one.name).collect();
            let help = if class.field(&name.name).is_some() {
                format!("it is a field: write `{}` without parentheses", name.name)
            } else {
                match suggest::nearest(&name.name, names.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if names.is_empty() => "it has fields only".to_owned(),
                    None => listed("it has", &names),
                }
            };
            let message = format!("{} has no method `{}`", class.word, name.name);
            return self.fault(FaultKind::Name, name.span, message, Some(help));
        };
        self.arguments(name, takes, &method.takes);
        if let Kind::Call(_, _, arguments) = &node.kind {
            for (argument, wanted) in arguments.iter().zip(&method.takes) {
                self.words(argument, wanted);
            }
        }
        method.gives.clone()
    }

    fn arguments(&mut self, name: &Member, is: &[Type], wanted: &[Type]) {
        if is.len() != wanted.len() {
            let message =
                format!("`{}` takes {}, not {}", name.name, count(wanted.len()), is.len());
            self.unfit(name.span, message, "");
            return;
        }
        for (is, wanted) in is.iter().zip(wanted) {
            self.wanted(name.span, is, wanted);
        }
    }

    fn function(&mut self, span: Span, of: Option<&Type>, name: &Member, takes: &[Type]) -> Type {
        let on = |function: On| match (of, function) {
            (None, On::Nothing) | (Some(Type::Any), On::Text | On::List | On::Optional) => true,
            (Some(Type::Text(_)), On::Text) | (Some(Type::List(_)), On::List) => true,
            (Some(Type::Optional(_)), On::Optional) => true,
            _ => false,
        };
        let named = FUNCTIONS.iter().filter(|one| one.name == name.name);
        let Some(found) = named.clone().find(|one| on(one.on)) else {
            return self.no_function(span, of, name, named.count() > 0);
        };
        self.arguments(name, takes, found.takes);
        let inner = match of {
            Some(Type::Optional(inner)) => (**inner).clone(),
            _ => Type::Any,
        };
        if let (Gives::Inner, Some(instead)) = (found.gives, takes.first()) {
            self.wanted(name.span, instead, &inner);
        }
        match found.gives {
            Gives::Bool => Type::Bool,
            Gives::Number => Type::Number,
            Gives::Text => Type::TEXT,
            Gives::Texts => Type::list(Type::TEXT),
            Gives::Inner => inner,
            Gives::Same => of.cloned().unwrap_or(Type::Any),
            Gives::Any => Type::Any,
        }
    }

    fn no_function(&mut self, span: Span, of: Option<&Type>, name: &Member, exists: bool) -> Type {
        if exists {
            let message = match of {
                Some(of) => format!("{} has no `{}`", of.words(self.classes), name.name),
                None => format!("`{}` is called on a value: `….{}(…)`", name.name, name.name),
            };
            return self.unfit(name.span.to(span), message, "");
        }
        let names: Vec<&str> = FUNCTIONS.iter().map(|one| one.name).collect();
        let more = ["matches", "all", "exists", "exists_one", "filter", "map", "has"];
        let known = names.iter().copied().chain(more);
        let help = match suggest::nearest(&name.name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the functions stand in the guide on own rules".to_owned(),
        };
        let message = format!("there is no function `{}`", name.name);
        self.fault(FaultKind::Name, name.span, message, Some(help))
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
                    let (a, b) = (a.words(self.classes), b.words(self.classes));
                    self.unfit(span, format!("{a} is never {b}"), "");
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

fn count(number: usize) -> String {
    match number {
        0 => "nothing".to_owned(),
        1 => "one value".to_owned(),
        more => format!("{more} values"),
    }
}
