//! The CPU quotas of the control groups that this process is in.

use std::fs;
use std::path::{Path, PathBuf};

/// The quotas that bind a process, kept as paths: a quota may be changed, or be given to a group that had none, while
/// the process runs.
#[derive(Debug, Default)]
pub(in crate::arena) struct Quotas {
    /// What the kernel tells of the process.
    process: PathBuf,
    /// The groups that it was in when the files were looked for.
    groups: String,
    files: Vec<Quota>,
}

/// Where a group's quota stands.
#[derive(Debug)]
enum Quota {
    /// `cpu.max` holds "quota period" in µs, or "max period".
    V2(PathBuf),
    /// `cpu.cfs_quota_us`, which is -1 if there is none, and `cpu.cfs_period_us`.
    V1(PathBuf, PathBuf),
}

impl Quotas {
    /// Those of the process whose folder in `/proc` is given.
    pub(in crate::arena) fn of(process: &Path) -> Quotas {
        Quotas { process: process.into(), ..Quotas::default() }
    }

    /// The least quota now, in whole cores rounded up; None if there is no limit. The first time, and when the process
    /// has been moved to other groups, it looks for the files; else it reads them and asks for no memory that it
    /// couldn't do without.
    pub(in crate::arena) fn least(&mut self) -> Option<usize> {
        let groups = fs::read_to_string(self.process.join("cgroup")).ok()?;
        if groups != self.groups {
            let mounts = fs::read_to_string(self.process.join("mountinfo")).ok()?;
            self.files = find(&groups, &mounts);
            self.groups = groups;
        }
        self.files.iter().filter_map(Quota::read).min()
    }
}

/// The files of the groups in `/proc/self/cgroup` and of all groups above them that can be seen through a mount in
/// `/proc/self/mountinfo`.
fn find(groups: &str, mounts: &str) -> Vec<Quota> {
    mounts.lines().filter_map(Mount::parse).flat_map(|mount| mount.quotas(groups)).collect()
}

/// A mounted tree of control groups with CPU quotas.
struct Mount<'a> {
    version: u8,
    /// The group that is mounted: in a container not the top one.
    root: &'a str,
    at: &'a Path,
}

impl<'a> Mount<'a> {
    /// A line is `id parent device root at options… - type source options`.
    fn parse(line: &'a str) -> Option<Mount<'a>> {
        let (mount, system) = line.split_once(" - ")?;
        let mut mount = mount.split(' ').skip(3);
        let (root, at) = (mount.next()?, Path::new(mount.next()?));
        let mut system = system.split(' ');
        match (system.next()?, system.nth(1)?) {
            ("cgroup2", _) => Some(Mount { version: 2, root, at }),
            ("cgroup", options) if has_cpu(options) => Some(Mount { version: 1, root, at }),
            _ => None,
        }
    }

    /// A line of `groups` is `id:controllers:path`; version 2 has no controllers. The path counts from the top, the
    /// mount from its root; if that isn't above the group, what is mounted is all that there is to be seen of it.
    fn quotas(&self, groups: &str) -> Vec<Quota> {
        let path = groups.lines().find_map(|line| {
            let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
            let ours = if self.version == 2 { controllers.is_empty() } else { has_cpu(controllers) };
            ours.then_some(path)
        });
        let Some(path) = path else { return Vec::new() };
        let group = self.at.join(Path::new(path).strip_prefix(self.root).unwrap_or(Path::new("")));
        let folders = group.ancestors().take_while(|folder| folder.starts_with(self.at));
        folders.filter_map(|folder| Quota::in_folder(folder, self.version)).collect()
    }
}

impl Quota {
    fn in_folder(folder: &Path, version: u8) -> Option<Quota> {
        let quota = match version {
            2 => Quota::V2(folder.join("cpu.max")),
            _ => Quota::V1(folder.join("cpu.cfs_quota_us"), folder.join("cpu.cfs_period_us")),
        };
        // The top group of all has no file.
        let (Quota::V2(file) | Quota::V1(file, _)) = &quota;
        file.exists().then_some(quota)
    }

    fn read(&self) -> Option<usize> {
        let text = |file| fs::read_to_string(file).ok();
        match self {
            Quota::V2(max) => {
                let text = text(max)?;
                let (quota, period) = text.split_once(' ')?;
                cores(quota, period)
            }
            Quota::V1(quota, period) => cores(&text(quota)?, &text(period)?),
        }
    }
}

fn has_cpu(controllers: &str) -> bool {
    controllers.split(',').any(|name| name == "cpu")
}

fn cores(quota: &str, period: &str) -> Option<usize> {
    let (quota, period) = (quota.trim().parse::<usize>().ok()?, period.trim().parse::<usize>().ok()?);
    (quota > 0 && period > 0).then(|| quota.div_ceil(period))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file system of our own: control groups, and what the kernel tells of a process.
    struct Tree(PathBuf);

    impl Tree {
        fn new(name: &str, files: &[(&str, &str)]) -> Tree {
            let tree = Tree(std::env::temp_dir().join(format!("arenablas-{name}-{}", std::process::id())));
            files.iter().for_each(|(path, text)| tree.write(path, text));
            tree
        }
        fn write(&self, path: &str, text: &str) {
            let path = self.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fn least(&self, groups: &str, mounts: &str) -> Option<usize> {
            find(groups, mounts).iter().filter_map(Quota::read).min()
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn version_2_takes_the_least_of_the_groups_above() {
        let tree = Tree::new("v2", &[("a/cpu.max", "250000 100000\n"), ("a/b/cpu.max", "max 100000\n")]);
        let least = |root: &str, group: &str| {
            let at = tree.0.display();
            let mounts = format!("41 31 0:38 {root} {at} rw shared:9 - cgroup2 cgroup2 rw,nsdelegate\n");
            tree.least(&format!("1:name=systemd:/a\n0::{group}\n"), &mounts)
        };
        assert_eq!(least("/", "/a/b"), Some(3));
        assert_eq!(least("/", "/elsewhere"), None);
        // A container that sees its own part of the tree only, but is told its place in the whole.
        assert_eq!(least("/kubepods/pod7", "/kubepods/pod7/a"), Some(3));
        assert_eq!(least("/kubepods/pod7", "/kubepods/pod7"), None);
    }

    #[test]
    fn version_1_reads_the_cpu_controller_and_falls_back_to_what_is_mounted() {
        let tree = Tree::new(
            "v1",
            &[
                ("both/cpu.cfs_quota_us", "150000\n"),
                ("both/cpu.cfs_period_us", "100000\n"),
                ("memory/cpu.cfs_quota_us", "1\n"),
                ("memory/cpu.cfs_period_us", "1\n"),
            ],
        );
        let mounts = ["memory memory", "both cpu,cpuacct"].map(|mount| {
            let (folder, controllers) = mount.split_once(' ').unwrap();
            format!(
                "32 31 0:29 / {}/{folder} rw,relatime - cgroup cgroup rw,{controllers}\n",
                tree.0.display()
            )
        });
        let least = |groups| tree.least(groups, &mounts.concat());
        assert_eq!(least("5:memory:/x\n4:cpu,cpuacct:/docker/of/the/host\n"), Some(2));
        assert_eq!(least("5:memory:/x\n"), None);
        tree.write("both/cpu.cfs_quota_us", "-1\n");
        assert_eq!(least("4:cpu,cpuacct:/\n"), None);
    }

    #[test]
    fn what_changes_while_the_process_runs_is_seen() {
        let tree = Tree::new(
            "change",
            &[("mount/a/cpu.max", "max 100000\n"), ("mount/b/cpu.max", "100001 100000\n")],
        );
        let mounts = format!("41 31 0:38 / {}/mount rw - cgroup2 none rw\n", tree.0.display());
        tree.write("process/mountinfo", &mounts);
        tree.write("process/cgroup", "0::/a\n");
        let mut quotas = Quotas::of(&tree.0.join("process"));
        assert_eq!(quotas.least(), None);
        tree.write("mount/a/cpu.max", "300000 100000\n");
        assert_eq!(quotas.least(), Some(3), "a quota that wasn't there");
        tree.write("process/cgroup", "0::/b\n");
        assert_eq!(quotas.least(), Some(2), "another group");
        fs::remove_file(tree.0.join("process/cgroup")).unwrap();
        assert_eq!(quotas.least(), None, "nothing can be read");
    }
}
