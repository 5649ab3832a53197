//! How many cores this process may use: the smaller of its affinity mask and its cgroups' CPU quotas. Never the
//! host's number of cores: in a container that is somebody else's.

use std::fs;
use std::path::Path;

/// The cores this process may use, at least 1.
pub(super) fn detect() -> usize {
    let cores = affinity().unwrap_or(1);
    let quota = fs::read_to_string("/proc/self/cgroup")
        .ok()
        .and_then(|groups| quota(&groups, Path::new("/sys/fs/cgroup")));
    quota.map_or(cores, |quota| cores.min(quota)).max(1)
}

/// The number of cores in the affinity mask of the process (its first thread: a caller may be pinned to one core).
fn affinity() -> Option<usize> {
    // The kernel refuses a mask that is too short for the machine, and says no more than that.
    (4..=12).find_map(|log| {
        let mut mask = vec![0_u64; 1 << log];
        // SAFETY: the mask is writable and as long as said.
        let result = unsafe {
            libc::sched_getaffinity(libc::getpid(), size_of_val(mask.as_slice()), mask.as_mut_ptr().cast())
        };
        (result == 0).then(|| mask.iter().map(|word| word.count_ones() as usize).sum())
    })
}

/// The least quota, in whole cores rounded up, of the groups in `/proc/self/cgroup` and of all groups above them.
///
/// A line is `id:controllers:path`; version 2 has id 0 and no controllers. In a container the path may be the host's
/// and not exist here; the walk to the root then ends at what is mounted.
fn quota(groups: &str, mount: &Path) -> Option<usize> {
    let of_line = |line: &str| {
        let mut fields = line.splitn(3, ':');
        let (id, controllers, path) = (fields.next()?, fields.next()?, fields.next()?);
        let (root, read): (_, fn(&Path) -> Option<usize>) = if id == "0" && controllers.is_empty() {
            (mount.to_path_buf(), quota_v2)
        } else if controllers.split(',').any(|name| name == "cpu") {
            (mount.join(controllers), quota_v1)
        } else {
            return None;
        };
        let group = root.join(path.trim_start_matches('/'));
        group.ancestors().take_while(|dir| dir.starts_with(&root)).filter_map(read).min()
    };
    groups.lines().filter_map(of_line).min()
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
        let root = std::env::temp_dir().join(format!("arenablas-{name}-{}", std::process::id()));
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn version_2_takes_the_least_of_the_groups_above() {
        let root = mount("v2", &[("a/cpu.max", "250000 100000\n"), ("a/b/cpu.max", "max 100000\n")]);
        assert_eq!(quota("0::/a/b\n", &root), Some(3));
        assert_eq!(quota("0::/elsewhere\n", &root), None);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn version_1_reads_the_cpu_controller_and_falls_back_to_the_mounted_root() {
        let files = [
            ("cpu,cpuacct/cpu.cfs_quota_us", "150000\n"),
            ("cpu,cpuacct/cpu.cfs_period_us", "100000\n"),
            ("memory/cpu.cfs_quota_us", "1\n"),
            ("memory/cpu.cfs_period_us", "1\n"),
        ];
        let root = mount("v1", &files);
        assert_eq!(quota("5:memory:/x\n4:cpu,cpuacct:/docker/of/the/host\n", &root), Some(2));
        fs::write(root.join("cpu,cpuacct/cpu.cfs_quota_us"), "-1\n").unwrap();
        assert_eq!(quota("4:cpu,cpuacct:/\n", &root), None);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn there_is_a_core() {
        assert!(detect() >= 1);
        assert!(affinity().is_some());
    }
}
