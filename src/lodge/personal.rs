//! Whether somebody said that there is personal data in a capture (35), of which kind, and where it is held (36).

use super::doc::CaptureDoc;
use super::words::NOT_STATED;

pub(super) fn personal_data(doc: &CaptureDoc) -> String {
    let any = match doc.personal_data {
        Some(true) => "yes, as stated",
        Some(false) => "no, as stated",
        None => NOT_STATED,
    };
    match &doc.data {
        Some(data) => format!("{any}; {data}"),
        None => any.to_owned(),
    }
}
