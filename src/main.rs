//! The thin binary: hands the arguments to [`onrecord::cli`] and exits with its code.
#![forbid(unsafe_code)]

/// musl's own allocator has one lock for all threads, and two of them read the journals.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    onrecord::cli::main()
}
