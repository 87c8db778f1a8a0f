mod draw;
mod golden;
mod grain;
mod round_trip;
mod schema;
mod ship;
mod states;
mod wrong;
