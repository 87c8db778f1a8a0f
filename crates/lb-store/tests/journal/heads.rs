//! Signed heads: what they say, and what they find.

use ed25519_dalek::pkcs8::DecodePrivateKey;
use lb_app::journal::{Hash, Head, Journal, Moment};
use lb_store::{
    Day, Engine, HEADS_FILE, HeadFlaw, HeadKey, HeadsFolder, KEY_FILE, Restoration, SignedDays, SignedHead,
    StoreError, backup, check_heads, read_statements, restore,
};

use crate::world::{World, author, chance, put};

const DAY: i64 = 86_400_000;

fn at(millis: i64) -> Moment {
    crate::world::moment(millis)
}

/// Checks the folder's statements against the journal.
async fn check(world: &World, now: Moment) -> Result<SignedDays, HeadFlaw> {
    let checked = async {
        let statements = read_statements(world.folder.path())?;
        check_heads(&world.place, &statements, (None, now)).await
    };
    checked.await.map_err(|error| {
        let StoreError::BrokenHeads { flaw, .. } = error else { panic!("{error}") };
        flaw
    })
}

/// Changes the file of statements.
fn rewrite(world: &World, change: impl FnOnce(String) -> String) {
    let file = world.file(HEADS_FILE);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(file, change(text)).unwrap();
}

/// A journal of so many records a day, signed every day.
async fn signed(engine: Engine, days: i64) -> (World, HeadsFolder) {
    let (world, mut chance) = (World::new(engine).await, chance(21));
    let store = world.open().await;
    let heads = HeadsFolder::open(world.folder.path(), [7; 32]).unwrap();
    for day in 0..days {
        assert!(heads.is_due(at(day * DAY)).unwrap());
        heads.sign(&store.head().await.unwrap(), at(day * DAY)).unwrap();
        assert!(!heads.is_due(at(day * DAY + DAY - 1)).unwrap());
        let version = u64::try_from(day).unwrap();
        store.append(put(&format!("k{day}"), &[("stack:1", version)], 1, &mut chance)).await.unwrap();
    }
    store.close().await.unwrap();
    (world, heads)
}

#[tokio::test]
async fn signed_heads_fit_the_journal_that_they_were_signed_of() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (world, heads) = signed(engine, 4).await;
        let days = check(&world, at(6 * DAY)).await.unwrap();
        assert_eq!((days.statements, days.before_restore), (4, 0));
        assert_eq!(days.keys.into_iter().collect::<Vec<_>>(), [heads.public_key()]);
        let (first, last) = days.days.unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2026-11-22".to_owned(), "2026-11-25".to_owned()));
        let missing: Vec<String> = days.missing.iter().map(Day::to_string).collect();
        assert_eq!(missing, ["2026-11-26", "2026-11-27", "2026-11-28"]);
        // The key is found again, and no other is made.
        assert_eq!(HeadsFolder::open(world.folder.path(), [8; 32]).unwrap().public_key(), heads.public_key());
        world.remove().await;
    }
}

#[tokio::test]
async fn a_journal_that_was_cut_off_or_written_anew_is_found() {
    let (world, heads) = signed(Engine::Sqlite, 4).await;
    let other = World::new(Engine::Sqlite).await;
    let (store, mut chance) = (other.open().await, chance(22));
    let copy = |world: &World| {
        std::fs::copy(world.file(HEADS_FILE), other.file(HEADS_FILE)).unwrap();
    };
    copy(&world);
    for version in 0..2 {
        store.append(put(&format!("k{version}"), &[("stack:1", version)], 1, &mut chance)).await.unwrap();
    }
    // Signed at one record, which is another one here.
    assert_eq!(check(&other, at(0)).await, Err(HeadFlaw::OtherRecord));
    rewrite(&other, |text| text.lines().last().unwrap().to_owned() + "\n");
    assert_eq!(check(&other, at(0)).await, Err(HeadFlaw::CutOff));
    // Whoever has the database but not the key can only sign with another one.
    std::fs::remove_file(other.file(HEADS_FILE)).unwrap();
    let forged = HeadsFolder::open(other.folder.path(), [9; 32]).unwrap();
    forged.sign(&store.head().await.unwrap(), at(0)).unwrap();
    store.close().await.unwrap();
    check(&other, at(0)).await.unwrap();
    let statements = read_statements(other.folder.path()).unwrap();
    let found = check_heads(&other.place, &statements, (Some(heads.public_key()), at(0))).await;
    assert!(matches!(found, Err(StoreError::BrokenHeads { line: 1, flaw: HeadFlaw::Key })), "{found:?}");
    world.remove().await;
    other.remove().await;
}

#[tokio::test]
async fn no_letter_of_a_statement_can_be_changed() {
    let (world, _) = signed(Engine::Sqlite, 3).await;
    let whole = std::fs::read_to_string(world.file(HEADS_FILE)).unwrap();
    let second = whole.lines().nth(1).unwrap().to_owned();
    for at_letter in 0..second.len() {
        let letter = if second[at_letter..].starts_with('0') { "7" } else { "0" };
        let mut changed = second.clone();
        changed.replace_range(at_letter..=at_letter, letter);
        rewrite(&world, |_| whole.replace(&second, &changed));
        assert!(check(&world, at(0)).await.is_err(), "{at_letter}: {changed}");
    }
    let lines: Vec<&str> = whole.lines().collect();
    rewrite(&world, |_| format!("{}\n{}\n", lines[1], lines[0]));
    assert_eq!(check(&world, at(0)).await, Err(HeadFlaw::Order));
    rewrite(&world, |_| whole.clone() + "\n");
    assert_eq!(check(&world, at(0)).await, Err(HeadFlaw::Unreadable), "an empty line is no statement");
    // A line that was taken out is a day without.
    rewrite(&world, |_| format!("{}\n{}\n", lines[0], lines[2]));
    assert_eq!(check(&world, at(0)).await.unwrap().missing.len(), 1);
    world.remove().await;
}

#[tokio::test]
async fn what_a_restored_backup_did_not_have_is_told_and_no_flaw() {
    let (world, heads) = signed(Engine::Sqlite, 2).await;
    let file = world.file("backup.db");
    backup(&world.place, &file).await.unwrap();
    let (store, mut drawn) = (world.open().await, chance(23));
    store.append(put("late", &[("stack:9", 0)], 1, &mut drawn)).await.unwrap();
    heads.sign(&store.head().await.unwrap(), at(2 * DAY)).unwrap();
    store.close().await.unwrap();

    let again = World::new(Engine::Sqlite).await;
    let with =
        Restoration { author: author("LYGPORT"), now: at(3 * DAY), epoch: None, randomness: &mut drawn };
    restore(&file, &again.place, with).await.unwrap();
    std::fs::copy(world.file(HEADS_FILE), again.file(HEADS_FILE)).unwrap();
    std::fs::copy(world.file(KEY_FILE), again.file(KEY_FILE)).unwrap();
    let heads = HeadsFolder::open(again.folder.path(), [0; 32]).unwrap();
    let store = again.open().await;
    heads.sign(&store.head().await.unwrap(), at(3 * DAY)).unwrap();
    store.close().await.unwrap();
    let days = check(&again, at(3 * DAY)).await.unwrap();
    assert_eq!((days.statements, days.before_restore, days.missing.len()), (4, 1, 0));
    world.remove().await;
    again.remove().await;
}

#[test]
fn keys_and_signatures_are_those_of_the_standards() {
    // Source: RFC 8410, 10.1 and 10.3: a private key and its public half.
    let pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
        -----END PRIVATE KEY-----\n";
    let key = HeadKey::from_pem(pem).unwrap();
    let public = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
    assert_eq!(key.public_key().to_string(), public);
    for bad in ["", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", &pem.replace("MC4", "MC5")] {
        assert!(HeadKey::from_pem(bad).is_err(), "{bad}");
    }
    let head = Head { epoch: 1, sequence: 1, hash: Hash::of(&[b"x"]), site: "LYG".parse().unwrap() };
    let signed = SignedHead::sign(&head, at(0), &key);
    let line = signed.to_string();
    assert_eq!(line.parse(), Ok(signed.clone()));
    assert!(signed.is_signed());
    assert_eq!(line.split(' ').take(4).collect::<Vec<_>>().join(" "), "landbridge-head-1 LYG 1 1");
    assert_eq!(line.split(' ').nth(5), Some("2026-11-22T00:00:00Z"));
}

#[test]
fn another_library_reads_the_key_and_finds_the_signature_right() {
    let folder = tempfile::tempdir().unwrap();
    let heads = HeadsFolder::open(folder.path(), [5; 32]).unwrap();
    let head = Head { epoch: 1, sequence: 1, hash: Hash::of(&[b"x"]), site: "LYG".parse().unwrap() };
    let line = heads.sign(&head, at(0)).unwrap().to_string();
    let (text, signature) = line.rsplit_once(' ').unwrap();
    let signature: Vec<u8> =
        (0..64).map(|at| u8::from_str_radix(&signature[2 * at..2 * at + 2], 16).unwrap()).collect();
    let signature = ed25519_dalek::Signature::from_slice(&signature).unwrap();
    let pem = std::fs::read_to_string(folder.path().join(KEY_FILE)).unwrap();
    let key = ed25519_dalek::SigningKey::from_pkcs8_pem(&pem).unwrap().verifying_key();
    key.verify_strict(text.as_bytes(), &signature).unwrap();
    key.verify_strict(format!("{text} ").as_bytes(), &signature).unwrap_err();
}

#[cfg(unix)]
#[test]
fn the_key_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    HeadsFolder::open(folder.path(), [5; 32]).unwrap();
    let mode = std::fs::metadata(folder.path().join(KEY_FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::write(folder.path().join(KEY_FILE), "none").unwrap();
    assert!(HeadsFolder::open(folder.path(), [5; 32]).is_err(), "a key that is there is never replaced");
}

#[tokio::test]
async fn a_statement_that_a_power_cut_broke_off_keeps_nobody_from_signing() {
    let (world, heads) = signed(Engine::Sqlite, 2).await;
    let whole = std::fs::read_to_string(world.file(HEADS_FILE)).unwrap();
    let last = whole.lines().next_back().unwrap().to_owned();
    for length in 1..=last.len() {
        rewrite(&world, |_| whole.clone() + &last[..length]);
        let again = HeadsFolder::open(world.folder.path(), [8; 32]).unwrap();
        assert_eq!(again.statements().unwrap(), heads.statements().unwrap(), "{length}");
    }
    let store = world.open().await;
    heads.sign(&store.head().await.unwrap(), at(2 * DAY)).unwrap();
    store.close().await.unwrap();
    assert_eq!(check(&world, at(2 * DAY)).await.unwrap().statements, 3);
    world.remove().await;
}
