//! The tokeniser: signs, releases, line breaks, counts.

use lb_codec::edifact::{Delimiters, Fault, Segments, interchange};

/// Returns segments as text: elements in brackets, components with bars between; problems as their sentence.
fn tokens(text: &[u8]) -> Vec<String> {
    let one = |segment: Result<lb_codec::edifact::Segment<'_>, _>| match segment {
        Ok(segment) => {
            let elements = segment.elements().map(|element| {
                let texts: Vec<String> = element.texts().map(|text| text.into_owned()).collect();
                format!("[{}]", texts.join("|"))
            });
            format!("{}@{}{}", segment.tag(), segment.offset, elements.collect::<String>())
        }
        Err(problem) => format!("{problem}"),
    };
    Segments::new(text).map(one).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(tokens(text.as_bytes()), expected, "{text}");
}

#[test]
fn usual_signs_are_known() {
    check("LOC+147+0340482::5'MEA+WT++KGM:20800'", &["LOC@0[147][0340482||5]", "MEA@19[WT][][KGM|20800]"]);
}

/// The release sign before a sign that parts, and before itself.
#[test]
fn released_signs_mean_themselves() {
    check("FTX+AAA+it?'s 1?+1 ?: ??'", &["FTX@0[AAA][it's 1+1 : ?]"]);
}

#[test]
fn an_advice_names_other_signs() {
    check("UNA;*,! ~LOC*9*CNLYG;139~FTX*50 ? 60!~~", &["LOC@9[9][CNLYG|139]", "FTX@25[50 ? 60~]"]);
    // A blank means that no sign releases.
    check("UNA:+.  'FTX+what?'", &["FTX@9[what?]"]);
    let plain = Delimiters::default();
    assert_eq!(Delimiters::from_advice(b"UNA:+.? '"), Some(plain));
    assert_eq!(Delimiters::from_advice(b"UNA::.? '"), None, "one sign cannot part two things");
    check(
        "UNA::.? 'BGM'",
        &["segment 0 at byte 0: expected six signs that are not the same at UNA, got UNA::.? '", "BGM@9"],
    );
}

#[test]
fn marks_and_line_breaks_are_read_over() {
    check("\u{feff}\r\nUNA:+.? '\r\nBGM++1'\n \r\nDTM+1'\n", &["BGM@16[][1]", "DTM@27[1]"]);
}

#[test]
fn what_is_broken_is_told_with_its_place() {
    check(
        "BGM+1'loc+9'DTM+1",
        &[
            "BGM@0[1]",
            "segment 2 at byte 6: expected a tag of three letters at loc/0, got loc+9",
            "DTM@12[1]",
        ],
    );
    check("", &[]);
    let long = format!("BGM+1'FTX+{}", "x".repeat(100_000));
    let read = tokens(long.as_bytes());
    assert!(
        read[1].starts_with("segment 2 at byte 6: expected a segment with its terminator"),
        "{}",
        read[1]
    );
}

/// Texts that are no UTF-8 are read as ISO 8859-1.
#[test]
fn old_letters_are_read() {
    assert_eq!(tokens(b"FTX+K\xf6ln'"), ["FTX@0[K\u{f6}ln]"]);
}

fn faults(text: &str) -> Vec<(Fault, usize, usize)> {
    let (_, _, problems) = interchange(text.as_bytes());
    problems.into_iter().map(|problem| (problem.fault, problem.segment, problem.offset)).collect()
}

#[test]
fn envelopes_count_themselves() {
    let good = "UNB+UNOA:2+A+B+260101:0000+77'UNH+1+BAPLIE:D:95B:UN:SMDG22'BGM++1'UNT+3+1'UNZ+1+77'";
    let (envelope, messages, problems) = interchange(good.as_bytes());
    assert_eq!((envelope.sender.as_str(), envelope.reference.as_str()), ("A", "77"));
    assert_eq!((messages.len(), messages[0].kind.association.as_str(), problems.len()), (1, "SMDG22", 0));
    assert_eq!(faults(&good.replace("UNT+3+1", "UNT+30+1")), [(Fault::WrongCount, 4, 66)]);
    assert_eq!(faults(&good.replace("UNT+3+1", "UNT+3+2")), [(Fault::WrongReference, 4, 66)]);
    assert_eq!(
        faults(&good.replace("UNZ+1+77", "UNZ+2+78")),
        [(Fault::WrongCount, 5, 74), (Fault::WrongReference, 5, 74)]
    );
    assert_eq!(faults(&good.replace("UNT+3+1'", "")), [(Fault::WrongCount, 4, 66), (Fault::Unpaired, 4, 66)]);
    assert_eq!(faults("BGM++1'"), [(Fault::Unpaired, 1, 0), (Fault::Unpaired, 1, 0)]);
    assert_eq!(faults("hello"), [(Fault::Unterminated, 1, 0), (Fault::NoInterchange, 0, 0)]);
}
