//! How many cores this process may use: the smaller of its affinity mask and its cgroups' CPU quotas. Never the
//! host's number of cores: in a container that is somebody else's.

use std::fs;
use std::path::Path;

use crate::arena::affinity::Affinity;

/// The cores this process may use, at least 1.
pub(super) fn detect() -> usize {
    let cores = Affinity::of_process().map_or(1, |affinity| affinity.cores());
    let read = |name| fs::read_to_string(name).ok();
    let quota = read("/proc/self/cgroup")
        .zip(read("/proc/self/mountinfo"))
        .and_then(|(groups, mounts)| quota(&groups, &mounts));
    quota.map_or(cores, |quota| cores.min(quota)).max(1)
}

/// The least quota, in whole cores rounded up, of the groups in `/proc/self/cgroup` and of all groups above them that
/// can be seen through a mount in `/proc/self/mountinfo`.
fn quota(groups: &str, mounts: &str) -> Option<usize> {
    mounts.lines().filter_map(Mount::parse).filter_map(|mount| mount.quota(groups)).min()
}

/// A mounted tree of cgroups with CPU quotas.
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
    fn quota(&self, groups: &str) -> Option<usize> {
        let path = groups.lines().find_map(|line| {
            let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
            let ours = if self.version == 2 { controllers.is_empty() } else { has_cpu(controllers) };
            ours.then_some(path)
        })?;
        let group = self.at.join(Path::new(path).strip_prefix(self.root).unwrap_or(Path::new("")));
        let read = if self.version == 2 { quota_v2 } else { quota_v1 };
        group.ancestors().take_while(|dir| dir.starts_with(self.at)).filter_map(read).min()
    }
}

fn has_cpu(controllers: &str) -> bool {
    controllers.split(',').any(|name| name == "cpu")
}

/// `cpu.max` holds "quota period" in µs, or "max period".
fn quota_v2(group: &Path) -> Option<usize> {
    let text = fs::read_to_string(group.join("cpu.max")).ok()?;
    let mut words = text.split_whitespace();
    cores(words.next()?, words.next()?)
}

/// `cpu.cfs_quota_us` is -1 if there is none.
fn quota_v1(group: &Path) -> Option<usize> {
    let read = |name| fs::read_to_string(group.join(name)).ok();
    cores(read("cpu.cfs_quota_us")?.trim(), read("cpu.cfs_period_us")?.trim())
}

fn cores(quota: &str, period: &str) -> Option<usize> {
    let (quota, period) = (quota.parse::<usize>().ok()?, period.parse::<usize>().ok()?);
    (quota > 0 && period > 0).then(|| quota.div_ceil(period))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cgroup file system of our own.
    fn mount(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
        let at = std::env::temp_dir().join(format!("arenablas-{name}-{}", std::process::id()));
        for (path, text) in files {
            let path = at.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        at
    }

    #[test]
    fn version_2_takes_the_least_of_the_groups_above() {
        let at = mount("v2", &[("a/cpu.max", "250000 100000\n"), ("a/b/cpu.max", "max 100000\n")]);
        let quota = |root: &str, group: &str| {
            let mounts =
                format!("41 31 0:38 {root} {} rw shared:9 - cgroup2 cgroup2 rw,nsdelegate\n", at.display());
            quota(&format!("1:name=systemd:/a\n0::{group}\n"), &mounts)
        };
        assert_eq!(quota("/", "/a/b"), Some(3));
        assert_eq!(quota("/", "/elsewhere"), None);
        // A container that sees its own part of the tree only, but is told its place in the whole.
        assert_eq!(quota("/kubepods/pod7", "/kubepods/pod7/a"), Some(3));
        assert_eq!(quota("/kubepods/pod7", "/kubepods/pod7"), None);
        fs::remove_dir_all(at).unwrap();
    }

    #[test]
    fn version_1_reads_the_cpu_controller_and_falls_back_to_what_is_mounted() {
        let at = mount(
            "v1",
            &[
                ("both/cpu.cfs_quota_us", "150000\n"),
                ("both/cpu.cfs_period_us", "100000\n"),
                ("memory/cpu.cfs_quota_us", "1\n"),
                ("memory/cpu.cfs_period_us", "1\n"),
            ],
        );
        let mounts = ["memory memory", "both cpu,cpuacct"].map(|mount| {
            let (dir, controllers) = mount.split_once(' ').unwrap();
            format!("32 31 0:29 / {}/{dir} rw,relatime - cgroup cgroup rw,{controllers}\n", at.display())
        });
        let quota = |groups| quota(groups, &mounts.concat());
        assert_eq!(quota("5:memory:/x\n4:cpu,cpuacct:/docker/of/the/host\n"), Some(2));
        assert_eq!(quota("5:memory:/x\n"), None);
        fs::write(at.join("both/cpu.cfs_quota_us"), "-1\n").unwrap();
        assert_eq!(quota("4:cpu,cpuacct:/\n"), None);
        fs::remove_dir_all(at).unwrap();
    }

    #[test]
    fn there_is_a_core() {
        assert!(detect() >= 1);
        assert!(Affinity::of_process().is_some_and(|affinity| affinity.cores() > 0));
    }
}
