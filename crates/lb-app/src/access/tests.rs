mod events;
mod random;
mod story;
mod values;

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use serde_json::Value;

use super::password::PasswordHash;
use super::*;
use crate::desk::{Caller, Desk, DeskError, OrganisationKind, Permission, Request, Role, Task};
use crate::journal::{
    Author, Body, Entity, Freshness, Hash, Idempotency, Journal, Lookup, MemoryJournal, Moment,
    OrganisationId, Projections, Randomness, Receipt,
};
use crate::refusal::Refusal;

/// Runs a future that is ready at once.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("expected a future that is ready"),
    }
}

/// A site in memory and its clock.
struct World {
    journal: Arc<MemoryJournal>,
    desk: Desk,
    now: Moment,
    commands: u32,
}

/// Somebody with an account.
#[derive(Clone, Debug)]
struct Account {
    id: PersonId,
    session: Hash,
}

fn organisation(id: &str) -> OrganisationId {
    id.parse().unwrap()
}

fn roles(words: &[&str]) -> BTreeSet<Role> {
    words.iter().map(|word| Role::from_word(word).unwrap()).collect()
}

/// What stands for a password's hash where none is verified.
fn phc(salt: &str) -> PasswordHash {
    format!("$argon2id$v=19$m=8,t=1,p=1${salt}$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4").parse().unwrap()
}

impl World {
    fn new(seed: u8) -> Self {
        let projections = Projections::new(vec![Arc::new(AccessProjection)]).unwrap();
        let site = "LYG".parse().unwrap();
        let journal = Arc::new(MemoryJournal::new(site, projections));
        let site = "LYG".parse().unwrap();
        let recorded: Arc<dyn Journal> = journal.clone();
        let desk = Desk::new(recorded, site, Randomness::from_seed([seed; 32]));
        Self { journal, desk, now: "2026-11-22T00:00:00Z".parse().unwrap(), commands: 0 }
    }

    fn pass(&mut self, hours: i64) {
        self.now = Moment::from_micros(self.now.micros() + hours * 3_600_000_000).unwrap();
    }

    fn ask(&mut self, caller: &Caller, task: impl Task + 'static) -> Result<Value, Refusal> {
        self.commands += 1;
        let key = format!("command-{}", self.commands);
        self.send(caller, task, &key).map(|receipt| receipt.answer.unwrap().value().unwrap())
    }

    fn send(&mut self, caller: &Caller, task: impl Task + 'static, key: &str) -> Result<Receipt, Refusal> {
        let idempotency = Idempotency::new(key.parse().unwrap(), &Body::of(key).unwrap());
        let request = Request { task: Arc::new(task), caller: caller.clone(), idempotency };
        match run(self.desk.carry_out(&[request], self.now)).pop().unwrap() {
            Ok(receipt) => Ok(receipt),
            Err(DeskError::Refused(refusal)) => Err(refusal),
            Err(DeskError::Fault(fault)) => panic!("{fault}"),
        }
    }

    fn draw_hash(&self) -> Hash {
        Hash::from_bytes(self.desk.draw())
    }

    fn draw_person(&self) -> PersonId {
        PersonId::at(self.now.unix_millis(), self.desk.draw())
    }

    fn look(&self, entity: &Entity) -> Option<AccessState> {
        run(self.desk.look(entity)).unwrap().state.and_then(|state| state.access().cloned())
    }

    fn organisation(&self, id: &str) -> Organisation {
        let state = self.look(&organisation_entity(&organisation(id)).unwrap()).unwrap();
        state.organisation().unwrap().clone()
    }

    fn person(&self, id: PersonId) -> Person {
        self.look(&person_entity(id).unwrap()).unwrap().person().unwrap().clone()
    }

    /// Who asks as this account at present.
    fn caller(&self, account: &Account) -> Caller {
        let person = self.person(account.id);
        person.caller(&self.organisation(person.organisation.as_str())).unwrap()
    }

    fn rows(&self, lookup: &Lookup) -> Vec<Vec<crate::journal::Value>> {
        run(self.journal.rows(lookup)).unwrap()
    }

    /// Opens the site for LYG and takes its first invitation.
    fn founded(&mut self) -> Account {
        let invitation = self.draw_hash();
        let task = Found { operator: organisation("LYG"), name: "Lianyungang base".to_owned(), invitation };
        self.ask(&program("LYG"), task).unwrap();
        self.take("LYG", invitation, "ma@lyg.example").unwrap()
    }

    /// Opens a customer and takes the invitation of its first administrator.
    fn customer(&mut self, by: &Account, id: &str, email: &str) -> Account {
        let caller = self.caller(by);
        let (id_, kind, name) = (organisation(id), OrganisationKind::Customer, id.to_owned());
        self.ask(&caller, OpenOrganisation { id: id_, kind, name }).unwrap();
        self.invited(by, id, &["administrator", "forwarder"], email).unwrap()
    }

    /// Invites somebody, who takes the invitation.
    fn invited(&mut self, by: &Account, id: &str, words: &[&str], email: &str) -> Result<Account, Refusal> {
        let invitation = self.draw_hash();
        let caller = self.caller(by);
        self.ask(&caller, Invite { organisation: organisation(id), roles: roles(words), invitation })?;
        self.take(id, invitation, email)
    }

    fn take(&mut self, id: &str, invitation: Hash, email: &str) -> Result<Account, Refusal> {
        let (person, session) = (self.draw_person(), self.draw_hash());
        let name = format!("Somebody at {id}");
        let password_hash = phc("c29tZXNhbHQ");
        let email = email.parse()?;
        self.ask(&nobody(id), TakeInvitation { invitation, person, name, email, password_hash, session })?;
        Ok(Account { id: person, session })
    }

    fn change(
        &mut self,
        by: &Account,
        person: PersonId,
        (roles, standing): (Option<BTreeSet<Role>>, Option<Standing>),
    ) -> Result<Value, Refusal> {
        let caller = self.caller(by);
        self.ask(&caller, ChangePerson { person, roles, standing })
    }
}

/// The program itself, acting for an organisation.
fn program(id: &str) -> Caller {
    let author = Author { organisation: organisation(id), actor: "landbridge".parse().unwrap() };
    Caller::with_roles(author, OrganisationKind::Operator, &roles(&["administrator"]))
}

/// Whoever has a link of an organisation.
fn nobody(id: &str) -> Caller {
    let author = Author { organisation: organisation(id), actor: "invitation".parse().unwrap() };
    Caller::with_roles(author, OrganisationKind::Customer, &BTreeSet::new())
}

fn check_refused<T: std::fmt::Debug>(result: Result<T, Refusal>, code: &str) {
    assert_eq!(result.expect_err(code).code, code);
}
