package dev.azulejo.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes what the commits of several threads have made through to the disk: each by itself, or a group of
/// them by one call. Thread-safe.
///
/// A commit waits for the disk twice: for the bytes and the metadata before the object takes its name, so that
/// after a power cut no name leads to less than all of them, and for the folders after it, so that the name is
/// there when the commit returns. One by one that is a flush of the disk for each file and folder. Commits that
/// come while the disk is busy are a group, and wait for one `syncfs`, which is as good: it returns when all that
/// was written to the file system before it is on the disk. It writes what other programs have written there,
/// too, so one or two commits do not pay for it.
final class DiskGroup {
    private static final int MOST_BY_THEMSELVES = 2;

    /// File systems for which `syncfs` reaches the disk and reports errors. Of FUSE it does not, nor of each
    /// network's.
    private static final Set<String> KNOWN = Set.of("ext4", "xfs", "btrfs");

    private static final Map<Object, Boolean> IS_KNOWN = new ConcurrentHashMap<>(); // by device

    private final Durability durability;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private List<Request> waiting = new ArrayList<>(); // guarded by the lock, as the fields below
    private int busy; // how many are being written, or 1 for a whole group

    DiskGroup(Durability durability) {
        this.durability = durability;
    }

    /// A file or folder that is to be on the disk.
    ///
    /// @param folder that it is or lies in, to tell its file system
    record Written(Path folder, Forcing forcing) {
        /// Writes one file through.
        interface Forcing {
            void force() throws IOException;
        }

        static Written of(Path file) {
            return new Written(file, () -> {
                try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            });
        }
    }

    private static final class Request {
        private final List<Written> all;
        private boolean isTaken;
        private boolean isDone;

        Request(List<Written> all) {
            this.all = all;
        }
    }

    /// Whether objects survive a power cut.
    boolean isNeeded() {
        return durability == Durability.SYNCED;
    }

    /// Returns when all of these are on the disk; at once if objects need not survive a power cut.
    void sync(List<Written> all) throws IOException {
        if (!isNeeded()) {
            return;
        }
        var request = new Request(all);
        lock.lock();
        try {
            waiting.add(request);
            while (busy > 0 && !request.isTaken) {
                ended.awaitUninterruptibly();
            }
            if (!request.isTaken) {
                lead();
            }
        } finally {
            lock.unlock();
        }
        if (!request.isDone) {
            try {
                for (var written : all) { // by the thread that owns them: an interrupt closes channels
                    written.forcing().force();
                }
            } finally {
                hasEnded();
            }
        }
    }

    /// Writes all that waits, or lets each do it; called and returns with the lock.
    private void lead() {
        var group = waiting;
        waiting = new ArrayList<>();
        busy = 1;
        boolean isDone = false;
        if (group.size() > MOST_BY_THEMSELVES) {
            lock.unlock();
            try {
                isDone = isWritten(group);
            } finally {
                lock.lock();
            }
        }
        for (var request : group) {
            request.isTaken = true;
            request.isDone = isDone;
        }
        busy = isDone ? 0 : group.size();
        ended.signalAll();
    }

    private void hasEnded() {
        lock.lock();
        try {
            busy--;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isWritten(List<Request> group) {
        try {
            var disks = new HashMap<Object, Path>();
            for (var request : group) {
                for (var written : request.all) {
                    disks.put(Files.getAttribute(written.folder(), "unix:dev"), written.folder());
                }
            }
            for (var disk : disks.entrySet()) {
                if (!isKnown(disk.getKey(), disk.getValue()) || !OpenFolders.sync(disk.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return false; // no such attribute here, or a folder is gone: each finds out by itself
        }
    }

    private static boolean isKnown(Object device, Path folder) throws IOException {
        var known = IS_KNOWN.get(device);
        if (known == null) {
            known = OpenFolders.MAY_SYNC
                    && KNOWN.contains(Files.getFileStore(folder).type());
            IS_KNOWN.put(device, known);
        }
        return known;
    }
}
