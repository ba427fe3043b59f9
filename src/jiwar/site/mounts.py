"""What kind of disk a folder lies on."""

from pathlib import Path

OVER_A_NETWORK = {
    "9p", "afs", "ceph", "cifs", "fuse.ceph", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs", "glusterfs", "nfs", "nfs4",
    "smb3", "smbfs",
}  # fmt: skip


def network_below(place: Path, mounted: str | None = None) -> str:
    """The kind of network file system below `place`; empty where its disk is this machine's own."""
    said = Path("/proc/self/mountinfo").read_text() if mounted is None else mounted
    deepest, kind = -1, ""
    for line in said.splitlines():
        before, _, after = line.partition(" - ")
        point = Path(before.split()[4].encode().decode("unicode_escape").encode("latin-1").decode())
        # Of two at one place the later hides the earlier.
        if (point == place or point in place.parents) and len(point.parts) >= deepest:
            deepest, kind = len(point.parts), after.split()[0]
    return kind if kind in OVER_A_NETWORK else ""
