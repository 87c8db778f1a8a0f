//! Backups and what becomes of a site that is restored from one.

use lb_app::journal::{Journal, Position, RESTORED, Randomness};
use lb_store::{Engine, Restoration, Store, StoreError, audit, backup, restore};

use crate::projection::dump;
use crate::world::{World, all, author, boxes, chance, erase, everything, moment, name, outcome, put};

fn restoration(randomness: &mut Randomness, epoch: Option<u64>) -> Restoration<'_> {
    Restoration { author: author("LYGPORT"), now: moment(9), epoch, randomness }
}

/// A journal with an erased body, a document and a received record.
async fn filled(world: &World, chance: &mut Randomness) -> Store {
    let store = world.open().await;
    let named = name("n", ("stack:1", 0), "somebody", chance);
    store.append(named.clone()).await.unwrap();
    for number in 0..700 {
        let key = format!("k{number}");
        store
            .append(put(&key, &[(&format!("stack:{}", number % 90 + 2), number / 90)], 2, chance))
            .await
            .unwrap();
    }
    store.append(erase(named.events[0].id, chance)).await.unwrap();
    let csv = lb_app::journal::Attachment::new("text/csv".parse().unwrap(), b"a;b".to_vec()).unwrap();
    store.attach(csv).await.unwrap();
    store
}

async fn check(from: Engine, to: Engine) {
    let (world, mut chance) = (World::new(from).await, chance(1));
    let store = filled(&world, &mut chance).await;
    let (records, rows) = everything(&store).await;
    let file = world.file("journal.backup");
    let found = backup(&world.place, &file).await.unwrap();
    assert_eq!((found.records, found.erased, found.attachments), (702, 1, 1));
    let exists = backup(&world.place, &file).await.unwrap_err();
    assert!(matches!(exists, StoreError::FileExists { .. }), "{exists}");
    // What happens after the backup is lost with the site.
    store.append(put("lost", &[("stack:lost", 0)], 1, &mut chance)).await.unwrap();
    store.close().await.unwrap();

    let other = World::new(to).await;
    let head = restore(&file, &other.place, restoration(&mut chance, None)).await.unwrap();
    assert_eq!((head.epoch, head.sequence), (2, 703));
    let again = restore(&file, &other.place, restoration(&mut chance, None)).await.unwrap_err();
    assert!(matches!(again, StoreError::AlreadyThere { ref site, .. } if site == "LYG"), "{again}");
    let store = Store::open(other.place.clone(), boxes()).await.unwrap();
    let restored = all(&store).await;
    assert_eq!(restored[..702], records);
    let last = &restored[702].record;
    assert_eq!(
        (last.header.kind.as_str(), last.header.origin.epoch, last.previous),
        (RESTORED, 2, records[701].record.hash)
    );
    let body = last.content.as_ref().unwrap().body.clone();
    assert_eq!(format!("{body:?}"), r#"Body({"after_sequence":702,"from_epoch":1,"to_epoch":2})"#);
    let restored_rows = dump(&store).await;
    let counted = |text: &str| {
        text.lines().filter(|line| !line.contains(RESTORED)).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(counted(&restored_rows), counted(&rows));
    // Keys that were answered before stay answered; the site goes on in its new epoch.
    let repeated = outcome(&store.append(put("k0", &[("stack:2", 7)], 2, &mut chance)).await);
    assert!(repeated.starts_with("repeated 2-2"), "{repeated}");
    store.append(put("new", &[("stack:new", 0)], 1, &mut chance)).await.unwrap();
    assert_eq!(store.head().await.unwrap().epoch, 2);
    assert_eq!(store.latest(), Position(704));
    store.close().await.unwrap();
    assert_eq!(audit(&other.place).await.unwrap().head.sequence, 704);
    world.remove().await;
    other.remove().await;
}

#[tokio::test]
async fn sqlite_goes_on_in_sqlite() {
    check(Engine::Sqlite, Engine::Sqlite).await;
}

#[tokio::test]
async fn sqlite_goes_on_in_postgres() {
    check(Engine::Sqlite, Engine::Postgres).await;
}

#[tokio::test]
async fn postgres_goes_on_in_sqlite() {
    check(Engine::Postgres, Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres_goes_on_in_postgres() {
    check(Engine::Postgres, Engine::Postgres).await;
}

#[tokio::test]
async fn a_backup_is_one_state_while_others_write() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (world, mut chance) = (World::new(engine).await, chance(2));
        let store = std::sync::Arc::new(world.open().await);
        let writer = tokio::spawn({
            let store = store.clone();
            async move {
                for version in 0..400 {
                    let key = format!("k{version}");
                    store.append(put(&key, &[("stack:1", version)], 1, &mut chance)).await.unwrap();
                }
            }
        });
        let mut last = 0;
        for number in 0..4 {
            let file = world.file(&format!("{number}.backup"));
            let head = backup(&world.place, &file).await.unwrap().head.sequence;
            assert!(head >= last, "{head} after {last}");
            last = head;
        }
        writer.await.unwrap();
        std::sync::Arc::into_inner(store).unwrap().close().await.unwrap();
        world.remove().await;
    }
}

#[tokio::test]
async fn a_second_restoration_takes_a_later_epoch() {
    let (world, mut chance) = (World::new(Engine::Sqlite).await, chance(3));
    world.open().await.close().await.unwrap();
    let file = world.file("empty.backup");
    backup(&world.place, &file).await.unwrap();
    let other = World::new(Engine::Sqlite).await;
    let refused = restore(&file, &other.place, restoration(&mut chance, Some(1))).await.unwrap_err();
    assert_eq!(refused.to_string(), "expected an epoch after 1, the one of the backup, found 1");
    let head = restore(&file, &other.place, restoration(&mut chance, Some(7))).await.unwrap();
    assert_eq!((head.epoch, head.sequence), (7, 1));
}

#[tokio::test]
async fn what_is_no_backup_is_refused() {
    let (world, mut chance) = (World::new(Engine::Sqlite).await, chance(4));
    let other = World::new(Engine::Sqlite).await;
    let text = world.file("text");
    std::fs::write(&text, "not a database, but long enough to be looked at").unwrap();
    let refused = restore(&text, &other.place, restoration(&mut chance, None)).await.unwrap_err().to_string();
    assert!(refused.contains("file is not a database"), "{refused}");
    let missing = restore(&world.file("no"), &other.place, restoration(&mut chance, None)).await.unwrap_err();
    assert!(missing.to_string().starts_with("read the backup: "), "{missing}");
    let store = world.open().await;
    store.append(put("a", &[("stack:1", 0)], 1, &mut chance)).await.unwrap();
    let live = world.file(lb_store::FILE_NAME);
    let refused = restore(&live, &other.place, restoration(&mut chance, None)).await.unwrap_err().to_string();
    assert!(refused.starts_with("expected a backup, found a database in use"), "{refused}");
    let file = world.file("journal.backup");
    backup(&world.place, &file).await.unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let place = bytes.windows(9).position(|window| window == b"boxes.put").unwrap();
    bytes[place] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let refused = restore(&file, &other.place, restoration(&mut chance, None)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Broken(_)), "{refused}");
    assert!(matches!(Store::open(other.place.clone(), boxes()).await, Err(StoreError::NoJournal { .. })));
}
