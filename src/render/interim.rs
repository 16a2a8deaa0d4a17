//! Rows of boxes, until the layout engine is there.
#![allow(clippy::all, clippy::pedantic, reason = "interim")]
use crate::geometry::*;
use crate::layout::*;
pub(super) fn run(i: &Input) -> Drawing {
    let mut d = Drawing::default();
    let mut y = 0.0;
    let mut wmax: f64 = 700.0;
    let n = i.bands.len().max(1);
    d.nodes = vec![Rect::default(); i.nodes.len()];
    for b in 0..n {
        let mut x = 130.0;
        let mut h: f64 = 60.0;
        for (k, node) in i.nodes.iter().enumerate() {
            let here = match node.place {
                Place::Band(q) => q as usize == b,
                Place::Free => b == 0,
                Place::Rail(_) => false,
            };
            if here {
                d.nodes[k] = Rect::new(x, y + 12.0, node.size.w, node.size.h);
                x += node.size.w + 60.0;
                h = h.max(node.size.h + 24.0);
            }
        }
        wmax = wmax.max(x);
        d.bands.push(Rect::new(0.0, y, 0.0, h));
        y += h + 34.0;
    }
    if i.bands.is_empty() {
        d.bands.clear();
    }
    for b in &mut d.bands {
        b.w = wmax;
    }
    let mut x = wmax + 16.0;
    for r in 0..i.rails.len() {
        let mut yy = 44.0;
        for (k, node) in i.nodes.iter().enumerate() {
            if node.place == Place::Rail(r as u32) {
                d.nodes[k] = Rect::new(x + 70.0 - node.size.w / 2.0, yy, node.size.w, node.size.h);
                yy += node.size.h + 12.0;
            }
        }
        d.rails.push(Rect::new(x, 0.0, 140.0, y - 34.0));
        x += 152.0;
    }
    for (g, _) in i.groups.iter().enumerate() {
        let mut r: Option<Rect> = None;
        for (k, node) in i.nodes.iter().enumerate() {
            let mut p = node.parent;
            let mut depth = 0.0;
            while let Some(q) = p {
                if q as usize == g {
                    let a = d.nodes[k].grown(6.0 + depth);
                    r = Some(r.map_or(a, |r: Rect| r.union(&a)));
                }
                p = i.groups[q as usize].parent;
                depth += 8.0;
            }
        }
        d.groups.push(r.unwrap_or_default());
    }
    for e in &i.edges {
        let f = |e: End| match e {
            End::Node(k) => {
                i.nodes[k as usize].core.moved(d.nodes[k as usize].x, d.nodes[k as usize].y)
            }
            End::Group(g) => d.groups[g as usize],
        };
        let (a, b) = (f(e.from), f(e.to));
        let pts = if (a.y - b.y).abs() < 30.0 {
            let (p, q) = if a.x < b.x { (a.right(), b.x) } else { (a.x, b.right()) };
            vec![Point::new(p, a.center().y), Point::new(q, a.center().y)]
        } else {
            let m = b.y - 24.0;
            let by = a.bottom() + 40.0;
            vec![
                Point::new(a.center().x, by.min(m)),
                Point::new(a.center().x, m),
                Point::new(b.center().x, m),
                Point::new(b.center().x, b.y),
            ]
        };
        let mid = Point::new((pts[0].x + pts[pts.len() - 1].x) / 2.0, pts[pts.len() / 2].y);
        d.routes.push(Route {
            label: (e.label.w > 0.0).then(|| {
                Rect::new(mid.x - e.label.w / 2.0, mid.y - e.label.h / 2.0, e.label.w, e.label.h)
            }),
            badge: (e.badge.w > 0.0)
                .then(|| Rect::new(pts[0].x - e.badge.w / 2.0, pts[0].y, e.badge.w, e.badge.h)),
            points: pts,
            hops: vec![],
        });
    }
    d.size = Size::new(x, y);
    d
}
