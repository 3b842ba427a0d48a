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

/// The numbers of this process's group and of the leader of its login session, as this process may see them: 0
/// stands for one outside the container it runs in. `None` where the system does not say.
///
/// Read as text on purpose: the calls for these numbers are typed as never 0, and in a container they are.
pub fn group_and_session() -> Option<(u32, u32)> {
    group_and_session_of(&std::fs::read_to_string("/proc/self/stat").ok()?)
}

/// The same from the line the system keeps of a process.
fn group_and_session_of(stat: &str) -> Option<(u32, u32)> {
    let mut words = behind_the_name(stat)?.split_whitespace().skip(2);
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

/// When a process began, as the system counts it, from the line the system keeps of it.
fn began(stat: &str) -> Option<&str> {
    behind_the_name(stat)?.split_whitespace().nth(19)
}

/// What stands behind the name, which may hold blanks and brackets of its own.
fn behind_the_name(stat: &str) -> Option<&str> {
    Some(stat.rsplit_once(')')?.1)
}

/// The login session this process belongs to: the number of its leader and when that began, so that a number
/// that was used again is another session. `None` where the leader is outside this container: then nothing
/// tells one session from another.
pub fn session() -> Option<String> {
    let (_, leader) = group_and_session()?;
    if leader == 0 {
        return None;
    }
    let stat = std::fs::read_to_string(format!("/proc/{leader}/stat")).unwrap_or_default();
    Some(format!("{leader}.{}", began(&stat).unwrap_or("0")))
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

    #[test]
    fn a_name_with_brackets_and_a_leader_outside_are_read() {
        let stat = "71 (a) R (b) S 1 70 0 34816 71 4194304 112 0 0 0 0 0 0 0 20 0 1 0 98765 4000 1";
        assert_eq!(group_and_session_of(stat), Some((70, 0)));
        assert_eq!(began(stat), Some("98765"));
        assert_eq!(group_and_session_of("71 (cut"), None);
        assert_eq!(group_and_session_of("71 (cut) S 1"), None);
        assert!(group_and_session().is_some());
    }
}

/// The number of a group of this machine, by its name or by that number itself; `None` where there is no such group.
pub fn group_number(named: &str) -> Option<u32> {
    let by_name = || nix::unistd::Group::from_name(named).ok().flatten();
    match named.parse() {
        Ok(number) => Some(number),
        Err(_) => by_name().map(|group| group.gid.as_raw()),
    }
}

/// What a group is called here; its number where it has no name.
pub fn group_name(number: u32) -> String {
    let found = nix::unistd::Group::from_gid(nix::unistd::Gid::from_raw(number));
    found
        .ok()
        .flatten()
        .map_or_else(|| number.to_string(), |group| group.name)
}
