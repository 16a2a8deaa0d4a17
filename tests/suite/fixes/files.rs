//! Fixes and files: differences that other tools apply, and files that are replaced whole or not at all.

use super::{Folder, ONLY, TYPO};
use std::{fs, process::Command};

/// What an application of the difference by another tool gives.
fn applied(folder: &Folder, tool: &str, words: &[&str], difference: &str) -> bool {
    folder.write("change.diff", difference.as_bytes());
    let mut command = Command::new(tool);
    command.current_dir(folder.path("")).args(words);
    let Ok(output) = command.output() else { return false };
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    true
}

#[test]
fn differences_apply_with_git_and_patch() {
    let texts = [
        TYPO.to_owned(),
        TYPO.replace('\n', "\r\n"),
        TYPO.trim_end().to_owned(),
        format!("\u{feff}{TYPO}"),
        TYPO.replace("# ours", "# \u{1b}[31mours \u{202e} \u{7f}\t"),
        TYPO.replace("# ours", "# Größe 日本語"),
    ];
    let folder = Folder::with(&[]);
    for (text, name) in texts.iter().flat_map(|text| [(text, "a.yaml"), (text, "a b.yaml")]) {
        let wanted = text.replace("bedrokc", "bedrock").replace("rok}", "rock}");
        let words = [&["check", name, "--diff"], &ONLY[..]].concat();
        for (tool, arguments) in [
            ("git", &["apply", "-p0", "change.diff"][..]),
            ("patch", &["-p0", "-s", "--binary", "-i", "change.diff"]),
        ] {
            folder.write(name, text.as_bytes());
            let difference = folder.run(&words).exits(1).out;
            if applied(&folder, tool, arguments, &difference) {
                assert_eq!(folder.read(name), wanted, "{tool} {name}:\n{difference}");
            } else {
                println!("skipped: there is no {tool}");
            }
        }
    }
}

#[test]
fn a_difference_of_formatting_applies_too() {
    let text = "engine:\n    x:   bedrock   # so\nname: 'A'\n";
    let folder = Folder::with(&[("a.yaml", text)]);
    let difference = folder.run(&["fmt", "a.yaml", "--diff"]).exits(1).out;
    assert!(applied(&folder, "git", &["apply", "-p0", "change.diff"], &difference));
    folder.run(&["fmt", "a.yaml", "--check"]).exits(0);
}

#[test]
fn write_protected_files_stay_and_with_them_all_others() {
    let folder = Folder::with(&[("a.yaml", TYPO), ("b.yaml", TYPO)]);
    let mut mode = fs::metadata(folder.path("b.yaml")).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(folder.path("b.yaml"), mode).unwrap();
    for command in [&["check", "a.yaml", "b.yaml", "--fix"][..], &["fmt", "a.yaml", "b.yaml"]] {
        let more = if command[0] == "check" { &ONLY[..] } else { &[] };
        if command[0] == "fmt" {
            folder.write("a.yaml", b"engine: {x:   bedrock}\nname: A\n");
        }
        let before = folder.read("a.yaml");
        let said = if command[0] == "check" { "b.yaml" } else { "" };
        let run = folder.run(&[command, more].concat());
        if command[0] == "check" {
            run.exits(2).complains("write-protected").complains(said);
            assert_eq!(folder.read("a.yaml"), before);
        }
        assert_eq!(folder.read("b.yaml"), TYPO);
        assert_eq!(folder.names(), ["a.yaml", "b.yaml"]);
    }
}

#[cfg(unix)]
#[test]
fn modes_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("real/a.yaml", TYPO)]);
    fs::set_permissions(folder.path("real/a.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real/a.yaml", folder.path("a.yaml")).unwrap();
    folder.run(&[&["check", "a.yaml", "--fix"], &ONLY[..]].concat()).exits(0);
    assert!(folder.read("real/a.yaml").contains("model: bedrock "));
    let mode = fs::metadata(folder.path("real/a.yaml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(fs::symlink_metadata(folder.path("a.yaml")).unwrap().file_type().is_symlink());
}
