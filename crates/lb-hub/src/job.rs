//! Jobs: one move of one unit from spot to spot.

use jiff::Timestamp;
use lb_base::{UnitId, uuid_id};
use lb_network::layout::EquipmentId;

use crate::article::BoxLength;
use crate::spot::{Cell, Spot};

uuid_id! {
    /// One move of one unit.
    pub struct JobId;
}

/// How far a job has come. One that is done or aborted is not on the floor any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobStage {
    /// To be done.
    Planned,
    /// Its driver was told.
    Dispatched {
        /// When.
        at: Timestamp,
    },
    /// Under way.
    Started {
        /// Since when.
        at: Timestamp,
    },
}

impl JobStage {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Dispatched { .. } => "dispatched",
            Self::Started { .. } => "started",
        }
    }
}

/// How urgent a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// From train to ship or back without the yard: first.
    Direct,
    /// As it comes.
    Normal,
}

impl Urgency {
    /// All urgencies, the most urgent first.
    pub const ALL: [Self; 2] = [Self::Direct, Self::Normal];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Normal => "normal",
        }
    }
}

/// One move of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its identifier.
    pub id: JobId,
    /// What is moved.
    pub unit: UnitId,
    /// Its length, if it is a box.
    pub length: Option<BoxLength>,
    /// Where it stood when the job was planned.
    pub from: Spot,
    /// Where it should go.
    pub to: Spot,
    /// By what.
    pub equipment: Option<EquipmentId>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Its place in the queue: lower ones go first.
    pub order: i64,
    /// How far it has come.
    pub stage: JobStage,
}

impl Job {
    /// Returns the cells that it keeps free at its destination.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        self.to.cells(self.length)
    }

    /// Returns where it stands in its queue: the urgent ones first, then by order, then by age.
    #[must_use]
    pub const fn rank(&self) -> (Urgency, i64, JobId) {
        (self.urgency, self.order, self.id)
    }
}

/// A job, as wished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobOrder {
    /// Its identifier.
    pub id: JobId,
    /// What is to be moved.
    pub unit: UnitId,
    /// Where to.
    pub to: Spot,
    /// By what.
    pub equipment: Option<EquipmentId>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Its place in the queue.
    pub order: i64,
}

/// A wish about jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobCommand {
    /// Plan moves; all of them or none.
    Plan {
        /// The jobs, in order: a later one may rely on what an earlier one does.
        jobs: Vec<JobOrder>,
    },
    /// Give a job to a piece of equipment, at a place in its queue.
    Assign {
        /// Which job.
        job: JobId,
        /// By what; nothing takes it away from what it was given to.
        equipment: Option<EquipmentId>,
        /// Its place in the queue.
        order: i64,
    },
    /// Tell the driver.
    Dispatch {
        /// Which job.
        job: JobId,
        /// When.
        at: Timestamp,
    },
    /// It began.
    Start {
        /// Which job.
        job: JobId,
        /// When.
        at: Timestamp,
    },
    /// It is done.
    Finish {
        /// Which job.
        job: JobId,
        /// When.
        at: Timestamp,
        /// Where the unit stands, if not where it should.
        to: Option<Spot>,
    },
    /// It is not done.
    Abort {
        /// Which job.
        job: JobId,
        /// Why.
        reason: String,
    },
}

/// What happened to jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEvent {
    /// A move was planned.
    Planned {
        /// Which.
        job: Job,
    },
    /// It was given to a piece of equipment, or taken away from it.
    Assigned {
        /// Which.
        job: JobId,
        /// By what.
        equipment: Option<EquipmentId>,
        /// Its place in the queue.
        order: i64,
    },
    /// Its driver was told.
    Dispatched {
        /// Which.
        job: JobId,
        /// When.
        at: Timestamp,
    },
    /// It began.
    Started {
        /// Which.
        job: JobId,
        /// When.
        at: Timestamp,
    },
    /// It is done: the unit stands elsewhere.
    Done {
        /// Which.
        job: JobId,
        /// What was moved.
        unit: UnitId,
        /// From where.
        from: Spot,
        /// To where.
        to: Spot,
        /// By what.
        equipment: Option<EquipmentId>,
        /// When.
        at: Timestamp,
    },
    /// It is not done.
    Aborted {
        /// Which.
        job: JobId,
        /// Why.
        reason: String,
    },
}

impl JobEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "hub.job_planned",
            Self::Assigned { .. } => "hub.job_assigned",
            Self::Dispatched { .. } => "hub.job_dispatched",
            Self::Started { .. } => "hub.job_started",
            Self::Done { .. } => "hub.job_done",
            Self::Aborted { .. } => "hub.job_aborted",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Dispatched { at, .. } | Self::Started { at, .. } | Self::Done { at, .. } => Some(*at),
            Self::Planned { .. } | Self::Assigned { .. } | Self::Aborted { .. } => None,
        }
    }
}
