//! What is recorded and what is refused.

use std::sync::Arc;

use super::super::projection::Value;
use super::*;

/// Appends commands one after the other and says what became of the last.
fn check(commands: impl FnOnce(&mut Randomness) -> Vec<Command>, expected: &str) {
    let (journal, mut chance) = (journal(), chance());
    let mut last = String::new();
    for command in commands(&mut chance) {
        last = outcome(run(journal.append(command)));
    }
    assert_eq!(last, expected);
    verify(start(), &records(&journal)).unwrap();
}

fn outcome(receipt: Result<Receipt, JournalError>) -> String {
    match receipt {
        Ok(receipt) => {
            let answer = receipt.answer.map_or("erased".to_owned(), |answer| format!("{answer:?}"));
            let places = receipt.places.map_or(String::new(), |p| format!(" {}-{}", p.first.0, p.last.0));
            format!("{:?}{places} {answer}", receipt.freshness)
        }
        Err(JournalError::Refused(refused)) => format!("{}: {refused}", refused.code()),
        Err(JournalError::Fault(fault)) => format!("fault: {fault}"),
    }
}

const B1: &str = "booking:B-1";

#[test]
fn a_decision_on_the_current_version_is_recorded() {
    check(|c| vec![command("a", &[(B1, 0)], &json!(1), c)], r#"Fresh 1-1 Body({"done":"a"})"#);
    check(
        |c| {
            let both = [(B1, 1), ("pool:P-1", 0)];
            vec![command("a", &[(B1, 0)], &json!(1), c), command("b", &both, &json!(2), c)]
        },
        r#"Fresh 2-3 Body({"done":"b"})"#,
    );
    check(
        |c| vec![Command { events: vec![], ..command("a", &[(B1, 0)], &json!(1), c) }],
        r#"Fresh Body({"done":"a"})"#,
    );
}

#[test]
fn a_decision_on_another_version_is_a_conflict() {
    let first = |c: &mut Randomness| command("a", &[(B1, 0)], &json!(1), c);
    check(
        |c| vec![first(c), command("b", &[(B1, 0)], &json!(2), c)],
        "journal.conflict: booking:B-1: expected version 0 (which the decision was based on), got 1",
    );
    check(
        |c| vec![first(c), command("b", &[("booking:B-2", 3)], &json!(2), c)],
        "journal.conflict: booking:B-2: expected version 3 (which the decision was based on), got 0",
    );
    check(
        |c| {
            // Looked at and not changed: a conflict all the same.
            let mut seen = command("b", &[("booking:B-2", 0)], &json!(2), c);
            seen.based_on.push(Basis { entity: entity(B1), version: 0 });
            vec![first(c), seen]
        },
        "journal.conflict: booking:B-1: expected version 0 (which the decision was based on), got 1",
    );
}

#[test]
fn a_key_means_one_request_of_one_organisation() {
    let first = |c: &mut Randomness| command("a", &[(B1, 0)], &json!(1), c);
    check(|c| vec![first(c), first(c)], r#"Repeated 1-1 Body({"done":"a"})"#);
    check(
        |c| vec![first(c), command("a", &[(B1, 1)], &json!(2), c)],
        "idempotency.key_reused: idempotency key: expected a new one or the same request as before, got a with another request",
    );
    check(
        |c| {
            let mut other = command("a", &[(B1, 1)], &json!(2), c);
            other.author.organisation = "LYGPORT".parse().unwrap();
            vec![first(c), other]
        },
        r#"Fresh 2-2 Body({"done":"a"})"#,
    );
}

#[test]
fn malformed_decisions_are_refused() {
    let made = |c: &mut Randomness| command("a", &[(B1, 0)], &json!(1), c);
    let named = "01a2008d-7400-7";
    check(
        |c| vec![Command { based_on: vec![], ..made(c) }],
        "journal.unbased_event: expected the decision to be based on booking:B-1, which an event of it is about",
    );
    check(
        |c| {
            let first = made(c);
            let mut second = command("b", &[(B1, 1)], &json!(1), c);
            second.events.clone_from(&first.events);
            let id = first.events[0].id.to_string();
            assert!(id.starts_with(named), "{id}");
            second.events[0].id = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
            let mut third = command("c", &[(B1, 2)], &json!(1), c);
            third.events[0].id = second.events[0].id;
            vec![first, second, third]
        },
        "journal.duplicate_event: expected a new event, got 01890a5d-ac96-774b-bcce-b302099a8057, which is recorded already",
    );
    check(
        |c| {
            let mut one = made(c);
            one.events[0].corrects = Some("01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap());
            vec![one]
        },
        "journal.unknown_event: expected a recorded event, got 01890a5d-ac96-774b-bcce-b302099a8057",
    );
    check(
        |c| {
            let mut one = made(c);
            one.events[0].kind = RESTORED.parse().unwrap();
            vec![one]
        },
        "journal.reserved_kind: expected a kind outside journal.*, got journal.restored",
    );
    check(
        |c| {
            let mut one = made(c);
            one.events = vec![one.events[0].clone(); EVENTS_MAX + 1];
            vec![one]
        },
        "journal.too_many: events: expected at most 1000, got 1001",
    );
}

fn erasure(id: EventId, chance: &mut Randomness) -> Command {
    let reason = "asked for by the person".to_owned();
    let request = ErasureRequest { erasure: Erasure::Body(id), author: author(), reason };
    request.command(0, moment(3), chance).unwrap()
}

#[test]
fn an_erased_body_takes_its_answer_along() {
    let (journal, mut chance) = (journal(), chance());
    let first = command("a", &[(B1, 0)], &json!({"driver": "a name"}), &mut chance);
    run(journal.append(first.clone())).unwrap();
    let id = first.events[0].id;
    let receipt = run(journal.append(erasure(id, &mut chance))).unwrap();
    assert_eq!(receipt.places.map(|places| places.first), Some(Position(2)));
    assert_eq!(outcome(run(journal.append(first))), "Repeated 1-1 erased");
    let again = run(journal.append(erasure(id, &mut chance))).unwrap();
    assert_eq!(again.freshness, Freshness::Repeated);
    let mut elsewhere = erasure(id, &mut chance);
    elsewhere.author.organisation = "LYGPORT".parse().unwrap();
    let refused = outcome(run(journal.append(elsewhere)));
    assert!(refused.starts_with("journal.not_erasable") && refused.ends_with("erased already"), "{refused}");
    let own = records(&journal)[1].header.id;
    let refused = outcome(run(journal.append(erasure(own, &mut chance))));
    assert!(refused.ends_with("one of the journal's own"), "{refused}");
}

/// Counts events by kind of entity, and keeps the last number of each entity.
struct Tally;

const NUMBERS: Table = Table {
    name: "numbers",
    columns: &[
        Column::required("entity", Kind::Text),
        Column::required("number", Kind::Integer),
        Column::required("seen", Kind::Integer),
    ],
    key: 1,
    indexes: &[&["number"]],
};

impl Projection for Tally {
    fn name(&self) -> &'static str {
        "tally"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &[NUMBERS]
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let header = &stored.record.header;
        let key = vec![Value::text(&header.entity)];
        let value =
            stored.record.content.as_ref().and_then(|content| content.body.value()).unwrap_or_default();
        let number = value["number"].as_i64().unwrap_or(0);
        if header.entity_version == 1 {
            let row = vec![key[0].clone(), Value::Integer(number), Value::Integer(1)];
            return vec![Change::Put { table: "numbers", row }];
        }
        vec![
            Change::Add { table: "numbers", key: key.clone(), column: "seen", by: 1 },
            Change::Add { table: "numbers", key, column: "number", by: number },
        ]
    }
}

#[test]
fn rows_follow_events_and_can_be_rebuilt() {
    let projections = Projections::new(vec![Arc::new(Tally)]).unwrap();
    let journal = MemoryJournal::new("LYG".parse().unwrap(), projections);
    let mut chance = chance();
    for (key, name, version, number) in [
        ("a", "booking:B-1", 0, 5),
        ("b", "booking:B-2", 0, 3),
        ("c", "booking:B-1", 1, -4),
        ("d", "booking:B-3", 0, 9_007_199_254_740_991_i64),
    ] {
        let command = command(key, &[(name, version)], &json!({ "number": number }), &mut chance);
        run(journal.append(command)).unwrap();
    }
    let lookup = |by, prefix: &[Value], after: &[Value]| {
        let lookup =
            Lookup { table: "numbers", by, prefix: prefix.to_vec(), after: after.to_vec(), limit: 2 };
        let rows = run(journal.rows(&lookup)).map_err(|fault| fault.to_string());
        rows.map(|rows| rows.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>())
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let (b1, b2, b3) = (text("booking:B-1"), text("booking:B-2"), text("booking:B-3"));
    let pages = || {
        assert_eq!(lookup(By::Key, &[], &[]), Ok(vec![b1.clone(), b2.clone()]));
        assert_eq!(lookup(By::Key, &[], std::slice::from_ref(&b2)), Ok(vec![b3.clone()]));
        assert_eq!(lookup(By::Index(0), &[Value::Integer(3)], &[]), Ok(vec![b2.clone()]));
        assert_eq!(lookup(By::Index(0), &[], &[Value::Integer(1)]), Ok(vec![b2.clone(), b3.clone()]));
    };
    pages();
    journal.rebuild().unwrap();
    pages();
    let misfit = "projection: numbers.entity: expected Required Text without U+0000, got an integer";
    assert_eq!(lookup(By::Key, &[Value::Integer(3)], &[]), Err(misfit.to_owned()));
}

#[test]
fn an_event_whose_rows_do_not_fit_is_not_recorded() {
    let projections = Projections::new(vec![Arc::new(Tally)]).unwrap();
    let journal = MemoryJournal::new("LYG".parse().unwrap(), projections);
    let mut chance = chance();
    // 1025 times 2^53 - 1 is beyond 64 bits.
    let most = json!({"number": 9_007_199_254_740_991_i64});
    for version in 0..1_024 {
        run(journal.append(command(&format!("k{version}"), &[(B1, version)], &most, &mut chance))).unwrap();
    }
    let more = command("more", &[(B1, 1_024)], &most, &mut chance);
    assert_eq!(outcome(run(journal.append(more))), "fault: projection: a sum beyond 64 bits");
    assert_eq!(run(journal.version(&entity(B1))).unwrap(), 1_024);
    verify(start(), &records(&journal)).unwrap();
}

fn check_tables(tables: &'static [Table], expected: &str) {
    struct Any(&'static [Table]);
    impl Projection for Any {
        fn name(&self) -> &'static str {
            "any"
        }
        fn version(&self) -> u32 {
            1
        }
        fn tables(&self) -> &'static [Table] {
            self.0
        }
        fn apply(&self, _: &Stored) -> Vec<Change> {
            Vec::new()
        }
    }
    let misfit = Projections::new(vec![Arc::new(Any(tables))]).unwrap_err();
    assert_eq!(misfit.to_string(), expected);
}

#[test]
fn tables_are_checked() {
    const BASE: Table = NUMBERS;
    const EMPTY: Column = Column::optional("entity", Kind::Text);
    check_tables(&[BASE, BASE], "table: expected a name that stands once, got \"numbers\"");
    check_tables(
        &[Table { name: "Numbers", ..BASE }],
        "table: expected a name of at most 40 lower-case letters, digits and `_`, got \"Numbers\"",
    );
    check_tables(&[Table { key: 0, ..BASE }], "numbers: expected a key of the first columns, got 0");
    check_tables(
        &[Table { indexes: &[&["weight"]], ..BASE }],
        "numbers: expected keys and indexes of required columns, got \"weight\"",
    );
    check_tables(
        &[Table { columns: &[EMPTY], indexes: &[], ..BASE }],
        "numbers: expected keys and indexes of required columns, got \"entity\"",
    );
}

#[test]
fn records_of_another_site_follow_their_own_chain() {
    let (here, mut chance) = (journal(), chance());
    let there = MemoryJournal::new("ALT".parse().unwrap(), Projections::default());
    for (key, version) in [("a", 0), ("b", 1), ("c", 2)] {
        run(there.append(command(key, &[(B1, version)], &json!(key), &mut chance))).unwrap();
    }
    run(here.append(command("a", &[("booking:B-9", 0)], &json!(9), &mut chance))).unwrap();
    let all = records(&there);
    let gap = run(here.receive(all[1..].to_vec())).unwrap_err();
    assert_eq!(
        gap.to_string(),
        "expected records that follow what is here: record 1 of ALT: expected this sequence number, got 2"
    );
    run(here.receive(all[..2].to_vec())).unwrap();
    let head = run(here.receive(all.clone())).unwrap();
    assert_eq!(head, run(there.head()).unwrap());
    assert_eq!((here.latest(), run(here.version(&entity(B1))).unwrap()), (Position(4), 3));
    let mut other = all[2].clone();
    other.hash = Hash::ZERO;
    let fork = run(here.receive(vec![other])).unwrap_err().to_string();
    assert!(fork.ends_with("is here with another hash"), "{fork}");
    let own = run(here.receive(records(&here)[..1].to_vec())).unwrap_err().to_string();
    assert!(own.ends_with("record 1 is this site's own"), "{own}");
    // What the other site erases goes here too.
    run(there.append(erasure(all[0].header.id, &mut chance))).unwrap();
    run(here.receive(records(&there)[3..].to_vec())).unwrap();
    assert_eq!(run(here.find(all[0].header.id)).unwrap().unwrap().record.content, None);
    let refused = outcome(run(here.append(erasure(all[1].header.id, &mut chance))));
    assert!(refused.ends_with("another site's"), "{refused}");
}
