package dev.azulejo.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.file.Durability;
import dev.azulejo.storage.file.FileStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.Transfer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncRunTest {
    private final MemoryStorage from = new MemoryStorage();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MemoryStorage memories = new MemoryStorage();
    private Storage to = new MemoryStorage();

    @BeforeEach
    void clear() {
        out.getBuffer().setLength(0);
    }

    private SyncRun run() {
        return new SyncRun(
                new Copies.Place<>(from, "memory:from"),
                new Copies.Place<>(to, "memory:to"),
                new Transfer(new StoredSecrets(new MemoryStorage())),
                4,
                memories,
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    private void put(int first, int last) {
        IntStream.range(first, last).forEach(number -> from.put("%03d".formatted(number), new byte[] {1}));
    }

    private List<String> keys() {
        try (var stats = to.list("")) {
            return stats.map(ObjectStat::key).toList();
        }
    }

    @Test
    void whatWouldTakeMostOfAPlaceAwayIsAskedFirst() {
        put(0, 40);
        run().run(true, false);
        IntStream.range(0, 30).forEach(number -> from.delete("%03d".formatted(number)));
        assertThatThrownBy(() -> run().checkDeletions(_ -> false))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("30 of 40 files in memory:to would be deleted; nothing was changed")
                .hasMessageContaining("--yes");
        assertThat(keys()).hasSize(40);
        run().checkDeletions(what -> what.equals("30 of 40 files in memory:to would be deleted"));
        run().run(true, false);
        assertThat(keys()).hasSize(10);
    }

    @Test
    void anEmptyPlaceIsNamedWhereItWouldEmptyTheOther() {
        put(0, 3);
        run().run(true, false);
        IntStream.range(0, 3).forEach(number -> from.delete("%03d".formatted(number)));
        assertThatThrownBy(() -> run().checkDeletions(_ -> false))
                .hasMessageContaining("there is nothing in memory:from; 3 of 3 files in memory:to would be deleted");
    }

    @Test
    void fewThatGoAreNotAskedAbout() {
        put(0, 40);
        run().run(true, false);
        from.delete("000");
        run().checkDeletions(what -> {
            throw new AssertionError(what);
        });
    }

    @Test
    void fiveNamesThatCannotBeHoldNoneOfTheOthersUp(@TempDir Path folder) {
        to = new FileStorage(folder.resolve("to"), folder.resolve("side"), Durability.PROCESS_DEATH);
        put(0, 95);
        var tooLong = "x".repeat(256);
        IntStream.range(0, 5).forEach(number -> from.put("%03d-%s".formatted(number * 20, tooLong), new byte[] {1}));
        assertThatThrownBy(() -> run().run(false, false))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "5 of 100 files were not copied, as memory:to cannot hold their names; all others are there");
        assertThat(keys()).hasSize(95);
        assertThat(out.toString()).contains("95 copied, 0 unchanged, 0 deleted");
        assertThat(err.toString().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains("not copied", "255 bytes"));
    }

    @Test
    void sayingWhatWouldBeDoneChangesNothing() {
        put(0, 2);
        run().run(true, false);
        from.delete("000");
        from.put("new", new byte[] {1});
        var before = keys();
        clear();
        run().tellOnly(true);
        assertThat(out.toString().lines())
                .containsExactly(
                        "delete  000", "copy    new", "1 to copy, 1 unchanged, 1 to delete; nothing was changed");
        assertThat(keys()).isEqualTo(before);
        clear();
        run().tellOnly(false);
        assertThat(out.toString()).doesNotContain("delete  ");
    }

    @Test
    void whatNoKeyCanNameIsCounted() {
        var unnamed = new Unnamed();
        unnamed.tell(new PrintWriter(err, true), "s3://b/");
        assertThat(err.toString()).isEmpty();
        IntStream.range(0, 7).forEach(number -> unnamed.accept("a//" + number));
        unnamed.tell(new PrintWriter(err, true), "s3://b/");
        assertThat(err.toString())
                .contains("left out: 7 in s3://b/", "'a//0'", "'a//4' and 2 more")
                .doesNotContain("'a//5'");
    }
}
