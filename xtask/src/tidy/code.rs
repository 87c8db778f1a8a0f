//! Rust source with its comments and literals blanked, so that a rule sees code only.

/// Returns the text with every comment, string and character literal replaced by spaces; lines keep their numbers.
///
/// Knows nested block comments, escapes, raw and byte strings, and tells a lifetime from a character.
pub fn code_only(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let end = literal_end(&characters, at).unwrap_or(at);
        if end == at {
            code.extend(characters.get(at));
            at += 1;
            continue;
        }
        let blanked = characters.get(at..end).unwrap_or_default();
        code.extend(blanked.iter().map(|&character| if character == '\n' { '\n' } else { ' ' }));
        at = end;
    }
    code
}

/// Returns where the comment or literal that starts at `at` ends, or nothing when code stands there.
fn literal_end(characters: &[char], at: usize) -> Option<usize> {
    let rest = characters.get(at..)?;
    let length = match rest {
        ['/', '/', ..] => rest.iter().position(|&character| character == '\n').unwrap_or(rest.len()),
        ['/', '*', ..] => block_comment_length(rest),
        ['"', ..] => quoted_length(rest),
        ['r', '"' | '#', ..] if !continues_a_word(characters, at) => raw_string_length(rest)?,
        ['\'', ..] => character_length(rest)?,
        _ => return None,
    };
    Some(at + length)
}

fn continues_a_word(characters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|index| characters.get(index));
    // `br"..."` is a raw byte string: the `b` in front of it is no reason to see a word.
    before.is_some_and(|character| (character.is_alphanumeric() && *character != 'b') || *character == '_')
}

fn block_comment_length(rest: &[char]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let step = match rest.get(at..) {
            Some(['/', '*', ..]) => {
                depth += 1;
                2
            }
            Some(['*', '/', ..]) => {
                depth = depth.saturating_sub(1);
                2
            }
            Some(_) | None => 1,
        };
        at += step;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest.get(at) {
            Some('\\') => at += 2,
            Some('"') => return at + 1,
            Some(_) | None => at += 1,
        }
    }
    rest.len()
}

fn raw_string_length(rest: &[char]) -> Option<usize> {
    let hashes = rest.iter().skip(1).take_while(|&&character| character == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let mut at = 2 + hashes;
    while at < rest.len() {
        let closing = rest.iter().skip(at + 1).take(hashes).filter(|&&character| character == '#').count();
        if rest.get(at) == Some(&'"') && closing == hashes {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(rest.len())
}

/// Returns nothing for a lifetime.
fn character_length(rest: &[char]) -> Option<usize> {
    match rest {
        ['\'', '\\', _, tail @ ..] => {
            let closing = tail.iter().position(|&character| character == '\'')?;
            Some(closing + 4)
        }
        ['\'', _, '\'', ..] => Some(3),
        _ => None,
    }
}

/// Returns the lines (from 1) on which `word` stands by itself, not inside a longer identifier.
pub fn lines_with<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.lines().enumerate().filter(move |(_, line)| has_word(line, word)).map(|(index, _)| index + 1)
}

/// Returns whether `word` occurs with no identifier character touching either end.
pub fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line.get(start + word.len()..).and_then(|text| text.chars().next());
        let is_cut_before = begins_in_word(word) && before.is_some_and(is_identifier);
        let is_cut_after = ends_in_word(word) && after.is_some_and(is_identifier);
        !is_cut_before && !is_cut_after
    })
}

fn begins_in_word(word: &str) -> bool {
    word.chars().next().is_some_and(is_identifier)
}

fn ends_in_word(word: &str) -> bool {
    word.chars().next_back().is_some_and(is_identifier)
}

fn is_identifier(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
