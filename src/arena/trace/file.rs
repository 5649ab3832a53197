//! [`File`]: where the trace goes. It is opened to append and closed again each time: a program that closes all the
//! descriptors it finds can't make us write into whatever gets the number next, and a child inherits none.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{self, Path, PathBuf};
use std::process;

/// What every file begins with, followed by the number of the process.
pub(super) const HEAD: &str = "[\n{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":";
/// What a complete one ends with: an element without a comma behind it.
pub(super) const TAIL: &str = "{\"name\":\"complete\",\"ph\":\"M\",\"pid\":0,\"args\":{}}\n]\n";

/// A file that exists.
#[derive(Debug)]
pub(super) struct File(PathBuf);

impl File {
    /// Creates the file of that name, in which `%p` is the process's number; what was there before is gone.
    ///
    /// Without `%p` a process leaves the name to another that is writing, or to its parent, and puts its number before
    /// the extension: `file.4711.json`.
    pub(super) fn create(name: &str, is_child: bool) -> io::Result<File> {
        let number = process::id().to_string();
        // Absolute: the program may change its directory.
        let path = path::absolute(name.replace("%p", &number))?;
        let path = if !name.contains("%p") && (is_child || is_being_written(&path)) {
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            path.with_extension(format!("{number}.{extension}").trim_end_matches('.'))
        } else {
            path
        };
        match fs::symlink_metadata(&path) {
            Ok(there) if !there.is_file() => return Err(io::Error::other("not a regular file")),
            // Not truncated: another may be about to write into it.
            Ok(_) => fs::remove_file(&path)?,
            Err(_) => {}
        }
        let file = File(path);
        let mut options = OpenOptions::new();
        options.create_new(true).append(true).mode(0o644).open(&file.0)?;
        file.append(format!("{HEAD}{number},").as_bytes())?;
        Ok(file)
    }

    /// Appends text.
    pub(super) fn append(&self, text: &[u8]) -> io::Result<()> {
        OpenOptions::new().append(true).open(&self.0)?.write_all(text)
    }
}

/// Whether the file is the unfinished trace of a process that is alive.
fn is_being_written(path: &Path) -> bool {
    let owner = || {
        let mut head = String::new();
        fs::File::open(path).ok()?.take(HEAD.len() as u64 + 16).read_to_string(&mut head).ok()?;
        head.strip_prefix(HEAD)?.split_once(',')?.0.parse::<i32>().ok()
    };
    // SAFETY: signal 0 is none; it only asks whether the process is there.
    path.is_file() && owner().is_some_and(|owner| owner > 0 && unsafe { libc::kill(owner, 0) } == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_left_to_the_process_that_writes_to_it() {
        let dir = std::env::temp_dir().join(format!("arenablas-trace-file-{}", process::id()));
        fs::create_dir_all(&dir).unwrap();
        let name = dir.join("a.b.json");
        let (name, number) = (name.to_str().unwrap(), process::id());
        let path = |file: io::Result<File>| file.unwrap().0;
        let other = dir.join(format!("a.b.{number}.json"));

        assert_eq!(path(File::create(name, false)), Path::new(name));
        assert_eq!(path(File::create(name, false)), other, "we are alive");
        fs::write(name, format!("{HEAD}2147483647,")).unwrap();
        assert_eq!(path(File::create(name, false)), Path::new(name), "nobody is there any more");
        fs::write(name, "something else").unwrap();
        assert_eq!(path(File::create(name, true)), other, "a child");
        assert_eq!(fs::read_to_string(name).unwrap(), "something else");
        let by_number = dir.join("%p").to_str().unwrap().to_string();
        assert_eq!(path(File::create(&by_number, true)), dir.join(number.to_string()));
        assert!(File::create(dir.to_str().unwrap(), false).is_err());
        fs::remove_dir_all(dir).unwrap();
    }
}
