mod floor;
mod receiver;
mod routes;
mod sending;
