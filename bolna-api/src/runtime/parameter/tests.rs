use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use super::{Style, Way, cookie, header, path, query, server};

const EMPTY: &str = "";

/// `R`, `G`, `B`, in this order.
#[derive(serde::Serialize)]
struct Color {
    #[serde(rename = "R")]
    red: u8,
    #[serde(rename = "G")]
    green: u8,
    #[serde(rename = "B")]
    blue: u8,
}

const COLOR: Color = Color {
    red: 100,
    green: 200,
    blue: 150,
};

fn array() -> Value {
    json!(["blue", "black", "brown"])
}

fn sent_in_path(style: Style, explode: bool, value: &impl serde::Serialize) -> String {
    path("color", Way::new(style, explode), value).unwrap_or_else(|error| error.to_string())
}

fn sent_in_query(style: Style, explode: bool, value: &impl serde::Serialize) -> String {
    let mut url = String::from("/");
    query(&mut url, "color", Way::new(style, explode), value).unwrap();
    url.trim_start_matches(['/', '?']).to_owned()
}

/// OpenAPI 3.1.1, section 4.8.12.4, "Style Examples": every row of the path.
#[test]
fn a_path_parameter_goes_out_as_the_table_of_the_specification_has_it() {
    use Style::{Label, Matrix, Simple};
    for (style, explode, empty, string, list, object) in [
        (
            Matrix,
            false,
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ),
        (
            Matrix,
            true,
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        (
            Label,
            false,
            "`color`: part of the path, and `.` and `..` lead to another one",
            ".blue",
            ".blue,black,brown",
            ".R,100,G,200,B,150",
        ),
        (
            Label,
            true,
            "`color`: part of the path, and `.` and `..` lead to another one",
            ".blue",
            ".blue.black.brown",
            ".R=100.G=200.B=150",
        ),
        (
            Simple,
            false,
            "`color`: part of the path, and it is empty",
            "blue",
            "blue,black,brown",
            "R,100,G,200,B,150",
        ),
        (
            Simple,
            true,
            "`color`: part of the path, and it is empty",
            "blue",
            "blue,black,brown",
            "R=100,G=200,B=150",
        ),
    ] {
        assert_eq!(sent_in_path(style, explode, &EMPTY), empty);
        assert_eq!(sent_in_path(style, explode, &"blue"), string);
        assert_eq!(sent_in_path(style, explode, &array()), list);
        assert_eq!(sent_in_path(style, explode, &COLOR), object);
    }
}

/// The same table: every row of the query.
#[test]
fn a_query_parameter_goes_out_as_the_table_of_the_specification_has_it() {
    use Style::{DeepObject, Form, PipeDelimited, SpaceDelimited};
    for (style, explode) in [(Form, false), (Form, true)] {
        assert_eq!(sent_in_query(style, explode, &EMPTY), "color=");
        assert_eq!(sent_in_query(style, explode, &"blue"), "color=blue");
    }
    for (style, explode, list, object) in [
        (Form, false, "color=blue,black,brown", "color=R,100,G,200,B,150"),
        (Form, true, "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
        (
            SpaceDelimited,
            false,
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        (
            PipeDelimited,
            false,
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ),
    ] {
        assert_eq!(sent_in_query(style, explode, &array()), list);
        assert_eq!(sent_in_query(style, explode, &COLOR), object);
    }
    assert_eq!(
        sent_in_query(DeepObject, true, &COLOR),
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
}

/// The parser of the `url` crate (WHATWG URL, "application/x-www-form-urlencoded parsing").
#[test]
fn a_parser_of_forms_reads_what_was_sent() {
    let read = |way, value: Value| -> Vec<(String, String)> {
        let mut url = String::from("https://api.example.com/?fixed=1");
        query(&mut url, "a[]", way, &value).unwrap();
        let url = reqwest::Url::parse(&url).unwrap();
        url.query_pairs()
            .skip(1)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect()
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let difficult = "a b&c=d+e#f?g/h,i;j:k@l%41ü";
    let form = Way::new(Style::Form, true);
    assert_eq!(read(form, json!(difficult)), [pair("a[]", difficult)]);
    assert_eq!(
        read(form, json!([difficult, null, 1.5, true])),
        [pair("a[]", difficult), pair("a[]", "1.5"), pair("a[]", "true")]
    );
    // What is percent-encoded already stays so.
    assert_eq!(
        read(form.reserved(), json!(difficult)),
        [pair("a[]", &difficult.replace("%41", "A"))]
    );
    let deep = Way::new(Style::DeepObject, true);
    assert_eq!(
        read(deep, json!({"k&": {"x": [difficult]}})),
        [pair("a[][k&][x][0]", difficult)]
    );
    let json = Way::new(Style::Json, false);
    assert_eq!(read(json, json!({"x": [1, null]})), [pair("a[]", r#"{"x":[1,null]}"#)]);
}

#[test]
fn reserved_characters_go_out_as_they_are_where_the_contract_allows_it() {
    let mut url = String::from("/");
    query(
        &mut url,
        "to",
        Way::new(Style::Form, true).reserved(),
        &"/a?b=c;d:@!$'()*,~&#[]+ %2F%",
    )
    .unwrap();
    assert_eq!(url, "/?to=/a?b=c;d:@!$'()*,~%26%23%5B%5D%2B%20%2F%25");
}

#[test]
fn what_is_absent_or_empty_is_left_out() {
    for value in [json!(null), json!([]), json!({}), json!([null]), json!({"a": null})] {
        for (style, explode) in [(Style::Form, true), (Style::Form, false), (Style::DeepObject, true)] {
            assert_eq!(sent_in_query(style, explode, &value), "", "{value}");
        }
        let mut headers = HeaderMap::new();
        header(&mut headers, "X-A", Way::new(Style::Simple, false), &value).unwrap();
        cookie(&mut headers, "a", Way::new(Style::Form, true), &value).unwrap();
        assert!(headers.is_empty());
        assert!(sent_in_path(Style::Simple, false, &value).contains("it is empty"));
    }
}

#[test]
fn a_header_goes_out_in_the_style_simple_and_is_not_encoded() {
    let sent = |explode, value: &Value| {
        let mut headers = HeaderMap::new();
        header(&mut headers, "X-Color", Way::new(Style::Simple, explode), value)
            .map(|()| headers["x-color"].to_str().unwrap().to_owned())
    };
    assert_eq!(sent(false, &array()).unwrap(), "blue,black,brown");
    assert_eq!(
        sent(false, &json!({"R": 100, "G": 200})).unwrap().len(),
        "R,100,G,200".len()
    );
    assert_eq!(sent(true, &json!({"R": 100})).unwrap(), "R=100");
    assert_eq!(sent(false, &json!("a b/c%")).unwrap(), "a b/c%");
    let refused = |value| sent(false, &value).unwrap_err().to_string();
    assert!(refused(json!("a\nb")).starts_with("`X-Color`: a value without line breaks"));
    assert!(refused(json!(["a,b"])).starts_with("`X-Color`: no comma in an element"));
    assert!(refused(json!([["a"]])).starts_with("`X-Color`: primitives within"));
}

#[test]
fn all_cookies_are_in_one_header_which_nothing_shows() {
    let mut headers = HeaderMap::new();
    cookie(&mut headers, "session", Way::new(Style::Form, true), &"a;b c").unwrap();
    cookie(&mut headers, "color", Way::new(Style::Form, false), &array()).unwrap();
    cookie(&mut headers, "seen", Way::new(Style::Form, true), &json!([1, 2])).unwrap();
    let sent: Vec<_> = headers.get_all("cookie").iter().collect();
    assert_eq!(sent.len(), 1);
    assert_eq!(
        sent[0].to_str().unwrap(),
        "session=a%3Bb%20c; color=blue,black,brown; seen=1; seen=2"
    );
    assert!(sent[0].is_sensitive());
}

#[test]
fn a_server_that_is_relative_is_so_to_the_base_url() {
    assert_eq!(server("https://a.example/v1", "/v2/").unwrap(), "https://a.example/v2");
    assert_eq!(
        server("https://a.example/v1", "https://b.example").unwrap(),
        "https://b.example"
    );
    assert!(server("none", "/v2").is_err());
}
