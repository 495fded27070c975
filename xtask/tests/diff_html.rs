//! The page of `cargo xtask diff --format html` in a browser: what is filtered, by the address and by hand, and whether a
//! person can use it without a mouse, without eyes and without a network.
//!
//! It needs Chromium or Chrome. `BOLNA_BROWSER` names one that is not in the `PATH`; where there is none,
//! `BOLNA_BROWSER=none` says so, and nothing is tested here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::run_in;

const BASE: &str = "openapi: 3.1.0
info: {title: Pets, version: 1.0.0, description: All pets.}
paths:
  /pets:
    get:
      operationId: list_pets
      parameters: [{in: query, name: limit, schema: {type: integer}}]
      responses:
        '200': {description: all, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /users:
    get:
      operationId: list_users
      responses:
        '200': {description: all, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, age: {type: integer}}}
    User: {type: object, properties: {name: {type: string}, mail: {type: string}}}
";

/// A page and what it shows, as JSON has it.
struct Page {
    folder: TempDir,
    report: Value,
}

const BROWSERS: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "headless_shell",
];

/// `None` where somebody said that there is none.
pub(crate) fn browser() -> Option<PathBuf> {
    match std::env::var("BOLNA_BROWSER") {
        Ok(none) if none == "none" => return None,
        Ok(given) => return Some(given.into()),
        Err(_) => {}
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path).flat_map(|folder| BROWSERS.map(|name| folder.join(name)));
    let elsewhere = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    let mut candidates = in_path.chain([PathBuf::from(elsewhere)]);
    match candidates.find(|candidate| candidate.is_file()) {
        Some(found) => Some(found),
        None => panic!(
            "no Chromium and no Chrome in the PATH: install one (on Debian `apt-get install chromium`), name one with \
             BOLNA_BROWSER, or set BOLNA_BROWSER=none to go without this test"
        ),
    }
}

/// The document at `page` as the browser has it after the page has run; what the browser keeps goes into `folder`.
pub(crate) fn rendered(browser: &Path, page: &Path, folder: &Path) -> String {
    let output = Command::new(browser)
        // A container has no other sandbox to give, and the page is our own.
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let document = String::from_utf8(output.stdout).unwrap();
    assert!(
        document.contains("</html>"),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    document
}

impl Page {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let revision = BASE
            .replace("All pets.", "Every pet.")
            .replace("age: {type: integer}", "age: {type: string}")
            .replace("mail: {type: string}", "phone: {type: string}")
            .replace(
                "name: limit, schema: {type: integer}",
                "name: limit, schema: {type: string}",
            );
        fs::write(folder.path().join("base.yaml"), BASE).unwrap();
        fs::write(folder.path().join("revision.yaml"), revision).unwrap();
        let diff = |more: &[&str]| {
            let ran = run_in(folder.path(), &[&["diff", "base.yaml", "revision.yaml"], more].concat());
            assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
            ran.stdout
        };
        diff(&["--format", "html", "--output", "page.html"]);
        let report = serde_json::from_str(&diff(&["--format", "json"])).unwrap();
        Self { folder, report }
    }

    /// The document as the browser has it after the page has run.
    fn open(&self, browser: &Path, file: &str, fragment: &str) -> String {
        let page = format!("{}#{fragment}", self.folder.path().join(file).display());
        rendered(browser, Path::new(&page), self.folder.path())
    }

    /// The headings of the findings that are shown, and what the page says about their number.
    fn shown(&self, browser: &Path, fragment: &str) -> (usize, String) {
        let document = self.open(browser, "page.html", fragment);
        let rows = document.split("<article").skip(1).filter_map(|row| row.split_once('>'));
        let shown = rows.filter(|(start, _)| !start.contains(" hidden")).count();
        let (_, said) = document.split_once("aria-live=\"polite\">").unwrap();
        (shown, said.split('<').next().unwrap().to_owned())
    }

    fn count(&self, wanted: impl Fn(&Value) -> bool) -> usize {
        self.report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| wanted(finding))
            .count()
    }
}

fn severity(finding: &Value) -> &str {
    match (finding["wire"].as_str().unwrap(), finding["rust"].as_str()) {
        (_, Some("breaking")) => "breaking",
        ("docs", Some("additive")) => "safe",
        (wire, _) => wire,
    }
}

fn reaches(finding: &Value, path: &str) -> bool {
    finding["operations"]
        .as_array()
        .unwrap()
        .iter()
        .any(|operation| operation.as_str().unwrap().contains(path))
}

#[test]
fn the_address_says_what_is_shown() {
    let Some(browser) = browser() else { return };
    let page = Page::new();
    let all = page.count(|_| true);
    let says = |count: usize| (count, format!("{count} of {all} findings"));
    assert!(all > 3, "{}", page.report);
    assert_eq!(page.shown(&browser, ""), says(all));

    let breaking = page.count(|finding| severity(finding) == "breaking");
    assert!(0 < breaking && breaking < all);
    assert_eq!(page.shown(&browser, "severity=breaking"), says(breaking));
    assert_eq!(page.shown(&browser, "severity="), says(0));

    let users = page.count(|finding| reaches(finding, "/users"));
    assert!(0 < users && users < all);
    assert_eq!(page.shown(&browser, "resource=users"), says(users));
    assert_eq!(
        page.shown(&browser, "q=/users"),
        says(users),
        "each names its operations"
    );

    let response = page.count(|finding| finding["direction"] == "response");
    assert_eq!(page.shown(&browser, "direction=response"), says(response));
    assert_eq!(
        page.shown(&browser, "direction=nowhere&resource=%3Cb%3E"),
        says(all),
        "no choice is no filter"
    );
}

/// What a person does, and what somebody needs who does not see the page or has no mouse.
const BY_HAND: &str = r#"<script>
addEventListener("load", () => {
  const $ = (selector) => [...document.querySelectorAll(selector)];
  const shown = () => $(".finding").filter((row) => !row.hidden).length;
  const said = () => $(".count")[0].textContent;
  const result = { all: shown() };
  const box = $("input[value=breaking]")[0];
  box.focus();
  result.focused = document.activeElement === box;
  box.click();
  Object.assign(result, { unchecked: shown(), uncheckedSaid: said(), address: location.hash });
  $("button[type=reset]")[0].click();
  Object.assign(result, { reset: shown(), resetAddress: location.hash });
  const search = $("input[type=search]")[0];
  search.value = "MAIL";
  search.dispatchEvent(new Event("input", { bubbles: true }));
  Object.assign(result, { searched: shown(), searchAddress: location.hash });
  const ids = $("[id]").map((element) => element.id);
  Object.assign(result, {
    unlabelled: $("input, select").filter((field) => field.labels.length === 0).length,
    unnamed: $("article, section, form, main").filter((part) => !part.ariaLabel && !document.getElementById(part.getAttribute("aria-labelledby"))).length,
    twice: ids.length - new Set(ids).size,
    unreachable: $("button, input, select, summary, a, pre").filter((element) => element.tabIndex < 0).length,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    fetched: performance.getEntriesByType("resource").length,
    sideBySide: $(".sides-by-side").every((sides) => sides.querySelectorAll("section").length === 2),
    language: document.documentElement.lang,
  });
  const text = document.createElement("output");
  text.textContent = "RESULT" + JSON.stringify(result) + "END";
  document.body.append(text);
});
</script>"#;

#[test]
fn a_person_filters_by_hand_and_needs_neither_mouse_nor_eyes_nor_network() {
    let Some(browser) = browser() else { return };
    let page = Page::new();
    let html = fs::read_to_string(page.folder.path().join("page.html")).unwrap();
    fs::write(
        page.folder.path().join("tried.html"),
        html.replace("</body>", &format!("{BY_HAND}</body>")),
    )
    .unwrap();
    let document = page.open(&browser, "tried.html", "");
    let (_, result) = document.rsplit_once("RESULT").unwrap();
    let result = result.split_once("END").unwrap().0.replace("&amp;", "&");
    let result: Value = serde_json::from_str(&result).unwrap();

    let all = page.count(|_| true);
    let rest = page.count(|finding| severity(finding) != "breaking");
    let mail = page.count(|finding| finding.to_string().to_lowercase().contains("mail"));
    assert!(mail > 0);
    assert_eq!(result["all"], all);
    assert_eq!(
        (&result["unchecked"], &result["reset"], &result["searched"]),
        (&rest.into(), &all.into(), &mail.into())
    );
    assert_eq!(result["uncheckedSaid"], format!("{rest} of {all} findings"));
    assert!(
        result["address"].as_str().unwrap().starts_with("#severity="),
        "{result}"
    );
    assert_eq!(
        (&result["resetAddress"], &result["searchAddress"]),
        (&"".into(), &"#q=MAIL".into())
    );
    for none in ["unlabelled", "unnamed", "twice", "unreachable", "fetched"] {
        assert_eq!(result[none], 0, "{none}: {result}");
    }
    assert_eq!(
        (&result["focused"], &result["wide"], &result["sideBySide"]),
        (&true.into(), &false.into(), &true.into())
    );
    assert_eq!(result["language"], "en");
}
