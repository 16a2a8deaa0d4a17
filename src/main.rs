//! The binary `cyanotype`.

fn main() {}
