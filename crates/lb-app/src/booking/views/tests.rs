mod draw;
mod golden;
mod round_trip;
mod states;
mod wrong;
