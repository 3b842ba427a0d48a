//! Whether somebody who listens was told before how they are served best.

use super::Desk;

impl Desk {
    /// Whether the screens open for the first time for somebody who listens. What cannot be noted is said once more,
    /// and that is all.
    pub fn first_listens(&self) -> bool {
        let (file, files) = (self.file_of_this_home("listened"), &self.ports.files);
        let first = self.settings().screen_reader && !matches!(files.stat(&file), Ok(Some(_)));
        if first {
            let folder = file.parent().unwrap_or(&self.home);
            let _ = files
                .create_private_dirs(folder)
                .and_then(|()| files.replace(&file, b"told\n", 0o600));
        }
        first
    }
}
