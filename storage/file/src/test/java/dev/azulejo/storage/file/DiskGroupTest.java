package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.storage.file.DiskGroup.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commits that wait for a busy disk are written by one call, where the file system is known for it.
class DiskGroupTest {
    private static final int CALLERS = 8;

    @TempDir
    Path folder;

    private final Queue<Integer> forced = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> failed = new ConcurrentLinkedQueue<>();

    /// Holds the disk by one commit until the others wait for it.
    private void commit(Path where) throws InterruptedException {
        var group = new DiskGroup(Durability.SYNCED);
        var isBusy = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var first = Thread.ofPlatform()
                .start(() -> sync(group, -1, new Written(where, () -> {
                    isBusy.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                })));
        isBusy.await();
        var others = IntStream.range(0, CALLERS)
                .mapToObj(number -> Thread.ofPlatform()
                        .start(() -> sync(group, number, new Written(where, () -> {
                            forced.add(number);
                            if (number == 3) {
                                throw new IOException("not written");
                            }
                        }))))
                .toList();
        for (var other : others) {
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        mayEnd.countDown();
        first.join();
        for (var other : others) {
            other.join();
        }
    }

    private void sync(DiskGroup group, int number, Written written) {
        try {
            group.sync(List.of(written));
        } catch (IOException _) {
            failed.add(number);
        }
    }

    @Test
    void whatWaitsIsWrittenByOneCall() throws Exception {
        assumeThat(OpenFolders.MAY_SYNC && Files.getFileStore(folder).type().matches("ext4|xfs|btrfs"))
                .isTrue();
        commit(folder);
        assertThat(forced).isEmpty();
        assertThat(failed).isEmpty();
    }

    /// Where one call will not do, each finds out by itself, and none hears of another's trouble.
    @Test
    void whatOneCallCannotWriteEachWritesByItself() throws Exception {
        commit(folder.resolve("gone"));
        assertThat(forced).hasSize(CALLERS);
        assertThat(failed).containsExactly(3);
    }

    @Test
    void whatNeedNotSurviveAPowerCutWaitsForNothing() throws IOException {
        new DiskGroup(Durability.PROCESS_DEATH).sync(List.of(new Written(folder, () -> forced.add(0))));
        assertThat(forced).isEmpty();
    }
}
