//! Expressions of the Common Expression Language: read, checked against the names that exist, and run within a budget.
//!
//! An own implementation of the part of CEL that rules need (<https://github.com/google/cel-spec>), because a rule is
//! to be refused at the letter at fault, must cost a bounded amount of work, and never may end the program. What is left
//! out (map literals, bytes, unsigned numbers, times) is refused in words. Nothing here knows blueprints: a [`World`]
//! answers for the fields of objects.

mod ast;
mod check;
mod functions;
mod lexer;
mod numbers;
mod parser;
mod run;
mod schema;
#[cfg(test)]
mod tests;
mod value;

pub use ast::MAX_LENGTH;
pub use run::{Budget, Stop, World};
pub use schema::{Class, Field, Method, Type, WordList, Words};
pub use value::{Object, Value};

pub(crate) use functions::shown;

use crate::source::Span;
use ast::Node;

/// What is wrong with an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It cannot be read, or its parts do not fit together.
    Expression,
    /// It names something that does not exist.
    Name,
    /// It is longer, deeper or more nested than allowed.
    Limit,
}

/// A fault of an expression at its place in the expression's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which kind of fault.
    pub kind: FaultKind,
    /// Bytes of the expression's text.
    pub span: Span,
    /// The fact.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// A name that an expression may use, with its type.
pub type Variable = (&'static str, Type);

/// An expression that was checked and can run.
#[derive(Clone, Debug)]
pub struct Program {
    root: Node,
    result: Type,
    fields: Vec<(String, String)>,
}

impl PartialEq for Program {
    /// Programs are the same when they say the same.
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl Program {
    /// Reads and checks `text`, which may use `variables` and the fields and methods of `classes`. Fields that are known
    /// to be said, because another expression asked for them with `has`, are `asked` as pairs of class and field.
    ///
    /// # Errors
    /// Every fault that was found, at least one.
    pub fn compile(
        text: &str,
        classes: &'static [Class],
        variables: &[Variable],
        asked: &[(String, String)],
    ) -> Result<Self, Vec<Fault>> {
        let mut root = parser::parse(text)?;
        let checked = check::check(&mut root, classes, variables, asked)?;
        Ok(Self { root, result: checked.result, fields: checked.asked })
    }
    /// What it gives.
    pub const fn result(&self) -> &Type {
        &self.result
    }
    /// The fields that it asks for with `has` or `in`, each with the word of its object's class.
    pub fn asked(&self) -> &[(String, String)] {
        &self.fields
    }
    /// The names of all fields that it reads of the variable called `name`, in the order of the text, under `field`
    /// (`self.props.region` reads `region` under `props`).
    pub fn reads(&self, name: &str, field: &str) -> Vec<&str> {
        let mut found = Vec::new();
        self.root.reads(name, field, &mut found);
        found
    }
    /// Runs it; `variables` are the values of those it was compiled with, in their order.
    ///
    /// # Errors
    /// When a value is missing or unfit, or the budget is used up.
    pub fn run<'w>(
        &'w self,
        world: &impl World<'w>,
        variables: &[Value<'w>],
        budget: &Budget,
    ) -> Result<Value<'w>, Stop> {
        run::run(&self.root, world, variables, budget)
    }
}
