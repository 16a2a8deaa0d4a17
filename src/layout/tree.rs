//! The containers of a drawing as a tree: the root, then every group, then every rail.

/// Index of the container that holds everything.
pub(super) const ROOT: usize = 0;

/// Containers by index: 0 is the root, `1 + g` group `g`, then the rails.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    parent: Vec<usize>,
    depth: Vec<usize>,
    groups: usize,
}

impl Tree {
    /// The tree of `groups` (parent group each) and `rails`; `rail_of` names the rail that a group stands in.
    pub(super) fn new(groups: &[Option<u32>], rails: usize, rail_of: &[Option<usize>]) -> Self {
        let count = 1 + groups.len() + rails;
        let mut parent = vec![ROOT; count];
        for (group, above) in groups.iter().enumerate() {
            parent[1 + group] = match above {
                Some(above) if (*above as usize) < groups.len() => 1 + *above as usize,
                _ => rail_of[group].map_or(ROOT, |rail| 1 + groups.len() + rail),
            };
        }
        let mut tree = Self { parent, depth: vec![0; count], groups: groups.len() };
        for container in 1..count {
            tree.depth[container] = tree.measure(container);
        }
        tree
    }

    fn measure(&self, container: usize) -> usize {
        let (mut depth, mut at) = (0, container);
        while at != ROOT && depth <= self.parent.len() {
            at = self.parent[at];
            depth += 1;
        }
        depth
    }

    /// How many containers there are, the root included.
    pub(super) fn len(&self) -> usize {
        self.parent.len()
    }
    /// Whether the container is a rail.
    pub(super) fn is_rail(&self, container: usize) -> bool {
        container > self.groups
    }
    /// The container of rail `rail`.
    pub(super) fn rail(&self, rail: usize) -> usize {
        1 + self.groups + rail
    }
    /// The container around `container`; the root is its own.
    pub(super) fn parent(&self, container: usize) -> usize {
        self.parent[container]
    }
    /// Steps up to the root.
    pub(super) fn depth(&self, container: usize) -> usize {
        self.depth[container]
    }
    /// The smallest container that holds both.
    pub(super) fn lca(&self, a: usize, b: usize) -> usize {
        let (mut a, mut b) = (a, b);
        while self.depth[a] > self.depth[b] {
            a = self.parent[a];
        }
        while self.depth[b] > self.depth[a] {
            b = self.parent[b];
        }
        while a != b {
            (a, b) = (self.parent[a], self.parent[b]);
        }
        a
    }
    /// Whether `inner` is `outer` or lies in it.
    pub(super) fn within(&self, inner: usize, outer: usize) -> bool {
        self.ancestor(inner, self.depth[outer]) == outer
    }
    /// The ancestor of `inner` (or itself) at `depth`.
    pub(super) fn ancestor(&self, inner: usize, depth: usize) -> usize {
        let mut at = inner;
        while self.depth[at] > depth {
            at = self.parent[at];
        }
        at
    }
    /// Containers by falling depth, so that each comes before the one around it.
    pub(super) fn inside_out(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.len()).collect();
        all.sort_by_key(|&container| (usize::MAX - self.depth[container], container));
        all
    }
}
