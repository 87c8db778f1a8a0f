//! The envelope: which messages an interchange has, and whether it counts itself right.

use super::{Fault, INTERCHANGE_BYTES_MAX, PROBLEMS_MAX, Problem, Segment, Segments};

/// Who sent an interchange, to whom, under which reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The letters, such as `UNOA`.
    pub syntax: String,
    /// Who sent it.
    pub sender: String,
    /// To whom.
    pub recipient: String,
    /// Its reference.
    pub reference: String,
}

/// The type of a message, as UNH names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageType {
    /// The message, such as `BAPLIE`.
    pub name: String,
    /// The directory, such as `95B`.
    pub release: String,
    /// The association's code, such as `SMDG22`.
    pub association: String,
}

/// A message of an interchange.
#[derive(Debug)]
pub struct Message<'a> {
    /// Its type.
    pub kind: MessageType,
    /// Its reference.
    pub reference: String,
    /// Its segments between UNH and UNT.
    pub segments: Vec<Segment<'a>>,
}

/// Reads an interchange: its envelope, its messages, and everything that is wrong with it.
///
/// Segments without UNB and UNH around them are one message without a type. A count or reference that is wrong is told and loses
/// nothing.
#[must_use]
pub fn interchange(bytes: &[u8]) -> (Envelope, Vec<Message<'_>>, Vec<Problem>) {
    if bytes.len() > INTERCHANGE_BYTES_MAX {
        let expected = format!("at most {INTERCHANGE_BYTES_MAX} bytes");
        return (
            Envelope::default(),
            Vec::new(),
            vec![whole(Fault::TooLong, &expected, &bytes.len().to_string())],
        );
    }
    let mut reading = Reading::default();
    for segment in Segments::new(bytes) {
        match segment {
            Ok(segment) => reading.take(segment),
            Err(problem) => reading.tell(problem),
        }
    }
    reading.finish()
}

fn whole(fault: Fault, expected: &str, found: &str) -> Problem {
    let (expected, found) = (expected.to_owned(), found.to_owned());
    Problem { fault, segment: 0, offset: 0, at: String::new(), expected, found }
}

#[derive(Default)]
struct Reading<'a> {
    envelope: Option<Envelope>,
    messages: Vec<Message<'a>>,
    /// The message that has begun and not ended.
    open: Option<Message<'a>>,
    last: Option<Segment<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn tell(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem);
        }
    }

    fn take(&mut self, segment: Segment<'a>) {
        self.last = Some(segment);
        if segment.elements().count() >= super::PARTS_MAX {
            let expected = format!("fewer than {} elements", super::PARTS_MAX);
            self.tell(segment.problem(Fault::TooManyParts, super::PARTS_MAX, &expected, "more"));
        }
        match segment.tag() {
            "UNB" => {
                self.envelope = Some(Envelope {
                    syntax: owned(&segment, 1),
                    sender: owned(&segment, 2),
                    recipient: owned(&segment, 3),
                    reference: owned(&segment, 5),
                });
            }
            "UNG" | "UNE" => {}
            "UNH" => self.begin(segment),
            "UNT" => self.end(segment),
            "UNZ" => self.count(segment),
            _ => match &mut self.open {
                Some(message) => message.segments.push(segment),
                None => {
                    let message = Message {
                        kind: MessageType::default(),
                        reference: String::new(),
                        segments: vec![segment],
                    };
                    self.open = Some(message);
                    let expected = "UNH before the first segment of a message";
                    self.tell(segment.problem(Fault::Unpaired, 0, expected, segment.tag()));
                }
            },
        }
    }

    fn begin(&mut self, segment: Segment<'a>) {
        if let Some(message) = self.open.take() {
            self.tell(segment.problem(Fault::Unpaired, 0, "UNT before the next UNH", "none"));
            self.messages.push(message);
        }
        let part = |component| segment.text(2, component).unwrap_or_default().into_owned();
        let kind = MessageType { name: part(1), release: part(3), association: part(5) };
        self.open = Some(Message { kind, reference: owned(&segment, 1), segments: Vec::new() });
    }

    fn end(&mut self, segment: Segment<'a>) {
        let Some(message) = self.open.take() else {
            self.tell(segment.problem(Fault::Unpaired, 0, "UNH before UNT", "none"));
            return;
        };
        // UNH and UNT count too.
        let count = message.segments.len() + 2;
        let said = owned(&segment, 1);
        if said.parse() != Ok(count) {
            self.tell(segment.problem(Fault::WrongCount, 1, &format!("{count} segments"), &said));
        }
        let reference = owned(&segment, 2);
        if reference != message.reference {
            self.tell(segment.problem(Fault::WrongReference, 2, &message.reference, &reference));
        }
        self.messages.push(message);
    }

    fn count(&mut self, segment: Segment<'a>) {
        let said = owned(&segment, 1);
        let count = self.messages.len();
        if said.parse() != Ok(count) {
            self.tell(segment.problem(Fault::WrongCount, 1, &format!("{count} messages"), &said));
        }
        let expected = self.envelope.as_ref().map(|envelope| envelope.reference.clone()).unwrap_or_default();
        let reference = owned(&segment, 2);
        if reference != expected {
            self.tell(segment.problem(Fault::WrongReference, 2, &expected, &reference));
        }
    }

    fn finish(mut self) -> (Envelope, Vec<Message<'a>>, Vec<Problem>) {
        if let Some(message) = self.open.take() {
            if let Some(last) = self.last {
                self.tell(last.problem(Fault::Unpaired, 0, "UNT behind the last segment", "none"));
            }
            self.messages.push(message);
        }
        if self.messages.is_empty() {
            self.tell(whole(Fault::NoInterchange, "a message between UNH and UNT", "none"));
        }
        (self.envelope.unwrap_or_default(), self.messages, self.problems)
    }
}

fn owned(segment: &Segment<'_>, element: usize) -> String {
    segment.text(element, 1).unwrap_or_default().into_owned()
}
