use proptest::prelude::*;

use super::*;

fn check(error: CodeError, code: &str, text: &str) {
    assert_eq!((error.code(), error.to_string().as_str()), (code, text));
}

#[test]
fn errors_say_what_was_expected_and_found() {
    check(
        CodeError::CheckDigit { expected: 3, found: 4 },
        "code.check_digit",
        "expected check digit 3, got 4",
    );
    check(CodeError::Length { expected: "8 digits", found: 7 }, "code.length", "expected 8 digits, got 7");
    check(
        CodeError::Character { expected: "a digit", position: 2, found: 'O' },
        "code.character",
        "expected a digit at position 2, got 'O'",
    );
    check(
        CodeError::Value { expected: "a chapter 01 to 99", found: "00".to_owned() },
        "code.value",
        "expected a chapter 01 to 99, got \"00\"",
    );
}

#[test]
fn a_look_alike_letter_shows_its_code_point() {
    let error = "\u{421}SQU3054383".parse::<ContainerNumber>().unwrap_err();
    assert_eq!(error.to_string(), "expected a letter A-Z at position 1, got '\u{421}' (U+0421)");
}

#[test]
fn a_warning_becomes_an_error_on_demand() {
    assert_eq!(CheckDigit::Matches.verified(), Ok(()));
    let differs = CheckDigit::Differs { expected: 5, found: 4 };
    assert_eq!(differs.verified(), Err(CodeError::CheckDigit { expected: 5, found: 4 }));
}

proptest! {
    /// No text, of any script, makes a reader panic; what is read prints what is read again.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,14}|[0-9 .-]{0,14}|[A-Z]{2,4}[ -]?[0-9]{2,7}") {
        fn stable<T: std::str::FromStr<Err = CodeError> + ToString + PartialEq + std::fmt::Debug>(text: &str) {
            if let Ok(value) = text.parse::<T>() {
                assert_eq!(value.to_string().parse::<T>().as_ref(), Ok(&value));
            }
        }
        stable::<ContainerNumber>(&text);
        stable::<WagonNumber12>(&text);
        stable::<WagonNumber8>(&text);
        stable::<EsrStation>(&text);
        stable::<ImoNumber>(&text);
        stable::<HsCode>(&text);
        stable::<UnNumber>(&text);
        stable::<Unlocode>(&text);
        stable::<CountryCode>(&text);
        stable::<Currency>(&text);
    }
}
