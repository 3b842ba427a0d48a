//! The program at a terminal of its own: lines are typed, what it prints is read back.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::process::Stdio;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::support::{Home, Ran};

impl Home {
    /// Runs the program at a terminal, types these lines and then the end of the input.
    pub fn typed(&self, args: &[&str], lines: &[&str]) -> Ran {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&master).expect("granted");
        unlockpt(&master).expect("unlocked");
        let name = ptsname(&master, Vec::new()).expect("a name");
        let name = name.into_string().expect("UTF-8");
        let slave = OpenOptions::new()
            .read(true)
            .write(true)
            .open(name)
            .expect("opens");
        let mut modes = tcgetattr(&slave).expect("modes");
        modes.local_modes -= LocalModes::ECHO;
        tcsetattr(&slave, OptionalActions::Now, &modes).expect("no echo");
        let mut command = self.command(args);
        command
            .stdin(Stdio::from(slave.try_clone().expect("a copy")))
            .stdout(Stdio::from(slave))
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // With the last copy of its end closed, reading ours ends when the program does.
        drop(command);
        let mut master = std::fs::File::from(master);
        let typed: String = lines.iter().map(|l| format!("{l}\n")).collect();
        master.write_all(typed.as_bytes()).expect("typed");
        master.write_all(&[4]).expect("the end of the input");
        let mut out = Vec::new();
        let mut some = [0; 4096];
        while let Ok(n @ 1..) = master.read(&mut some) {
            out.extend_from_slice(&some[..n]);
        }
        let mut err = String::new();
        let mut stderr = child.stderr.take().expect("a pipe");
        stderr.read_to_string(&mut err).expect("UTF-8");
        let code = child.wait().expect("the program ends").code();
        Ran {
            code: code.unwrap_or(-1),
            out: String::from_utf8(out).expect("UTF-8").replace("\r\n", "\n"),
            err,
        }
    }
}
