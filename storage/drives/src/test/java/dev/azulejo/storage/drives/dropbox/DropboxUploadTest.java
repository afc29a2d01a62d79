package dev.azulejo.storage.drives.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropboxUploadTest {
    private static final int CHUNK = 1000;
    private static final byte[] BYTES = bytes(2500);

    @AutoClose
    private final DropboxWorld world = new DropboxWorld();

    private final DropboxService service = world.service(CHUNK);

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private Optional<DriveFile> write(String path, byte[] bytes, Precondition precondition) {
        var upload = service.begin(path, -1);
        int at = 0;
        for (; bytes.length - at > CHUNK; at += CHUNK) {
            upload.append(Arrays.copyOfRange(bytes, at, at + CHUNK));
        }
        return upload.finish(Arrays.copyOfRange(bytes, at, bytes.length), DropboxHash.of(bytes), precondition);
    }

    private byte[] read(String path) throws IOException {
        var file = service.find(path).orElseThrow();
        try (var in = service.open(file, 0, file.bytes())) {
            return in.readAllBytes();
        }
    }

    private static Predicate<WireRequest> at(String end) {
        return request -> request.path().endsWith(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/start", "/append_v2", "/finish"})
    void anAnswerThatIsLostIsAskedForAgain(String route) throws IOException {
        for (var fault : new WireFault[] {
            new WireFault.LostAnswer(), new WireFault.CutAnswer(3), new WireFault.LostRequest(),
            new WireFault.Unavailable(), new WireFault.Throttled(1), new WireFault.DamagedRequest(7),
            new WireFault.ExpiredToken()
        }) {
            var name = fault.getClass().getSimpleName();
            world.server.follow(FaultScript.none().then(at(route), fault));
            assertThat(write(name, BYTES, Precondition.ABSENT)).as(name).isPresent();
            assertThat(read(name)).as(name).isEqualTo(BYTES);
        }
    }

    @Test
    void aSmallFileIsOneRequest() throws IOException {
        for (var fault : new WireFault[] {
            new WireFault.LostAnswer(),
            new WireFault.CutAnswer(3),
            new WireFault.DamagedRequest(7),
            new WireFault.ExpiredToken()
        }) {
            var name = fault.getClass().getSimpleName();
            world.server.follow(FaultScript.none().then(at("/files/upload"), fault));
            assertThat(write(name, bytes(1000), Precondition.ABSENT)).as(name).isPresent();
            assertThat(read(name)).isEqualTo(bytes(1000));
        }
        assertThat(world.server.requests()).noneMatch(at("/start"));
    }

    @Test
    void aFileThatIsAnothersIsNotTakenForOurs() throws IOException {
        write("a", bytes(10), Precondition.NONE);
        world.server.follow(FaultScript.none().then(at("/files/upload"), new WireFault.LostRequest()));
        assertThat(write("a", bytes(11), Precondition.ABSENT)).isEmpty();
        world.server.follow(FaultScript.none().then(at("/finish"), new WireFault.LostRequest()));
        assertThat(write("a", BYTES, Precondition.ABSENT)).isEmpty();
        assertThat(write("a", bytes(10), Precondition.ABSENT)).isEmpty(); // also where the bytes are the same
        assertThat(read("a")).isEqualTo(bytes(10));
    }

    @Test
    void aReplacementWhoseAnswerIsLostIsOurs() throws IOException {
        var first = write("a", bytes(10), Precondition.NONE).orElseThrow();
        world.server.follow(FaultScript.none().then(at("/files/upload"), new WireFault.LostAnswer()));
        var second = write("a", bytes(11), new Precondition.Matches(first.revision()))
                .orElseThrow();
        world.server.follow(FaultScript.none().then(at("/finish"), new WireFault.LostAnswer()));
        assertThat(write("a", BYTES, new Precondition.Matches(second.revision())))
                .isPresent();
        assertThat(write("a", bytes(12), new Precondition.Matches(second.revision())))
                .isEmpty();
        assertThat(read("a")).isEqualTo(BYTES);
    }

    @Test
    void theSameBytesReplaceWhatIsThere() {
        var first = write("a", bytes(10), Precondition.NONE).orElseThrow();
        assertThat(write("a", bytes(10), Precondition.NONE)).contains(first);
        assertThat(write("a", bytes(10), new Precondition.Matches(first.revision())))
                .contains(first);
        assertThat(write("a", bytes(10), new Precondition.Matches("not a revision")))
                .isEmpty();
    }

    @Test
    void anotherProcessGoesOnWhereTheServiceIs() throws IOException {
        var first = service.begin("a", 2500);
        first.append(Arrays.copyOfRange(BYTES, 0, 1000));
        var early = first.token();
        first.append(Arrays.copyOfRange(BYTES, 1000, 2000));
        var second = world.service(CHUNK).resume("a", early);
        assertThat(second.offset()).isEqualTo(2000);
        second.finish(Arrays.copyOfRange(BYTES, 2000, 2500), DropboxHash.of(BYTES), Precondition.ABSENT);
        assertThat(read("a")).isEqualTo(BYTES);
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.resume("a", early));
    }

    @Test
    void anUploadThatIsForgottenIsNotCutShort() {
        var upload = service.begin("a", 2500);
        upload.append(Arrays.copyOfRange(BYTES, 0, 1000));
        world.fake.pass(Duration.ofDays(8));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> upload.append(Arrays.copyOfRange(BYTES, 1000, 2000)));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> upload.finish(bytes(1), DropboxHash.of(BYTES), Precondition.NONE));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.resume("a", upload.token()));
        assertThat(service.find("a")).isEmpty();
    }

    @Test
    void bytesWithAnotherHashDoNotStay() {
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(
                        () -> service.begin("small", -1).finish(bytes(5), DropboxHash.of(BYTES), Precondition.NONE));
        var upload = service.begin("large", -1);
        upload.append(bytes(1000));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> upload.finish(bytes(5), DropboxHash.of(BYTES), Precondition.NONE))
                .withMessageContaining("large");
        assertThat(service.children("")).isEmpty();
    }

    @Test
    void whoeverHasTakenHisPermissionBackIsToldSo() {
        var disconnected = world.service(DropboxWorld.ROOT, CHUNK, DropboxWorld.WITHOUT_WAITING, true);
        world.fake.revoke();
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> disconnected.find("a"))
                .withMessageContaining("connect it again");
    }

    @Test
    void namesThatDropboxDoesNotHoldAreRefusedByName() {
        for (var name : new String[] {"a ", "e\u0301", "🎨", "x".repeat(256), "sub/desktop.ini", "Thumbs.db"}) {
            assertThatExceptionOfType(InvalidKey.class)
                    .as(name)
                    .isThrownBy(() -> write(name, bytes(5), Precondition.NONE))
                    .withMessageContaining("Dropbox does not hold");
        }
        assertThat(world.fake.files()).isEmpty();
    }

    @Test
    void aNameInAnotherCaseIsNoneOfOurs() throws IOException {
        write("Sub/a.jpg", bytes(5), Precondition.NONE);
        for (var precondition : new Precondition[] {Precondition.NONE, Precondition.ABSENT}) {
            assertThatExceptionOfType(InvalidKey.class)
                    .isThrownBy(() -> write("Sub/A.jpg", bytes(6), precondition))
                    .withMessage("Dropbox takes Sub/A.jpg for a.jpg, which is there");
            assertThatExceptionOfType(InvalidKey.class)
                    .isThrownBy(() -> write("sub/a.jpg", bytes(6), precondition))
                    .withMessage("Dropbox takes the folder sub for Sub, which is there");
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> write("sub/b.jpg", BYTES, precondition));
        }
        assertThat(service.find("Sub/A.jpg")).isEmpty();
        assertThat(service.find("sub/a.jpg")).isEmpty();
        assertThat(service.children("sub")).isEmpty();
        assertThat(read("Sub/a.jpg")).isEqualTo(bytes(5));
    }

    @Test
    void aFolderIsInTheWay() {
        write("a/b", bytes(5), Precondition.NONE);
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> write("a", bytes(5), Precondition.NONE));
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> write("a", bytes(5), Precondition.ABSENT));
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> write("a/b/c", bytes(5), Precondition.NONE));
    }
}
