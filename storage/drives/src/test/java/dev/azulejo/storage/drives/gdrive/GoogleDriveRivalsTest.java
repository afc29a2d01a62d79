package dev.azulejo.storage.drives.gdrive;

import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.hash;
import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.isStart;
import static dev.azulejo.storage.drives.gdrive.DriveOnTheWire.putTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What comes of it when others write, move and remove at the same time.
class GoogleDriveRivalsTest {
    private static final String BINARY = "application/octet-stream";

    @AutoClose
    private final DriveOnTheWire drive = new DriveOnTheWire(3);

    private final GoogleDriveService service = drive.service();

    private DriveFile put(String path, byte[] bytes) {
        return putTo(service, path, bytes, Precondition.NONE).orElseThrow();
    }

    private byte[] stored(String path) {
        return drive.fake.bytes(service.find(path).orElseThrow().id()).orElseThrow();
    }

    @Test
    void aFileThatSomebodyElseReplacedIsNotTakenForOurs() {
        var id = put("a", bytes(3)).id();
        var upload = service.begin("a", 10);
        drive.server.follow(FaultScript.none()
                .then(DriveOnTheWire::isBytes, new WireFault.LostRequest())
                .then(DriveOnTheWire::isQuestion, new WireFault.ForgottenUpload()));
        drive.meanwhile(DriveOnTheWire::isQuestion, () -> drive.fake.replace(id, bytes(5)));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> upload.finish(bytes(10), hash(bytes(10)), Precondition.NONE));
        assertThat(stored("a")).isEqualTo(bytes(5));
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
        assertThat(putTo(service, "a", bytes(10), Precondition.ABSENT)).isPresent();
        assertThat(putTo(service, "a", bytes(11), Precondition.ABSENT)).isEmpty();
        assertThat(stored("a")).isEqualTo(bytes(10));
        assertThat(drive.fake.openUploads()).isZero();
    }

    @Test
    void ofTwoThatMakeAFileAtOnceTheOlderStays() {
        drive.meanwhile(DriveOnTheWire::isBytes, () -> drive.fake.put("root", "a", BINARY, bytes(5)));
        assertThat(putTo(service, "a", bytes(10), Precondition.ABSENT)).isEmpty();
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(5));
    }

    @Test
    void withoutAPreconditionTheLaterOneStays() {
        drive.meanwhile(DriveOnTheWire::isBytes, () -> drive.fake.put("root", "a", BINARY, bytes(5)));
        put("a", bytes(10));
        assertThat(drive.fake.count("root", "a")).isEqualTo(1);
        assertThat(stored("a")).isEqualTo(bytes(10));
    }

    @Test
    void ofManyInOneProcessOneWins() throws Exception {
        var calls = new ArrayList<Callable<Boolean>>();
        for (int caller = 0; caller < 8; caller++) {
            var bytes = bytes(caller);
            calls.add(() -> putTo(service, "f/a", bytes, Precondition.ABSENT).isPresent());
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
        assertThat(putTo(service, "a", bytes(11), seen)).isPresent();
        assertThat(putTo(service, "a", bytes(12), seen)).isEmpty();
        assertThat(putTo(service, "b", bytes(12), seen)).isEmpty();
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
    void foldersThatTwoMakeAtOnceAreOne() {
        drive.meanwhile(
                request -> request.method().equals("POST") && !isStart(request), () -> drive.fake.folder("root", "f"));
        put("f/a", bytes(10));
        assertThat(drive.fake.count("root", "f")).isEqualTo(1);
        assertThat(stored("f/a")).isEqualTo(bytes(10));
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
}
