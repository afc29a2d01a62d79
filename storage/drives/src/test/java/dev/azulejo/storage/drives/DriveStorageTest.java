package dev.azulejo.storage.drives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.ResumableContract;
import dev.azulejo.storage.testkit.StorageContract;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What all drives have in common, on one in memory.
class DriveStorageTest extends StorageContract implements ResumableContract {
    private static final int CHUNK = 1000;

    private final MemoryDrive drive = new MemoryDrive(false, CHUNK);
    private final MemoryStorage side = new MemoryStorage();
    private final DriveStorage storage = new DriveStorage(drive, side, "memory");

    @Override
    public DriveStorage emptyStorage() {
        return new DriveStorage(new MemoryDrive(false, CHUNK), new MemoryStorage(), "memory");
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    @Override
    public int largeBytes() {
        return 200_001;
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private void put(String key, byte[] bytes) {
        assertThat(storage.write(key, bytes, Map.of(), Precondition.NONE)).isTrue();
    }

    @Test
    void aStreamThatBreaksOffGoesOn() {
        put("a", bytes(3000));
        drive.breakOff(5);
        assertThat(storage.readAll("a")).isEqualTo(bytes(3000));
        drive.breakOff(5);
        assertThat(storage.readRange("a", 500, 2000)).isEqualTo(Arrays.copyOfRange(bytes(3000), 500, 2500));
    }

    @Test
    void aStreamThatAlwaysBreaksOffSaysSo() {
        put("a", bytes(3000));
        drive.breakOff(Integer.MAX_VALUE);
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> storage.readAll("a"))
                .withMessageContaining("a at byte 8 of 3000");
    }

    @Test
    void aStreamThatBreaksOffNeverGoesOnInOtherBytes() throws IOException {
        put("a", bytes(3000));
        drive.breakOff(1);
        try (var in = storage.read("a")) {
            assertThat(in.read()).isNotNegative();
            put("a", bytes(2999));
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("replaced");
        }
    }

    @Test
    void bytesThatArriveDamagedAreNeverTakenForTheFile() {
        put("a", bytes(3000));
        drive.damage("a");
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> storage.readAll("a"))
                .withMessageContaining("damaged");
    }

    @Test
    void aSmallFileIsSentAgainWhenItsUploadIsForgotten() {
        try (var pending = storage.write("a", Map.of())) {
            pending.write(bytes(10));
            drive.forgetUploads();
            pending.commit();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(storage.readAll("a")).isEqualTo(bytes(10));
    }

    @Test
    void aLargeFileWhoseUploadIsForgottenIsNotCutShort() throws IOException {
        try (var pending = storage.write("a", Map.of())) {
            pending.write(bytes(2500));
            drive.forgetUploads();
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(pending::commit);
        }
        assertThat(storage.exists("a")).isFalse();
    }

    @Test
    void anotherProcessGoesOnWhereTheFirstWasKilled() throws IOException {
        var all = bytes(5500);
        String token;
        try (var first = storage.begin("a", all.length, Map.of("job", "1"))) {
            first.write(all, 0, 3300);
            assertThat(first.held()).isEqualTo(3000);
            token = first.token();
        }
        var other = new DriveStorage(drive, side, "memory");
        try (var second = other.resume(token)) {
            assertThat(second.held()).isEqualTo(3000);
            assertThat(second.position()).isZero(); // for the hash, whose state this service's cannot be kept
            second.write(all);
            assertThat(second.commit(Precondition.ABSENT)).isTrue();
        }
        assertThat(other.readAll("a")).isEqualTo(all);
        assertThat(other.stat("a").orElseThrow().metadata()).isEqualTo(Map.of("job", "1"));
        assertThat(drive.uploads()).isZero();
    }

    @Test
    void anUploadThatWasAbandonedLeavesNothing() throws IOException {
        try (var first = storage.begin("a", 5500, Map.of())) {
            first.write(bytes(3300));
            assertThat(drive.uploads()).isEqualTo(1);
            first.abandon();
        }
        assertThat(drive.uploads()).isZero();
    }

    @Test
    void aWriterThatIsKilledBeforeItsRecordIsWrittenLeavesTheMetadata() {
        var record = new SideMetadata(side, "memory").intended("a", MemoryDrive.hash(bytes(10)), Map.of("job", "1"));
        assertThat(record).isNotEmpty();
        drive.begin("a", 10).finish(bytes(10), MemoryDrive.hash(bytes(10)), Precondition.NONE);
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(Map.of("job", "1"));
        storage.write("a", bytes(10), Map.of("job", "2"), Precondition.NONE);
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(Map.of("job", "2"));
    }

    @Test
    void aRefusedCommitOfEqualBytesLeavesTheMetadata() {
        storage.write("a", bytes(10), Map.of("job", "1"), Precondition.NONE);
        assertThat(storage.write("a", bytes(10), Map.of("job", "2"), Precondition.ABSENT))
                .isFalse();
        assertThat(storage.stat("a").orElseThrow().metadata()).isEqualTo(Map.of("job", "1"));
        assertThat(records(key -> true)).isEqualTo(1);
    }

    @Test
    void whatAKilledWriterHadInMindGoesWhenItCanNoLongerCome() {
        var hash = MemoryDrive.hash(bytes(10));
        assertThat(new SideMetadata(side, "memory").intended("a", hash, Map.of("job", "1")))
                .isNotEmpty();
        new SideMetadata(side, "memory").forget("a");
        assertThat(records(key -> true)).isEqualTo(1);
        new SideMetadata(side, "memory", () -> Instant.now().plus(Duration.ofDays(9))).forget("a");
        assertThat(records(key -> true)).isZero();
    }

    @Test
    void metadataIsOfOnePlace() {
        storage.write("a", bytes(10), Map.of("job", "1"), Precondition.NONE);
        var elsewhere = new DriveStorage(drive, side, "another");
        assertThat(elsewhere.stat("a").orElseThrow().metadata()).isEmpty();
    }

    @Test
    void nothingIsLeftOfTheMetadataOfWhatIsGone() {
        for (int round = 0; round < 3; round++) {
            storage.write("a", bytes(10 + round), Map.of("job", "1"), Precondition.NONE);
        }
        assertThat(records(key -> true)).isEqualTo(1);
        storage.delete("a");
        assertThat(records(key -> true)).isZero();
    }

    private long records(Predicate<String> which) {
        try (var all = side.list("")) {
            return all.filter(stat -> which.test(stat.key())).count();
        }
    }

    @Test
    void theFeedTellsWhatHasChangedAndWhatIsGone() {
        put("before", bytes(1));
        var start = storage.now();
        put("a", bytes(10));
        put("b", bytes(20));
        storage.delete("a");
        var changes = storage.changes(start);
        assertThat(changes.there()).extracting(stat -> stat.key()).containsExactly("b");
        assertThat(changes.gone()).containsExactly("a");
        assertThat(storage.changes(changes.next()).there()).isEmpty();
    }
}
