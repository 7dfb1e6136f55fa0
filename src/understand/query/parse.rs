//! Signs and terms to a tree: NOT binds more than NEAR, NEAR more than AND, AND more than OR.

use std::ops::Range;

use super::fault::{ErrorKind, QueryError, Warning, WarningKind};
use super::fields::Field;
use super::lex::{Kind, Token, lex};
use super::library::Library;
use super::node::Node;

/// Parentheses within parentheses.
const DEEPEST: usize = 200;
/// Bytes of a query.
const LONGEST: usize = 1 << 20;

/// A query that was read.
pub(super) struct Read {
    pub(super) root: Node,
    pub(super) warnings: Vec<Warning>,
    /// Where it asks for what is known of mentions only.
    pub(super) of_mentions: Vec<Range<usize>>,
}

pub(super) fn parse(source: &str, library: &Library) -> Result<Read, Vec<QueryError>> {
    let end = source.trim_end().len();
    let whole = (source.len() - source.trim_start().len()).min(end)..end;
    let fail = |kind| Err(vec![QueryError { span: whole.clone(), kind }]);
    if source.len() > LONGEST {
        return fail(ErrorKind::TooLong { most: LONGEST });
    }
    let lexed = lex(source);
    let mut parser = Parser {
        tokens: lexed.tokens,
        at: 0,
        field: None,
        errors: lexed.errors,
        warnings: lexed.warnings,
        of_mentions: Vec::new(),
        library,
        searched: 0,
    };
    let root = parser.whole();
    if !parser.errors.is_empty() {
        parser.errors.sort_by_key(|error| error.span.start);
        return Err(parser.errors);
    }
    match root {
        None => fail(ErrorKind::Empty),
        Some(root) if is_nothing(&root) => fail(ErrorKind::Empty),
        Some(root) if !root.is_anchored() => fail(ErrorKind::PurelyNegative),
        Some(mut root) => {
            root.number(&mut 0);
            parser.warnings.sort_by_key(|warning| warning.span.start);
            Ok(Read { root, warnings: parser.warnings, of_mentions: parser.of_mentions })
        }
    }
}

pub(super) struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    pub(super) field: Option<Field>,
    errors: Vec<QueryError>,
    pub(super) warnings: Vec<Warning>,
    pub(super) of_mentions: Vec<Range<usize>>,
    pub(super) library: &'a Library,
    /// How many parts the searches have that were said.
    pub(super) searched: usize,
}

impl Parser<'_> {
    fn whole(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        loop {
            nodes.extend(self.or(0));
            let Some(token) = self.tokens.get(self.at) else { break };
            let span = token.span.clone();
            self.fail(ErrorKind::UnopenedParenthesis, span);
            self.at += 1;
        }
        list(nodes, Node::And)
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// Takes the sign when it is next, and says where it stood.
    fn take(&mut self, kind: &Kind) -> Option<Range<usize>> {
        let token = self.tokens.get(self.at).filter(|token| token.kind == *kind)?;
        self.at += 1;
        Some(token.span.clone())
    }

    pub(super) fn fail(&mut self, kind: ErrorKind, span: Range<usize>) {
        self.errors.push(QueryError { span, kind });
    }

    fn want(&mut self, node: Option<Node>, operator: &'static str, span: Range<usize>) -> Option<Node> {
        if node.is_none() {
            self.fail(ErrorKind::MissingOperand { operator }, span);
        }
        node
    }

    fn or(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let (mut nodes, mut mixed, mut alternatives) = (Vec::new(), false, 1);
        let (first, is_and) = self.and(depth);
        mixed |= is_and;
        if first.is_none() && self.peek() == Some(&Kind::Or) {
            let span = self.tokens[self.at].span.clone();
            self.fail(ErrorKind::MissingOperand { operator: "OR" }, span);
        }
        nodes.extend(first);
        while let Some(span) = self.take(&Kind::Or) {
            let (next, is_and) = self.and(depth);
            mixed |= is_and;
            alternatives += 1;
            nodes.extend(self.want(next, "OR", span));
        }
        if mixed && alternatives > 1 {
            let span = self.tokens[start].span.start..self.tokens[self.at - 1].span.end;
            self.warnings.push(Warning { span, kind: WarningKind::MixedAndOr });
        }
        list(nodes, Node::Or)
    }

    /// And whether several operands stand beside each other here.
    fn and(&mut self, depth: usize) -> (Option<Node>, bool) {
        let mut nodes: Vec<Node> = self.near(depth).into_iter().collect();
        let mut operands = nodes.len();
        loop {
            match self.peek() {
                None | Some(Kind::Or | Kind::Close) => break,
                Some(Kind::And) => {
                    let span = self.tokens[self.at].span.clone();
                    self.at += 1;
                    if operands == 0 {
                        self.fail(ErrorKind::MissingOperand { operator: "AND" }, span.clone());
                    }
                    let next = self.near(depth);
                    nodes.extend(self.want(next, "AND", span));
                }
                Some(_) => nodes.extend(self.near(depth)),
            }
            operands += 1;
        }
        (list(nodes, Node::And), operands > 1)
    }

    fn near(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let mut first = self.not(depth);
        let mut rest = Vec::new();
        let first_span = start..self.at;
        while let Some(&Kind::Near(reach)) = self.peek() {
            let span = self.tokens[self.at].span.clone();
            self.at += 1;
            if first.is_none() {
                self.fail(ErrorKind::MissingOperand { operator: "NEAR" }, span.clone());
            }
            if rest.is_empty() {
                self.check_operand(first.as_ref(), first_span.clone());
            }
            let from = self.at;
            let next = self.not(depth);
            self.check_operand(next.as_ref(), from..self.at);
            rest.extend(self.want(next, "NEAR", span).map(|next| (reach, next)));
        }
        if rest.is_empty() {
            return first;
        }
        if let Some(Node::Near(inner, mut before)) = first {
            before.append(&mut rest);
            return Some(Node::Near(inner, before));
        }
        first.take().map(|first| Node::Near(Box::new(first), rest))
    }

    fn check_operand(&mut self, node: Option<&Node>, tokens: Range<usize>) {
        let Some(kind) = node.and_then(unfit_for_near) else { return };
        let span = self.tokens[tokens.start].span.start..self.tokens[tokens.end - 1].span.end;
        self.fail(kind, span);
    }

    fn not(&mut self, depth: usize) -> Option<Node> {
        let mut negated = false;
        let mut last = None;
        while let Some(span) = self.take(&Kind::Not) {
            negated = !negated;
            last = Some(span);
        }
        let node = self.primary(depth);
        let node = match last {
            Some(span) => self.want(node, "NOT", span)?,
            None => node?,
        };
        Some(match node {
            node if is_nothing(&node) => node,
            Node::Not(inner) if negated => *inner,
            node if negated => Node::Not(Box::new(node)),
            node => node,
        })
    }

    fn primary(&mut self, depth: usize) -> Option<Node> {
        let Token { kind, span } = self.tokens.get(self.at)?.clone();
        match kind {
            Kind::Open => {
                self.at += 1;
                self.group(depth + 1, span)
            }
            Kind::Field(field) => {
                self.at += 1;
                let outer = self.field.replace(field);
                let node = match self.tokens.get(self.at) {
                    Some(next)
                        if next.span.start == span.end
                            && matches!(next.kind, Kind::Open | Kind::Term { .. } | Kind::Pattern { .. }) =>
                    {
                        self.primary(depth)
                    }
                    _ => {
                        self.fail(ErrorKind::MissingValue, span);
                        None
                    }
                };
                self.field = outer;
                node
            }
            Kind::Term { form, keep, text, slop } => {
                self.at += 1;
                self.leaf(form, keep, text, slop, &span)
            }
            Kind::Pattern { source, any_case } => {
                self.at += 1;
                self.pattern(source, any_case, &span)
            }
            _ => None,
        }
    }

    fn group(&mut self, depth: usize, open: Range<usize>) -> Option<Node> {
        if depth > DEEPEST {
            self.fail(ErrorKind::TooDeep { most: DEEPEST }, open);
            self.at = self.tokens.len();
            return None;
        }
        let errors = self.errors.len();
        let node = self.or(depth);
        if let Some(close) = self.take(&Kind::Close) {
            if node.is_none() && self.errors.len() == errors {
                self.fail(ErrorKind::EmptyGroup, open.start..close.end);
            }
        } else if !self.errors.iter().any(|error| matches!(error.kind, ErrorKind::TooDeep { .. })) {
            self.fail(ErrorKind::UnclosedParenthesis, open);
        }
        node
    }
}

fn unfit_for_near(node: &Node) -> Option<ErrorKind> {
    match node {
        Node::Not(_) => Some(ErrorKind::NotInNear),
        Node::Filter(_) => Some(ErrorKind::FilterInNear),
        node if is_nothing(node) => Some(ErrorKind::FilterInNear),
        Node::Or(nodes) | Node::And(nodes) => nodes.iter().find_map(unfit_for_near),
        Node::Search(_, node) => unfit_for_near(node),
        Node::Near(..) | Node::Term(_) | Node::Pattern(_) => None,
    }
}

/// What a field that is not known here asks for: neither something nor its contrary.
pub(super) const fn nothing() -> Node {
    Node::And(Vec::new())
}

fn is_nothing(node: &Node) -> bool {
    matches!(node, Node::And(nodes) if nodes.is_empty())
}

/// One node of several, what is of the same kind taken in, what asks for nothing left out.
fn list(nodes: Vec<Node>, make: fn(Vec<Node>) -> Node) -> Option<Node> {
    let kind = std::mem::discriminant(&make(Vec::new()));
    let mut flat = Vec::with_capacity(nodes.len());
    for node in nodes {
        let same = std::mem::discriminant(&node) == kind;
        match node {
            Node::Or(inner) | Node::And(inner) if same && !inner.is_empty() => flat.extend(inner),
            node => flat.push(node),
        }
    }
    let something = flat.iter().any(|node| !is_nothing(node));
    if something {
        flat.retain(|node| !is_nothing(node));
    } else {
        flat.truncate(1);
    }
    if flat.len() > 1 { Some(make(flat)) } else { flat.pop() }
}
