package dev.azulejo.storage.drives.gdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.Upload;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How files come to the drive when answers are lost, sessions end, and others write too.
class GoogleDriveUploadTest {
    private static final int UNIT = 256 << 10;
    private static final String BINARY = "application/octet-stream";

    private static boolean isStart(WireRequest request) {
        return request.query().containsKey("uploadType") && !request.query().containsKey("upload_id");
    }

    private static boolean isBytes(WireRequest request) {
        return request.header("content-range")
                .filter(range -> !range.startsWith("bytes */"))
                .isPresent();
    }

    private static boolean isQuestion(WireRequest request) {
        return request.header("content-range")
                .filter(range -> range.startsWith("bytes */"))
                .isPresent();
    }

    private final DriveOnTheWire drive = new DriveOnTheWire(3);
    private final GoogleDriveService service = drive.service();

    @AfterEach
    void end() {
        drive.close();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(ContentVersion.digest().digest(bytes));
    }

    private static Optional<DriveFile> put(DriveService to, String path, byte[] bytes, Precondition precondition) {
        return to.begin(path, bytes.length).finish(bytes, hash(bytes), precondition);
    }

    private DriveFile put(String path, byte[] bytes) {
        return put(service, path, bytes, Precondition.NONE).orElseThrow();
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
                .filter(GoogleDriveUploadTest::isBytes)
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
        drive.server.follow(FaultScript.none().then(GoogleDriveUploadTest::isStart, new WireFault.LostAnswer()));
        put("a", bytes(10));
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aLostAnswerToAChunkSendsNothingTwice(int chunk) {
        var script = FaultScript.none();
        for (int index = 0; index < chunk; index++) {
            script.then(GoogleDriveUploadTest::isBytes, new WireFault.Throttled(0));
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
        drive.server.follow(FaultScript.none().then(GoogleDriveUploadTest::isBytes, new WireFault.LostRequest()));
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
                .then(GoogleDriveUploadTest::isBytes, new WireFault.LostAnswer())
                .then(GoogleDriveUploadTest::isQuestion, new WireFault.ForgottenUpload()));
        var file = put("a", bytes(10));
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(10));
        assertThat(service.find("a")).contains(file);
    }

    @Test
    void aFileThatSomebodyElseReplacedIsNotTakenForOurs() {
        var id = put("a", bytes(3)).id();
        var upload = service.begin("a", 10);
        drive.server.follow(FaultScript.none()
                .then(GoogleDriveUploadTest::isBytes, new WireFault.LostRequest())
                .then(GoogleDriveUploadTest::isQuestion, new WireFault.ForgottenUpload()));
        drive.meanwhile(GoogleDriveUploadTest::isQuestion, () -> drive.fake.replace(id, bytes(5)));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> upload.finish(bytes(10), hash(bytes(10)), Precondition.NONE));
        assertThat(stored("a")).isEqualTo(bytes(5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUploadThatIsOverSaysSoAndNothingIsSeen(boolean isExpired) {
        var upload = service.begin("a", 3 * UNIT);
        upload.append(bytes(UNIT));
        if (isExpired) {
            drive.fake.expireUploads();
        } else {
            drive.server.follow(
                    FaultScript.none().then(GoogleDriveUploadTest::isBytes, new WireFault.ForgottenUpload()));
        }
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> upload.append(bytes(UNIT)));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.resume("a", upload.token()));
        assertThat(service.find("a")).isEmpty();
    }

    @Test
    void tokensThatExpireAnywhereAreRenewed() {
        for (var when : List.of(GoogleDriveUploadTest::isStart, GoogleDriveUploadTest::isBytes, (Predicate<WireRequest>)
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
            drive.server.follow(
                    FaultScript.none().then(GoogleDriveUploadTest::isQuestion, new WireFault.ForgottenUpload()));
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
    void aFileThatIsMovedWhileItIsReplacedKeepsItsBytes() {
        var id = put("a", bytes(10)).id();
        var upload = service.begin("a", 11);
        drive.fake.move(id, drive.fake.folder("root", "elsewhere"));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> upload.finish(bytes(11), hash(bytes(11)), Precondition.NONE));
        assertThat(stored("elsewhere/a")).isEqualTo(bytes(10));
        assertThat(service.find("a")).isEmpty();
        assertThat(drive.fake.openUploads()).isZero();
    }

    @Test
    void aFolderThatGoesWhileAFileIsUploadedIsNoticed() {
        var folder = drive.fake.folder("root", "f");
        var upload = service.begin("f/a", 10);
        drive.fake.trash(folder);
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> upload.finish(bytes(10), hash(bytes(10)), Precondition.NONE));
        put("f/a", bytes(10));
        assertThat(stored("f/a")).isEqualTo(bytes(10));
    }

    @Test
    void absentHoldsOnlyWhereNothingLies() {
        assertThat(put(service, "a", bytes(10), Precondition.ABSENT)).isPresent();
        assertThat(put(service, "a", bytes(11), Precondition.ABSENT)).isEmpty();
        assertThat(stored("a")).isEqualTo(bytes(10));
        assertThat(drive.fake.openUploads()).isZero();
    }

    @Test
    void ofTwoThatMakeAFileAtOnceTheOlderStays() {
        drive.meanwhile(GoogleDriveUploadTest::isBytes, () -> drive.fake.put("root", "a", BINARY, bytes(5)));
        assertThat(put(service, "a", bytes(10), Precondition.ABSENT)).isEmpty();
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(5));
    }

    @Test
    void withoutAPreconditionTheLaterOneStays() {
        drive.meanwhile(GoogleDriveUploadTest::isBytes, () -> drive.fake.put("root", "a", BINARY, bytes(5)));
        put("a", bytes(10));
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(10));
    }

    @Test
    void ofManyInOneProcessOneWins() throws Exception {
        var calls = new ArrayList<Callable<Boolean>>();
        for (int caller = 0; caller < 8; caller++) {
            var bytes = bytes(caller);
            calls.add(() -> put(service, "f/a", bytes, Precondition.ABSENT).isPresent());
        }
        var won = new ArrayList<Boolean>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                won.add(answer.get());
            }
        }
        assertThat(won).containsOnlyOnce(true);
        assertThat(stored("f/a")).isEqualTo(bytes(won.indexOf(true)));
        assertThat(drive.fake.count("root", "f")).isEqualTo(1);
    }

    @Test
    void matchesHoldsForTheRevisionThatLiesThere() {
        var first = put("a", bytes(10));
        var seen = new Precondition.Matches(first.revision());
        assertThat(put(service, "a", bytes(11), seen)).isPresent();
        assertThat(put(service, "a", bytes(12), seen)).isEmpty();
        assertThat(put(service, "b", bytes(12), seen)).isEmpty();
        assertThat(stored("a")).isEqualTo(bytes(11));
        assertThat(service.find("b")).isEmpty();
    }

    @Test
    void twoMayBeOnTheirWayToOneKey() {
        var first = service.begin("a", 10);
        var second = service.begin("a", 11);
        second.finish(bytes(11), hash(bytes(11)), Precondition.NONE);
        assertThat(stored("a")).isEqualTo(bytes(11));
        first.finish(bytes(10), hash(bytes(10)), Precondition.NONE);
        assertThat(stored("a")).isEqualTo(bytes(10));
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
    }

    @Test
    void aDamagedNewFileIsGoneAgain() {
        drive.server.follow(FaultScript.none().then(GoogleDriveUploadTest::isBytes, new WireFault.DamagedRequest(3)));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> put("a", bytes(10)))
                .withMessageContaining("hash");
        assertThat(service.find("a")).isEmpty();
        assertThat(drive.fake.count("root", "a")).isZero();
    }

    @Test
    void damagedNewBytesOfAFileGiveItItsOldOnesBack() {
        var before = put("a", bytes(10));
        drive.server.follow(FaultScript.none().then(GoogleDriveUploadTest::isBytes, new WireFault.DamagedRequest(3)));
        assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> put("a", bytes(11)));
        assertThat(service.find("a").orElseThrow().revision()).isEqualTo(before.revision());
        assertThat(stored("a")).isEqualTo(bytes(10));
    }

    @Test
    void foldersThatTwoMakeAtOnceAreOne() {
        drive.meanwhile(
                request -> request.method().equals("POST") && !isStart(request), () -> drive.fake.folder("root", "f"));
        put("f/a", bytes(10));
        assertThat(drive.fake.count("root", "f")).isEqualTo(1);
        assertThat(stored("f/a")).isEqualTo(bytes(10));
    }

    @Test
    void aFolderWhoseAnswerIsLostIsNotDoubled() {
        drive.server.follow(FaultScript.none()
                .then(request -> request.method().equals("POST") && !isStart(request), new WireFault.LostAnswer()));
        put("f/a", bytes(10));
        assertThat(drive.fake.count("root", "f")).isEqualTo(1);
    }

    @Test
    void nothingLiesBelowAFileAndNoFileTakesTheNameOfAFolder() {
        put("a", bytes(10));
        put("f/a", bytes(10));
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put("a/b", bytes(10)));
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> put("f", bytes(10)));
        var upload = service.begin("g", 10);
        drive.fake.folder("root", "g");
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> upload.finish(bytes(10), hash(bytes(10)), Precondition.NONE));
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
