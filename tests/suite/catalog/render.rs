//! The Rust text of `src/catalog/generated`.

use super::read::{
    Boundary, Capability, Category, Data, Layer, Property, Reference, Service, StudyItem,
};
use super::{facts, learn};
use std::collections::BTreeSet;
use std::fmt::Write;

const HEADER: &str = "generated from data/ by the test `catalog::generated_is_fresh`; change data/ and run the tests";

/// File names and their texts.
pub(super) fn files(data: &Data) -> Vec<(&'static str, String)> {
    vec![
        ("mod.rs", modules()),
        ("services.rs", services(data)),
        ("words.rs", words(data)),
        ("vocabulary.rs", vocabulary(data)),
        ("references.rs", references(data)),
        ("study.rs", study(data)),
        ("glyphs.rs", glyphs(data)),
        ("facts.rs", facts::render(&data.facts, HEADER)),
        ("learn.rs", learn::render(&data.learn, HEADER)),
    ]
}

/// Every form of every word that finds a service: the word, the index of the service, whether it is outdated.
pub(super) fn word_table(data: &Data) -> Vec<(String, usize, bool)> {
    let mut table: Vec<(String, usize, bool)> = Vec::new();
    for (index, service) in data.services.iter().enumerate() {
        let current =
            [&service.id, &service.short, &service.name].into_iter().chain(&service.aliases);
        let words = current
            .map(|word| (word, false))
            .chain(service.outdated.iter().map(|word| (word, true)));
        for (word, outdated) in words {
            let word = cyanotype::catalog::normalise(word);
            if !table.iter().any(|row| row.0 == word && row.1 == index) {
                table.push((word, index, outdated));
            }
        }
    }
    table.sort();
    table
}

/// The names of all glyphs in use.
pub(super) fn glyph_names(data: &Data) -> BTreeSet<&str> {
    let services = data.services.iter().map(|row| &row.glyph);
    let categories = data.categories.iter().map(|row| &row.glyph);
    let capabilities = data.capabilities.iter().map(|row| &row.glyph);
    let boundaries = data.boundaries.iter().map(|row| &row.glyph);
    let rows = services.chain(categories).chain(capabilities).chain(boundaries);
    rows.chain(&data.glyphs).map(String::as_str).collect()
}

/// The name of a glyph's static in the icon crate: `brain-circuit` is `LuBrainCircuit`.
pub(super) fn static_name(glyph: &str) -> String {
    format!("Lu{}", camel(glyph))
}

fn camel(id: &str) -> String {
    id.split('-')
        .flat_map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

fn constant(id: &str) -> String {
    id.replace('-', "_").to_ascii_uppercase()
}

fn strings(items: &[String]) -> String {
    format!("&{items:?}")
}

fn borrowed(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("Cow::Borrowed({item:?})")).collect();
    format!("Cow::Borrowed(&[{}])", items.join(", "))
}

fn traits(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("Trait::{}", camel(item))).collect();
    format!("Traits::of(&[{}])", items.join(", "))
}

fn table(name: &str, kind: &str, rows: &[String]) -> String {
    format!("\npub(crate) static {name}: [{kind}; {}] = [\n{}];\n", rows.len(), rows.concat())
}

fn modules() -> String {
    format!(
        "//! The catalogue as statics: {HEADER}.\n\nmod facts;\nmod glyphs;\nmod learn;\nmod references;\nmod services;\nmod study;\n\
         mod vocabulary;\nmod words;\n\npub(super) use facts::{{ELIGIBILITY, GEOGRAPHIES, LIMITS, MODELS, REGIONS}};\n\
         pub(super) use glyphs::GLYPHS;\npub use learn::{{EXAM_CHECKED, EXAM_SOURCE}};\n\
         pub(super) use learn::{{ADVICE, ALIKE, CASES, DOMAINS, TASKS}};\npub(super) use references::REFERENCES;\n\
         pub(super) use services::SERVICES;\npub(super) use study::STUDY;\npub use vocabulary::cap;\n\
         pub(super) use vocabulary::{{BOUNDARIES, CAPABILITIES, CATEGORIES, PROPERTIES}};\npub(super) use words::WORDS;\n"
    )
}

fn services(data: &Data) -> String {
    let rows: Vec<String> =
        data.services.iter().map(|row| service(row, &data.categories)).collect();
    let imports = "use super::cap;\nuse super::vocabulary::CATEGORIES;\nuse crate::catalog::{\n    \
        Capabilities, Endpoint, Exam, KmsSupport, Lifecycle, LifecycleState, Provider, Scope, Service, Trait, Traits,\n};\n";
    format!("//! Services: {HEADER}.\n\n{imports}{}", table("SERVICES", "Service", &rows))
}

fn service(row: &Service, categories: &[Category]) -> String {
    let category =
        categories.iter().position(|category| category.name == row.category).unwrap_or(0);
    let provides: Vec<String> =
        row.provides.iter().map(|id| format!("cap::{}", constant(id))).collect();
    let life = &row.lifecycle;
    let exam = row.exam.as_ref().map_or("None".to_owned(), |exam| {
        format!("Some(Exam {{ status: {:?}, note: {:?} }})", exam.status, exam.note)
    });
    let mut text = String::from("    Service {\n");
    let mut field = |name: &str, value: String| {
        let _ = writeln!(text, "        {name}: {value},");
    };
    field("id", format!("{:?}", row.id));
    field("name", format!("{:?}", row.name));
    field("short", format!("{:?}", row.short));
    field("aliases", strings(&row.aliases));
    field("outdated", strings(&row.outdated));
    field("provider", format!("Provider::{}", camel(&row.provider)));
    field("category", format!("&CATEGORIES[{category}]"));
    field("parent", format!("{:?}", row.parent));
    field("layers", strings(&row.layers));
    field("traits", traits(&row.traits));
    field("provides", format!("Capabilities::of(&[{}])", provides.join(", ")));
    field("scope", format!("Scope::{}", camel(&row.scope)));
    field("vpc_attached", row.vpc_attached.to_string());
    field("kms", format!("KmsSupport::{}", camel(&row.kms)));
    field("endpoint", format!("Endpoint::{}", camel(&row.endpoint)));
    field("endpoint_services", strings(&row.endpoint_services));
    field("glyph", format!("{:?}", row.glyph));
    field("icons", strings(&row.icons));
    field("purpose", format!("{:?}", row.purpose));
    field("pricing", format!("{:?}", row.pricing));
    field("price_keys", strings(&row.prices));
    field("security", strings(&row.security));
    field("exam", exam);
    field(
        "lifecycle",
        format!(
            "Lifecycle {{ state: LifecycleState::{}, since: {:?}, note: {:?}, replacement: {:?}, source: {:?}, checked: {:?} }}",
            camel(&life.state),
            life.since,
            life.note,
            life.replacement,
            life.source,
            life.checked
        ),
    );
    field("sources", strings(&row.sources));
    text + "    },\n"
}

fn words(data: &Data) -> String {
    let rows: Vec<String> =
        word_table(data).into_iter().map(|row| format!("    {row:?},\n")).collect();
    let what = "Every normalised word with the index of its service and whether it is outdated";
    format!("//! {what}: {HEADER}.\n{}", table("WORDS", "(&str, u16, bool)", &rows))
}

fn vocabulary(data: &Data) -> String {
    let imports = "use crate::catalog::{\n    BorderLine, Boundary, Capability, Carrier, Category, LabelPlace, Property, \
        PropertyType, Trait, Traits,\n};\n";
    let mut text =
        format!("//! Categories, capabilities, properties and boundaries: {HEADER}.\n\n{imports}");
    text += &constants(&data.capabilities);
    text +=
        &table("CATEGORIES", "Category", &data.categories.iter().map(category).collect::<Vec<_>>());
    text += &table(
        "CAPABILITIES",
        "Capability",
        &data.capabilities.iter().map(capability).collect::<Vec<_>>(),
    );
    text +=
        &table("PROPERTIES", "Property", &data.properties.iter().map(property).collect::<Vec<_>>());
    text +=
        &table("BOUNDARIES", "Boundary", &data.boundaries.iter().map(boundary).collect::<Vec<_>>());
    text
}

fn constants(capabilities: &[Capability]) -> String {
    let mut text = String::from(
        "\n/// The index of each capability in the catalogue's list.\npub mod cap {\n",
    );
    for (index, row) in capabilities.iter().enumerate() {
        let _ = writeln!(
            text,
            "    /// {}\n    pub const {}: usize = {index};",
            row.meaning,
            constant(&row.id)
        );
    }
    text + "}\n"
}

fn category(row: &Category) -> String {
    format!(
        "    Category {{ name: {:?}, colour: {:?}, glyph: {:?} }},\n",
        row.name, row.colour, row.glyph
    )
}

fn capability(row: &Capability) -> String {
    format!(
        "    Capability {{\n        id: {:?},\n        title: {:?},\n        meaning: {:?},\n        home: {:?},\n        \
         default_service: {:?},\n        properties: {},\n        badge: {:?},\n        legend: {:?},\n        glyph: {:?},\n        \
         colour: {:?},\n    }},\n",
        row.id,
        row.title,
        row.meaning,
        row.home,
        row.default,
        strings(&row.properties),
        row.badge,
        row.legend,
        row.glyph,
        row.colour
    )
}

fn property(row: &Property) -> String {
    let types: Vec<String> =
        row.types.iter().map(|kind| format!("PropertyType::{}", camel(kind))).collect();
    let mut carriers = row.carriers.clone();
    // A component that may be anything may carry anything.
    if !carriers.is_empty() {
        carriers.push("generic".into());
    }
    format!(
        "    Property {{\n        name: {:?},\n        types: &[{}],\n        values: {},\n        meaning: {:?},\n        \
         carriers: {},\n        on: Carrier::{},\n    }},\n",
        row.name,
        types.join(", "),
        strings(&row.values),
        row.meaning,
        traits(&carriers),
        camel(&row.on)
    )
}

fn boundary(row: &Boundary) -> String {
    format!(
        "    Boundary {{\n        id: {:?},\n        title: {:?},\n        colour: {:?},\n        dark_colour: {:?},\n        \
         line: BorderLine::{},\n        fill: {:?},\n        label: LabelPlace::{},\n        glyph: {:?},\n        icons: {},\n        \
         inside: {},\n    }},\n",
        row.id,
        row.title,
        row.colour,
        row.dark_colour.as_ref().unwrap_or(&row.colour),
        camel(&row.line),
        row.fill,
        camel(&row.label),
        row.glyph,
        strings(&row.icons),
        strings(&row.inside)
    )
}

fn study(data: &Data) -> String {
    let rows: Vec<String> = data.study.iter().map(study_item).collect();
    let imports = "use crate::catalog::{StudyItem, StudyKind};\n";
    format!("//! Study items: {HEADER}.\n\n{imports}{}", table("STUDY", "StudyItem", &rows))
}

fn study_item(row: &StudyItem) -> String {
    format!(
        "    StudyItem {{\n        id: {:?},\n        kind: StudyKind::{},\n        title: {:?},\n        text: {:?},\n        \
         services: {},\n    }},\n",
        row.id,
        camel(&row.kind),
        row.title,
        row.text,
        strings(&row.services)
    )
}

fn references(data: &Data) -> String {
    let rows: Vec<String> = data.references.iter().map(reference).collect();
    let imports = "use crate::catalog::{Expectation, Layer, Place, Reference};\nuse crate::diagnostic::Severity;\n\
        use std::borrow::Cow;\n";
    let mut text = format!(
        "//! Reference architectures: {HEADER}.\n\n{imports}{}",
        table("REFERENCES", "Reference", &rows)
    );
    for row in &data.references {
        let layers: Vec<String> = row.layers.iter().map(layer).collect();
        text += &table(&layers_name(row), "Layer", &layers);
    }
    text
}

fn layers_name(row: &Reference) -> String {
    format!("LAYERS_OF_{}", constant(&row.id))
}

fn reference(row: &Reference) -> String {
    format!(
        "    Reference {{\n        id: Cow::Borrowed({:?}),\n        title: Cow::Borrowed({:?}),\n        \
         description: Cow::Borrowed({:?}),\n        layers: Cow::Borrowed(&{}),\n    }},\n",
        row.id,
        row.title,
        row.description,
        layers_name(row)
    )
}

fn layer(row: &Layer) -> String {
    let mut text = String::from("    Layer {\n");
    let mut field = |name: &str, value: String| {
        let _ = writeln!(text, "        {name}: {value},");
    };
    let expects: Vec<String> = row.expects.iter().map(|expected| {
        format!(
            "Expectation {{ capability: Cow::Borrowed({:?}), severity: Severity::{}, pedantic: {} }}",
            expected.capability, camel(&expected.severity), expected.pedantic
        )
    }).collect();
    field("id", format!("Cow::Borrowed({:?})", row.id));
    field("title", format!("Cow::Borrowed({:?})", row.title));
    field("purpose", format!("Cow::Borrowed({:?})", row.purpose));
    field("place", format!("Place::{}", camel(&row.place)));
    field("colour", format!("Cow::Borrowed({:?})", row.colour));
    field("required_by", borrowed(&row.required_by));
    field("default_service", format!("Cow::Borrowed({:?})", row.default));
    field("expects", format!("Cow::Borrowed(&[{}])", expects.join(", ")));
    field("reaches", borrowed(&row.reaches));
    text + "    },\n"
}

fn glyphs(data: &Data) -> String {
    let row = |name: &&str| format!("    ({name:?}, icondata_lu::{}),\n", static_name(name));
    let rows: Vec<String> = glyph_names(data).iter().map(row).collect();
    let imports = "use icondata_core::IconData;\n";
    format!(
        "//! Glyphs in use, by name: {HEADER}.\n\n{imports}{}",
        table("GLYPHS", "(&str, &IconData)", &rows)
    )
}
