mod draw;
mod golden;
mod goods;
mod grain;
mod round_trip;
mod schema;
mod states;
mod wrong;
