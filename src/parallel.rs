//! The same work on many items, on all processors, with the results in order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;

/// `work` on every item; the results stand in the order of the items. A thread is begun for each `share` items, as far as
/// there are processors: fewer items would be done before it has started. Each takes so many items at a time.
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    share: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let workers = processors().min(items.len() / share.max(1));
    if workers < 2 {
        return items.iter().map(work).collect();
    }
    let shares: Vec<&[T]> = items.chunks(share.max(1)).collect();
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(shares.len())));
    let turn = || {
        while let Some((index, items)) = take(&shares, &next) {
            let results: Vec<R> = items.iter().map(&work).collect();
            // A panic of another worker ends the scope anyway.
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, results));
        }
    };
    thread::scope(|scope| {
        for _ in 1..workers {
            scope.spawn(turn);
        }
        turn();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|&(index, _)| index);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// How many processors there are for this process, asked once: the answer takes a dozen calls of the system.
fn processors() -> usize {
    static COUNT: OnceLock<usize> = OnceLock::new();
    *COUNT.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        let doubled: Vec<usize> = items.iter().map(|one| one * 2).collect();
        assert_eq!(map(&items, 4, |one| one * 2), doubled);
        assert_eq!(map(&items, 1, |one| one * 2), doubled);
        assert_eq!(map(&items[..1], 1, |one| one * 2), [0]);
    }
}
