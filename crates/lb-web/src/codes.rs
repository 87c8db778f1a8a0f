//! Every stable code that leaves the server, with its meaning; docs/errors.md is written from these tables and that of
//! [`lb_booking::Refusal`] and [`lb_hub::Refusal`].

mod document;
mod stowage;

pub use document::errors_document;

/// The code of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code.
    pub code: &'static str,
    /// HTTP statuses it comes with, the most usual first.
    pub statuses: &'static [u16],
    /// The problem's title.
    pub title: &'static str,
    /// What it means and what to do.
    pub meaning: &'static str,
}

/// The code of a rule that closed a way: an answer, not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhyNotCode {
    /// The code.
    pub code: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// Refusals: the request was understood as a question and cannot be answered as asked.
const REFUSED: &[u16] = &[422];

const ERRORS: &[ErrorCode] = &joined::<{ GENERAL.len() + stowage::STOWAGE.len() }>(GENERAL, stowage::STOWAGE);

const GENERAL: &[ErrorCode] = &[
    ErrorCode {
        code: "request.unknown_place",
        statuses: REFUSED,
        title: "Unknown place",
        meaning: "No place of the corridor has this identifier or UN/LOCODE, or no terminal is near the door given as \
            `lat,lon`. `/v1/places?q=` finds places by name.",
    },
    ErrorCode {
        code: "request.same_place",
        statuses: REFUSED,
        title: "Origin and destination are the same",
        meaning: "Origin and destination are one place, or share a place of an area.",
    },
    ErrorCode {
        code: "request.unknown_cargo",
        statuses: REFUSED,
        title: "Unknown goods",
        meaning: "The HS code is malformed, or no commodity of the corridor covers it. `/v1/cargo?q=` finds goods by name.",
    },
    ErrorCode {
        code: "request.bad_quantity",
        statuses: REFUSED,
        title: "Quantity not understood",
        meaning: "Expected a number above zero with its unit: `1200t`, `800kg`, `12u` (units).",
    },
    ErrorCode {
        code: "request.unknown_unit",
        statuses: REFUSED,
        title: "Unknown unit type",
        meaning: "The corridor has no such unit type. `/v1/unit-types` lists them.",
    },
    ErrorCode {
        code: "request.unit_does_not_suit",
        statuses: REFUSED,
        title: "Unit type does not suit the goods",
        meaning: "These goods cannot travel in this unit type: the wrong form, or goods that need a temperature in a unit \
            without cooling.",
    },
    ErrorCode {
        code: "request.dangerous_unknown",
        statuses: REFUSED,
        title: "Unknown dangerous goods",
        meaning: "Neither a class of dangerous goods (`9`) nor a UN number of goods whose class the corridor knows.",
    },
    ErrorCode {
        code: "request.bad_date",
        statuses: REFUSED,
        title: "Date not understood",
        meaning: "Expected a date (`2026-12-01`) or a time in RFC 3339, inside the timetable.",
    },
    ErrorCode {
        code: "request.bad_duration",
        statuses: REFUSED,
        title: "Duration not understood",
        meaning: "Expected a duration such as `48h` or `14d`, within the limit that `expected` names.",
    },
    ErrorCode {
        code: "request.bad_value",
        statuses: REFUSED,
        title: "Value not understood",
        meaning: "A number is malformed or outside what its field allows.",
    },
    ErrorCode {
        code: "request.unknown_currency",
        statuses: REFUSED,
        title: "Unknown currency",
        meaning: "The corridor has no rate for this ISO 4217 code.",
    },
    ErrorCode {
        code: "request.bad_criteria",
        statuses: REFUSED,
        title: "Unknown criterion",
        meaning: "Expected criteria out of `arrival`, `cost`, `co2e`, `handlings`, `rides`, `reliability`; a GTFS feed knows `arrival` and `rides`.",
    },
    ErrorCode {
        code: "request.unknown_crossing",
        statuses: REFUSED,
        title: "Unknown crossing",
        meaning: "A crossing to avoid is not in the corridor. `/v1/crossings` lists them.",
    },
    ErrorCode {
        code: "request.unknown_country",
        statuses: REFUSED,
        title: "Unknown country",
        meaning: "A country to avoid has no place in the corridor. Expected ISO 3166 alpha-2.",
    },
    ErrorCode {
        code: "request.too_large",
        statuses: &[413, 422],
        title: "Request too large",
        meaning: "413: the body has more than 64 KiB. 422: a text or a list of the question is longer than allowed.",
    },
    ErrorCode {
        code: "request.bad_json",
        statuses: &[400],
        title: "Body is not the expected JSON",
        meaning: "The body is not JSON, a field has another type, or a name is unknown. `line` and `column` say where.",
    },
    ErrorCode {
        code: "request.bad_query",
        statuses: &[400],
        title: "Query of the address not understood",
        meaning: "A parameter is missing, unknown, given twice, or of another type.",
    },
    ErrorCode {
        code: "request.bad_content_type",
        statuses: &[415],
        title: "Body is not declared as JSON",
        meaning: "Send the body with `content-type: application/json`.",
    },
    ErrorCode {
        code: "request.not_found",
        statuses: &[404],
        title: "Not found",
        meaning: "The address is none of the interface, or nothing has the identifier in it.",
    },
    ErrorCode {
        code: "request.method_not_allowed",
        statuses: &[405],
        title: "Method not allowed",
        meaning: "The address exists, but not for this method. The `allow` header names the methods.",
    },
    ErrorCode {
        code: "request.bad_host",
        statuses: &[421],
        title: "Addressed to another host",
        meaning: "A server on a loopback address answers only requests addressed to `localhost`, `127.0.0.1` or `[::1]`, so \
            that no page elsewhere can reach it under its own name.",
    },
    // Files that come in.
    ErrorCode {
        code: "import.unreadable",
        statuses: REFUSED,
        title: "File cannot be read",
        meaning: "The file is neither a CSV text nor an XLSX workbook, or it is broken. Nothing of it was done.",
    },
    ErrorCode {
        code: "import.empty",
        statuses: REFUSED,
        title: "Empty file",
        meaning: "The file has no header line.",
    },
    ErrorCode {
        code: "import.too_large",
        statuses: REFUSED,
        title: "File too large",
        meaning: "The file has more bytes, unpacked bytes, rows or columns than allowed: 20 MB, 200 MB, 50,000, 200. Part it.",
    },
    ErrorCode {
        code: "import.unknown_charset",
        statuses: REFUSED,
        title: "Unknown charset",
        meaning: "The charset of the content type is none of the Encoding Standard.",
    },
    ErrorCode {
        code: "import.missing_column",
        statuses: REFUSED,
        title: "Column missing",
        meaning: "The header lacks columns that every file of its kind has. `/v1/imports/templates/{kind}` shows them.",
    },
    ErrorCode {
        code: "import.column_twice",
        statuses: REFUSED,
        title: "Column twice",
        meaning: "Two columns of the header mean the same.",
    },
    ErrorCode {
        code: "import.bad_text",
        statuses: REFUSED,
        title: "Text not readable",
        meaning: "A cell is too long or holds bytes that are none of the file's charset.",
    },
    ErrorCode {
        code: "import.empty_cell",
        statuses: REFUSED,
        title: "Cell empty",
        meaning: "The row lacks a value in this column.",
    },
    ErrorCode {
        code: "import.bad_cell",
        statuses: REFUSED,
        title: "Cell not understood",
        meaning: "The value of this column is not what is expected there.",
    },
    ErrorCode {
        code: "import.lines_differ",
        statuses: REFUSED,
        title: "Rows of one order differ",
        meaning: "Rows with the same customer and reference are lines of one order and must say the same of it.",
    },
    ErrorCode {
        code: "import.order_refused",
        statuses: REFUSED,
        title: "Another row of the order is wrong",
        meaning: "An order is done with all its lines or not at all; the fact `line` says which row is wrong.",
    },
    ErrorCode {
        code: "import.row_differs",
        statuses: REFUSED,
        title: "Row was imported with other contents",
        meaning: "A unit of this number, or an order of this reference, was imported before with other contents. Change what it made instead.",
    },
    ErrorCode {
        code: "import.reference_known",
        statuses: REFUSED,
        title: "Reference is taken",
        meaning: "The customer has an order of this reference already that came another way; the fact `consignment` says which.",
    },
    ErrorCode {
        code: "import.unit_differs",
        statuses: REFUSED,
        title: "Unit is registered with another type",
        meaning: "A unit of this number is registered already, with another type.",
    },
    ErrorCode {
        code: "import.unknown_consignment",
        statuses: REFUSED,
        title: "Unknown consignment",
        meaning: "No consignment that you may see has this identifier, booking or reference. In a file the row is kept as a discrepancy.",
    },
    ErrorCode {
        code: "import.unknown_unit",
        statuses: REFUSED,
        title: "Unknown unit",
        meaning: "No unit that you may see has this number. In a file the row is kept as a discrepancy.",
    },
    ErrorCode {
        code: "import.unknown_place",
        statuses: REFUSED,
        title: "Unknown place",
        meaning: "No place of the corridor has this identifier or UN/LOCODE. In a file the row is kept as a discrepancy.",
    },
    ErrorCode {
        code: "import.ambiguous",
        statuses: REFUSED,
        title: "Name of several",
        meaning: "Several consignments, units or places have this name. In a file the row is kept as a discrepancy.",
    },
    ErrorCode {
        code: "import.not_found",
        statuses: &[404],
        title: "Unknown import",
        meaning: "No import that you may see has this identifier.",
    },
    ErrorCode {
        code: "discrepancy.not_found",
        statuses: &[404],
        title: "Unknown discrepancy",
        meaning: "No discrepancy that you may see has this identifier.",
    },
    ErrorCode {
        code: "discrepancy.settled_already",
        statuses: REFUSED,
        title: "Settled already",
        meaning: "Somebody settled the discrepancy before.",
    },
    ErrorCode {
        code: "access.not_signed_in",
        statuses: &[401],
        title: "Not signed in",
        meaning: "There is no session or key, or it has ended. Sign in again.",
    },
    ErrorCode {
        code: "access.key_expired",
        statuses: &[401],
        title: "Key has expired",
        meaning: "The key was valid until the instant in `detail`. An administrator issues another one.",
    },
    ErrorCode {
        code: "access.wrong_password",
        statuses: &[401],
        title: "Wrong address or password",
        meaning: "No account has this e-mail address and password. Whether there is such an account is not said.",
    },
    ErrorCode {
        code: "access.not_allowed",
        statuses: &[403],
        title: "Not allowed",
        meaning: "The roles of the account, or the scopes of the key, do not allow this. An administrator of the \
            organisation can change them.",
    },
    ErrorCode {
        code: "access.foreign_origin",
        statuses: &[403],
        title: "Asked by a page elsewhere",
        meaning: "A session's cookie counts only for requests that come from a page of this server \
            (`sec-fetch-site`, `origin`). Programs use keys.",
    },
    ErrorCode {
        code: "access.suspended",
        statuses: &[403],
        title: "Account may not act",
        meaning: "The account is suspended, has left, or its organisation is closed.",
    },
    ErrorCode {
        code: "access.unknown_organisation",
        statuses: &[404],
        title: "Unknown organisation",
        meaning: "There is no such organisation, or it is not the caller's to know of.",
    },
    ErrorCode {
        code: "access.unknown_person",
        statuses: &[404],
        title: "Unknown person",
        meaning: "There is no such person, or they are not the caller's to know of.",
    },
    ErrorCode {
        code: "access.unknown_key",
        statuses: &[404],
        title: "Unknown key",
        meaning: "There is no such key, or it is not the caller's to know of.",
    },
    ErrorCode {
        code: "access.unknown_invitation",
        statuses: &[404],
        title: "Unknown invitation",
        meaning: "The link leads nowhere.",
    },
    ErrorCode {
        code: "access.already_founded",
        statuses: &[409],
        title: "Site has an administrator",
        meaning: "The first administrator's link is made only for a site without one.",
    },
    ErrorCode {
        code: "access.not_demonstration",
        statuses: &[409],
        title: "Not a demonstration",
        meaning: "The site or the organisation is there for business, not to be tried out.",
    },
    ErrorCode {
        code: "access.organisation_exists",
        statuses: &[409],
        title: "Organisation exists",
        meaning: "The id belongs to an organisation, open or closed.",
    },
    ErrorCode {
        code: "access.organisation_closed",
        statuses: &[409],
        title: "Organisation is closed",
        meaning: "The organisation uses the site no more.",
    },
    ErrorCode {
        code: "access.person_left",
        statuses: &[409],
        title: "Person has left",
        meaning: "Whoever left does not come back to the account; an invitation makes another one.",
    },
    ErrorCode {
        code: "access.last_administrator",
        statuses: &[409],
        title: "Last administrator",
        meaning: "The organisation would be left without an administrator.",
    },
    ErrorCode {
        code: "access.email_taken",
        statuses: &[409],
        title: "E-mail address in use",
        meaning: "Another account signs in with this address.",
    },
    ErrorCode {
        code: "access.invitation_used",
        statuses: &[409],
        title: "Invitation was taken",
        meaning: "A link makes one account. Sign in with it, or ask for another link.",
    },
    ErrorCode {
        code: "access.invitation_expired",
        statuses: &[409],
        title: "Invitation has expired",
        meaning: "A link leads to an account for 72 hours. Ask for another one.",
    },
    ErrorCode {
        code: "access.secret_in_use",
        statuses: &[409],
        title: "Secret in use",
        meaning: "A drawn secret is in use already. Ask again.",
    },
    ErrorCode {
        code: "access.bad_email",
        statuses: REFUSED,
        title: "E-mail address not understood",
        meaning: "Expected an address such as `ainur@example.kz`.",
    },
    ErrorCode {
        code: "access.bad_name",
        statuses: REFUSED,
        title: "Name not understood",
        meaning: "Expected 1 to 120 visible characters.",
    },
    ErrorCode {
        code: "access.weak_password",
        statuses: REFUSED,
        title: "Password too weak",
        meaning: "Expected at least 12 characters, 5 different ones, at most 256 bytes, and not the e-mail address.",
    },
    ErrorCode {
        code: "access.no_role",
        statuses: REFUSED,
        title: "No role",
        meaning: "Expected at least one role.",
    },
    ErrorCode {
        code: "access.bad_scope",
        statuses: REFUSED,
        title: "Scopes do not fit",
        meaning: "Expected at least one scope, and `capacity` only for the operator.",
    },
    ErrorCode {
        code: "access.bad_expiry",
        statuses: REFUSED,
        title: "Expiry does not fit",
        meaning: "Expected an instant from now until two years from now.",
    },
    ErrorCode {
        code: "attachment.over_quota",
        statuses: &[429],
        title: "Sent enough today",
        meaning: "The organisation has sent as many bytes of documents and files of imports as it may on one day (UTC); \
            `limit_bytes`, `left_bytes` and `wanted_bytes` say how many. The operator sets the limit (`--documents-mib-a-day`).",
    },
    ErrorCode {
        code: "access.oidc_unreachable",
        statuses: &[503],
        title: "The place to sign in by does not answer",
        meaning: "The OpenID Connect provider did not answer within 10 seconds, or not as such a provider does. The server's \
            standard error says why.",
    },
    ErrorCode {
        code: "access.oidc_foreign_state",
        statuses: &[400],
        title: "Not the browser that set out",
        meaning: "The return from the OpenID Connect provider does not belong to this browser, or took longer than ten minutes. \
            Sign in again.",
    },
    ErrorCode {
        code: "access.oidc_refused",
        statuses: &[403],
        title: "Not let in by the provider",
        meaning: "The OpenID Connect provider let nobody in, or its person said no.",
    },
    ErrorCode {
        code: "access.oidc_not_trusted",
        statuses: &[401],
        title: "The provider's word does not hold",
        meaning: "Signature, issuer, audience, time or nonce of the ID token is wrong, or the code counts no more. The server's \
            standard error says which. Sign in again.",
    },
    ErrorCode {
        code: "access.oidc_no_email",
        statuses: &[403],
        title: "No verified e-mail address",
        meaning: "The OpenID Connect provider says no e-mail address, or not that it has verified it (`email_verified`).",
    },
    ErrorCode {
        code: "access.oidc_unknown_person",
        statuses: &[403],
        title: "No account",
        meaning: "Nobody here has the e-mail address that the OpenID Connect provider vouches for, and no rule of the operator \
            gives an account. An administrator of the organisation can invite the person.",
    },
    ErrorCode {
        code: "access.locked",
        statuses: &[429],
        title: "Too many wrong tries",
        meaning: "Ask again after `retry-after` seconds.",
    },
    ErrorCode {
        code: "request.no_idempotency_key",
        statuses: &[400],
        title: "No idempotency key",
        meaning: "A request that records something names itself in the header `Idempotency-Key`: 1 to 128 visible ASCII characters, made anew for every command that is meant.",
    },
    ErrorCode {
        code: "idempotency.key_reused",
        statuses: &[409],
        title: "Idempotency key in use",
        meaning: "The key was sent before with another request. A new command needs a new key.",
    },
    ErrorCode {
        code: "journal.conflict",
        statuses: &[409],
        title: "Changed meanwhile",
        meaning: "Somebody else changed it after the caller looked. Read it again and decide anew.",
    },
    ErrorCode {
        code: "journal.duplicate_event",
        statuses: &[409],
        title: "Event exists",
        meaning: "The event is recorded already.",
    },
    ErrorCode {
        code: "journal.unknown_event",
        statuses: &[404],
        title: "Unknown event",
        meaning: "The event that is corrected or erased is not in the journal.",
    },
    ErrorCode {
        code: "journal.too_many",
        statuses: REFUSED,
        title: "Too many at once",
        meaning: "A command has more parts than one transaction takes. Send it in several.",
    },
    ErrorCode {
        code: "hub.unknown",
        statuses: &[404],
        title: "Unknown hub",
        meaning: "The corridor has no such hub. `/v1/hubs` lists them.",
    },
    ErrorCode {
        code: "hub.unit_unknown",
        statuses: &[404],
        title: "Unit not here",
        meaning: "No unit with this number or identifier stands on the hub's floor. Its story stays at `/v1/hubs/{hub}/history`.",
    },
    ErrorCode {
        code: "list.type_assumed",
        statuses: REFUSED,
        title: "Type of wagon was assumed",
        meaning: "The list does not say what type a wagon is, and the floor does not know it. The likeliest by number, boxes and tare was taken; check it.",
    },
    ErrorCode {
        code: "list.number_doubtful",
        statuses: REFUSED,
        title: "Number does not follow its standard",
        meaning: "The check digit of a wagon or box is wrong, or the number is none. The row is kept; check the number.",
    },
    ErrorCode {
        code: "list.station_doubtful",
        statuses: REFUSED,
        title: "Station code does not follow its standard",
        meaning: "The check digit of a station is wrong. The row is kept.",
    },
    ErrorCode {
        code: "list.boxes_differ",
        statuses: REFUSED,
        title: "Number of boxes differs",
        meaning: "The row of the wagon says another number of boxes than are listed below it.",
    },
    ErrorCode {
        code: "list.masses_differ",
        statuses: REFUSED,
        title: "Mass of the cargo differs",
        meaning: "The row of the wagon says another mass than the boxes below it have together.",
    },
    ErrorCode {
        code: "list.boxes_unnumbered",
        statuses: REFUSED,
        title: "Boxes without numbers",
        meaning: "The row of the wagon says that there are boxes, and none is listed by number.",
    },
    ErrorCode {
        code: "list.no_wagon",
        statuses: REFUSED,
        title: "Box without its wagon",
        meaning: "The wagon of the box stands nowhere before it in the list, or its row was left out.",
    },
    ErrorCode {
        code: "list.no_slot",
        statuses: REFUSED,
        title: "No such free slot",
        meaning: "The wagon has no free slot there for a box of this length.",
    },
    ErrorCode {
        code: "list.twice",
        statuses: REFUSED,
        title: "Listed twice",
        meaning: "The list has this wagon or box already.",
    },
    ErrorCode {
        code: "list.not_listed",
        statuses: REFUSED,
        title: "Not in the list",
        meaning: "A correction detaches a wagon that the train's list does not have.",
    },
    ErrorCode {
        code: "run.unknown",
        statuses: &[404],
        title: "Unknown run",
        meaning: "The timetable has no such run, or the service has no such section or calls. `/v1/runs` lists them.",
    },
    ErrorCode {
        code: "plan.other_times",
        statuses: REFUSED,
        title: "Times are others",
        meaning: "The legs are not those of the timetable: it changed, or the offer was made for another run. Ask for offers again.",
    },
    ErrorCode {
        code: "order.mixed_forms",
        statuses: REFUSED,
        title: "Goods of several forms",
        meaning: "Boxes, reefers, loose goods and vehicles do not travel on one way together. Make an order for each.",
    },
    ErrorCode {
        code: "booking.split",
        statuses: REFUSED,
        title: "Booking is split",
        meaning: "The goods travel in shares, so the quantity cannot be changed at once. Plan anew.",
    },
    ErrorCode {
        code: "attachment.unknown",
        statuses: &[404],
        title: "Unknown document",
        meaning: "No such document was uploaded, or it belongs to no consignment that the caller may see.",
    },
    ErrorCode {
        code: "attachment.too_large",
        statuses: &[413],
        title: "Document too large",
        meaning: "A document has at most 16 MiB.",
    },
    ErrorCode {
        code: "attachment.unknown_type",
        statuses: &[415],
        title: "Document of unknown type",
        meaning: "Documents are PDF, pictures, tables and texts; `content-type` says which.",
    },
    ErrorCode {
        code: "webhook.unknown",
        statuses: &[404],
        title: "Unknown webhook",
        meaning: "No webhook of your organisation has this identifier.",
    },
    ErrorCode {
        code: "webhook.bad_url",
        statuses: REFUSED,
        title: "Address not accepted",
        meaning: "A webhook leads to an https address of the public internet, without user, password and fragment. A server on a \
            loopback address accepts http and https to this machine too.",
    },
    ErrorCode {
        code: "webhook.bad_kinds",
        statuses: REFUSED,
        title: "Kinds not understood",
        meaning: "Expected at most 32 beginnings of kinds such as `dossier`: lower-case letters, digits, `_` and `.`.",
    },
    ErrorCode {
        code: "webhook.too_many",
        statuses: REFUSED,
        title: "Too many webhooks",
        meaning: "An organisation has at most 20 webhooks.",
    },
    ErrorCode {
        code: "webhook.unknown_delivery",
        statuses: &[404],
        title: "Unknown delivery",
        meaning: "The webhook neither heard an event at this place nor was one given up. What still waits cannot be replayed.",
    },
    ErrorCode {
        code: "webhook.no_secret",
        statuses: &[409],
        title: "Webhook without a secret",
        meaning: "The webhook's secret was erased, so nothing is sent. Draw another one.",
    },
    ErrorCode {
        code: "webhook.held",
        statuses: &[409],
        title: "Webhook in other hands",
        meaning: "Another process of the site serves the webhook. Only the site's own processes are told this.",
    },
    ErrorCode {
        code: "server.busy",
        statuses: &[503],
        title: "Server busy",
        meaning: "Too many questions wait already. Ask again after `retry-after` seconds.",
    },
    ErrorCode {
        code: "server.timeout",
        statuses: &[503],
        title: "No answer in time",
        meaning: "The answer did not begin within 30 seconds. Ask for less (a shorter horizon, fewer origins), or again later.",
    },
    ErrorCode {
        code: "server.fault",
        statuses: &[500],
        title: "The server failed",
        meaning: "A fault of the server, not of the request.",
    },
];

const WHY_NOT: &[WhyNotCode] = &[
    WhyNotCode {
        code: "booking.cut_off_passed",
        meaning: "The cargo would reach the terminal after the cut-off.",
    },
    WhyNotCode { code: "capacity.exceeds_run", meaning: "The load is larger than one run." },
    WhyNotCode { code: "capacity.no_reefer_plugs", meaning: "A run has too few plugs for reefers." },
    WhyNotCode { code: "crossing.not_open", meaning: "A crossing on the way is not open." },
    WhyNotCode { code: "capacity.sold_out", meaning: "Others have taken the room on the run." },
    WhyNotCode { code: "run.cancelled", meaning: "The run does not run." },
    WhyNotCode {
        code: "crossing.shut_at_passing",
        meaning: "The run would pass a crossing outside its opening hours.",
    },
    WhyNotCode { code: "dangerous.not_accepted", meaning: "The class of dangerous goods is not accepted." },
    WhyNotCode {
        code: "facility.no_handling",
        meaning: "No facility of the place handles the form of the cargo.",
    },
    WhyNotCode {
        code: "parcel.below_minimum",
        meaning: "The load is smaller than the least parcel of the voyage.",
    },
    WhyNotCode { code: "request.arrives_too_late", meaning: "It would arrive after the wanted time." },
    WhyNotCode { code: "request.avoided", meaning: "The question asks to avoid it." },
    WhyNotCode {
        code: "request.beyond_horizon",
        meaning: "A way exists, but it takes longer than the question allows.",
    },
    WhyNotCode {
        code: "request.beyond_timetable",
        meaning: "The timetable ends before the time that the question allows.",
    },
    WhyNotCode {
        code: "request.published_only",
        meaning: "The service is modelled, and the question wants published ones.",
    },
    WhyNotCode { code: "restriction.in_force", meaning: "A dated restriction is in force." },
    WhyNotCode { code: "restriction.quota_full", meaning: "The quota of the day is used up." },
    WhyNotCode { code: "tariff.missing", meaning: "There is no tariff for the form of the cargo." },
    WhyNotCode { code: "unit.not_carried", meaning: "The section does not carry this form of cargo." },
];

/// Returns the codes of errors.
#[must_use]
pub const fn error_codes() -> &'static [ErrorCode] {
    ERRORS
}

/// Returns the codes of the rules that close a way.
#[must_use]
pub const fn why_not_codes() -> &'static [WhyNotCode] {
    WHY_NOT
}

/// Returns the row of a code.
pub fn find_error(code: &str) -> Option<&'static ErrorCode> {
    ERRORS.iter().find(|error| error.code == code)
}

/// Returns the rows of two tables as one.
const fn joined<const N: usize>(one: &[ErrorCode], other: &[ErrorCode]) -> [ErrorCode; N] {
    let mut all = [ErrorCode { code: "", statuses: REFUSED, title: "", meaning: "" }; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < one.len() { one[at] } else { other[at - one.len()] };
        at += 1;
    }
    all
}
