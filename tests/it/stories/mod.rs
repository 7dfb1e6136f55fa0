//! Stories through the front door: what is published, what time it is, and what lands in the inbox.

mod calm;
mod crisis;
mod forum;
mod full_text;
mod mail;
mod own_site;
mod pages;
mod reviews;
mod routing;
mod sources;
mod trends;
