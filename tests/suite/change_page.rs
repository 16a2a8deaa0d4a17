//! The page of a change in a browser: its switch, its slider and its list do what they promise, and nothing moves.

use crate::browser;
use crate::diff_picture::{NEW, OLD, compared};
use cyanotype::{pipeline, render::format, scene::Options};

fn page(old: &str, new: &str) -> String {
    let compared = compared(old, new);
    let formats = [format("html").unwrap()];
    let drawn = pipeline::draw_change(&compared, &Options::default(), &formats).unwrap().unwrap();
    String::from_utf8(drawn[0].clone()).unwrap()
}

/// What a script that uses the page begins with.
const HELP: &str = "const at = id => document.getElementById(id);
const key = key => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const seen = () => ['both', 'before', 'after'].filter(id => at(id).getClientRects().length > 0).join(' ');
const place = id => { const b = at(id).getBoundingClientRect(); return [b.left, b.top, b.width].map(Math.round).join(' '); };
const entries = () => [...document.querySelectorAll('aside [data-to]')];
const lit = () => [...document.querySelectorAll('.lit')].map(one => one.id).join(' ');
const said = [];
const tell = () => document.body.dataset.told = said.join('; ');";

/// Asserts what a script notes of the page. The page's policy would stop the script, so it is taken away.
#[track_caller]
fn assert_told(script: &str, expected: &str) {
    let page = page(OLD, NEW);
    let start = page.find("<meta http-equiv").unwrap();
    let end = start + page[start..].find(">\n").unwrap();
    let script = format!("<script>{HELP}\n{script}\ntell();</script></body>");
    let page = format!("{}{}", &page[..start], page[end + 1..].replace("</body>", &script));
    let Some(elements) = browser::elements("page.html", page.as_bytes()) else { return };
    let start = elements.find("data-told=\"").unwrap() + "data-told=\"".len();
    let rest = &elements[start..];
    assert_eq!(&rest[..rest.find('"').unwrap()], expected);
}

#[test]
fn the_policy_lets_the_own_script_run_and_no_other() {
    let evil = "<script>document.documentElement.dataset.evil=1</script></body>";
    let page = page(OLD, NEW).replace("</body>", evil);
    let Some(elements) = browser::elements("page.html", page.as_bytes()) else { return };
    let root = elements.split('>').find(|tag| tag.contains("<html")).unwrap();
    assert!(root.contains("data-ready") && !root.contains("data-evil"), "{root}");
}

#[test]
fn hostile_words_run_no_script() {
    let evil = "'</script><script>document.documentElement.dataset.evil=1</script>'";
    let new = NEW.replace("label: Answer cache", &format!("label: {evil}"));
    assert_ne!(new, NEW);
    let Some(elements) = browser::elements("page.html", page(OLD, &new).as_bytes()) else { return };
    let root = elements.split('>').find(|tag| tag.contains("<html")).unwrap();
    assert!(root.contains("data-ready") && !root.contains("data-evil"), "{root}");
}

#[test]
fn buttons_and_keys_choose_what_is_shown() {
    assert_told(
        "said.push(seen());
         for (const one of document.querySelectorAll('[role=radio]')) { one.click(); said.push(seen()); }
         for (const digit of '12345') { key(digit); said.push(document.body.dataset.mode); }
         said.push([...document.querySelectorAll('[aria-checked=true]')].map(one => one.textContent).join());",
        "both; both; before; after; before after; before after; both; before; after; beside; slide; Slider",
    );
}

#[test]
fn beside_each_other_the_versions_do_not_overlap_and_over_each_other_nothing_moves() {
    assert_told(
        "const model = side => place(side + '-c-model');
         key('1'); const both = model('both');
         key('2'); said.push(model('before') === both);
         key('3'); said.push(model('after') === both);
         key('5'); said.push(model('before') === both && model('after') === both);
         key('4'); const [one, two] = [at('before'), at('after')].map(one => one.getBoundingClientRect());
         said.push(one.right <= two.left && one.top === two.top && Math.abs(one.width - two.width) < 1);
         const shift = id => at('after-' + id).getBoundingClientRect().left - at('before-' + id).getBoundingClientRect().left;
         said.push(Math.round(shift('c-model')) === Math.round(shift('c-gateway')));
         said.push(!!at('before-c-guard') && !at('after-c-guard') && !at('before-c-cache') && !!at('after-c-cache'));",
        "true; true; true; true; true; true",
    );
}

#[test]
fn the_slider_uncovers_with_input_keys_and_pointer() {
    assert_told(
        "const cut = () => getComputedStyle(at('after')).clipPath;
         key('5'); said.push(cut());
         at('share').value = 30; at('share').dispatchEvent(new Event('input')); said.push(cut());
         key('ArrowRight'); said.push(cut());
         const box = at('before').getBoundingClientRect();
         const pull = (part, buttons) => at('stage').dispatchEvent(new PointerEvent('pointermove',
           { clientX: box.left + box.width * part, buttons, bubbles: true }));
         pull(0.8, 0); said.push(cut()); pull(0.8, 1); said.push(cut());
         key('1'); pull(0.1, 1); key('5'); said.push(cut());",
        "inset(0px 0px 0px 50%); inset(0px 0px 0px 30%); inset(0px 0px 0px 32%); inset(0px 0px 0px 32%); \
         inset(0px 0px 0px 80%); inset(0px 0px 0px 80%)",
    );
}

#[test]
fn every_entry_of_the_list_leads_to_its_element() {
    assert_told(
        "said.push(entries().length > 5 && entries().every(one => {
           key('Escape'); one.click();
           return one.dataset.to === '' ? lit() === '' : lit() !== '';
         }));
         const removed = entries().find(one => one.closest('.removed')); removed.click(); said.push(lit());
         key('Escape'); said.push(lit() === '');
         key('d'); said.push(document.documentElement.dataset.scheme);
         key('d'); said.push(document.documentElement.dataset.scheme);",
        "true; both-c-guard before-c-guard; true; dark; light",
    );
}

#[test]
fn the_console_stays_silent() {
    if let Some(said) = browser::console("page.html", page(OLD, NEW).as_bytes()) {
        assert_eq!(said, Vec::<String>::new());
    }
}
