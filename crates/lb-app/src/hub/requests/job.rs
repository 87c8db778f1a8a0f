//! Wishes about jobs.

use lb_hub::job::JobCommand;

use super::things::{JobWish, Reader};
use crate::hub::views::SpotView;
use crate::json::ViewError;
use crate::json::read::{integer, prose, text, text_if};

tagged! {
    /// What is to be done about jobs. Instants are RFC 3339; `at` is now where nothing is said.
    JobAction by "do" {
        /// Plan moves; all of them or none.
        Plan = "job_plan" {
            /// The moves, in order.
            jobs: Vec<JobWish>,
        }
        /// Give a job to a piece of equipment, at a place in its queue.
        Assign = "job_assign" {
            /// Which job.
            job: String,
            /// By what; nothing takes it away.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            equipment: Option<String>,
            /// Its place in the queue.
            order: i64,
        }
        /// Tell the driver.
        Dispatch = "job_dispatch" {
            /// Which job.
            job: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// A job began.
        Start = "job_start" {
            /// Which job.
            job: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// A job is done.
        Finish = "job_finish" {
            /// Which job.
            job: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
            /// Where the unit stands, if not where it should; a wagon by number or identifier.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            to: Option<SpotView>,
        }
        /// A job is not done.
        Abort = "job_abort" {
            /// Which job.
            job: String,
            /// Why.
            reason: String,
        }
    }
}

impl JobAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<JobCommand, ViewError> {
        Ok(match self {
            Self::Plan { jobs } => {
                let mut orders = Vec::new();
                for (at, wish) in jobs.iter().enumerate() {
                    let order = reader.job(wish).map_err(|error| error.within(&format!("jobs[{at}]")));
                    orders.push(order?);
                }
                JobCommand::Plan { jobs: orders }
            }
            Self::Assign { job, equipment, order } => JobCommand::Assign {
                job: text("job", job)?,
                equipment: text_if("equipment", equipment.as_ref())?,
                order: integer("order", *order)?,
            },
            Self::Dispatch { job, at } => {
                JobCommand::Dispatch { job: text("job", job)?, at: reader.at(at.as_ref())? }
            }
            Self::Start { job, at } => {
                JobCommand::Start { job: text("job", job)?, at: reader.at(at.as_ref())? }
            }
            Self::Finish { job, at, to } => {
                let to = to.as_ref().map(|to| reader.spot(to).map_err(|error| error.within("to")));
                JobCommand::Finish {
                    job: text("job", job)?,
                    at: reader.at(at.as_ref())?,
                    to: to.transpose()?,
                }
            }
            Self::Abort { job, reason } => {
                JobCommand::Abort { job: text("job", job)?, reason: prose("reason", reason)? }
            }
        })
    }
}
