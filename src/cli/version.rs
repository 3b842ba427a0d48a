//! `--version`: what this program is, the commit it was built from, the guidance it answers by, how it was built.

use std::sync::LazyLock;

use crate::policy;

static LONG: LazyLock<String> = LazyLock::new(|| {
    let linked = match cfg!(target_feature = "crt-static") {
        true => "no library of the machine's",
        false => "the machine's C library",
    };
    format!(
        "{}\nCommit: {}\nPolicy: {}\nBuild: {} for {}, with {linked}",
        env!("CARGO_PKG_VERSION"),
        env!("ONRECORD_COMMIT"),
        policy::BUILTIN,
        env!("ONRECORD_PROFILE"),
        env!("ONRECORD_TARGET"),
    )
});

/// The version, and below it a line each for commit, policy and build.
pub(super) fn long() -> &'static str {
    &LONG
}
