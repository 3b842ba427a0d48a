//! The office every case begins from: made by command lines, at a fixed moment, with fixed ids. Everybody in
//! it is invented.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;

use super::play::{command_line, words};
use crate::config::{self, Machine, Managed, Me};
use crate::policy::Level;
use crate::ports::{FixedClock, Ports};
use crate::testing::{self, NOW};

/// The same host, clock and numbers each time; `minutes` after the office was furnished.
pub(super) fn ports(root: &Path, first: u64, minutes: i64) -> Ports {
    Ports {
        clock: Arc::new(FixedClock(testing::at(NOW) + TimeDelta::minutes(minutes))),
        ..testing::ports_from(root, first)
    }
}

/// An export with a day that can be read one way only.
const CHAT: &str = "\
21/11/2026, 09:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
21/11/2026, 09:04 - Asha Patel: Morning all, slow train again
21/11/2026, 09:30 - Asha Patel: Minister has decided on the orchard option
21/11/2026, 09:31 - Tom Okafor: Noted, moving the 11:00
21/11/2026, 10:15 - Daniel Reeve: Counsel agreed, please draft the meadow clause today
";
pub(super) const EXPORT: &str = "WhatsApp Chat with Bill team.txt";

/// What has happened in the office so far. `@word` is the item, decision or report that says the word.
const SO_FAR: &[&str] = &[
    "device add 'work phone' --kind corporate --owner Department",
    "device add 'own phone' --kind personal",
    // Waiting, of several channels.
    "add 'Minister content with the harrow option, please draft on that basis.' --channel whatsapp --conversation 'Schools Bill core' --from 'Asha Patel' --sent '21/11/2026 21:40' --marking official --timer 24h --received",
    "add 'Counsel advises dropping the mill clause rather than amending it.' --channel whatsapp --conversation 'Bill team' --from 'Daniel Reeve' --sent '21/11/2026 11:15' --marking official-sensitive --timer 7d --received",
    "add 'Is the ferry figure 4.2 or 4.6? Needed by tomorrow.' --channel sms --conversation 'Perm Sec office' --from 'Perm Sec office' --sent '22/11/2026 13:03' --received",
    "add 'The bridge letter goes out on Monday.' --channel signal --conversation 'Roads' --from 'Jo Lunt' --sent '20/11/2026 08:00' --marking official --received",
    "add 'The tunnel letter goes with it.' --channel signal --conversation 'Roads' --from 'Jo Lunt' --sent '20/11/2026 08:05' --marking official --received",
    "import EXPORT --queue 3 --marking official",
    // Captured by hand, into a folder, with and without a reference.
    "add 'The quarry decision is taken.' --channel email --conversation 'Quarry' --from 'Asha Patel' --sent '19/11/2026 10:00' --received",
    "capture @quarry --to edrm",
    "add 'The harbour note is agreed.' --channel email --conversation 'Harbour' --from 'Asha Patel' --sent '19/11/2026 11:00' --marking official --received",
    "capture @harbour --to plan --ref MIN/2026/7",
    "add 'The pier note is agreed too.' --channel email --conversation 'Harbour' --from 'Asha Patel' --sent '19/11/2026 11:10' --received",
    "capture @pier --to edrm --ref ABC/8",
    // Other outcomes.
    "add 'Cake in the outer office.' --channel whatsapp --conversation 'Bill team' --from 'Tom Okafor' --sent '21/11/2026 12:00' --received",
    "not-significant @cake --reason logistics --no-request-known",
    "add 'The canal file is with the region.' --channel sms --conversation 'Region' --from 'Lee Fox' --sent '18/11/2026 09:00' --received",
    "hand-over @canal --to 'Priya Nair'",
    "add 'The dyke minute.' --channel sms --conversation 'Region' --from 'Lee Fox' --sent '18/11/2026 09:10' --received",
    "gone @dyke --note 'About the dyke; it vanished on Thursday'",
    "add 'Please capture the weir thread.' --channel whatsapp --conversation 'Schools Bill core' --from 'Asha Patel' --sent '21/11/2026 20:00' --received",
    "task @weir --to 'Tom Okafor'",
    "snooze @weir --until 'today 19:00'",
    // Decisions; one on a private phone whose report is due, one whose use is not told yet.
    "decide --marking official --device personal --significant --situation already-used --channel whatsapp --reason 'No laptop on the lantern train' --record",
    "decide --marking official --device personal --significant --channel signal --reason 'The beacon call could not wait' --record",
    // Reports.
    "report outage --what 'The ledger system was down' --from '20/11/2026 09:00' --to '20/11/2026 11:00' --channel whatsapp --circumstances 'Power cut'",
    "report missed-capture --what 'The parcel thread vanished' --circumstances 'Timer of a day'",
    "report sent @parcel --recipient kim --ref KIM/1",
    "report outage --what 'The dial system was down' --circumstances 'Line fault'",
    "report withdraw @dial --reason 'It was a drill'",
    "hold add --ref FOI/12 --scope item=@bridge",
    "hold add --ref PAC/3 --scope all",
    "hold release PAC/3",
    "depart open --leaving --on 'Fri 17:00'",
];

/// Furnishes the office below `root/work`.
pub(super) fn furnish(root: &Path) -> std::io::Result<()> {
    let work = root.join("work");
    let ports = ports(&work, 1, 0);
    let home = home(&work);
    for dir in [&home, &work.join("plan")] {
        ports.files.create_private_dirs(dir)?;
    }
    let settings = format!(
        "[review]\nevery = \"off\"\n\n\
         [[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{}\"\nreference = \"MIN/{{year}}/\"\n\
         [[destination]]\nname = \"edrm\"\nkind = \"manual\"\nreference = \"ABC/\"\n\
         [[destination]]\nname = \"post\"\nkind = \"command\"\ncommand = [\"cat\"]\nto = \"records@example.gov.uk\"\n",
        work.join("plan").display()
    );
    ports
        .files
        .replace(&home.join(config::FILE), settings.as_bytes(), 0o600)?;
    let export = work.join(EXPORT);
    ports.files.replace(&export, CHAT.as_bytes(), 0o600)?;
    let me = Me {
        name: "Ruth Bell".into(),
        post: "Private Secretary".into(),
        ..Me::default()
    };
    let machine = Machine {
        managed: Managed::Corporate,
        up_to: Level::OfficialSensitive,
    };
    config::write_setup(&ports, &home, &me, &machine).unwrap();
    for line in SO_FAR {
        command_line(&ports, &work, &words(line), None).must_be_done(line);
    }
    Ok(())
}

/// Where settings and register are.
pub(super) fn home(work: &Path) -> std::path::PathBuf {
    work.join("onrecord")
}
