mod draw;
mod gate;
mod golden;
mod grain;
mod round_trip;
mod schema;
mod states;
mod wrong;
