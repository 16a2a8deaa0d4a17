//! Headless Chromium for tests of what readers see; a machine without it skips them with a word.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]
#![allow(clippy::disallowed_methods, reason = "a test may write and read files")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The browser, when this machine has one.
fn program() -> Option<PathBuf> {
    let named = ["chromium", "chromium-browser", "google-chrome"];
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&folders)
        .flat_map(|folder| named.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: chromium is not installed");
    }
    found
}

/// What the page's own clock may take. The browser turns that clock forward as soon as nothing is under way, and looks at
/// the page when it has run out: what is loaded or told later than the page itself, such as fonts, is there on every
/// machine, however busy. No test waits for it.
const CLOCK: &str = "--virtual-time-budget=10000";

/// A run of the browser on `file` in a profile of its own that nothing is left of.
fn run(folder: &Path, file: &str, flags: &[String]) -> Option<Output> {
    let output = Command::new(program()?)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
        .args(["--disable-dev-shm-usage", "--force-color-profile=srgb", "--no-first-run", CLOCK])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(flags)
        .arg(format!("file://{}", folder.join(file).display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output)
}

/// A picture of the page, `size` pixels large, at two dots a pixel; `None` without a browser.
pub(crate) fn screenshot(name: &str, page: &[u8], size: (u32, u32)) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), page).unwrap();
    let to = folder.path().join("page.png");
    let flags = [
        format!("--screenshot={}", to.display()),
        format!("--window-size={},{}", size.0, size.1),
        "--force-device-scale-factor=2".to_owned(),
    ];
    run(folder.path(), name, &flags)?;
    Some(fs::read(to).unwrap())
}

/// The page's elements after its scripts have run; `None` without a browser.
pub(crate) fn elements(name: &str, page: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), page).unwrap();
    let flags = ["--dump-dom".to_owned(), "--window-size=1280,900".to_owned()];
    let output = run(folder.path(), name, &flags)?;
    Some(String::from_utf8(output.stdout).unwrap())
}

/// What the page writes to the console, errors of scripts and refused requests among it; `None` without a browser.
pub(crate) fn console(name: &str, page: &[u8]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), page).unwrap();
    let flags = ["--dump-dom", "--enable-logging=stderr", "--v=0"].map(str::to_owned);
    let output = run(folder.path(), name, &flags)?;
    let said = String::from_utf8_lossy(&output.stderr);
    Some(said.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect())
}

/// The page on paper; `None` without a browser.
pub(crate) fn printed(name: &str, page: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), page).unwrap();
    let to = folder.path().join("page.pdf");
    let flags = [format!("--print-to-pdf={}", to.display()), "--no-pdf-header-footer".to_owned()];
    run(folder.path(), name, &flags)?;
    Some(fs::read(to).unwrap())
}
