//! The chain: its bytes, what breaks it, what does not.

use proptest::prelude::*;

use super::*;

/// A record with every optional part, as `docs/journal.md` shows it byte by byte.
fn example() -> Record {
    let content = Content { salt: Salt::from_bytes([1; 32]), body: Body::of(&json!({"units": 2})).unwrap() };
    let id = |text: &str| text.parse::<EventId>().unwrap();
    let header = Header {
        origin: Origin { site: "LYG".parse().unwrap(), epoch: 1, sequence: 2 },
        id: id("01890a5d-ac96-774b-bcce-b302099a8057"),
        happened_at: moment(-1_000_000),
        recorded_at: moment(0),
        actor: "dispatcher.1".parse().unwrap(),
        organisation: "KTZE".parse().unwrap(),
        entity: entity("booking:B-17"),
        entity_version: 3,
        kind: "booking.corrected".parse().unwrap(),
        corrects: Some(id("01890a5d-ac96-774b-bcce-b302099a8056")),
        commitment: content.commitment(),
    };
    let previous = Hash::from_bytes([2; 32]);
    let hash = header.hash_after(&previous);
    Record { header, previous, hash, content: Some(content) }
}

#[test]
fn the_layout_is_the_documented_one() {
    let record = example();
    // Made by another program, from the table in docs/journal.md.
    assert_eq!(
        record.header.commitment.to_string(),
        "f205f0226728ab74fdee385e612213869f61b388bd539d3dc6622a1b8ce91b20"
    );
    assert_eq!(record.header.layout().len(), 159);
    assert_eq!(record.hash.to_string(), "ba3fadb52820a87d256b08cc974c5b744282db7cf9db4c73ee51791621345a35");
}

/// Changes one record of three and says how the chain breaks.
fn check(change: impl Fn(&mut Vec<Record>), expected: &str) {
    let (journal, mut chance) = (journal(), chance());
    for (key, version) in [("a", 0), ("b", 1), ("c", 2)] {
        let command = command(key, &[("booking:B-1", version)], &json!({"n": version}), &mut chance);
        run(journal.append(command)).unwrap();
    }
    let mut records = records(&journal);
    change(&mut records);
    let outcome = verify(start(), &records);
    let text = outcome.map_or_else(|broken| broken.to_string(), |head| format!("head {}", head.sequence));
    assert!(text.starts_with(expected), "expected {expected}, got {text}");
}

#[test]
fn a_sound_chain_holds() {
    check(|_| {}, "head 3");
    check(|records| records[1].content = None, "head 3");
    check(|records| records.truncate(2), "head 2");
    check(Vec::clear, "head 0");
}

#[test]
fn the_first_broken_record_is_named() {
    let other: Body = Body::of(&json!({"n": 9})).unwrap();
    check(|r| drop(r.remove(1)), "record 2 of LYG: expected this sequence number, got 3");
    check(|r| r.insert(1, r[0].clone()), "record 2 of LYG: expected this sequence number, got 1");
    check(|r| r[1].previous = Hash::ZERO, "record 2 of LYG: expected the hash of the record before, ");
    check(|r| r[1].hash = Hash::ZERO, "record 2 of LYG: expected the hash of its header, ");
    check(|r| r[2].header.entity_version = 7, "record 3 of LYG: expected the hash of its header, ");
    check(
        |r| r[0].content.as_mut().unwrap().body = other.clone(),
        "record 1 of LYG: expected a body with the commitment ",
    );
    check(
        |r| r[0].header.origin.site = "ALT".parse().unwrap(),
        "record 1 of LYG: expected a record of this site",
    );
    check(|r| r[1].header.origin.epoch = 2, "record 2 of LYG: expected epoch 1 ");
    check(
        |r| {
            // A chain that is sound by its hashes, from the second record on.
            r[1].header.happened_at = moment(5);
            r[1].hash = r[1].header.hash_after(&r[1].previous);
        },
        "record 3 of LYG: expected the hash of the record before, ",
    );
}

#[test]
fn only_a_restored_backup_begins_an_epoch() {
    let restored = |kind: &str, epoch: u64| {
        let mut record = example();
        record.header.corrects = None;
        record.header.origin.epoch = epoch;
        record.header.origin.sequence = 1;
        record.header.kind = kind.parse().unwrap();
        record.previous = Hash::ZERO;
        record.hash = record.header.hash_after(&Hash::ZERO);
        verify(start(), &[record]).map(|head| head.epoch).map_err(|broken| broken.flaw.word())
    };
    assert_eq!(restored("booking.made", 1), Ok(1));
    assert_eq!(restored("booking.made", 2), Err("epoch"));
    assert_eq!(restored(RESTORED, 5), Ok(5));
    assert_eq!(restored(RESTORED, 1), Err("epoch"));
}

/// What a random journal is made of: per command, the entities and whether to leave the second half of the bodies out.
fn commands() -> impl Strategy<Value = Vec<(Vec<usize>, i64)>> {
    prop::collection::vec((prop::collection::vec(0..4_usize, 1..4), -9_i64..9), 1..12)
}

fn filled(commands: &[(Vec<usize>, i64)]) -> MemoryJournal {
    let names = ["booking:B-1", "booking:B-2", "wagon:98765432", "pool:RUN-1"];
    let (journal, mut chance) = (journal(), chance());
    for (at, (entities, number)) in commands.iter().enumerate() {
        let mut entities = entities.clone();
        entities.sort_unstable();
        entities.dedup();
        let version = |name: &str| run(journal.version(&entity(name))).unwrap();
        let bases: Vec<(&str, u64)> =
            entities.iter().map(|place| (names[*place], version(names[*place]))).collect();
        let command = command(&format!("k{at}"), &bases, &json!({ "number": number }), &mut chance);
        run(journal.append(command)).unwrap();
    }
    journal
}

/// Flips one bit of what is stored of a record; nothing when it is no record any more, which reading finds.
fn flip(record: &Record, bit: usize) -> Option<Record> {
    let view = serde_json::to_value(RecordView::from(record)).unwrap();
    let mut members: Vec<(String, Value)> = view.as_object().unwrap().clone().into_iter().collect();
    let at = bit % members.len();
    let value = &mut members[at].1;
    if let Some(number) = value.as_u64() {
        *value = json!(number ^ (1 << (bit % 40)));
    } else {
        let mut bytes = value.as_str().unwrap().as_bytes().to_vec();
        let place = (bit / 7) % bytes.len();
        bytes[place] ^= 1 << (bit % 8);
        *value = json!(String::from_utf8(bytes).ok()?);
    }
    let view: RecordView = serde_json::from_value(Value::Object(members.into_iter().collect())).ok()?;
    Record::try_from(view).ok()
}

proptest! {
    #[test]
    fn any_sequence_of_appends_verifies(commands in commands()) {
        let journal = filled(&commands);
        let head = run(journal.head()).unwrap();
        prop_assert_eq!(verify(start(), &records(&journal)).unwrap(), head);
    }

    #[test]
    fn any_flipped_bit_is_found(commands in commands(), place in 0..1_000_usize, bit in 0..100_000_usize) {
        let mut records = records(&filled(&commands));
        let place = place % records.len();
        let Some(flipped) = flip(&records[place], bit) else { return Ok(()) };
        prop_assert_ne!(&flipped, &records[place]);
        records[place] = flipped;
        let broken = verify(start(), &records).unwrap_err();
        let place = u64::try_from(place).unwrap();
        prop_assert_eq!(broken.sequence, place + 1, "{}", broken);
    }

    #[test]
    fn erased_and_withheld_bodies_still_verify(commands in commands(), gone in any::<u32>()) {
        let (journal, mut chance) = (filled(&commands), Randomness::from_seed([9; 32]));
        let all = records(&journal);
        for (at, record) in all.iter().enumerate().filter(|(at, _)| gone >> (at % 32) & 1 == 1) {
            let erasure = Erasure::Body(record.header.id);
            let request = ErasureRequest { erasure, author: author(), reason: format!("request {at}") };
            run(journal.append(request.command(0, moment(9), &mut chance).unwrap())).unwrap();
        }
        let after = records(&journal);
        prop_assert_eq!(verify(start(), &after).unwrap(), run(journal.head()).unwrap());
        for (at, record) in all.iter().enumerate() {
            prop_assert_eq!(after[at].content.is_none(), gone >> (at % 32) & 1 == 1);
            prop_assert_eq!(&after[at].header, &record.header);
        }
        let withheld: Vec<Record> = after.into_iter().map(|record| Record { content: None, ..record }).collect();
        prop_assert_eq!(verify(start(), &withheld).unwrap(), run(journal.head()).unwrap());
    }

    #[test]
    fn records_travel_as_json(commands in commands()) {
        for record in records(&filled(&commands)) {
            let text = serde_json::to_string(&RecordView::from(&record)).unwrap();
            let view: RecordView = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(Record::try_from(view).unwrap(), record);
        }
    }
}
