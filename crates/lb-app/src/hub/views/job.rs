//! Jobs: one move of one unit from spot to spot.

use lb_hub::article::BoxLength;
use lb_hub::job::{Job, JobEvent, JobStage, Urgency};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::article::BoxLengthView;
use super::spot::SpotView;
use crate::json::problem::ViewError;
use crate::json::read::{instant, integer, part, prose, text, text_if};

words! {
    /// How urgent a job is.
    UrgencyView of Urgency {
        /// From train to ship or back without the yard: first.
        Direct = "direct",
        /// As it comes.
        Normal = "normal",
    }
}

tagged! {
    /// How far a job has come.
    JobStageView by "state" {
        /// To be done.
        Planned = "planned" {}
        /// Its driver was told.
        Dispatched = "dispatched" {
            /// When, RFC 3339.
            at: String,
        }
        /// Under way.
        Started = "started" {
            /// Since when, RFC 3339.
            at: String,
        }
    }
}

impl From<&JobStage> for JobStageView {
    fn from(stage: &JobStage) -> Self {
        match stage {
            JobStage::Planned => Self::Planned {},
            JobStage::Dispatched { at } => Self::Dispatched { at: at.to_string() },
            JobStage::Started { at } => Self::Started { at: at.to_string() },
        }
    }
}

impl TryFrom<&JobStageView> for JobStage {
    type Error = ViewError;

    fn try_from(view: &JobStageView) -> Result<Self, ViewError> {
        Ok(match view {
            JobStageView::Planned {} => Self::Planned,
            JobStageView::Dispatched { at } => Self::Dispatched { at: instant("at", at)? },
            JobStageView::Started { at } => Self::Started { at: instant("at", at)? },
        })
    }
}

/// One move of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobView {
    /// Its identifier.
    pub id: String,
    /// What is moved.
    pub unit: String,
    /// Its length, if it is a box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<BoxLengthView>,
    /// Where it stood when the job was planned.
    pub from: SpotView,
    /// Where it should go.
    pub to: SpotView,
    /// The equipment that does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<String>,
    /// How urgent it is.
    pub urgency: UrgencyView,
    /// Its place in the queue: lower ones go first.
    pub order: i64,
    /// How far it has come.
    pub stage: JobStageView,
}

impl From<&Job> for JobView {
    fn from(job: &Job) -> Self {
        Self {
            id: job.id.to_string(),
            unit: job.unit.to_string(),
            length: job.length.map(BoxLengthView::from),
            from: SpotView::from(&job.from),
            to: SpotView::from(&job.to),
            equipment: job.equipment.as_ref().map(ToString::to_string),
            urgency: UrgencyView::from(job.urgency),
            order: job.order,
            stage: JobStageView::from(&job.stage),
        }
    }
}

impl TryFrom<&JobView> for Job {
    type Error = ViewError;

    fn try_from(view: &JobView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            unit: text("unit", &view.unit)?,
            length: view.length.map(BoxLength::from),
            from: part("from", &view.from)?,
            to: part("to", &view.to)?,
            equipment: text_if("equipment", view.equipment.as_ref())?,
            urgency: Urgency::from(view.urgency),
            order: integer("order", view.order)?,
            stage: part("stage", &view.stage)?,
        })
    }
}

tagged! {
    /// What happened to jobs.
    JobEventView by "type" {
        /// A move was planned.
        Planned = "job_planned" {
            /// Which.
            job: JobView,
        }
        /// It was given to a piece of equipment, or taken away from it.
        Assigned = "job_assigned" {
            /// Which.
            job: String,
            /// The equipment; absent where it was taken away.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            equipment: Option<String>,
            /// Its place in the queue.
            order: i64,
        }
        /// Its driver was told.
        Dispatched = "job_dispatched" {
            /// Which.
            job: String,
            /// When, RFC 3339.
            at: String,
        }
        /// It began.
        Started = "job_started" {
            /// Which.
            job: String,
            /// When, RFC 3339.
            at: String,
        }
        /// It is done: the unit stands elsewhere.
        Done = "job_done" {
            /// Which.
            job: String,
            /// What was moved.
            unit: String,
            /// From where.
            from: SpotView,
            /// To where.
            to: SpotView,
            /// The equipment that did it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            equipment: Option<String>,
            /// When, RFC 3339.
            at: String,
        }
        /// It is not done.
        Aborted = "job_aborted" {
            /// Which.
            job: String,
            /// Why, in words.
            reason: String,
        }
    }
}

impl From<&JobEvent> for JobEventView {
    fn from(event: &JobEvent) -> Self {
        match event {
            JobEvent::Planned { job } => Self::Planned { job: JobView::from(job) },
            JobEvent::Assigned { job, equipment, order } => Self::Assigned {
                job: job.to_string(),
                equipment: equipment.as_ref().map(ToString::to_string),
                order: *order,
            },
            JobEvent::Dispatched { job, at } => Self::Dispatched { job: job.to_string(), at: at.to_string() },
            JobEvent::Started { job, at } => Self::Started { job: job.to_string(), at: at.to_string() },
            JobEvent::Done { job, unit, from, to, equipment, at } => Self::Done {
                job: job.to_string(),
                unit: unit.to_string(),
                from: SpotView::from(from),
                to: SpotView::from(to),
                equipment: equipment.as_ref().map(ToString::to_string),
                at: at.to_string(),
            },
            JobEvent::Aborted { job, reason } => {
                Self::Aborted { job: job.to_string(), reason: reason.clone() }
            }
        }
    }
}

impl TryFrom<&JobEventView> for JobEvent {
    type Error = ViewError;

    fn try_from(view: &JobEventView) -> Result<Self, ViewError> {
        Ok(match view {
            JobEventView::Planned { job } => Self::Planned { job: part("job", job)? },
            JobEventView::Assigned { job, equipment, order } => Self::Assigned {
                job: text("job", job)?,
                equipment: text_if("equipment", equipment.as_ref())?,
                order: integer("order", *order)?,
            },
            JobEventView::Dispatched { job, at } => {
                Self::Dispatched { job: text("job", job)?, at: instant("at", at)? }
            }
            JobEventView::Started { job, at } => {
                Self::Started { job: text("job", job)?, at: instant("at", at)? }
            }
            JobEventView::Done { job, unit, from, to, equipment, at } => Self::Done {
                job: text("job", job)?,
                unit: text("unit", unit)?,
                from: part("from", from)?,
                to: part("to", to)?,
                equipment: text_if("equipment", equipment.as_ref())?,
                at: instant("at", at)?,
            },
            JobEventView::Aborted { job, reason } => {
                Self::Aborted { job: text("job", job)?, reason: prose("reason", reason)? }
            }
        })
    }
}
