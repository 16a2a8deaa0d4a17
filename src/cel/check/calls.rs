//! Checking calls: functions of the language, methods of objects, and patterns made ready.

use super::Checker;
use crate::cel::FaultKind;
use crate::cel::ast::{Kind, Member, Node};
use crate::cel::functions::{FUNCTIONS, Gives, On};
use crate::cel::schema::{Type, listed};
use crate::cel::value::Pattern;
use crate::source::Span;
use crate::suggest;

impl Checker {
    pub(super) fn call(&mut self, node: &mut Node) -> Type {
        let span = node.span;
        let Kind::Call(target, name, arguments) = &mut node.kind else { return Type::Any };
        let of = target.as_mut().map(|target| self.node(target));
        let takes: Vec<Type> = arguments.iter_mut().map(|one| self.node(one)).collect();
        if name.name == "matches" {
            return self.matches(node, &takes);
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
    fn matches(&mut self, node: &mut Node, takes: &[Type]) -> Type {
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
        let on = |function: On| {
            matches!(
                (of, function),
                (None, On::Nothing)
                    | (Some(Type::Any | Type::Text(_)), On::Text)
                    | (Some(Type::Any | Type::List(_)), On::List)
                    | (Some(Type::Any | Type::Optional(_)), On::Optional)
            )
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
}

fn count(number: usize) -> String {
    match number {
        0 => "nothing".to_owned(),
        1 => "one value".to_owned(),
        more => format!("{more} values"),
    }
}
