//! The application at a terminal of its own: keys are typed, the emulated screen is read. Every wait is
//! for a frame or for the end of the process, never for a time.

mod cursor;
mod decide;
mod depart;
mod group;
mod hard;
mod imessage;
mod life;
mod newcomer;
mod pictures;
mod pty;
mod request;
mod session;
mod several;
mod triage;
