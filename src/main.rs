//! The thin binary: hands the arguments to [`onrecord::cli`] and exits with its code.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    onrecord::cli::main()
}
