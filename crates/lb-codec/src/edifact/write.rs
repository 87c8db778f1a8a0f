//! Segments to bytes: the usual signs, one segment a line.

use jiff::civil::DateTime;

use super::{Delimiters, Envelope, MessageType};

/// Writes an interchange.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    text: String,
    /// Segments of the message that is being written.
    count: usize,
    messages: usize,
    reference: String,
}

impl Writer {
    /// Begins an interchange: UNB with who sends it to whom, written at a clock time of the sender.
    #[must_use]
    pub fn new(envelope: &Envelope, at: DateTime) -> Self {
        let mut writer = Self { reference: envelope.reference.clone(), ..Self::default() };
        let day = format!("{:02}{:02}{:02}", at.year().rem_euclid(100), at.month(), at.day());
        let time = format!("{:02}{:02}", at.hour(), at.minute());
        let parts: [&[&str]; 5] = [
            &[&envelope.syntax, "2"],
            &[&envelope.sender],
            &[&envelope.recipient],
            &[&day, &time],
            &[&envelope.reference],
        ];
        writer.segment("UNB", &parts);
        writer
    }

    /// Begins a message.
    pub fn begin(&mut self, kind: &MessageType) {
        self.messages += 1;
        self.count = 0;
        let number = self.messages.to_string();
        self.segment("UNH", &[&[&number], &[&kind.name, "D", &kind.release, "UN", &kind.association]]);
    }

    /// Writes a segment: elements of components. Empty ones at the end are left out.
    pub fn segment(&mut self, tag: &str, elements: &[&[&str]]) {
        self.count += 1;
        self.text.push_str(tag);
        let mut pending = 0;
        for components in elements {
            pending += 1;
            if components.iter().all(|text| text.is_empty()) {
                continue;
            }
            self.text.extend(std::iter::repeat_n('+', pending));
            pending = 0;
            self.components(components);
        }
        self.text.push_str("'\n");
    }

    fn components(&mut self, components: &[&str]) {
        let mut pending = 0;
        for (place, text) in components.iter().enumerate() {
            if place > 0 {
                pending += 1;
            }
            if text.is_empty() {
                continue;
            }
            self.text.extend(std::iter::repeat_n(':', pending));
            pending = 0;
            self.escaped(text);
        }
    }

    fn escaped(&mut self, text: &str) {
        let signs = Delimiters::default();
        for sign in text.chars() {
            if sign.is_control() {
                continue;
            }
            if u8::try_from(sign).is_ok_and(|byte| signs.is_special(byte)) {
                self.text.push('?');
            }
            self.text.push(sign);
        }
    }

    /// Ends a message with its count.
    pub fn end(&mut self) {
        let (count, number) = ((self.count + 1).to_string(), self.messages.to_string());
        self.segment("UNT", &[&[&count], &[&number]]);
    }

    /// Ends the interchange and returns its bytes.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let (count, reference) = (self.messages.to_string(), self.reference.clone());
        self.segment("UNZ", &[&[&count], &[&reference]]);
        self.text.into_bytes()
    }
}
