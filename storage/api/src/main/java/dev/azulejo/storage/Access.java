package dev.azulejo.storage;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// The access of users other than the owner to an object, in places that state it for each object, as POSIX
/// does.
///
/// @param others permissions of group and others; without those of the owner and those to execute
/// @param group whose members count as group; empty if `others` applies to all users alike
public record Access(Set<PosixFilePermission> others, String group) {
    private static final Set<PosixFilePermission> GROUP =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    /// Access for every user of the place.
    public static final Access OPEN = new Access(union(GROUP, OTHERS), "");

    public static final Access OWNER = new Access(Set.of(), "");

    public Access {
        others = Set.copyOf(intersection(others, union(GROUP, OTHERS)));
    }

    /// The access that both allow.
    public Access and(Access there) {
        var common = group.equals(there.group) ? group : "";
        return new Access(intersection(permissions(common), there.permissions(common)), common);
    }

    /// The permissions of a file of the group `itsGroup` that allow no more than this access.
    public Set<PosixFilePermission> permissions(String itsGroup) {
        var allowed = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (group.isEmpty() || group.equals(itsGroup)) {
            allowed.addAll(others);
            return allowed;
        }
        // Members of our group are among the others of the file, and the other way round.
        add(allowed, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        add(allowed, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        return allowed;
    }

    private void add(Set<PosixFilePermission> allowed, PosixFilePermission ofGroup, PosixFilePermission ofOthers) {
        if (others.contains(ofGroup) && others.contains(ofOthers)) {
            allowed.add(ofGroup);
            allowed.add(ofOthers);
        }
    }

    private static Set<PosixFilePermission> union(Set<PosixFilePermission> one, Set<PosixFilePermission> other) {
        var all = EnumSet.copyOf(one);
        all.addAll(other);
        return all;
    }

    private static Set<PosixFilePermission> intersection(Set<PosixFilePermission> one, Set<PosixFilePermission> other) {
        var both = EnumSet.copyOf(other);
        both.retainAll(one);
        return both;
    }
}
