//! Registered devices, and the details of them that can be put right one by one.

pub(super) mod decide;
pub(super) mod fold;
pub(super) mod wanted;

pub use crate::record::state::device::Device;
pub use wanted::DeviceChange;
