//! What this process asks of the system for itself.

use rustix::process::{
    DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit,
};

/// No image of the memory is left on disk should the program end badly: it holds the text of messages. Programs
/// that this one starts may have their own again.
pub fn leave_no_core() {
    // Where the system does not let this be set, all is as it would be without.
    let _ = setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: getrlimit(Resource::Core).maximum,
        },
    );
    #[cfg(target_os = "linux")]
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_memory_goes_to_no_file() {
        leave_no_core();
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        let behaviour = rustix::process::dumpable_behavior();
        // The other tests of this process may look at it as before.
        set_dumpable_behavior(DumpableBehavior::Dumpable).unwrap();
        assert_eq!(behaviour, Ok(DumpableBehavior::NotDumpable));
    }
}
