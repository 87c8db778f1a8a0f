//! What may be done with accounts, and what may not.

use super::*;

fn session_state(world: &World, session: Hash) -> Session {
    world.look(&session_entity(session).unwrap()).unwrap().session().unwrap().clone()
}

#[test]
fn a_site_is_founded_once_and_its_first_administrator_opens_the_rest() {
    let mut world = World::new(1);
    let found =
        |invitation| Found { operator: organisation("LYG"), name: "Lianyungang base".to_owned(), invitation };
    let (first, second) = (world.draw_hash(), world.draw_hash());
    world.ask(&program("LYG"), found(first)).unwrap();
    // Nobody took the link: another start prints another one.
    world.pass(1);
    world.ask(&program("LYG"), found(second)).unwrap();
    let ma = world.take("LYG", second, "ma@lyg.example").unwrap();
    check_refused(world.ask(&program("LYG"), found(world_hash(1))), "access.already_founded");

    let caller = world.caller(&ma);
    assert!(caller.sees_all() && caller.permissions.contains(&Permission::Administer));
    assert!(!caller.permissions.contains(&Permission::Book), "an administrator decides who books");
    let ainur = world.customer(&ma, "ORDA", "ainur@orda.example");
    let caller = world.caller(&ainur);
    assert!(!caller.sees_all() && caller.permissions.contains(&Permission::Book));
    let (id, kind, name) = (organisation("ORDA"), OrganisationKind::Customer, "Again".to_owned());
    let ma = world.caller(&ma);
    check_refused(world.ask(&ma, OpenOrganisation { id, kind, name }), "access.organisation_exists");
    let (id, kind, name) = (organisation("OTHER"), OrganisationKind::Customer, " \t".to_owned());
    check_refused(world.ask(&ma, OpenOrganisation { id, kind, name }), "access.bad_name");
    let (id, kind, name) = (organisation("OTHER"), OrganisationKind::Customer, "Other".to_owned());
    check_refused(world.ask(&caller, OpenOrganisation { id, kind, name }), "access.not_allowed");
}

fn world_hash(byte: u8) -> Hash {
    Hash::from_bytes([byte; 32])
}

#[test]
fn a_link_makes_one_account_while_it_is_valid() {
    let mut world = World::new(2);
    let ma = world.founded();
    let caller = world.caller(&ma);
    let invite =
        |invitation| Invite { organisation: organisation("LYG"), roles: roles(&["dispatcher"]), invitation };
    let (used, late, wrong) = (world.draw_hash(), world.draw_hash(), world.draw_hash());
    world.ask(&caller, invite(used)).unwrap();
    world.ask(&caller, invite(late)).unwrap();
    check_refused(world.ask(&caller, invite(late)), "access.secret_in_use");
    let li = world.take("LYG", used, "li@lyg.example").unwrap();
    check_refused(world.take("LYG", used, "wu@lyg.example"), "access.invitation_used");
    check_refused(world.take("LYG", wrong, "wu@lyg.example"), "access.unknown_invitation");
    check_refused(world.take("LYG", late, "LI@lyg.example"), "access.email_taken");
    check_refused(world.take("ORDA", late, "wu@lyg.example"), "access.unknown_organisation");
    assert_eq!(world.person(li.id).name.unwrap().email, "li@lyg.example");
    assert!(session_state(&world, li.session).lasts_at(world.now));
    world.pass(INVITATION_HOURS);
    check_refused(world.take("LYG", late, "wu@lyg.example"), "access.invitation_expired");
    let no_roles = Invite { organisation: organisation("LYG"), roles: roles(&[]), invitation: world_hash(9) };
    check_refused(world.ask(&caller, no_roles), "access.no_role");
}

#[test]
fn an_administrator_of_a_customer_manages_its_own_people_only() {
    let mut world = World::new(3);
    let ma = world.founded();
    let ainur = world.customer(&ma, "ORDA", "ainur@orda.example");
    let ivan = world.customer(&ma, "EAST", "ivan@east.example");
    let berik = world.invited(&ainur, "ORDA", &["viewer"], "berik@orda.example").unwrap();
    check_refused(
        world.invited(&ainur, "EAST", &["viewer"], "x@east.example").map(|_| ()),
        "access.unknown_organisation",
    );
    check_refused(
        world.invited(&berik, "ORDA", &["viewer"], "x@orda.example").map(|_| ()),
        "access.not_allowed",
    );
    let suspend = (None, Some(Standing::Suspended));
    check_refused(world.change(&ainur, ivan.id, suspend.clone()), "access.unknown_person");
    check_refused(world.change(&ainur, ma.id, suspend.clone()), "access.unknown_person");
    check_refused(
        world.change(&berik, berik.id, (Some(roles(&["administrator"])), None)),
        "access.not_allowed",
    );
    // Someone else's people and nobody's are told apart by nothing.
    let unknown = world.draw_person();
    let of_others = world.change(&ainur, ivan.id, suspend.clone()).unwrap_err();
    let of_nobody = world.change(&ainur, unknown, suspend.clone()).unwrap_err();
    let text = |refusal: &Refusal| refusal.to_string().replace(&refusal.fields[0].found, "-");
    assert_eq!(text(&of_others), text(&of_nobody));
    // The operator manages all.
    world.change(&ma, ivan.id, suspend).unwrap();
    assert!(world.person(ivan.id).caller(&world.organisation("EAST")).is_err());
    world.change(&ma, ivan.id, (None, Some(Standing::Active))).unwrap();
    world.caller(&ivan);
}

#[test]
fn an_organisation_keeps_an_administrator() {
    let mut world = World::new(4);
    let ma = world.founded();
    let ainur = world.customer(&ma, "ORDA", "ainur@orda.example");
    for change in [
        (Some(roles(&["viewer"])), None),
        (None, Some(Standing::Suspended)),
        (None, Some(Standing::Left)),
        (Some(roles(&["administrator"])), Some(Standing::Left)),
    ] {
        check_refused(world.change(&ainur, ainur.id, change.clone()), "access.last_administrator");
        check_refused(world.change(&ma, ma.id, change), "access.last_administrator");
    }
    let berik = world.invited(&ainur, "ORDA", &["administrator"], "berik@orda.example").unwrap();
    world.change(&ainur, ainur.id, (Some(roles(&["viewer"])), None)).unwrap();
    check_refused(world.change(&berik, berik.id, (None, Some(Standing::Left))), "access.last_administrator");
    // Suspended administrators do not count; the operator may leave a customer without any.
    world.change(&berik, ainur.id, (Some(roles(&["administrator"])), Some(Standing::Suspended))).unwrap();
    check_refused(world.change(&berik, berik.id, (None, Some(Standing::Left))), "access.last_administrator");
    world.change(&ma, berik.id, (None, Some(Standing::Left))).unwrap();
    assert!(world.organisation("ORDA").administrators.is_empty());
    check_refused(world.change(&ma, berik.id, (None, Some(Standing::Active))), "access.person_left");
    // The address of somebody who left is free again.
    world.invited(&ma, "ORDA", &["administrator"], "berik@orda.example").unwrap();
}

#[test]
fn sessions_open_for_those_who_may_act_and_close_once() {
    let mut world = World::new(5);
    let ma = world.founded();
    let open = |world: &mut World, account: &Account, salt: &str| {
        let session = world.draw_hash();
        let welcome = Welcome::Password(phc(salt));
        let task = OpenSession { session, person: account.id, welcome };
        world.ask(&nobody("LYG"), task).map(|_| session)
    };
    let session = open(&mut world, &ma, "c29tZXNhbHQ").unwrap();
    check_refused(open(&mut world, &ma, "b3RoZXJzYWx0"), "access.wrong_password");
    let unknown = Account { id: world.draw_person(), session };
    check_refused(open(&mut world, &unknown, "c29tZXNhbHQ"), "access.wrong_password");

    let caller = world.caller(&ma);
    world.ask(&caller, CloseSession { session }).unwrap();
    assert_eq!(session_state(&world, session).state, SessionState::Closed);
    let before = run(world.journal.head()).unwrap().sequence;
    world.ask(&caller, CloseSession { session }).unwrap();
    assert_eq!(run(world.journal.head()).unwrap().sequence, before);
    check_refused(world.ask(&nobody("LYG"), CloseSession { session: ma.session }), "access.not_signed_in");
    world.pass(SESSION_HOURS);
    assert!(!session_state(&world, ma.session).lasts_at(world.now));

    let li = world.invited(&ma, "LYG", &["dispatcher"], "li@lyg.example").unwrap();
    world.change(&ma, li.id, (None, Some(Standing::Suspended))).unwrap();
    check_refused(open(&mut world, &li, "c29tZXNhbHQ"), "access.suspended");
}

#[test]
fn a_password_is_changed_by_its_person_and_ends_the_other_sessions() {
    let mut world = World::new(6);
    let ma = world.founded();
    let li = world.invited(&ma, "LYG", &["dispatcher"], "li@lyg.example").unwrap();
    let set = |person, closing: &[Hash]| SetPassword {
        person,
        verified: phc("c29tZXNhbHQ"),
        password_hash: phc("b3RoZXJzYWx0"),
        closing: closing.to_vec(),
    };
    let (ma_asks, li_asks) = (world.caller(&ma), world.caller(&li));
    check_refused(world.ask(&ma_asks, set(li.id, &[])), "access.not_allowed");
    // A session of somebody else is not closed by it.
    world.ask(&li_asks, set(li.id, &[li.session, ma.session])).unwrap();
    assert_eq!(session_state(&world, li.session).state, SessionState::Closed);
    assert_eq!(session_state(&world, ma.session).state, SessionState::Open);
    check_refused(world.ask(&li_asks, set(li.id, &[])), "access.wrong_password");
}

#[test]
fn keys_do_what_their_scopes_say_until_they_end() {
    let mut world = World::new(7);
    let ma = world.founded();
    let ainur = world.customer(&ma, "ORDA", "ainur@orda.example");
    let caller = world.caller(&ainur);
    let key = KeyId::at(world.now.unix_millis(), world.desk.draw());
    let secret_hash = world.draw_hash();
    let issue = |id: &str, scopes: &[Permission], expires_at| IssueKey {
        key,
        organisation: organisation(id),
        name: "gate".to_owned(),
        scopes: scopes.iter().copied().collect(),
        expires_at,
        secret_hash,
    };
    let (read, capacity) = ([Permission::Read, Permission::Record], [Permission::Capacity]);
    check_refused(world.ask(&caller, issue("LYG", &read, None)), "access.unknown_organisation");
    check_refused(world.ask(&caller, issue("ORDA", &capacity, None)), "access.bad_scope");
    check_refused(world.ask(&caller, issue("ORDA", &[], None)), "access.bad_scope");
    check_refused(world.ask(&caller, issue("ORDA", &read, Some(world.now))), "access.bad_expiry");
    let far = "2029-01-01T00:00:00Z".parse().ok();
    check_refused(world.ask(&caller, issue("ORDA", &read, far)), "access.bad_expiry");
    world.ask(&caller, issue("ORDA", &read, None)).unwrap();
    check_refused(world.ask(&caller, issue("ORDA", &read, None)), "access.secret_in_use");

    let rows = world.rows(&key_with_hash(secret_hash));
    let row = KeyRow::read(&rows[0]).unwrap();
    assert_eq!((rows.len(), row.id, row.state), (1, key, KeyState::Issued));
    assert_eq!(row.issued_by, format!("person.{}", ainur.id));
    let issued = world.look(&key_entity(key).unwrap()).unwrap().key().unwrap().clone();
    let orda = world.organisation("ORDA");
    let asks = issued.caller(&orda, world.now).unwrap();
    assert_eq!(asks.permissions, read.into_iter().collect());
    assert_eq!(asks.author.actor.as_str(), format!("key.{key}"));
    check_refused(issued.caller(&orda, issued.expires_at), "access.key_expired");
    check_refused(issued.caller(&world.organisation("LYG"), world.now), "access.not_signed_in");

    let ivan = world.customer(&ma, "EAST", "ivan@east.example");
    let stranger = world.caller(&ivan);
    check_refused(world.ask(&stranger, RevokeKey { key }), "access.unknown_key");
    world.ask(&caller, RevokeKey { key }).unwrap();
    world.ask(&caller, RevokeKey { key }).unwrap();
    let revoked = world.look(&key_entity(key).unwrap()).unwrap().key().unwrap().clone();
    check_refused(revoked.caller(&orda, world.now), "access.not_signed_in");
}

#[test]
fn organisations_are_renamed_and_closed() {
    let mut world = World::new(8);
    let ma = world.founded();
    let ainur = world.customer(&ma, "ORDA", "ainur@orda.example");
    world.customer(&ma, "EAST", "ivan@east.example");
    let (ma_asks, ainur_asks) = (world.caller(&ma), world.caller(&ainur));
    let renamed =
        |id: &str| ChangeOrganisation { id: organisation(id), name: Some("Another".to_owned()), state: None };
    let closed = |id: &str| ChangeOrganisation {
        id: organisation(id),
        name: None,
        state: Some(OrganisationState::Closed),
    };
    world.ask(&ainur_asks, renamed("ORDA")).unwrap();
    check_refused(world.ask(&ainur_asks, renamed("EAST")), "access.unknown_organisation");
    check_refused(world.ask(&ainur_asks, closed("ORDA")), "access.not_allowed");
    check_refused(world.ask(&ma_asks, closed("LYG")), "access.not_allowed");
    world.ask(&ma_asks, renamed("EAST")).unwrap();
    world.ask(&ma_asks, closed("ORDA")).unwrap();
    check_refused(world.ask(&ma_asks, closed("ORDA")), "access.organisation_closed");
    let person = world.person(ainur.id);
    check_refused(person.caller(&world.organisation("ORDA")), "access.not_signed_in");
    let rows = world.rows(&organisations());
    let rows: Vec<OrganisationRow> = rows.iter().map(|row| OrganisationRow::read(row).unwrap()).collect();
    let told: Vec<(&str, &str, OrganisationState)> =
        rows.iter().map(|row| (row.id.as_str(), row.name.as_str(), row.state)).collect();
    let (open, closed) = (OrganisationState::Open, OrganisationState::Closed);
    assert_eq!(
        told,
        [("EAST", "Another", open), ("LYG", "Lianyungang base", open), ("ORDA", "Another", closed)]
    );
}

#[test]
fn a_demonstration_is_for_sites_without_business_only() {
    let mut world = World::new(9);
    let people: Vec<PersonId> = (0..10).map(|_| world.draw_person()).collect();
    let mut ids = people.clone().into_iter();
    let organisations = demonstration(|| ids.next().unwrap()).unwrap();
    let again = demonstration(|| ids.next().unwrap()).unwrap();
    assert!(organisations.iter().all(|organisation| organisation.name.ends_with("(demo)")));
    world.ask(&program("LYG"), Demonstrate { organisations }).unwrap();
    let head = run(world.journal.head()).unwrap();
    world.ask(&program("LYG"), Demonstrate { organisations: again }).unwrap();
    assert_eq!(run(world.journal.head()).unwrap(), head, "a second start changes nothing");

    let session = world.draw_hash();
    let by = |welcome| OpenSession { session, person: people[1], welcome };
    check_refused(
        world.ask(&nobody("LYG"), by(Welcome::Password(phc("c29tZXNhbHQ")))),
        "access.wrong_password",
    );
    world.ask(&nobody("DEMO-GRAIN"), by(Welcome::Demonstration)).unwrap();
    let found = Found { operator: organisation("LYG"), name: "LYG".to_owned(), invitation: session };
    check_refused(world.ask(&program("LYG"), found), "access.already_founded");

    let mut business = World::new(10);
    let ma = business.founded();
    let organisations = demonstration(|| people[0]).unwrap();
    check_refused(business.ask(&program("LYG"), Demonstrate { organisations }), "access.not_demonstration");
    let task = OpenSession { session, person: ma.id, welcome: Welcome::Demonstration };
    check_refused(business.ask(&nobody("LYG"), task), "access.not_demonstration");
}

#[test]
fn the_same_command_again_hears_the_same() {
    let mut world = World::new(11);
    let ma = world.founded();
    let caller = world.caller(&ma);
    let open = || OpenOrganisation {
        id: organisation("ORDA"),
        kind: OrganisationKind::Customer,
        name: "Orda".to_owned(),
    };
    let first = world.send(&caller, open(), "once").unwrap();
    let second = world.send(&caller, open(), "once").unwrap();
    assert_eq!((first.freshness, second.freshness), (Freshness::Fresh, Freshness::Repeated));
    assert_eq!(first.answer, second.answer);
}

#[test]
fn no_secret_and_no_personal_data_stands_where_it_cannot_be_erased() {
    let mut world = World::new(12);
    let ma = world.founded();
    world.invited(&ma, "LYG", &["viewer"], "li@lyg.example").unwrap();
    for stored in run(world.journal.read(Default::default(), 1_000)).unwrap() {
        let header = &stored.record.header;
        let body = format!("{:?}", stored.record.content.as_ref().unwrap().body);
        let is_personal = body.contains("example") || body.contains("Somebody");
        assert_eq!(is_personal, header.kind.as_str() == "person.named", "{} {body}", header.kind);
        assert!(!format!("{header:?}").contains("example"));
    }
    // Without the directory's secret, the name of an address is not the hash of the address.
    let bare = Hash::of(&[b"li@lyg.example"]).to_string();
    let entity: Entity = format!("email:{bare}").parse().unwrap();
    assert_eq!(run(world.journal.version(&entity)).unwrap(), 0);
}
