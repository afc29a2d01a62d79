package dev.azulejo.storage.drives.gdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is there, and under which keys.
class GoogleDriveServiceTest {
    private static final String BINARY = "application/octet-stream";

    @AutoClose
    private final DriveOnTheWire drive = new DriveOnTheWire(3);

    private final GoogleDriveService service = drive.service();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String put(String parent, String name, String text) {
        return drive.fake.put(parent, name, BINARY, bytes(text));
    }

    private void write(String path, String text) {
        var hash = HexFormat.of().formatHex(ContentVersion.digest().digest(bytes(text)));
        assertThat(service.begin(path, -1).finish(bytes(text), hash, Precondition.NONE))
                .isPresent();
    }

    private String read(DriveFile file, long offset) throws IOException {
        try (var in = service.open(file, offset, file.bytes() - offset)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String read(String path) throws IOException {
        return read(service.find(path).orElseThrow(), 0);
    }

    private List<String> paths(String folder) {
        return service.children(folder).stream().map(DriveEntry::path).sorted().toList();
    }

    private static String hashOfNothing() {
        return HexFormat.of().formatHex(ContentVersion.digest().digest());
    }

    @Test
    void listsFoldersAndFilesInPages() {
        var folder = drive.fake.folder("root", "f");
        for (int index = 0; index < 7; index++) {
            put(folder, "n" + index, "x");
        }
        drive.fake.folder(folder, "deep");
        assertThat(paths("")).containsExactly("f");
        assertThat(paths("f")).containsExactly("f/deep", "f/n0", "f/n1", "f/n2", "f/n3", "f/n4", "f/n5", "f/n6");
        assertThat(paths("f/n0")).isEmpty();
        assertThat(paths("none")).isEmpty();
        assertThat(service.find("f")).isEmpty();
        assertThat(service.find("f/N0")).isEmpty(); // searches ignore case, keys do not
    }

    @Test
    void eachOfSeveralWithOneNameHasAKeyByWhichItIsReadReplacedAndRemoved() throws IOException {
        put("root", "a.jpg", "oldest");
        var second = put("root", "a.jpg", "second");
        var key = "a [%s].jpg".formatted(second);
        assertThat(paths("")).containsExactlyInAnyOrder("a.jpg", key);
        assertThat(read("a.jpg")).isEqualTo("oldest");
        assertThat(read(key)).isEqualTo("second");
        write(key, "newer");
        write("a.jpg", "plain");
        assertThat(drive.fake.count("root", "a.jpg")).isEqualTo(2);
        assertThat(read(key)).isEqualTo("newer");
        assertThat(read("a.jpg")).isEqualTo("plain");
        service.delete(service.find("a.jpg").orElseThrow());
        assertThat(paths("")).containsExactly("a.jpg");
        assertThat(read("a.jpg")).isEqualTo("newer");
    }

    @Test
    void filesInEachOfSeveralFoldersWithOneNameAreReached() throws IOException {
        var first = drive.fake.folder("root", "f");
        var second = drive.fake.folder("root", "f");
        put(first, "a", "first");
        put(second, "a", "second");
        assertThat(read("f/a")).isEqualTo("first");
        assertThat(read("f [%s]/a".formatted(second))).isEqualTo("second");
        assertThat(paths("f [%s]".formatted(second))).containsExactly("f [%s]/a".formatted(second));
        write("f [%s]/b".formatted(second), "new");
        assertThat(drive.fake.count(second, "b")).isEqualTo(1);
    }

    @Test
    void namesThatAreNoKeysAreReachedToo() throws IOException {
        var file = put("root", "a/b.txt", "slash");
        var folder = drive.fake.folder("root", "x\\y");
        put(folder, "c", "below");
        assertThat(paths("")).containsExactlyInAnyOrder("a_b [%s].txt".formatted(file), "x_y [%s]".formatted(folder));
        assertThat(read("a_b [%s].txt".formatted(file))).isEqualTo("slash");
        assertThat(read("x_y [%s]/c".formatted(folder))).isEqualTo("below");
        put("root", "it's \\ 'quoted", "quotes");
        put("root", "O'Neill", "one");
        assertThat(read("O'Neill")).isEqualTo("one");
    }

    @Test
    void documentsOfGoogleAndShortcutsAreNotThere() {
        drive.fake.put("root", "text", "application/vnd.google-apps.document", new byte[0]);
        drive.fake.shortcut("root", "way");
        assertThat(paths("")).isEmpty();
        assertThat(service.find("text")).isEmpty();
        assertThat(service.find("way")).isEmpty();
        write("text", "bytes");
        assertThat(paths("")).containsExactly("text");
    }

    @Test
    void whatIsRemovedLiesInTheTrash() {
        write("a", "text");
        var file = service.find("a").orElseThrow();
        service.delete(file);
        service.delete(file);
        assertThat(service.find("a")).isEmpty();
        assertThat(drive.fake.bytes(file.id())).contains(bytes("text"));
        drive.fake.deleteForEver(file.id());
        service.delete(file);
    }

    @Test
    void opensOnlyTheVersionThatWasAskedFor() throws IOException {
        write("a", "0123456789");
        var file = service.find("a").orElseThrow();
        assertThat(read(file, 0)).isEqualTo("0123456789");
        assertThat(read(file, 4)).isEqualTo("456789");
        drive.fake.replace(file.id(), bytes("other"));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.open(file, 0, file.bytes()));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.open(file, 7, file.bytes() - 7));
        drive.fake.deleteForEver(file.id());
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.open(file, 0, file.bytes()));
    }

    @Test
    void bytesThatAreReplacedWhileTheyAreAskedForAreNotTaken() {
        write("a", "first");
        var file = service.find("a").orElseThrow();
        drive.meanwhile(
                request -> request.query().containsKey("alt"), () -> drive.fake.replace(file.id(), bytes("other")));
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.open(file, 0, file.bytes()));
    }

    /// What is copied is read in pieces: each must cost no more than itself.
    @Test
    void aRangeCostsNoMoreBytesThanItHas() {
        var storage = drive.storage();
        var bytes = DriveOnTheWire.bytes(300_000);
        storage.write("a", bytes, Map.of(), Precondition.NONE);
        var before = drive.server.contentBytes();
        assertThat(storage.readRange("a", 1000, 70_000)).isEqualTo(Arrays.copyOfRange(bytes, 1000, 71_000));
        assertThat(storage.readRange("a", 299_999, 1)).isEqualTo(Arrays.copyOfRange(bytes, 299_999, 300_000));
        assertThat(storage.readRange("a", 0, 5)).isEqualTo(Arrays.copyOf(bytes, 5));
        assertThat(drive.server.contentBytes() - before).isEqualTo(70_006);
    }

    @Test
    void bytesThatArriveDamagedOrCutAreNeverTakenForTheFile() {
        var text = "0123456789".repeat(100);
        write("a", text);
        drive.server.follow(FaultScript.none()
                .then(request -> request.query().containsKey("alt"), new WireFault.DamagedContent(500)));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> drive.storage().readAll("a"))
                .withMessageContaining("damaged");
        drive.server.follow(FaultScript.none()
                .then(request -> request.query().containsKey("alt"), new WireFault.CutAnswer(500))
                .then(request -> request.query().containsKey("alt"), new WireFault.CutAnswer(10)));
        assertThat(drive.storage().readAll("a"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
    }

    @Test
    void aWayThatWasRememberedAndIsWrongHealsItself() throws IOException {
        var folder = drive.fake.folder("root", "f");
        put(folder, "a", "old");
        assertThat(read("f/a")).isEqualTo("old");
        drive.fake.rename(folder, "g");
        var other = drive.fake.folder("root", "f");
        put(other, "b", "new");
        assertThat(read("f/b")).isEqualTo("new");
        assertThat(service.find("f/a")).isEmpty();
        drive.fake.deleteForEver(other);
        assertThat(service.find("f/b")).isEmpty();
        assertThat(read("g/a")).isEqualTo("old");
    }

    @Test
    void aFileIsNeverWrittenToWhereItsFolderWas() {
        write("f/a", "1");
        var folder = drive.fake.folder("root", "elsewhere");
        service.find("f/a");
        drive.fake.move(service.find("f/a").orElseThrow().id(), folder);
        write("f/a", "2");
        assertThat(drive.fake.count(folder, "a")).isEqualTo(1);
        assertThat(paths("f")).containsExactly("f/a");
    }

    @Test
    void aPlaceMayBeAnyFolderByIdOrByPath() throws IOException {
        var folder = drive.fake.folder("root", "top");
        put(folder, "a", "in top");
        var byId = drive.service(folder, "");
        assertThat(byId.find("a")).isPresent();
        assertThat(byId.children("")).extracting(DriveEntry::path).containsExactly("a");
        var byPath = drive.service("root", "top/deep");
        assertThat(byPath.children("")).isEmpty();
        assertThat(byPath.begin("x/b", 0).finish(new byte[0], hashOfNothing(), Precondition.ABSENT))
                .isPresent();
        assertThat(byPath.find("x/b").orElseThrow().path()).isEqualTo("x/b");
        assertThat(service.find("top/deep/x/b")).isPresent();
    }

    @Test
    void tokensGoToTheServiceAlone() {
        var calls = drive.calls("https://www.googleapis.com");
        assertThat(calls.toUpload("PUT", "https://www.googleapis.com/upload/x").isOurs())
                .isTrue();
        assertThat(calls.toUpload("PUT", "https://www.googleapis.com.example.org/x")
                        .isOurs())
                .isFalse();
    }
}
