//! Parser events → the arena, with the limits of depth and size; no recursion.

use super::keys;
use super::problems::{LIMIT_EXCEEDED, SEVERAL_DOCUMENTS, SYNTAX_ERROR, UNKNOWN_ALIAS};
use super::tree::{Comment, Entry, Node, NodeId, Style, Tree, Value};
use super::{MAX_DEPTH, MAX_NODES, offset};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};
use std::collections::BTreeMap;

/// What one pass over the text gives.
#[derive(Debug)]
pub(super) struct Built {
    /// The nodes until the end or the error; open collections are closed.
    pub tree: Tree,
    /// Problems besides syntax errors.
    pub diagnostics: Vec<Diagnostic>,
    /// The error that stopped the pass.
    pub error: Option<ScanError>,
    /// Where the outermost flow collection begins that is open at the error.
    pub open_flow: Option<u32>,
}

/// A collection that is not closed yet. Its nodes are those of [`Builder::ready`] from `first` on; a mapping's keys and
/// values alternate.
struct Frame {
    mapping: bool,
    flow: bool,
    span: Span,
    anchor: usize,
    first: usize,
    size: Size,
}

/// How much a node is after its aliases.
#[derive(Clone, Copy)]
struct Size {
    nodes: u32,
    height: usize,
}

#[derive(Clone, Copy)]
struct Anchored {
    node: NodeId,
    size: Size,
}

struct Builder<'a> {
    text: &'a str,
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    frames: Vec<Frame>,
    /// The finished nodes of the open collections, the innermost last.
    ready: Vec<NodeId>,
    /// `None` while the anchored node is open.
    anchors: BTreeMap<usize, Option<Anchored>>,
    nodes: u32,
    /// Collections open below the deepest level; what they hold is skipped.
    too_deep: usize,
    documents: usize,
    full: bool,
    deep: bool,
}

/// Bytes of the text for each node of a dense blueprint, and the most nodes for which room is made before they come.
const USUAL_NODE: usize = 8;
const MOST_ROOM: usize = 4096;

/// Reads `text` until its end, a syntax error or a limit.
pub(super) fn build(text: &str) -> Built {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: 2 * MAX_DEPTH,
        block_nesting_limit: 2 * MAX_DEPTH,
    };
    let nodes = Vec::with_capacity((text.len() / USUAL_NODE).min(MOST_ROOM));
    let mut builder = Builder {
        text,
        tree: Tree { nodes, ..Tree::default() },
        diagnostics: Vec::new(),
        frames: Vec::with_capacity(8),
        ready: Vec::with_capacity(64),
        anchors: BTreeMap::new(),
        nodes: 0,
        too_deep: 0,
        documents: 0,
        full: false,
        deep: false,
    };
    let mut error = None;
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => builder.event(event, &span),
            Err(problem) => error = Some(problem),
        }
        if error.is_some() || builder.full || builder.documents > 1 {
            break;
        }
    }
    let open_flow = builder.frames.iter().find(|frame| frame.flow).map(|frame| frame.span.start);
    builder.close_all();
    builder.tree.comments.sort_by_key(|comment| comment.span);
    Built { tree: builder.tree, diagnostics: builder.diagnostics, error, open_flow }
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, place: &granit_parser::Span) {
        let range = place.byte_range().unwrap_or_default();
        let span = Span::new(offset(range.start), offset(range.end.max(range.start)));
        match event {
            Event::Comment(text, _) => self.comment(&text, span),
            Event::DocumentStart(..) => self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, (tag.as_deref(), span));
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.open(false, style, anchor, (tag.as_deref(), span));
            }
            Event::MappingStart(style, anchor, tag) => {
                self.open(true, style, anchor, (tag.as_deref(), span));
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::UnresolvedAlias(name) => {
                let message = format!("there is no anchor `&{name}` before this alias");
                self.diagnostics.push(UNKNOWN_ALIAS.at(span, message));
                self.null(span);
            }
            _ => {}
        }
    }

    fn comment(&mut self, text: &str, span: Span) {
        let before = &self.text[..span.start as usize];
        let line = before.rsplit('\n').next().unwrap_or("");
        let own_line = line.chars().all(char::is_whitespace);
        self.tree.comments.push(Comment { span, text: text.trim().to_owned(), own_line });
    }

    fn document(&mut self, span: Span) {
        self.documents += 1;
        if self.documents > 1 {
            let problem = SEVERAL_DOCUMENTS.at(span, "a second document begins here");
            self.diagnostics
                .push(problem.help("keep one blueprint in a file; move the rest to another file"));
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        (tag, span): (Option<&Tag>, Span),
    ) {
        if self.too_deep > 0 {
            return;
        }
        let forced_text = self.tag(tag, span);
        let empty = span.is_empty() && style == ScalarStyle::Plain;
        let plain = style == ScalarStyle::Plain && (empty || !forced_text);
        let style_of = if plain { Style::Plain } else { Style::Quoted };
        let span = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.trim_end(span),
            _ if empty => self.empty_place(span),
            _ => span,
        };
        let text = if empty { "" } else { text };
        let node = self.push(Node { span, value: Value::Scalar(text.to_owned(), style_of) });
        self.place(node, anchor, Size { nodes: 1, height: 0 });
    }

    /// Whether the tag makes the scalar a text; a tag that YAML itself does not define is reported.
    fn tag(&mut self, tag: Option<&Tag>, span: Span) -> bool {
        let Some(tag) = tag else { return false };
        let written = tag.original();
        match tag.core_suffix() {
            Some(suffix) => suffix == "str",
            None if written == "!" => true,
            None => {
                let message = format!("the tag `{written}` means nothing in a blueprint");
                self.diagnostics.push(SYNTAX_ERROR.at(span, message).help("remove the tag"));
                false
            }
        }
    }

    fn trim_end(&self, span: Span) -> Span {
        let text = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
        Span::new(span.start, span.start + offset(text.trim_end().len()))
    }

    /// Just after the colon of the key, or after the anchor or tag that stands for the value.
    fn empty_place(&self, span: Span) -> Span {
        let key = self.frames.last().filter(|frame| frame.mapping && self.waits(frame));
        let Some(&key) = key.and(self.ready.last()) else { return span };
        let end = self.tree.node(key).span.end;
        let at = after_colon(self.text, end).max(span.start);
        Span::new(at, at)
    }

    /// Whether the last node of the innermost collection is a key without a value so far.
    fn waits(&self, frame: &Frame) -> bool {
        (self.ready.len() - frame.first) % 2 == 1
    }

    fn open(
        &mut self,
        mapping: bool,
        style: StructureStyle,
        anchor: usize,
        (tag, span): (Option<&Tag>, Span),
    ) {
        if self.too_deep > 0 {
            self.too_deep += 1;
            return;
        }
        self.tag(tag, span);
        if self.frames.len() >= MAX_DEPTH {
            self.too_deep = 1;
            self.report_depth(span);
            return;
        }
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        let flow = style == StructureStyle::Flow;
        let size = Size { nodes: 1, height: 0 };
        let first = self.ready.len();
        self.frames.push(Frame { mapping, flow, span, anchor, first, size });
    }

    fn report_depth(&mut self, span: Span) {
        if !std::mem::replace(&mut self.deep, true) {
            self.diagnostics.push(depth_problem(span));
        }
    }

    fn end(&mut self, span: Span) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            if self.too_deep == 0 {
                self.null(span);
            }
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let end = if frame.flow { span.end } else { self.last_end(&frame) };
        self.close(&frame, end);
    }

    fn last_end(&self, frame: &Frame) -> u32 {
        let last = self.ready[frame.first..].last();
        last.map_or(frame.span.end, |&last| self.tree.node(last).span.end)
    }

    fn close(&mut self, frame: &Frame, end: u32) {
        let start = if frame.mapping || frame.flow {
            frame.span.start
        } else {
            dash(self.text, frame.span.start)
        };
        let span = Span::new(start, end.max(start));
        let value = if frame.mapping {
            let pairs = self.ready[frame.first..].chunks_exact(2);
            let entries = pairs.map(|pair| Entry { key: pair[0], value: pair[1] }).collect();
            self.ready.truncate(frame.first);
            Value::Mapping(keys::settle(entries, &mut self.tree, &mut self.diagnostics))
        } else {
            Value::Sequence(self.ready.split_off(frame.first))
        };
        let node = self.push(Node { span, value });
        self.place(node, frame.anchor, frame.size);
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        if self.too_deep > 0 {
            return;
        }
        match self.anchors.get(&anchor).copied().flatten() {
            None => {
                let problem =
                    UNKNOWN_ALIAS.at(span, "the alias stands inside the value that it repeats");
                self.diagnostics.push(problem.help("repeat a value that ends before the alias"));
                self.null(span);
            }
            Some(target) if self.nodes.saturating_add(target.size.nodes) > MAX_NODES => {
                self.report_size(span);
            }
            Some(target) if self.frames.len() + target.size.height > MAX_DEPTH => {
                self.report_depth(span);
                self.null(span);
            }
            Some(target) => {
                let value = self.tree.node(target.node).value.clone();
                let node = self.push(Node { span, value });
                self.nodes = self.nodes.saturating_add(target.size.nodes - 1);
                self.place(node, 0, target.size);
            }
        }
    }

    fn null(&mut self, span: Span) {
        if self.too_deep > 0 {
            return;
        }
        let node = self.push(Node { span, value: Value::Scalar(String::new(), Style::Plain) });
        self.place(node, 0, Size { nodes: 1, height: 0 });
    }

    fn push(&mut self, node: Node) -> NodeId {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > MAX_NODES && !self.full {
            self.report_size(node.span);
        }
        let id = NodeId(offset(self.tree.nodes.len()));
        self.tree.nodes.push(node);
        id
    }

    fn report_size(&mut self, span: Span) {
        let message = format!(
            "the blueprint has more than {MAX_NODES} nodes when its aliases are written out"
        );
        let problem = LIMIT_EXCEEDED.at(span, message).here("this one is too many");
        self.diagnostics.push(
            problem.help("use fewer aliases (`*name`) of large values, or split the blueprint"),
        );
        self.full = true;
    }

    /// Hangs a finished node where it belongs.
    fn place(&mut self, node: NodeId, anchor: usize, size: Size) {
        if anchor != 0 {
            self.anchors.insert(anchor, Some(Anchored { node, size }));
        }
        match self.frames.last_mut() {
            Some(frame) => {
                self.ready.push(node);
                frame.size.nodes = frame.size.nodes.saturating_add(size.nodes);
                frame.size.height = frame.size.height.max(size.height + 1);
            }
            None => self.tree.root = self.tree.root.or(Some(node)),
        }
    }

    fn close_all(&mut self) {
        self.too_deep = 0;
        while let Some(frame) = self.frames.pop() {
            if frame.mapping && self.waits(&frame) {
                let end = self.last_end(&frame);
                let at = after_colon(self.text, end);
                let value = Value::Scalar(String::new(), Style::Plain);
                let node = self.push(Node { span: Span::new(at, at), value });
                self.ready.push(node);
            }
            let end = self.last_end(&frame);
            self.close(&frame, end);
        }
        if let Some(root) = self.tree.root
            && self.tree.is_null(root)
            && self.tree.span(root).is_empty()
        {
            self.tree.root = None;
        }
    }
}

/// Where the dash of a block list stands: a list that is not indented is placed at its first item.
fn dash(text: &str, start: u32) -> u32 {
    let before = text[..start as usize].trim_end_matches(' ');
    let item = !text[start as usize..].starts_with("- ") && before.ends_with('-');
    if item { offset(before.len() - 1) } else { start }
}

/// The diagnostic for too deep nesting at `span`.
pub(super) fn depth_problem(span: Span) -> Diagnostic {
    let message = format!("nested deeper than {MAX_DEPTH} levels");
    LIMIT_EXCEEDED
        .at(span, message)
        .help("a blueprint needs about six levels; what is deeper is not read")
}

/// The place after the colon that follows `end`, or `end`.
fn after_colon(text: &str, end: u32) -> u32 {
    let rest = text.get(end as usize..).unwrap_or("");
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if rest[blanks..].starts_with(':') { end + offset(blanks) + 1 } else { end }
}
