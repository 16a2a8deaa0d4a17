//! The HTML page in a browser: its own script runs and no other, and it does what it promises.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::{browser, draw::draw};
use cyanotype::scene::Options;

const CHATBOT: &str = include_str!("../../blueprints/rag-chatbot.yaml");

fn page(text: &str) -> String {
    String::from_utf8(draw(text, "html", &Options::default())).unwrap()
}

/// The page's elements after `script` has used it. Its policy would stop the script, so it is taken away.
fn used(text: &str, script: &str) -> Option<String> {
    let page = page(text);
    let start = page.find("<meta http-equiv").unwrap();
    let end = start + page[start..].find(">\n").unwrap();
    let rest = page[end + 1..].replace("</body>", &format!("<script>{script}</script></body>"));
    browser::elements("page.html", format!("{}{rest}", &page[..start]).as_bytes())
}

/// What a script that uses the page begins with.
const HELP: &str = "const at = id => document.getElementById(id);
const click = id => at(id).dispatchEvent(new MouseEvent('click', { bubbles: true }));
const key = (id, key) => at(id).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const tell = text => document.body.dataset.told = text;
const lit = () => [...document.querySelectorAll('.lit')].map(one => one.id).join(' ');";

/// What the script told of the page; `None` without a browser.
fn told(text: &str, script: &str) -> Option<String> {
    let elements = used(text, &format!("{HELP}\n{script}"))?;
    let start = elements.find("data-told=\"").unwrap();
    let rest = &elements[start + "data-told=\"".len()..];
    Some(rest[..rest.find('"').unwrap()].to_owned())
}

fn assert_told(script: &str, expected: &str) {
    if let Some(told) = told(CHATBOT, script) {
        assert_eq!(told, expected);
    }
}

#[test]
fn the_policy_lets_the_own_script_run_and_no_other() {
    let evil = "<script>document.documentElement.dataset.evil=1</script></body>";
    let page = page(CHATBOT).replace("</body>", evil);
    let Some(elements) = browser::elements("page.html", page.as_bytes()) else { return };
    let root = elements.split('>').find(|tag| tag.contains("<html")).unwrap();
    assert!(root.contains("data-ready"), "{root}");
    assert!(!root.contains("data-evil"), "{root}");
}

#[test]
fn hostile_labels_run_no_script() {
    for label in [
        "</script><script>document.documentElement.dataset.evil=1</script>",
        "<img src=x onerror='document.documentElement.dataset.evil=1'>",
        "</title></svg><svg onload=document.documentElement.dataset.evil=1>",
        "<!--<script>",
    ] {
        let label = serde_json::to_string(label).unwrap();
        let text = format!(
            "name: {label}\ndescription: {label}\nfrontend:\n  app: {{service: s3, label: {label}, description: {label}, purpose: {label}}}\n\
             \x20 other: {{service: s3, link: 'javascript:alert(1)'}}\nflows:\n  one:\n    title: {label}\n    steps:\n      - app -> other: {label}\n"
        );
        let script = "click('c-app'); const flow = at('flow'); flow.value = '0'; flow.dispatchEvent(new Event('change'));
            click('c-other');
            tell([document.documentElement.dataset.evil, document.querySelectorAll('img').length,
                document.querySelectorAll('#panel a').length, document.documentElement.dataset.ready].join())";
        if let Some(told) = told(&text, script) {
            assert_eq!(told, ",0,0,");
        }
    }
}

#[test]
fn a_click_and_the_enter_key_show_details_and_neighbours() {
    assert_told(
        "click('c-web'); tell([at('panel').hidden, at('panel').querySelector('h2').textContent, lit()].join())",
        "false,Chat web app,l-1 c-cdn c-web",
    );
    assert_told(
        "key('c-web', 'Enter'); const open = at('panel').hidden; key('stage', 'Escape'); tell([open, at('panel').hidden, lit()].join())",
        "false,true,",
    );
}

#[test]
fn a_flow_is_walked_with_buttons_and_keys() {
    assert_told(
        "const flow = at('flow'); flow.value = '1'; flow.dispatchEvent(new Event('change'));
        key('stage', 'ArrowRight'); click('next'); click('next'); key('stage', 'ArrowLeft');
        tell(at('step').textContent + '|' + document.querySelectorAll('.now').length + document.querySelectorAll('.past').length)",
        "CManual loader → Product manuals: read3 of 5|12",
    );
}

#[test]
fn a_search_lights_what_it_finds() {
    assert_told(
        "key('stage', '/'); const focus = document.activeElement.id; const search = at('search'); search.value = 'LAMBDA';
        search.dispatchEvent(new Event('input')); tell([focus, at('found').textContent, lit()].join())",
        "search,2 found,c-orchestrator c-loader",
    );
}

#[test]
fn keys_and_buttons_zoom_and_change_the_colours() {
    assert_told(
        "const before = at('sheet').style.transform; key('stage', '+'); const after = at('sheet').style.transform;
        key('stage', '0'); const fit = at('sheet').style.transform; click('shade');
        tell([before === after, before === fit, document.documentElement.dataset.scheme].join())",
        "false,true,dark",
    );
}
