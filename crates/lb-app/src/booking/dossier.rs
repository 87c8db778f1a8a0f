//! A consignment with what the site keeps beside it: the customer's reference, who may see it, its documents.

use std::collections::{BTreeMap, BTreeSet};

use lb_booking::consignment::Consignment;

use crate::journal::{Hash, Moment, OrganisationId};

/// A document of a consignment: a note, a certificate, a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name among people, such as `SMGS 00123.pdf`.
    pub name: String,
    /// The type of its content, such as `application/pdf`.
    pub media_type: String,
    /// How long it is.
    pub bytes: u64,
    /// When it was added.
    pub added_at: Moment,
}

/// A consignment as a site keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// The consignment.
    pub consignment: Consignment,
    /// The customer's own name for it.
    pub reference: Option<String>,
    /// Organisations beside the customer that may see it.
    pub shared_with: BTreeSet<OrganisationId>,
    /// Documents by the hash of their content.
    pub documents: BTreeMap<Hash, Document>,
    /// When its first event was recorded.
    pub made_at: Moment,
    /// When its last event was recorded.
    pub updated_at: Moment,
}

impl Dossier {
    /// Returns the organisations that may see it, the customer first.
    #[must_use]
    pub fn audience(&self) -> Vec<OrganisationId> {
        let customer = self.consignment.customer();
        let others = self.shared_with.iter().filter(|other| *other != customer);
        std::iter::once(customer).chain(others).cloned().collect()
    }

    /// Returns whether an organisation may see it.
    #[must_use]
    pub fn is_seen_by(&self, organisation: &OrganisationId) -> bool {
        self.consignment.customer() == organisation || self.shared_with.contains(organisation)
    }
}

/// What happens to a dossier beside its consignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DossierEvent {
    /// The customer's own name for it is this one now.
    Referred {
        /// The name; nothing where it was taken off.
        reference: Option<String>,
    },
    /// Another organisation may see it.
    Shared {
        /// Which.
        with: OrganisationId,
    },
    /// It may not any more.
    Unshared {
        /// Which.
        with: OrganisationId,
    },
    /// A document was added.
    Attached {
        /// The hash of its content.
        hash: Hash,
        /// The document.
        document: Document,
    },
    /// It was taken off; the journal keeps that it was there.
    Detached {
        /// The hash of its content.
        hash: Hash,
    },
}

impl DossierEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Referred { .. } => "dossier.referred",
            Self::Shared { .. } => "dossier.shared",
            Self::Unshared { .. } => "dossier.unshared",
            Self::Attached { .. } => "dossier.document_attached",
            Self::Detached { .. } => "dossier.document_detached",
        }
    }
}

/// Applies one event.
pub fn apply(dossier: &mut Dossier, event: &DossierEvent) {
    match event {
        DossierEvent::Referred { reference } => dossier.reference.clone_from(reference),
        DossierEvent::Shared { with } => {
            dossier.shared_with.insert(with.clone());
        }
        DossierEvent::Unshared { with } => {
            dossier.shared_with.remove(with);
        }
        DossierEvent::Attached { hash, document } => {
            dossier.documents.insert(*hash, document.clone());
        }
        DossierEvent::Detached { hash } => {
            dossier.documents.remove(hash);
        }
    }
}
