//! The OpenAPI document of the journal's routes.

use utoipa::OpenApi;

use super::{consignments, documents, records, runs, stream, units};

/// The operations of consignments, runs, units and the journal, for the document of the server.
#[derive(OpenApi)]
#[openapi(
    tags(
        (name = "consignments", description = "Orders, plans, bookings, and what happened to the goods"),
        (name = "runs", description = "Departures and their capacity"),
        (name = "units", description = "Containers, wagons, vehicles, lots"),
        (name = "documents", description = "Notes, certificates, pictures"),
        (name = "journal", description = "What was recorded, as it happens")
    ),
    paths(
        consignments::consignments, consignments::new_consignment, consignments::consignment,
        consignments::act_on_consignment, consignments::act_on_many, consignments::offers,
        consignments::consignment_events, runs::runs, runs::run, runs::act_on_run, units::units, units::new_unit,
        units::unit, units::act_on_unit, documents::attach, documents::attachment, records::head, stream::stream
    )
)]
pub struct BookingInterface;
