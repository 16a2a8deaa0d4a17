//! Running an expression: every step is paid from a budget, so that no rule can take longer than allowed.

use super::ast::{Access, Binary, Each, Kind, Loop, Node, Unary};
use super::value::{Object, Value};
use super::{functions, numbers};
use crate::source::Span;
use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::rc::Rc;

/// What answers for objects.
pub trait World<'w> {
    /// The field `name` of `object`; nothing when it is not there.
    fn field(&self, object: Object, name: &str) -> Option<Value<'w>>;
    /// Whether `object` has the field `name`.
    fn has(&self, object: Object, name: &str) -> bool;
    /// Calls a method. What costs more than a few steps is paid from the budget.
    ///
    /// # Errors
    /// In words, when the arguments do not fit.
    fn call(
        &self,
        object: Object,
        method: &str,
        arguments: &[Value<'w>],
        budget: &Budget,
    ) -> Result<Value<'w>, String>;
}

/// Steps that may still be made.
#[derive(Debug)]
pub struct Budget {
    left: Cell<u64>,
}

impl Budget {
    /// A budget of so many steps. A step is one part of an expression, one item of a list or 16 bytes of a text.
    pub const fn new(steps: u64) -> Self {
        Self { left: Cell::new(steps) }
    }
    /// Pays `steps`; false when they are not left.
    pub fn pay(&self, steps: u64) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(steps));
        left >= steps
    }
    /// Whether nothing is left.
    pub const fn is_spent(&self) -> bool {
        self.left.get() == 0
    }
}

/// Why an expression gives no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A value is missing or unfit: the fact, and the place in the expression.
    Unfit(String, Span),
    /// The budget is used up.
    Spent,
}

type Run<'w> = Result<Value<'w>, Stop>;

/// Runs `root` with the values of its variables.
pub(super) fn run<'w, W: World<'w>>(
    root: &'w Node,
    world: &W,
    variables: &[Value<'w>],
    budget: &Budget,
) -> Run<'w> {
    Running { world, budget, stack: variables.to_vec() }.node(root)
}

struct Running<'a, 'w, W> {
    world: &'a W,
    budget: &'a Budget,
    stack: Vec<Value<'w>>,
}

fn unfit(node: &Node, message: impl Into<String>) -> Stop {
    Stop::Unfit(message.into(), node.span)
}

impl<'w, W: World<'w>> Running<'_, 'w, W> {
    fn pay(&self, steps: u64) -> Result<(), Stop> {
        if self.budget.pay(steps) { Ok(()) } else { Err(Stop::Spent) }
    }

    fn node(&mut self, node: &'w Node) -> Run<'w> {
        self.pay(1)?;
        match &node.kind {
            Kind::Null => Ok(Value::Null),
            Kind::Bool(value) => Ok(Value::Bool(*value)),
            Kind::Int(number) => Ok(Value::Int(*number)),
            Kind::Double(number) => Ok(Value::Double(*number)),
            Kind::Text(text) => Ok(Value::Text(Cow::Borrowed(text))),
            Kind::List(items) => {
                let items: Result<Vec<_>, Stop> = items.iter().map(|one| self.node(one)).collect();
                items.map(Value::list)
            }
            Kind::Slot(at) => {
                let value = self.stack.get(*at);
                self.pay(value.map_or(0, Value::weight))?;
                value.cloned().ok_or_else(|| unfit(node, "the name has no value"))
            }
            Kind::Name(name) => Err(unfit(node, format!("nothing is called `{name}`"))),
            Kind::Field(of, member, access) => {
                let of = self.node(of)?;
                let value = self.field(node, &of, &member.name, *access)?;
                self.pay(functions::cost(&value))?;
                Ok(value)
            }
            Kind::Index(of, at, access) => self.index(node, (of, at), *access),
            Kind::Call(target, member, arguments) => {
                self.call(node, target.as_deref(), &member.name, arguments)
            }
            Kind::Matches(of, pattern) => match self.node(of)? {
                Value::Text(text) => {
                    self.pay(u64::try_from(text.len()).unwrap_or(u64::MAX))?;
                    Ok(Value::Bool(pattern.occurs_in(&text)))
                }
                other => Err(unfit(node, format!("`matches` does not take {}", other.kind()))),
            },
            Kind::Unary(sign, of) => self.unary(node, *sign, of),
            Kind::Binary(sign @ (Binary::And | Binary::Or), left, right) => {
                self.logic(*sign == Binary::Or, left, right)
            }
            Kind::Binary(sign, left, right) => {
                let (left, right) = (self.node(left)?, self.node(right)?);
                self.binary(node, *sign, &left, &right)
            }
            Kind::Choice(parts) => {
                let [condition, first, second] = &**parts;
                if self.truth(condition)? { self.node(first) } else { self.node(second) }
            }
            Kind::Loop(each) => self.each(each),
        }
    }

    fn truth(&mut self, node: &'w Node) -> Result<bool, Stop> {
        match self.node(node)? {
            Value::Bool(value) => Ok(value),
            other => Err(unfit(node, format!("{} is no truth value", other.kind()))),
        }
    }

    fn field(&self, node: &Node, of: &Value<'w>, name: &str, access: Access) -> Run<'w> {
        let optional = |value: Option<Value<'w>>| Ok(Value::Optional(value.map(Rc::new)));
        match (of, access) {
            (Value::Object(object), Access::Presence) => {
                Ok(Value::Bool(self.world.has(*object, name)))
            }
            (Value::Object(object), Access::Optional) => optional(self.world.field(*object, name)),
            (Value::Object(object), Access::Plain) => self
                .world
                .field(*object, name)
                .ok_or_else(|| unfit(node, format!("`{name}` is not said"))),
            (Value::Optional(None), Access::Presence) => Ok(Value::Bool(false)),
            (Value::Optional(None), _) => optional(None),
            (Value::Optional(Some(held)), Access::Presence) => {
                self.field(node, held, name, Access::Presence)
            }
            (Value::Optional(Some(held)), _) => self.field(node, held, name, Access::Optional),
            (other, _) => Err(unfit(node, format!("{} has no field `{name}`", other.kind()))),
        }
    }

    fn index(&mut self, node: &Node, (of, at): (&'w Node, &'w Node), access: Access) -> Run<'w> {
        let (of, at) = (self.node(of)?, self.node(at)?);
        let found = match (&of, &at) {
            (Value::List(items), Value::Int(at)) => {
                usize::try_from(*at).ok().and_then(|at| items.get(at)).cloned()
            }
            (Value::Object(_), Value::Text(name)) => {
                return self.field(node, &of, name, access);
            }
            _ => {
                let message = format!("{} has no part at {}", of.kind(), at.kind());
                return Err(unfit(node, message));
            }
        };
        match access {
            Access::Optional => Ok(Value::Optional(found.map(Rc::new))),
            _ => found.ok_or_else(|| unfit(node, "the list has no item there")),
        }
    }

    fn call(
        &mut self,
        node: &Node,
        target: Option<&'w Node>,
        name: &str,
        arguments: &'w [Node],
    ) -> Run<'w> {
        let mut values = Vec::with_capacity(arguments.len() + 1);
        for one in target.into_iter().chain(arguments) {
            values.push(self.node(one)?);
        }
        self.pay(values.iter().map(functions::cost).sum())?;
        let result = match (&values[..], target) {
            ([Value::Object(object), rest @ ..], Some(_)) => {
                self.world.call(*object, name, rest, self.budget)
            }
            _ => functions::call(name, &values, self.budget),
        };
        if self.budget.is_spent() {
            return Err(Stop::Spent);
        }
        result.map_err(|message| unfit(node, message))
    }

    fn unary(&mut self, node: &Node, sign: Unary, of: &'w Node) -> Run<'w> {
        match (sign, self.node(of)?) {
            (Unary::Not, Value::Bool(value)) => Ok(Value::Bool(!value)),
            (Unary::Minus, Value::Int(number)) => number
                .checked_neg()
                .map(Value::Int)
                .ok_or_else(|| unfit(node, "the number is too large")),
            (Unary::Minus, Value::Double(number)) => Ok(Value::Double(-number)),
            (_, other) => Err(unfit(node, format!("the sign does not take {}", other.kind()))),
        }
    }

    /// `&&` and `||`: one side may decide although the other has no value, as CEL has it.
    fn logic(&mut self, decides: bool, left: &'w Node, right: &'w Node) -> Run<'w> {
        let first = self.truth(left);
        match first {
            Ok(value) if value == decides => return Ok(Value::Bool(decides)),
            Err(Stop::Spent) => return Err(Stop::Spent),
            _ => {}
        }
        match (first, self.truth(right)?) {
            (_, value) if value == decides => Ok(Value::Bool(decides)),
            (Err(stop), _) => Err(stop),
            _ => Ok(Value::Bool(!decides)),
        }
    }

    fn binary(&self, node: &Node, sign: Binary, left: &Value<'w>, right: &Value<'w>) -> Run<'w> {
        self.pay(functions::cost(left).saturating_add(functions::cost(right)))?;
        let ordered = |fits: fn(Ordering) -> bool| {
            let Some(order) = order(left, right) else {
                let (left, right, sign) = (left.kind(), right.kind(), sign.sign());
                return Err(unfit(node, format!("`{sign}` does not compare {left} with {right}")));
            };
            Ok(Value::Bool(fits(order)))
        };
        match sign {
            Binary::Equal => self.equal(left, right).map(Value::Bool),
            Binary::Unequal => self.equal(left, right).map(|equal| Value::Bool(!equal)),
            Binary::Less => ordered(Ordering::is_lt),
            Binary::AtMost => ordered(Ordering::is_le),
            Binary::More => ordered(Ordering::is_gt),
            Binary::AtLeast => ordered(Ordering::is_ge),
            Binary::In => match (left, right) {
                (one, Value::List(items)) => {
                    for item in items.iter() {
                        if self.equal(item, one)? {
                            return Ok(Value::Bool(true));
                        }
                    }
                    Ok(Value::Bool(false))
                }
                (Value::Text(name), Value::Object(object)) => {
                    Ok(Value::Bool(self.world.has(*object, name)))
                }
                (_, other) => Err(unfit(node, format!("`in` does not look into {}", other.kind()))),
            },
            _ => match (left, right) {
                (Value::Text(a), Value::Text(b)) if sign == Binary::Add => {
                    functions::fits(a.len() + b.len()).map_err(|fact| unfit(node, fact))?;
                    Ok(Value::text(format!("{a}{b}")))
                }
                (Value::List(a), Value::List(b)) if sign == Binary::Add => {
                    Ok(Value::list(a.iter().chain(b.iter()).cloned()))
                }
                _ => numbers::arithmetic(sign, left, right).map_err(|fact| unfit(node, fact)),
            },
        }
    }

    fn equal(&self, left: &Value<'w>, right: &Value<'w>) -> Result<bool, Stop> {
        left.equals(right, self.budget).ok_or(Stop::Spent)
    }

    fn each(&mut self, each: &'w Loop) -> Run<'w> {
        let over = match self.node(&each.over)? {
            Value::List(items) => items,
            other => return Err(unfit(&each.over, format!("{} is no list", other.kind()))),
        };
        let (mut true_ones, mut made, mut stopped) = (0_usize, Vec::new(), None);
        for item in over.iter() {
            self.pay(1 + item.weight())?;
            self.stack.push(item.clone());
            let result = self.one(each, item, &mut made);
            self.stack.pop();
            match result {
                Ok(true) if each.what == Each::Exists => return Ok(Value::Bool(true)),
                Ok(false) if each.what == Each::All => return Ok(Value::Bool(false)),
                Ok(is_true) => true_ones += usize::from(is_true),
                // Another item may decide, as with `&&` and `||`.
                Err(stop @ Stop::Unfit(..)) if matches!(each.what, Each::All | Each::Exists) => {
                    stopped = stopped.or(Some(stop));
                }
                Err(stop) => return Err(stop),
            }
        }
        match (stopped, each.what) {
            (Some(stop), _) => Err(stop),
            (None, Each::All) => Ok(Value::Bool(true)),
            (None, Each::Exists) => Ok(Value::Bool(false)),
            (None, Each::ExistsOne) => Ok(Value::Bool(true_ones == 1)),
            (None, Each::Filter | Each::Map) => Ok(Value::list(made)),
        }
    }

    /// The body for one item, which is on the stack; whether it is true.
    fn one(
        &mut self,
        each: &'w Loop,
        item: &Value<'w>,
        made: &mut Vec<Value<'w>>,
    ) -> Result<bool, Stop> {
        if each.what == Each::Map && each.made.is_none() {
            made.push(self.node(&each.body)?);
            return Ok(true);
        }
        let is_true = self.truth(&each.body)?;
        if is_true {
            match (each.what, &each.made) {
                (Each::Filter, _) => made.push(item.clone()),
                (Each::Map, Some(node)) => made.push(self.node(node)?),
                _ => {}
            }
        }
        Ok(is_true)
    }
}

fn order(left: &Value<'_>, right: &Value<'_>) -> Option<Ordering> {
    match (left, right) {
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        _ => numbers::compare(left, right),
    }
}
