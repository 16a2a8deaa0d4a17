//! `--icons`: icons from a folder of the user's, such as AWS's own, found by the names of their files.
//!
//! Nothing of them is in this program. A service without one keeps its glyph.

use super::failure::{Failure, reason};
use super::screen::Screen;
use crate::catalog::{self, Provider, Service};
use crate::model::Model;
use crate::scene::Icons;
use crate::scene::artwork::{Artwork, MOST_BYTES};
use ignore::WalkBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How deep a folder is searched, and how many entries are looked at.
const LIMITS: (usize, usize) = (8, 60_000);
/// How many services or files one warning names.
const NAMED: usize = 12;

/// What an icon stands for: a name can occur in several kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Service,
    Resource,
    Group,
    Category,
    Other,
}

/// The best file so far for a name and a kind: rank (the lower the better) and path.
type Files = BTreeMap<(String, Kind), (u16, PathBuf)>;

/// The icons in `folder` for what `model` names; says on `screen` what has none.
pub(super) fn load(folder: &Path, model: &Model, screen: &Screen) -> Result<Icons, Failure> {
    let files = find(folder)?;
    let mut loader = Loader { files, read: BTreeMap::new(), faults: Vec::new() };
    let mut icons = Icons::default();
    let mut without: BTreeSet<&str> = BTreeSet::new();
    for service in model.components.iter().filter_map(|one| one.service) {
        match loader.service(service) {
            Some(artwork) => icons.for_service(service.id, artwork),
            None if service.provider == Provider::Aws => {
                without.insert(service.short);
            }
            None => {}
        }
    }
    let kinds = model.groups.iter().map(|group| group.kind);
    for kind in kinds.chain(catalog::boundary("aws-cloud")) {
        let names = kind.icons.iter().copied();
        if let Some(artwork) = loader.first(names, &[Kind::Group, Kind::Other, Kind::Resource]) {
            icons.for_boundary(kind.id, artwork);
        }
    }
    if !without.is_empty() {
        let fact = format!("`{}` has no icon for {}", folder.display(), list(without.into_iter()));
        screen.warn(&fact, "their glyphs are drawn instead");
    }
    if !loader.faults.is_empty() {
        let fact = format!("not drawn: {}", list(loader.faults.iter().map(String::as_str)));
        screen.warn(&fact, "only plain SVG is: shapes, colours and runs of colours");
    }
    Ok(icons)
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let more = names.len().saturating_sub(NAMED);
    let shown = names[..names.len() - more].join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

/// All SVG files under `folder` by what their names mean.
fn find(folder: &Path) -> Result<Files, Failure> {
    let found = fs::metadata(folder).map_err(|cause| Failure::Read {
        path: folder.to_owned(),
        help: Some("`--icons` takes the folder of an icon package".to_owned()),
        cause,
    })?;
    if !found.is_dir() {
        return Err(Failure::refused(
            format!("`{}` is no folder", folder.display()),
            "`--icons` takes the folder of an icon package, unpacked",
        ));
    }
    let mut walker = WalkBuilder::new(folder);
    walker.standard_filters(false).max_depth(Some(LIMITS.0)).sort_by_file_name(Ord::cmp);
    walker.filter_entry(|entry| entry.file_name() != "__MACOSX");
    let mut files = Files::new();
    for entry in walker.build().take(LIMITS.1).flatten() {
        let path = entry.path();
        let inner = path.strip_prefix(folder).unwrap_or(path);
        if let Some((key, kind, rank)) = meaning(inner) {
            let old = files.get(&(key.clone(), kind)).map(|(rank, _)| *rank);
            if old.is_none_or(|old| rank < old) {
                files.insert((key, kind), (rank, path.to_owned()));
            }
        }
    }
    if files.is_empty() {
        return Err(Failure::refused(
            format!("`{}` holds no icon", folder.display()),
            "SVG files are looked for, such as those of AWS's asset package or of the npm package `aws-icons`",
        ));
    }
    Ok(files)
}

/// The key, the kind and the rank of a file by its path; `None` when it is no icon.
fn meaning(path: &Path) -> Option<(String, Kind, u16)> {
    let name = path.file_name()?.to_str()?;
    let (stem, ending) = name.rsplit_once('.')?;
    if !ending.eq_ignore_ascii_case("svg") || name.starts_with('.') {
        return None;
    }
    let (stem, said) = kind_of_name(stem);
    let mut parts: Vec<&str> = stem.split('_').collect();
    let mut rank = 0;
    if let [_, .., last] = parts[..]
        && let "Light" | "Dark" = last
    {
        // Light is for a light ground, which the tile is.
        rank += u16::from(last == "Dark");
        parts.pop();
    }
    if let [_, .., last] = parts[..]
        && let Some(at) =
            ["64", "48", "80", "40", "32", "24", "16"].iter().position(|&size| size == last)
    {
        rank += 2 * u16::try_from(at).unwrap_or(u16::MAX / 2);
        parts.pop();
    }
    let key = key(&parts.concat());
    let kind = said.or_else(|| kind_of_folder(path)).unwrap_or(Kind::Other);
    (!key.is_empty()).then_some((key, kind, rank))
}

/// Letters and digits alone, in lower case.
fn key(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The name without the prefix that says its kind.
fn kind_of_name(stem: &str) -> (&str, Option<Kind>) {
    for (prefix, kind) in
        [("Arch-Category_", Kind::Category), ("Arch_", Kind::Service), ("Res_", Kind::Resource)]
    {
        if let Some(rest) = stem.strip_prefix(prefix) {
            return (rest, Some(kind));
        }
    }
    (stem, None)
}

fn kind_of_folder(path: &Path) -> Option<Kind> {
    let folders = path.parent()?.components().rev();
    folders.filter_map(|one| one.as_os_str().to_str()).find_map(|folder| {
        let folder = folder.to_ascii_lowercase();
        [
            ("architecture-service", Kind::Service),
            ("resource", Kind::Resource),
            ("architecture-group", Kind::Group),
            ("category", Kind::Category),
        ]
        .into_iter()
        .find_map(|(start, kind)| folder.starts_with(start).then_some(kind))
    })
}

struct Loader {
    files: Files,
    /// Files that were read: equal icons are one.
    read: BTreeMap<PathBuf, Option<Arc<Artwork>>>,
    faults: Vec<String>,
}

impl Loader {
    /// The icon that the catalogue names, else one that is called like the service.
    fn service(&mut self, service: &Service) -> Option<Arc<Artwork>> {
        let names = service.icons.iter().chain([&service.name]).chain(service.outdated).copied();
        self.first(names, &[Kind::Service, Kind::Resource, Kind::Other, Kind::Group])
    }
    fn first<'a>(
        &mut self,
        names: impl Iterator<Item = &'a str>,
        kinds: &[Kind],
    ) -> Option<Arc<Artwork>> {
        for name in names {
            let key = key(name);
            for &kind in kinds {
                let path = self.files.get(&(key.clone(), kind)).map(|(_, path)| path.clone());
                if let Some(artwork) = path.and_then(|path| self.open(path)) {
                    return Some(artwork);
                }
            }
        }
        None
    }
    fn open(&mut self, path: PathBuf) -> Option<Arc<Artwork>> {
        if let Some(known) = self.read.get(&path) {
            return known.clone();
        }
        let artwork = match parse(&path) {
            Ok(artwork) => Some(Arc::new(artwork)),
            Err(fault) => {
                let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
                self.faults.push(format!("`{name}` ({fault})"));
                None
            }
        };
        self.read.insert(path, artwork.clone());
        artwork
    }
}

fn parse(path: &Path) -> Result<Artwork, String> {
    let bytes = read(path).map_err(|cause| reason(&cause))?;
    let text = String::from_utf8(bytes).map_err(|_| "it is no text".to_owned())?;
    Artwork::parse(&text).map_err(|fault| fault.to_string())
}

/// The bytes of a file, one more than allowed at most.
pub(super) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(path: &str) -> Option<(String, Kind, u16)> {
        meaning(Path::new(path))
    }

    #[test]
    fn names_of_both_packages_mean_the_same() {
        let bedrock = |rank| Some(("amazonbedrock".to_owned(), Kind::Service, rank));
        assert_eq!(meant("icons/architecture-service/AmazonBedrock.svg"), bedrock(0));
        assert_eq!(meant("architecture-service/amazon-bedrock.svg"), bedrock(0));
        assert_eq!(meant("Arch_Machine-Learning/64/Arch_Amazon-Bedrock_64.svg"), bedrock(0));
        assert_eq!(meant("Arch_Machine-Learning/48/Arch_Amazon-Bedrock_48.svg"), bedrock(2));
        let gateway = Some(("amazonvpcnatgateway".to_owned(), Kind::Resource, 2));
        assert_eq!(meant("Res_Networking/Res_Amazon-VPC_NAT-Gateway_48.svg"), gateway);
        let user = |rank| Some(("user".to_owned(), Kind::Resource, rank));
        assert_eq!(meant("Res_General-Icons/Res_48_Light/Res_User_48_Light.svg"), user(2));
        assert_eq!(meant("Res_General-Icons/Res_48_Dark/Res_User_48_Dark.svg"), user(3));
        let region = Some(("region".to_owned(), Kind::Group, 8));
        assert_eq!(meant("Architecture-Group-Icons_01302026/Region_32.svg"), region);
    }

    #[test]
    fn other_files_are_no_icons() {
        for path in ["Arch_Amazon-Bedrock_48.png", "._Arch_Amazon-Bedrock_48.svg", "svg", "_.svg"] {
            assert_eq!(meant(path), None, "{path}");
        }
    }

    #[test]
    fn a_long_list_is_cut() {
        let names: Vec<String> = (0..20).map(|at| at.to_string()).collect();
        let words = list(names.iter().map(String::as_str));
        assert!(words.ends_with("11 and 8 more"), "{words}");
        assert_eq!(list(["a", "b"].into_iter()), "a, b");
    }
}
