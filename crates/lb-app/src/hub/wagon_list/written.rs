//! How codes are written: letters and digits of two alphabets that look alike, signs that would part a text.

/// Returns a code with Cyrillic and full-width signs as the Latin letters and digits that they look like, in capitals.
pub fn latin(code: &str) -> String {
    code.chars().map(narrow).flat_map(char::to_uppercase).map(latin_letter).collect()
}

/// Returns a number with letters as the digits that they look like.
pub fn digits(number: &str) -> String {
    let digit = |letter| match letter {
        'O' => '0',
        'З' => '3',
        'I' | 'L' | 'І' => '1',
        other => other,
    };
    latin(number).chars().map(digit).collect()
}

/// Returns full-width signs as their usual forms.
pub fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(letter).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(letter)
        }
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
        other => other,
    }
}

const fn latin_letter(letter: char) -> char {
    match letter {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        'У' => 'Y',
        'Ј' => 'J',
        'Ѕ' => 'S',
        other => other,
    }
}

/// Returns a text as one word of a line: what would part it as `%` and two hexadecimal digits; nothing as `-`.
pub fn word(text: &str) -> String {
    if text.is_empty() {
        return "-".to_owned();
    }
    let is_alone = text == "-";
    let escaped = |letter: char| {
        let parts = letter.is_whitespace() || letter.is_control() || "%,".contains(letter) || is_alone;
        match u8::try_from(letter) {
            Ok(byte) if parts => format!("%{byte:02X}"),
            Ok(_) | Err(_) => letter.to_string(),
        }
    };
    text.chars().map(escaped).collect()
}

/// Returns the text that a word of a line stands for; nothing for `-`.
pub fn unword(word: &str) -> Option<String> {
    if word == "-" || word.is_empty() {
        return None;
    }
    let mut text = String::new();
    let mut rest = word;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        let code = after.get(1..3).and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(byte) => {
                text.push(char::from(byte));
                rest = after.get(3..).unwrap_or_default();
            }
            None => {
                text.push('%');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    Some(text)
}

/// Returns words as one word, with commas between.
pub fn words(texts: &[String]) -> String {
    if texts.is_empty() {
        return "-".to_owned();
    }
    texts.iter().map(|text| word(text)).collect::<Vec<_>>().join(",")
}

/// Returns the texts of a word with commas between.
pub fn unwords(word: &str) -> Vec<String> {
    if word == "-" {
        return Vec::new();
    }
    word.split(',').filter_map(unword).collect()
}
