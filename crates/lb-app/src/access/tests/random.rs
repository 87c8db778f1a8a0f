//! Many commands in a drawn order: what always holds.

use std::collections::BTreeMap;

use super::*;
use crate::journal::{Erasure, ErasureRequest, EventId, Position, Stored};

/// What is known of an account beside the journal: told by the answers alone.
#[derive(Clone)]
struct Known {
    account: Account,
    organisation: &'static str,
    email: String,
    roles: BTreeSet<Role>,
    standing: Standing,
}

const ORGANISATIONS: [&str; 3] = ["LYG", "ORDA", "EAST"];
const ROLES: [&[&str]; 4] =
    [&["viewer"], &["administrator"], &["dispatcher", "administrator"], &["forwarder"]];

struct Trial {
    world: World,
    people: Vec<Known>,
    chance: Randomness,
}

impl Trial {
    fn new(seed: u8) -> Self {
        let mut world = World::new(seed);
        let ma = world.founded();
        let mut people = vec![known(&ma, "LYG", "ma@lyg.example", &["administrator"])];
        for (id, email) in [("ORDA", "ainur@orda.example"), ("EAST", "ivan@east.example")] {
            let account = world.customer(&ma, id, email);
            people.push(known(&account, id, email, &["administrator", "forwarder"]));
        }
        Self { world, people, chance: Randomness::from_seed([seed ^ 0xa5; 32]) }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(u16::from_be_bytes(self.chance.draw())) % limit
    }

    fn administrators(&self, organisation: &str) -> BTreeSet<PersonId> {
        let role = Role::Administrator;
        let administers = |known: &&Known| {
            known.organisation == organisation
                && known.standing == Standing::Active
                && known.roles.contains(&role)
        };
        self.people.iter().filter(administers).map(|known| known.account.id).collect()
    }

    /// Somebody invites somebody else, or changes what they may do. The twin says what must come of it.
    fn step(&mut self) {
        let by = self.below(self.people.len());
        let by = self.people[by].clone();
        if by.standing != Standing::Active {
            return;
        }
        if self.below(3) == 0 { self.invite(&by) } else { self.change(&by) }
    }

    fn invite(&mut self, by: &Known) {
        let organisation = ORGANISATIONS[self.below(3)];
        let words = ROLES[self.below(4)];
        let email = format!("p{}@{}.example", self.below(12), organisation.to_lowercase());
        let found = self.world.invited(&by.account, organisation, words, &email);
        let is_free =
            !self.people.iter().any(|known| known.email == email && known.standing != Standing::Left);
        let expected = self.refusal(by, organisation).or((!is_free).then_some("access.email_taken"));
        assert_eq!(found.as_ref().err().map(|refusal| refusal.code), expected);
        if let Ok(account) = found {
            self.people.push(known(&account, organisation, &email, words));
        }
    }

    /// Why somebody does not manage an organisation.
    fn refusal(&self, by: &Known, organisation: &str) -> Option<&'static str> {
        if !by.roles.contains(&Role::Administrator) {
            return Some("access.not_allowed");
        }
        let is_own = by.organisation == organisation || by.organisation == "LYG";
        (!is_own).then_some("access.unknown_organisation")
    }

    fn change(&mut self, by: &Known) {
        let at = self.below(self.people.len());
        let of = self.people[at].clone();
        let roles = (self.below(2) == 0).then(|| roles(ROLES[usize::from(self.chance.draw::<1>()[0] % 4)]));
        let standings = [None, Some(Standing::Active), Some(Standing::Suspended), Some(Standing::Left)];
        let standing = standings[self.below(4)];
        let found = self.world.change(&by.account, of.account.id, (roles.clone(), standing));

        let mut after = of.clone();
        after.roles = roles.unwrap_or(after.roles);
        after.standing = standing.unwrap_or(after.standing);
        let mut people = self.people.clone();
        people[at] = after;
        let trial = Trial { world: World::new(0), people, chance: Randomness::from_seed([0; 32]) };
        let is_last = by.organisation == of.organisation
            && !self.administrators(of.organisation).is_empty()
            && trial.administrators(of.organisation).is_empty();
        let refused = match self.refusal(by, of.organisation) {
            Some("access.unknown_organisation") => Some("access.unknown_person"),
            Some(code) => Some(code),
            None if of.standing == Standing::Left => Some("access.person_left"),
            None => is_last.then_some("access.last_administrator"),
        };
        assert_eq!(found.as_ref().err().map(|refusal| refusal.code), refused);
        if found.is_ok() {
            self.people = trial.people;
        }
    }

    /// Compares what the journal has with what the answers told.
    fn check(&self) {
        let mut told: BTreeMap<PersonId, &Known> = BTreeMap::new();
        for known in &self.people {
            told.insert(known.account.id, known);
            let person = self.world.person(known.account.id);
            assert_eq!((&person.roles, person.standing), (&known.roles, known.standing));
        }
        let mut seen = 0;
        for id in ORGANISATIONS {
            let organisation_state = self.world.organisation(id);
            assert_eq!(organisation_state.administrators, self.administrators(id), "{id}");
            for row in self.world.rows(&people_of(&organisation(id))) {
                let row = PersonRow::read(&row).unwrap();
                let known = told[&row.id];
                assert_eq!((&row.roles, row.standing), (&known.roles, known.standing));
                assert_eq!(known.organisation, id);
                let names = self.world.rows(&names_of(row.id));
                let name = NameRow::read(names.last().unwrap()).unwrap();
                assert_eq!(name.email.as_deref(), Some(known.email.as_str()));
                seen += 1;
            }
        }
        assert_eq!(seen, self.people.len());
    }

    fn records(&self) -> Vec<Stored> {
        let mut records = Vec::new();
        loop {
            let after = records.last().map_or(Position::default(), |stored: &Stored| stored.position);
            let page = run(self.world.journal.read(after, 1_000)).unwrap();
            if page.is_empty() {
                return records;
            }
            records.extend(page);
        }
    }

    /// Every row of every table.
    fn dump(&self) -> Vec<String> {
        use crate::journal::{By, LOOKUP_ROWS_MAX, Projection};
        let mut rows = Vec::new();
        for table in AccessProjection.tables() {
            let lookup = Lookup {
                table: table.name,
                by: By::Key,
                prefix: vec![],
                after: vec![],
                limit: LOOKUP_ROWS_MAX,
            };
            let found = self.world.rows(&lookup);
            rows.extend(found.into_iter().map(|row| format!("{} {row:?}", table.name)));
        }
        rows
    }

    fn erase(&mut self, event: EventId) {
        let author = program("LYG").author;
        let request =
            ErasureRequest { erasure: Erasure::Body(event), author, reason: "asked for".to_owned() };
        let command = request.command(0, self.world.now, &mut self.chance).unwrap();
        run(self.world.journal.append(command)).unwrap();
    }
}

fn known(account: &Account, organisation: &'static str, email: &str, words: &[&str]) -> Known {
    let (account, email, roles) = (account.clone(), email.to_owned(), roles(words));
    Known { account, organisation, email, roles, standing: Standing::Active }
}

#[test]
fn drawn_commands_come_out_as_a_plain_twin_says() {
    for seed in 1..=12 {
        println!("seed {seed}");
        let mut trial = Trial::new(seed);
        for _ in 0..150 {
            trial.world.pass(1);
            trial.step();
        }
        trial.check();
        assert!(trial.people.len() > 8, "{} people", trial.people.len());
    }
}

#[test]
fn erasing_names_leaves_everything_else_and_replays_to_the_same() {
    for seed in 1..=4 {
        println!("seed {seed}");
        let mut trial = Trial::new(seed);
        (0..60).for_each(|_| trial.step());
        let records = trial.records();
        let named: Vec<&Stored> =
            records.iter().filter(|stored| stored.record.header.kind.as_str() == "person.named").collect();
        let before = trial.dump();
        for stored in named.iter().step_by(2) {
            trial.erase(stored.record.header.id);
        }
        let after = trial.dump();
        let gone = before.iter().filter(|row| !after.contains(row)).count();
        assert_eq!(gone, named.len().div_ceil(2), "a row of a name each, and nothing else");
        trial.world.journal.rebuild().unwrap();
        assert_eq!(trial.dump(), after);
        // The people are still there, without a name.
        let erased: PersonId = named[0].record.header.entity.id.as_str().parse().unwrap();
        let site = "LYG".parse().unwrap();
        let journal: Arc<dyn Journal> = trial.world.journal.clone();
        trial.world.desk = Desk::new(journal, site, Randomness::from_seed([99; 32]));
        let person = trial.world.person(erased);
        assert_eq!(person.name, None);
        assert!(!person.roles.is_empty());
    }
}
