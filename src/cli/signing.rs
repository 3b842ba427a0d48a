//! `sign`, `verify --signed` and `witness`: signatures and time stamps, by other people's programs.

use serde::Serialize;

use super::App;
use super::args::{SignArgs, WitnessCommand};
use super::error::CliError;

#[derive(Serialize)]
struct SignedRow {
    file: String,
    signature: String,
}

#[derive(Serialize)]
struct CheckedRow<'a> {
    ok: bool,
    file: String,
    signature: String,
    by: Option<&'a str>,
    key: Option<&'a str>,
    problem: Option<&'a str>,
}

#[derive(Serialize)]
struct RequestedRow<'a> {
    head: &'a str,
    path: String,
}

#[derive(Serialize)]
struct WitnessedRow<'a> {
    head: &'a str,
    at: &'a str,
    after: u64,
    kept: String,
}

/// Signs a file or a folder.
pub(super) fn sign(app: &mut App, args: SignArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let signed = desk.sign(&args.file, &args.key)?;
    app.done = Some(format!("It is signed ({})", signed.signature.display()));
    if app.out.json {
        return Ok(app.out.object(&SignedRow {
            file: signed.file.display().to_string(),
            signature: signed.signature.display().to_string(),
        })?);
    }
    app.out.field("Signed", signed.file.display())?;
    app.out.field("Signature", signed.signature.display())?;
    Ok(app.out.say(
        "It shows that whoever holds the key signed these bytes, not who wrote what they tell of.",
    )?)
}

/// Checks a signature; one that does not hold is a difference.
pub(super) fn check(
    app: &mut App,
    file: &std::path::Path,
    allowed: Option<&std::path::Path>,
) -> Result<(), CliError> {
    let Some(allowed) = allowed else {
        return Err(CliError::usage(
            "Say who may sign",
            "Name a file of allowed signers with --allowed (man ssh-keygen: a name and a public key, one a line)",
        ));
    };
    let desk = app.desk()?;
    let checked = desk.check_signed(file, allowed)?;
    let by = checked.by.as_ref();
    if app.out.json {
        app.out.object(&CheckedRow {
            ok: by.is_some(),
            file: checked.signed.file.display().to_string(),
            signature: checked.signed.signature.display().to_string(),
            by: by.map(|(who, _)| who.as_str()),
            key: by.map(|(_, key)| key.as_str()),
            problem: checked.problem.as_deref(),
        })?;
    } else {
        app.out.field("File", checked.signed.file.display())?;
        app.out
            .field("Signature", checked.signed.signature.display())?;
        if let Some((who, key)) = by {
            app.out.field("Signed by", who)?;
            app.out.field("Key", key)?;
        }
        app.out.field_if("Not so", checked.problem.as_deref())?;
    }
    match by {
        Some(_) => Ok(()),
        None => Err(CliError::Difference),
    }
}

/// Asks for a time stamp of a head, or keeps the reply.
pub(super) fn witness(app: &mut App, command: WitnessCommand) -> Result<(), CliError> {
    let desk = app.desk()?;
    match command {
        WitnessCommand::Request(args) => {
            let (head, path) = desk.witness_request(&args.out, args.head.as_deref())?;
            app.done = Some(format!("The query is written ({})", path.display()));
            if app.out.json {
                let path = path.display().to_string();
                return Ok(app.out.object(&RequestedRow { head: &head, path })?);
            }
            app.out.field("Head", &head)?;
            app.out.field("Query", path.display())?;
            Ok(app.out.say(
                "Send it to a time-stamping authority (RFC 3161) by whatever way your department has; this program \
                 uses no network. It holds the head's hash and nothing else.",
            )?)
        }
        WitnessCommand::Attach(args) => {
            let done = desk.witness_attach(&args.reply, &args.authority)?;
            app.done = Some(format!("The reply is kept ({})", done.kept.display()));
            if app.out.json {
                return Ok(app.out.object(&WitnessedRow {
                    head: &done.head,
                    at: &done.at,
                    after: done.after,
                    kept: done.kept.display().to_string(),
                })?);
            }
            app.out.field("Head", &done.head)?;
            app.out.field("Witnessed", &done.at)?;
            app.out.field("Frames after it", done.after)?;
            app.out.field("Kept", done.kept.display())?;
            Ok(app.out.say(
                "It shows that this head, and so every frame before it, was there at that time.",
            )?)
        }
    }
}
