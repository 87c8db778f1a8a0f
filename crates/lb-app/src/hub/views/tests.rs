mod draw;
mod golden;
mod round_trip;
mod schema;
mod states;
mod wrong;
