//! The binary `cyanotype`.

fn main() -> std::process::ExitCode {
    cyanotype::cli::main()
}
