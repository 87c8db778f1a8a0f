//! The OpenAPI document of the journal's routes.

use utoipa::OpenApi;

use super::{consignments, documents, imports, records, runs, stream, units};
use crate::hooks;

/// The operations of consignments, runs, units, imports, webhooks and the journal, for the document of the server.
#[derive(OpenApi)]
#[openapi(
    tags(
        (name = "consignments", description = "Orders, plans, bookings, and what happened to the goods"),
        (name = "runs", description = "Departures and their capacity"),
        (name = "units", description = "Containers, wagons, vehicles, lots"),
        (name = "imports", description = "Files of what happened, of units, of orders; what they named that nobody knows"),
        (name = "webhooks", description = "What is recorded, sent to other systems"),
        (name = "documents", description = "Notes, certificates, pictures"),
        (name = "journal", description = "What was recorded, as it happens")
    ),
    paths(
        consignments::consignments, consignments::new_consignment, consignments::consignment,
        consignments::act_on_consignment, consignments::act_on_many, consignments::offers,
        consignments::consignment_events, runs::runs, runs::run, runs::act_on_run, units::units, units::new_unit,
        units::unit, units::act_on_unit, documents::attach, documents::attachment, records::head, stream::stream,
        imports::import_file, imports::imports, imports::import_by_id, imports::cancel_import,
        imports::import_template, imports::discrepancies, imports::act_on_discrepancy, hooks::webhooks,
        hooks::add_webhook, hooks::change_webhook, hooks::remove_webhook, hooks::rotate_secret,
        hooks::webhook_deliveries, hooks::replay, hooks::ping_webhook
    )
)]
pub struct BookingInterface;
