//! One suite on every engine: memory, SQLite, PostgreSQL.

use std::sync::Arc;

use lb_app::journal::{
    ATTACHMENT_ERASED, Attachment, By, Erasure, ErasureRequest, Head, Journal, JournalError, Lookup,
    MemoryJournal, Position, Value, verify,
};
use lb_store::Engine;

use crate::world::{
    World, all, author, boxes, chance, entity, erase, everything, moment, name, outcome, put,
};

/// Makes one test per engine out of each check.
macro_rules! on_every_engine {
    ($($check:ident),+ $(,)?) => {
        mod memory {
            $(#[tokio::test]
            async fn $check() {
                let journal = lb_app::journal::MemoryJournal::new("LYG".parse().unwrap(), crate::world::boxes());
                super::$check(std::sync::Arc::new(journal)).await;
            })+
        }
        mod sqlite {
            $(#[tokio::test]
            async fn $check() {
                super::stored(lb_store::Engine::Sqlite, super::$check).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $check() {
                super::stored(lb_store::Engine::Postgres, super::$check).await;
            })+
        }
    };
}

on_every_engine!(
    records_are_read_as_they_were_written,
    decisions_on_old_versions_are_refused,
    keys_repeat_their_answers,
    a_batch_goes_in_order,
    many_writers_lose_nothing,
    rows_follow_events,
    an_erased_body_is_gone,
    documents_are_kept_by_their_hash,
    records_of_another_site_are_kept,
    news_wake_those_who_wait,
    one_bad_command_takes_nobody_down,
    large_batches_fit,
    a_name_that_stands_already_is_refused,
    what_was_decided_on_a_refused_command_is_refused_too,
);

type Any = Arc<dyn Journal>;

/// Runs a check on a stored journal, then checks all that is stored.
async fn stored<F: Future<Output = ()>>(engine: Engine, check: impl Fn(Any) -> F) {
    let world = World::new(engine).await;
    let store = Arc::new(world.open().await);
    check(store.clone()).await;
    let before = everything(store.as_ref()).await;
    store.rebuild().await.unwrap();
    assert_eq!(everything(store.as_ref()).await, before, "rebuilt rows are the same");
    Arc::into_inner(store).unwrap().close().await.unwrap();
    lb_store::audit(&world.place).await.unwrap();
    world.remove().await;
}

/// The whole chain of this site holds and ends at the head.
async fn holds(journal: &Any) -> Head {
    let records = all(journal.as_ref()).await;
    let own = records.iter().map(|stored| &stored.record).filter(|r| r.header.origin.site.as_str() == "LYG");
    let head = verify(Head::start("LYG".parse().unwrap()), own).unwrap();
    assert_eq!(head, journal.head().await.unwrap());
    head
}

async fn records_are_read_as_they_were_written(journal: Any) {
    let mut chance = chance(1);
    let first = put("a", &[("stack:1", 0), ("stack:2", 0)], 3, &mut chance);
    let mut second = put("b", &[("stack:1", 1)], -1, &mut chance);
    second.events[0].corrects = Some(first.events[0].id);
    second.events[0].happened_at = moment(-86_400_000);
    for command in [&first, &second] {
        journal.append(command.clone()).await.unwrap();
    }
    let all = all(journal.as_ref()).await;
    let places: Vec<u64> = all.iter().map(|stored| stored.position.0).collect();
    assert_eq!(places, [1, 2, 3]);
    for (stored, event) in all.iter().zip(first.events.iter().chain(&second.events)) {
        let header = &stored.record.header;
        assert_eq!(
            (header.id, header.happened_at, header.corrects),
            (event.id, event.happened_at, event.corrects)
        );
        assert_eq!((&header.entity, &header.kind), (&event.entity, &event.kind));
        assert_eq!(stored.record.content.as_ref(), Some(&event.content));
        assert_eq!((header.recorded_at, header.organisation.as_str()), (moment(2), "KTZE"));
        assert_eq!(journal.find(event.id).await.unwrap().as_ref(), Some(stored));
    }
    assert_eq!(all[2].record.header.entity_version, 2);
    let history = journal.read_entity(&entity("stack:1"), Position(0), 10).await.unwrap();
    assert_eq!(history, [all[0].clone(), all[2].clone()]);
    assert_eq!(journal.read_entity(&entity("stack:1"), Position(1), 10).await.unwrap(), [all[2].clone()]);
    assert_eq!(journal.read(Position(1), 1).await.unwrap(), [all[1].clone()]);
    assert_eq!(journal.version(&entity("stack:1")).await.unwrap(), 2);
    assert_eq!(journal.version(&entity("stack:3")).await.unwrap(), 0);
    assert_eq!(journal.latest(), Position(3));
    assert_eq!(holds(&journal).await.sequence, 3);
}

async fn decisions_on_old_versions_are_refused(journal: Any) {
    let mut chance = chance(2);
    let decided = [
        (put("a", &[("stack:1", 0)], 1, &mut chance), r#"fresh 1-1 Body({"done":"a"})"#),
        (put("b", &[("stack:1", 0)], 1, &mut chance), "journal.conflict"),
        (put("c", &[("stack:2", 0), ("stack:1", 0)], 1, &mut chance), "journal.conflict"),
        (put("d", &[("stack:2", 0), ("stack:1", 1)], 1, &mut chance), r#"fresh 2-3 Body({"done":"d"})"#),
    ];
    for (command, expected) in decided {
        assert_eq!(outcome(&journal.append(command).await), expected);
    }
    assert_eq!(holds(&journal).await.sequence, 3);
}

async fn keys_repeat_their_answers(journal: Any) {
    let mut chance = chance(3);
    let first = put("a", &[("stack:1", 0)], 1, &mut chance);
    assert_eq!(journal.answered(&first.author, &first.idempotency).await.unwrap(), None);
    journal.append(first.clone()).await.unwrap();
    assert_eq!(outcome(&journal.append(first.clone()).await), r#"repeated 1-1 Body({"done":"a"})"#);
    let known = journal.answered(&first.author, &first.idempotency).await.map(Option::unwrap);
    assert_eq!(outcome(&known), r#"repeated 1-1 Body({"done":"a"})"#);
    let other = put("a", &[("stack:1", 1)], 2, &mut chance);
    assert_eq!(outcome(&journal.append(other.clone()).await), "idempotency.key_reused");
    let refused = journal.answered(&other.author, &other.idempotency).await.unwrap_err();
    assert!(matches!(refused, JournalError::Refused(refused) if refused.code() == "idempotency.key_reused"));
    let mut elsewhere = other;
    elsewhere.author = author("LYGPORT");
    assert_eq!(outcome(&journal.append(elsewhere).await), r#"fresh 2-2 Body({"done":"a"})"#);
    let mut nothing = put("n", &[("stack:1", 2)], 1, &mut chance);
    nothing.events.clear();
    for word in ["fresh", "repeated"] {
        assert_eq!(
            outcome(&journal.append(nothing.clone()).await),
            format!(r#"{word} Body({{"done":"n"}})"#)
        );
    }
    assert_eq!(holds(&journal).await.sequence, 2);
}

async fn a_batch_goes_in_order(journal: Any) {
    let mut chance = chance(4);
    let batch = vec![
        put("a", &[("stack:1", 0)], 1, &mut chance),
        put("b", &[("stack:1", 1)], 1, &mut chance),
        put("c", &[("stack:1", 1)], 1, &mut chance),
        put("b", &[("stack:1", 2)], 1, &mut chance),
        put("d", &[("stack:2", 0)], 1, &mut chance),
        put("e", &[("stack:1", 2)], 1, &mut chance),
    ];
    let outcomes: Vec<String> = journal.append_all(batch).await.iter().map(outcome).collect();
    let expected = [
        r#"fresh 1-1 Body({"done":"a"})"#,
        r#"fresh 2-2 Body({"done":"b"})"#,
        "journal.conflict",
        r#"repeated 2-2 Body({"done":"b"})"#,
        r#"fresh 3-3 Body({"done":"d"})"#,
        // It may have been decided on what "c" was to bring about.
        "journal.conflict",
    ];
    assert_eq!(outcomes, expected);
    let too_many = (0..1_001).map(|n| put(&format!("k{n}"), &[("stack:1", 3)], 1, &mut chance)).collect();
    assert_eq!(outcome(&journal.append_all(too_many).await[0]), "journal.too_many");
    assert_eq!(holds(&journal).await.sequence, 3);
}

async fn many_writers_lose_nothing(journal: Any) {
    let writer = |journal: Any, number: u8| async move {
        let mut chance = chance(100 + number);
        let mut conflicts = 0;
        for round in 0..8 {
            loop {
                let version = journal.version(&entity("stack:hot")).await.unwrap();
                let key = format!("w{number}-{round}");
                match outcome(&journal.append(put(&key, &[("stack:hot", version)], 1, &mut chance)).await)
                    .as_str()
                {
                    "journal.conflict" => conflicts += 1,
                    other => break assert!(other.starts_with("fresh"), "{other}"),
                }
            }
        }
        conflicts
    };
    let writers: Vec<_> = (0..12).map(|number| tokio::spawn(writer(journal.clone(), number))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(journal.version(&entity("stack:hot")).await.unwrap(), 96);
    let lookup = Lookup { table: "stacks", by: By::Key, prefix: vec![], after: vec![], limit: 5 };
    assert_eq!(journal.rows(&lookup).await.unwrap()[0][1], Value::Integer(96));
    assert_eq!(holds(&journal).await.sequence, 96);
}

async fn rows_follow_events(journal: Any) {
    let mut chance = chance(5);
    // By their bytes: capitals before small letters, whatever the database's language says.
    for (at, id) in ["a", "B", "b.1", "b-1", "A", "Z9"].into_iter().enumerate() {
        let boxes = i64::try_from(at).unwrap() % 3 + 1;
        journal.append(put(id, &[(&format!("stack:{id}"), 0)], boxes, &mut chance)).await.unwrap();
    }
    journal.append(put("more", &[("stack:a", 1)], 6, &mut chance)).await.unwrap();
    journal.append(put("gone", &[("stack:Z9", 1)], 0, &mut chance)).await.unwrap();
    let rows = |by, prefix: &[Value], after: &[Value], limit| {
        let lookup = Lookup { table: "stacks", by, prefix: prefix.to_vec(), after: after.to_vec(), limit };
        let journal = journal.clone();
        async move {
            let rows = journal.rows(&lookup).await.unwrap();
            let words = rows.iter().map(|row| match &row[..2] {
                [Value::Text(entity), Value::Integer(boxes)] => format!("{}={boxes}", &entity[6..]),
                other => panic!("{other:?}"),
            });
            words.collect::<Vec<_>>().join(" ")
        }
    };
    let text = |text: &str| Value::Text(text.to_owned());
    assert_eq!(rows(By::Key, &[], &[], 10).await, "A=2 B=2 a=7 b-1=1 b.1=3");
    assert_eq!(rows(By::Key, &[], &[text("stack:B")], 2).await, "a=7 b-1=1");
    assert_eq!(rows(By::Key, &[text("stack:B")], &[], 10).await, "B=2");
    assert_eq!(rows(By::Index(0), &[], &[], 10).await, "b-1=1 A=2 B=2 b.1=3 a=7");
    assert_eq!(rows(By::Index(0), &[Value::Integer(2)], &[], 10).await, "A=2 B=2");
    assert_eq!(rows(By::Index(0), &[Value::Integer(2)], &[text("stack:A")], 10).await, "B=2");
    assert_eq!(rows(By::Index(0), &[], &[Value::Integer(2)], 10).await, "b.1=3 a=7");
    assert_eq!(rows(By::Index(0), &[], &[Value::Integer(2), text("stack:A")], 10).await, "B=2 b.1=3 a=7");
    let wrong = Lookup { table: "stacks", by: By::Index(7), prefix: vec![], after: vec![], limit: 1 };
    let fault = journal.rows(&wrong).await.unwrap_err().to_string();
    assert_eq!(fault, "projection: stacks: expected an index of the table, got 7");
}

async fn an_erased_body_is_gone(journal: Any) {
    let mut chance = chance(6);
    let named = name("n", ("stack:1", 0), "Айгерим", &mut chance);
    let event = named.events[0].id;
    journal.append(named.clone()).await.unwrap();
    journal.append(put("p", &[("stack:1", 1)], 4, &mut chance)).await.unwrap();
    let erasure = erase(event, &mut chance);
    journal.append(erasure.clone()).await.unwrap();
    assert_eq!(journal.find(event).await.unwrap().unwrap().record.content, None);
    assert_eq!(outcome(&journal.append(named).await), "repeated 1-1 erased");
    let lookup = Lookup { table: "owners", by: By::Key, prefix: vec![], after: vec![], limit: 5 };
    assert_eq!(journal.rows(&lookup).await.unwrap()[0][2], Value::Null);
    assert!(outcome(&journal.append(erasure).await).starts_with("repeated 3-3"));
    let own = all(journal.as_ref()).await[2].record.header.id;
    assert_eq!(outcome(&journal.append(erase(own, &mut chance)).await), "journal.not_erasable");
    let mut elsewhere = erase(event, &mut chance);
    elsewhere.author = author("LYGPORT");
    assert_eq!(outcome(&journal.append(elsewhere).await), "journal.not_erasable");
    assert_eq!(holds(&journal).await.sequence, 3);
}

async fn documents_are_kept_by_their_hash(journal: Any) {
    let mut chance = chance(7);
    let pdf = Attachment::new("application/pdf".parse().unwrap(), vec![7; 100_000]).unwrap();
    let hash = journal.attach(pdf.clone()).await.unwrap();
    assert_eq!(hash, pdf.hash());
    assert_eq!(journal.attach(pdf.clone()).await.unwrap(), hash);
    assert_eq!(journal.attachment(hash).await.unwrap(), Some(pdf.clone()));
    let empty = Attachment::new("text/csv".parse().unwrap(), vec![]).unwrap();
    let none = journal.attach(empty.clone()).await.unwrap();
    assert_eq!(journal.attachment(none).await.unwrap(), Some(empty));
    let erasure = Erasure::Attachment(hash);
    let request = ErasureRequest { erasure, author: author("KTZE"), reason: "a passport".to_owned() };
    journal.append(request.command(0, moment(4), &mut chance).unwrap()).await.unwrap();
    assert_eq!(journal.attachment(hash).await.unwrap(), None);
    assert_eq!(all(journal.as_ref()).await[0].record.header.kind.as_str(), ATTACHMENT_ERASED);
    assert_eq!(holds(&journal).await.sequence, 1);
}

async fn records_of_another_site_are_kept(journal: Any) {
    let mut chance = chance(8);
    let there = MemoryJournal::new("ALT".parse().unwrap(), boxes());
    let named = name("n", ("stack:1", 0), "Сауле", &mut chance);
    there.append(named.clone()).await.unwrap();
    for version in 1..4 {
        let key = format!("k{version}");
        there.append(put(&key, &[("stack:1", version)], 2, &mut chance)).await.unwrap();
    }
    journal.append(put("own", &[("stack:9", 0)], 1, &mut chance)).await.unwrap();
    let mut records: Vec<_> = all(&there).await.into_iter().map(|stored| stored.record).collect();
    records[1].content = None;
    let gap = journal.receive(records[1..].to_vec()).await.unwrap_err();
    assert!(matches!(gap, JournalError::Refused(refused) if refused.code() == "journal.unsound_record"));
    assert_eq!(journal.latest(), Position(1));
    journal.receive(records[..2].to_vec()).await.unwrap();
    let head = journal.receive(records.clone()).await.unwrap();
    assert_eq!(head, there.head().await.unwrap());
    assert_eq!(journal.received_heads().await.unwrap(), [head]);
    assert_eq!(journal.version(&entity("stack:1")).await.unwrap(), 4);
    assert_eq!(journal.latest(), Position(5));
    // This site decides on what it received, and what it records stands in its own chain.
    journal.append(put("next", &[("stack:1", 4)], 5, &mut chance)).await.unwrap();
    assert_eq!(journal.version(&entity("stack:1")).await.unwrap(), 5);
    let mut forged = records[3].clone();
    forged.header.entity_version = 9;
    assert!(journal.receive(vec![forged]).await.is_ok(), "the same event with the same hash is here already");
    let mut forked = records[3].clone();
    forked.header.entity_version = 9;
    forked.hash = forked.header.hash_after(&forked.previous);
    let refused = journal.receive(vec![forked]).await.unwrap_err();
    assert!(refused.to_string().ends_with("is here with another hash"), "{refused}");
    there.append(erase(named.events[0].id, &mut chance)).await.unwrap();
    let news: Vec<_> = all(&there).await.into_iter().skip(4).map(|stored| stored.record).collect();
    journal.receive(news).await.unwrap();
    assert_eq!(journal.find(named.events[0].id).await.unwrap().unwrap().record.content, None);
    assert_eq!(holds(&journal).await.sequence, 2);
}

async fn news_wake_those_who_wait(journal: Any) {
    let waiting: Vec<_> = (0..3)
        .map(|seen| {
            let journal = journal.clone();
            tokio::spawn(async move { journal.wait_past(Position(seen)).await })
        })
        .collect();
    let mut chance = chance(9);
    for version in 0..3 {
        let key = format!("k{version}");
        journal.append(put(&key, &[("stack:1", version)], 1, &mut chance)).await.unwrap();
    }
    for (seen, waiting) in waiting.into_iter().enumerate() {
        assert!(waiting.await.unwrap().0 > u64::try_from(seen).unwrap());
    }
    assert_eq!(journal.wait_past(Position(0)).await, Position(3));
}

async fn one_bad_command_takes_nobody_down(journal: Any) {
    let mut chance = chance(10);
    // A sum of boxes beyond 64 bits is nothing that a table can hold.
    let most = 9_007_199_254_740_991;
    let filled = (0..1_000).map(|n| put(&format!("k{n}"), &[("stack:full", n)], most, &mut chance)).collect();
    assert!(journal.append_all(filled).await.iter().all(Result::is_ok));
    let nearly =
        (1_000..1_024).map(|n| put(&format!("k{n}"), &[("stack:full", n)], most, &mut chance)).collect();
    assert!(journal.append_all(nearly).await.iter().all(Result::is_ok));
    let commands = (0..20_u64).map(|number| match number {
        7 => put("too-much", &[("stack:full", 1_024)], most, &mut chance),
        _ => put(&format!("n{number}"), &[(&format!("stack:{number}"), 0)], 1, &mut chance),
    });
    let commands: Vec<_> = commands.collect();
    let tasks: Vec<_> = commands
        .into_iter()
        .map(|command| {
            let journal = journal.clone();
            tokio::spawn(async move { outcome(&journal.append(command).await) })
        })
        .collect();
    for (number, task) in tasks.into_iter().enumerate() {
        let word = task.await.unwrap();
        assert!(word.starts_with(if number == 7 { "fault" } else { "fresh" }), "{number}: {word}");
    }
    assert_eq!(holds(&journal).await.sequence, 1_024 + 19);
}

async fn a_name_that_stands_already_is_refused(journal: Any) {
    let mut chance = chance(12);
    let first = put("a", &[("stack:1", 0)], 1, &mut chance);
    journal.append(first.clone()).await.unwrap();
    let mut again = put("b", &[("stack:2", 0)], 1, &mut chance);
    again.events[0].id = first.events[0].id;
    let batch = vec![
        put("c", &[("stack:3", 0)], 1, &mut chance),
        again.clone(),
        put("d", &[("stack:3", 1)], 1, &mut chance),
    ];
    let words: Vec<String> = journal.append_all(batch).await.iter().map(outcome).collect();
    let expected =
        [r#"fresh 2-2 Body({"done":"c"})"#, "journal.duplicate_event", r#"fresh 3-3 Body({"done":"d"})"#];
    assert_eq!(words, expected);
    assert_eq!(outcome(&journal.append(again).await), "journal.duplicate_event");
    assert_eq!(holds(&journal).await.sequence, 3);
}

async fn what_was_decided_on_a_refused_command_is_refused_too(journal: Any) {
    let mut chance = chance(13);
    // Both commands of a call are decided at version 0, the second on what the first brings about.
    let batch = vec![
        put("a", &[("stack:1", 0)], 1, &mut chance),
        put("b", &[("stack:1", 1), ("stack:2", 0)], 1, &mut chance),
        put("c", &[("stack:3", 0)], 1, &mut chance),
    ];
    // Somebody else is faster, and brings the first stack to the very version that the second command assumes.
    journal.append(put("other", &[("stack:1", 0)], 5, &mut chance)).await.unwrap();
    let words: Vec<String> = journal.append_all(batch).await.iter().map(outcome).collect();
    assert_eq!(words, ["journal.conflict", "journal.conflict", r#"fresh 2-2 Body({"done":"c"})"#]);
    assert_eq!(holds(&journal).await.sequence, 2);
}

async fn large_batches_fit(journal: Any) {
    let mut chance = chance(11);
    let names: Vec<String> = (0..300).map(|number| format!("stack:{number:03}")).collect();
    let bases: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    journal.append(put("wide", &bases, 1, &mut chance)).await.unwrap();
    let commands: Vec<_> =
        names.iter().map(|name| put(&format!("k-{name}"), &[(name, 1)], 1, &mut chance)).collect();
    assert!(journal.append_all(commands).await.iter().all(Result::is_ok));
    let lookup = Lookup { table: "stacks", by: By::Index(0), prefix: vec![], after: vec![], limit: 1_000 };
    let rows = journal.rows(&lookup).await.unwrap();
    assert_eq!((rows.len(), &rows[299][1]), (300, &Value::Integer(2)));
    assert_eq!(holds(&journal).await.sequence, 600);
}
