//! The HTML page in a browser: its own script runs and no other, and it does what it promises.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::{browser, draw::draw};
use cyanotype::{
    diagnostic::Diagnostic,
    scene::{Options, View},
    source::Span,
};

const CHATBOT: &str = include_str!("../../blueprints/rag-chatbot.yaml");

/// The page with a finding about the gateway and a layer that is missing.
fn page(text: &str) -> String {
    let mut finding = Diagnostic::error("SEC004", "a-name", Span::default(), "a fact of `gateway`");
    finding.subjects = vec!["gateway".to_owned()];
    finding.path = vec!["cdn".to_owned(), "gateway".to_owned()];
    finding.missing = Some("operations".to_owned());
    let options = Options { findings: vec![finding], ..Options::default() };
    String::from_utf8(draw(text, "html", &options)).unwrap()
}

/// The page with a script that uses it. Its policy would stop the script, so it is taken away.
fn with_script(text: &str, script: &str) -> String {
    let page = page(text);
    let start = page.find("<meta http-equiv").unwrap();
    let end = start + page[start..].find(">\n").unwrap();
    let rest = page[end + 1..].replace("</body>", &format!("<script>{script}</script></body>"));
    format!("{}{rest}", &page[..start])
}

/// What a script that uses the page begins with.
const HELP: &str = "const at = id => document.getElementById(id);
const click = id => at(id).dispatchEvent(new MouseEvent('click', { bubbles: true }));
const key = (id, key) => at(id).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const tell = text => document.body.dataset.told = text;
const tabs = () => [...at('tabs').children];
const chosen = () => tabs().findIndex(one => one.getAttribute('aria-selected') === 'true');
const say = text => at('panel').textContent.includes(text);
const lit = () => [...document.querySelectorAll('.lit')].map(one => one.id).join(' ');";

/// What the script told of the page; `None` without a browser.
fn told(text: &str, script: &str) -> Option<String> {
    let page = with_script(text, &format!("{HELP}\n{script}"));
    let elements = browser::elements("page.html", page.as_bytes())?;
    let start = elements.find("data-told=\"").unwrap_or_else(|| panic!("{script}\ntold nothing"));
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
        let script = "click('c-app'); for (const tab of tabs()) { tab.click(); click('next'); }
            at('tabs').children[0].click(); click('c-other');
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

#[test]
fn every_view_can_be_chosen_and_shows_its_picture() {
    assert_told(
        "tell(tabs().map(one => { one.click(); const svg = document.querySelectorAll('#sheet svg');
        return one.textContent + ' ' + svg.length + ' ' + svg[0].querySelectorAll('[id^=\"c-\"]').length; }).join()
        + ' ' + performance.getEntriesByType('resource').length)",
        "Layers 1 23,Deployment 1 23,Answer a question 1 10,Load the manuals 1 5,Review (1) 1 23,Coverage 1 11,Study 1 0 0",
    );
}

#[test]
fn keys_choose_views_and_the_address_follows() {
    assert_told(
        "const seen = []; for (const one of ['3', ']', '[', '5']) { key('stage', one); seen.push(chosen() + location.hash); }
        click('c-gateway'); seen.push(location.hash); location.hash = '#flow:load&flow=0&step=2';
        window.dispatchEvent(new HashChangeEvent('hashchange')); seen.push(chosen() + at('step').textContent); tell(seen.join())",
        "2#flow:ask,3#flow:load,2#flow:ask,4#review,#review&amp;part=c-gateway,32Load jobs → Manual loader: take a job2 of 5",
    );
}

#[test]
fn findings_lead_to_their_components_and_say_why() {
    assert_told(
        "key('stage', 'f'); const told = [say('1 error SEC004'), say('sensitive-store-without-cmk'), say('Most AWS stores')];
        [...document.querySelectorAll('#panel .go')][0].click(); told.push(at('panel').querySelector('h2').textContent);
        [...document.querySelectorAll('#panel .go')].find(one => one.textContent === 'Show its path').click();
        told.push(lit()); key('stage', '5'); click('missing-operations'); told.push(at('panel').querySelector('h2').textContent);
        told.push(lit()); click('c-gateway'); told.push(lit().includes('missing-operations')); tell(told.join())",
        "true,true,true,Chat API,l-3 c-cdn c-gateway,AWS CodePipeline is missing: Operations,c-gateway missing-operations,true",
    );
}

#[test]
fn a_part_that_a_view_leaves_out_is_shown_in_the_layers() {
    assert_told(
        "key('stage', '4'); at('search').value = 'waf'; at('search').dispatchEvent(new Event('input'));
        key('search', 'Enter'); tell([chosen(), lit(), at('panel').querySelector('h2').textContent].join())",
        "0,c-firewall,WAF",
    );
}

#[test]
fn help_opens_with_a_key_and_the_picture_can_be_walked_with_tab() {
    assert_told(
        "key('stage', '?'); const open = at('help').open; at('help').close();
        const parts = document.querySelectorAll('#sheet [role=button][tabindex=\"0\"][aria-label]');
        tell([open, parts.length, document.querySelectorAll('[id=\"c-web\"]').length].join())",
        "true,23,1",
    );
}

#[test]
fn the_console_stays_silent_while_everything_is_used() {
    let script = "for (const one of tabs()) { one.click(); for (const id of ['in', 'out', 'fit', 'shade', 'next', 'next', 'back']) click(id);
        for (const part of document.querySelectorAll('#sheet [role=button]')) { click(part.id); key(part.id, 'Enter'); }
        for (const go of document.querySelectorAll('#panel .go')) go.click();
        for (const one of ['f', 'd', '+', '-', '0', 'n', 'n', 'p', 'ArrowUp', '?']) key('stage', one); at('help').close();
        key('stage', 'Escape'); }";
    let page = with_script(CHATBOT, &format!("{HELP}\n{script}"));
    if let Some(said) = browser::console("page.html", page.as_bytes()) {
        assert_eq!(said, Vec::<String>::new());
    }
    let broken = with_script(CHATBOT, "nothing.such()");
    if let Some(said) = browser::console("page.html", broken.as_bytes()) {
        assert_eq!(said.len(), 1, "{said:?}");
    }
}

#[test]
fn the_view_that_was_asked_for_is_shown_first() {
    let options = Options { view: View::Deployment, ..Options::default() };
    let page = String::from_utf8(draw(CHATBOT, "html", &options)).unwrap();
    if let Some(elements) = browser::elements("page.html", page.as_bytes()) {
        assert!(elements.contains("aria-selected=\"true\" tabindex=\"0\">Deployment<"));
    }
    let before = page.split_once("<template").unwrap().0;
    assert!(before.contains("id=\"g-region\"") && !before.contains("id=\"layer-actors\""));
}

#[test]
fn a_view_is_printed_on_one_page() {
    let Some(paper) = browser::printed("page.html", page(CHATBOT).as_bytes()) else { return };
    let text = String::from_utf8_lossy(&paper);
    assert_eq!(text.matches("/Type /Page\n").count(), 1);
}

#[test]
fn pages_are_small() {
    let large = include_str!("../../blueprints/live-call-analytics.yaml");
    for (text, most) in [(CHATBOT, 250_000), (large, 265_000)] {
        let size = page(text).len();
        assert!(size <= most, "{size} bytes");
    }
}

#[test]
fn the_browser_reads_the_font_of_the_page() {
    assert_told(
        "document.fonts.ready.then(fonts => tell([...fonts].map(one => `${one.family} ${one.weight} ${one.status}`).join()))",
        "Cyanotype Sans 400 loaded,Cyanotype Sans 700 loaded",
    );
}

#[test]
fn a_pointer_over_a_component_lights_its_lines() {
    assert_told(
        "const point = type => at('c-web').dispatchEvent(new PointerEvent(type, { bubbles: true }));
        point('pointerover'); const over = lit(); point('pointerout');
        tell([over, lit(), at('c-web').querySelector('title').textContent.split('\\n')[0]].join())",
        "l-1 c-cdn c-web,,Chat web app",
    );
}

#[test]
fn the_picture_follows_wheel_and_pointer() {
    assert_told(
        "const place = () => at('sheet').style.transform; const seen = [place()];
        const stage = at('stage'), box = stage.getBoundingClientRect(), x = box.left + 300, y = box.top + 200;
        stage.dispatchEvent(new WheelEvent('wheel', { deltaY: -120, clientX: x, clientY: y, bubbles: true, cancelable: true }));
        seen.push(place());
        const move = (type, x) => stage.dispatchEvent(new PointerEvent(type, { pointerId: 7, clientX: x, clientY: y, bubbles: true, button: 0, buttons: 1 }));
        move('pointerdown', x); move('pointermove', x + 80); move('pointerup', x + 80); seen.push(place());
        const scale = text => Number(/scale\\(([^)]*)/.exec(text)[1]), left = text => Number(/\\(([-.0-9]*)px/.exec(text)[1]);
        tell([scale(seen[1]) > scale(seen[0]), scale(seen[2]) === scale(seen[1]), Math.round(left(seen[2]) - left(seen[1]))].join())",
        "true,true,80",
    );
}
