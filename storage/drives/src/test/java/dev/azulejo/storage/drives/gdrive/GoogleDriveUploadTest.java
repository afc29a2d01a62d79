package dev.azulejo.storage.drives.gdrive;

import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.hash;
import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.isBytes;
import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.isStart;
import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.putTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.Upload;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How files come to the drive when answers are lost and sessions end.
class GoogleDriveUploadTest {
    private static final int UNIT = 256 << 10;

    @AutoClose
    private final DriveOnTheWire drive = new DriveOnTheWire(3);

    private final GoogleDriveService service = drive.service();

    private DriveFile put(String path, byte[] bytes) {
        return putTo(service, path, bytes, Precondition.NONE).orElseThrow();
    }

    private byte[] stored(String path) {
        return drive.fake.bytes(service.find(path).orElseThrow().id()).orElseThrow();
    }

    /// A file of two chunks and a rest.
    private static Optional<DriveFile> inPieces(Upload upload, byte[] bytes) {
        upload.append(Arrays.copyOfRange(bytes, 0, UNIT));
        upload.append(Arrays.copyOfRange(bytes, UNIT, 2 * UNIT));
        return upload.finish(Arrays.copyOfRange(bytes, 2 * UNIT, bytes.length), hash(bytes), Precondition.NONE);
    }

    private long sent() {
        return drive.server.requests().stream()
                .filter(DriveOnTheWire::isBytes)
                .mapToLong(request ->
                        Long.parseLong(request.header("content-length").orElseThrow()))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2 * UNIT + 7})
    void comesInChunksWhetherItsLengthIsKnownOrNot(int announced) {
        var bytes = bytes(2 * UNIT + 7);
        var file = inPieces(service.begin("f/a", announced), bytes).orElseThrow();
        assertThat(file.path()).isEqualTo("f/a");
        assertThat(file.hash()).isEqualTo(hash(bytes));
        assertThat(service.find("f/a")).contains(file);
        assertThat(stored("f/a")).isEqualTo(bytes);
    }

    @Test
    void aLostAnswerToTheStartDoublesNothing() {
        drive.server.follow(FaultScript.none().then(DriveOnTheWire::isStart, new WireFault.LostAnswer()));
        put("a", bytes(10));
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aLostAnswerToAChunkSendsNothingTwice(int chunk) {
        var script = FaultScript.none();
        for (int index = 0; index < chunk; index++) {
            script.then(DriveOnTheWire::isBytes, new WireFault.Throttled(0));
        }
        drive.server.follow(script.then(
                request -> isBytes(request)
                        && request.header("content-range").orElseThrow().startsWith("bytes " + chunk * UNIT + "-"),
                new WireFault.LostAnswer()));
        var bytes = bytes(2 * UNIT + 7);
        assertThat(inPieces(service.begin("a", bytes.length), bytes)).isPresent();
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes);
        assertThat(sent() - (long) chunk * UNIT).isEqualTo(bytes.length);
    }

    @Test
    void aLostChunkIsSentAgain() {
        drive.server.follow(FaultScript.none().then(DriveOnTheWire::isBytes, new WireFault.LostRequest()));
        var bytes = bytes(2 * UNIT + 7);
        assertThat(inPieces(service.begin("a", -1), bytes)).isPresent();
        assertThat(stored("a")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileWhoseLastAnswerIsLostIsOursEvenIfTheUploadIsForgottenThen(boolean isReplaced) {
        if (isReplaced) {
            put("a", bytes(3));
        }
        drive.server.follow(FaultScript.none()
                .then(DriveOnTheWire::isBytes, new WireFault.LostAnswer())
                .then(DriveOnTheWire::isQuestion, new WireFault.ForgottenUpload()));
        var file = put("a", bytes(10));
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(10));
        assertThat(service.find("a")).contains(file);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUploadThatIsOverSaysSoAndNothingIsSeen(boolean isExpired) {
        var upload = service.begin("a", 3 * UNIT);
        upload.append(bytes(UNIT));
        if (isExpired) {
            drive.fake.expireUploads();
        } else {
            drive.server.follow(FaultScript.none().then(DriveOnTheWire::isBytes, new WireFault.ForgottenUpload()));
        }
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> upload.append(bytes(UNIT)));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.resume("a", upload.token()));
        assertThat(service.find("a")).isEmpty();
    }

    @Test
    void tokensThatExpireAnywhereAreRenewed() {
        for (var when : List.of(DriveOnTheWire::isStart, DriveOnTheWire::isBytes, (Predicate<WireRequest>)
                request -> request.query().containsKey("q"))) {
            drive.server.follow(FaultScript.none().then(when, new WireFault.ExpiredToken()));
            put("f/a", bytes(10));
        }
        assertThat(stored("f/a")).isEqualTo(bytes(10));
    }

    @Test
    void anotherProcessGoesOn() {
        var bytes = bytes(2 * UNIT + 7);
        var first = service.begin("f/a", bytes.length);
        first.append(Arrays.copyOfRange(bytes, 0, UNIT));
        var second = drive.service().resume("f/a", first.token());
        assertThat(second.offset()).isEqualTo(UNIT);
        second.append(Arrays.copyOfRange(bytes, UNIT, 2 * UNIT));
        assertThat(second.finish(Arrays.copyOfRange(bytes, 2 * UNIT, bytes.length), hash(bytes), Precondition.ABSENT))
                .isPresent();
        assertThat(stored("f/a")).isEqualTo(bytes);
        assertThat(drive.fake.openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProcessThatDiedBehindTheLastByteHasNotDoubledIt(boolean isForgotten) {
        var upload = service.begin("a", 10);
        assertThat(upload.finish(bytes(10), hash(bytes(10)), Precondition.ABSENT))
                .isPresent();
        if (isForgotten) {
            drive.server.follow(FaultScript.none().then(DriveOnTheWire::isQuestion, new WireFault.ForgottenUpload()));
        }
        var again = drive.service().resume("a", upload.token());
        assertThat(again.offset()).isEqualTo(10);
        assertThat(again.finish(new byte[0], hash(bytes(10)), Precondition.ABSENT))
                .isPresent();
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
    }

    @Test
    void anEmptyFileIsAFile() {
        assertThat(put("a", new byte[0]).bytes()).isZero();
        assertThat(put("a", bytes(3)).bytes()).isEqualTo(3);
        assertThat(put("a", new byte[0]).bytes()).isZero();
    }

    @Test
    void replacingKeepsTheFileAndChangesItsRevision() {
        var before = put("f/a", bytes(10));
        var after = put("f/a", bytes(11));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.revision()).isNotEqualTo(before.revision());
    }

    @Test
    void aDamagedNewFileIsGoneAgain() {
        drive.server.follow(FaultScript.none().then(DriveOnTheWire::isBytes, new WireFault.DamagedRequest(3)));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> put("a", bytes(10)))
                .withMessageContaining("hash");
        assertThat(service.find("a")).isEmpty();
        assertThat(drive.fake.count("root", "a")).isZero();
    }

    @Test
    void damagedNewBytesOfAFileGiveItItsOldOnesBack() {
        var before = put("a", bytes(10));
        drive.server.follow(FaultScript.none().then(DriveOnTheWire::isBytes, new WireFault.DamagedRequest(3)));
        assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> put("a", bytes(11)));
        assertThat(service.find("a").orElseThrow().revision()).isEqualTo(before.revision());
        assertThat(stored("a")).isEqualTo(bytes(10));
    }

    @Test
    void aFolderWhoseAnswerIsLostIsNotDoubled() {
        drive.server.follow(FaultScript.none()
                .then(request -> request.method().equals("POST") && !isStart(request), new WireFault.LostAnswer()));
        put("f/a", bytes(10));
        assertThat(drive.fake.count("root", "f")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rateLimitExceeded", "userRateLimitExceeded"})
    void comesAgainWhenItIsAskedTooOften(String reason) {
        drive.fake.limitOnce(403, reason);
        drive.fake.limitOnce(403, reason);
        put("a", bytes(10));
        assertThat(stored("a")).isEqualTo(bytes(10));
    }

    @Test
    void otherRefusalsSayWhoMustAct() {
        drive.fake.limitOnce(403, "storageQuotaExceeded");
        assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> put("a", bytes(10)));
        drive.fake.limitOnce(403, "insufficientFilePermissions");
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> put("a", bytes(10)))
                .withMessageContaining("insufficientFilePermissions");
    }

    @Test
    void anUploadThatIsGivenUpLeavesNothing() {
        var upload = service.begin("a", 3 * UNIT);
        upload.append(bytes(UNIT));
        upload.abort();
        assertThat(drive.fake.openUploads()).isZero();
        assertThat(service.find("a")).isEmpty();
    }
}
