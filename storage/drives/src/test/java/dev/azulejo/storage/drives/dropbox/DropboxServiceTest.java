package dev.azulejo.storage.drives.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DropboxServiceTest {
    @AutoClose
    private final DropboxWorld world = new DropboxWorld();

    private final DropboxService service = world.service(1000);
    private final DropboxService whole = world.service("", 1000);

    private static DriveFile put(DropboxService service, String path, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return service.begin(path, bytes.length)
                .finish(bytes, DropboxHash.of(bytes), Precondition.NONE)
                .orElseThrow();
    }

    private static String text(DropboxService service, DriveFile file, long offset) throws IOException {
        try (var in = service.open(file, offset, file.bytes() - offset)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> paths(List<? extends DriveEntry> entries) {
        return entries.stream().map(DriveEntry::path).sorted().toList();
    }

    @Test
    void allLiesBelowTheRoot() {
        var file = put(service, "sub/ü.jpg", "x");
        assertThat(world.fake.files()).containsExactly("/Apps/Photos/sub/ü.jpg");
        assertThat(service.find("sub/ü.jpg")).contains(file);
        assertThat(whole.find("Apps/Photos/sub/ü.jpg")).isPresent();
        put(whole, "Apps/PhotosToo/a", "x");
        assertThat(paths(service.children(""))).containsExactly("sub");
        assertThat(service.find("sub")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> world.service("Apps", 1000));
    }

    @Test
    void listsPageByPage() {
        for (int file = 0; file < 10; file++) {
            put(service, "sub/" + file, "x");
        }
        put(service, "sub/deeper/a", "x");
        assertThat(paths(service.children("sub"))).hasSize(11).contains("sub/0", "sub/9", "sub/deeper");
        assertThat(service.children("nothing")).isEmpty();
        assertThat(service.children("sub/0")).isEmpty();
    }

    @Test
    void aListingThatIsForgottenBeginsAgain() {
        for (int file = 0; file < 10; file++) {
            put(service, "sub/" + file, "x");
        }
        world.server.follow(FaultScript.none().then(this::isSecondPage, new WireFault.Unavailable()));
        assertThat(service.children("sub")).hasSize(10);
    }

    /// Forgets what it looks at.
    private boolean isSecondPage(WireRequest request) {
        if (request.path().endsWith("/continue")) {
            world.fake.forgetCursors();
            return true;
        }
        return false;
    }

    @Test
    void readsTheRevisionThatWasFound() throws IOException {
        var first = put(service, "a", "first");
        var second = put(service, "a", "second, and longer");
        assertThat(text(service, first, 0)).isEqualTo("first");
        assertThat(text(service, first, 2)).isEqualTo("rst");
        assertThat(text(service, second, 8)).isEqualTo("and longer");
        var other = new DriveFile("a", first.id(), 5, first.modified(), first.hash(), "0123456789abcdef");
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> service.open(other, 0, other.bytes()));
    }

    /// What is copied is read in pieces: each must cost no more than itself.
    @Test
    void aRangeCostsNoMoreBytesThanItHas() {
        var storage = new DriveStorage(service, new MemoryStorage(), "dropbox");
        var bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        storage.write("a", bytes, Map.of(), Precondition.NONE);
        var before = world.server.contentBytes();
        assertThat(storage.readRange("a", 1000, 70_000)).isEqualTo(Arrays.copyOfRange(bytes, 1000, 71_000));
        assertThat(storage.readRange("a", 299_999, 1)).isEqualTo(Arrays.copyOfRange(bytes, 299_999, 300_000));
        assertThat(storage.readRange("a", 0, 5)).isEqualTo(Arrays.copyOf(bytes, 5));
        assertThat(world.server.contentBytes() - before).isEqualTo(70_006);
    }

    @Test
    void deletesWhatItSawAndNothingThatCameLater() {
        var first = put(service, "a", "first");
        var second = put(service, "a", "second");
        service.delete(first);
        assertThat(service.find("a")).contains(second);
        world.server.follow(
                FaultScript.none().then(request -> request.path().endsWith("/delete_v2"), new WireFault.LostAnswer()));
        service.delete(second);
        assertThat(service.find("a")).isEmpty();
        service.delete(second);
    }

    @Test
    void foldersHaveTheirOwnCaseWhateverPathsShow() {
        var cursor = service.now();
        put(service, "Sub/a", "x");
        put(world.service("/APPS/photos", 1000), "Sub/b", "x");
        put(world.service("/Apps/Photos/SUB", 1000), "c", "x");
        assertThat(world.fake.files()).contains("/Apps/Photos/SUB/c"); // as Dropbox shows it "in rare instances"
        assertThat(paths(service.children("Sub"))).containsExactly("Sub/a", "Sub/b", "Sub/c");
        assertThat(service.find("Sub/c")).isPresent();
        assertThat(service.find("SUB/c")).isEmpty();
        assertThat(paths(followed(cursor))).containsExactly("Sub/a", "Sub/b", "Sub/c");
    }

    private List<DriveFile> followed(String from) {
        var there = new ArrayList<DriveFile>();
        var page = service.changes(from);
        there.addAll(page.there());
        while (page.isMore()) {
            page = service.changes(page.next());
            there.addAll(page.there());
        }
        return there;
    }

    @Test
    void followsChanges() {
        var cursor = service.now(); // makes the folder
        put(whole, "elsewhere", "x");
        put(service, "a", "1");
        put(service, "a", "2");
        put(service, "sub/b", "3");
        var gone = put(service, "gone", "4");
        service.delete(gone);
        var there = new ArrayList<DriveFile>();
        var lost = new ArrayList<String>();
        boolean isMore = true;
        while (isMore) {
            var page = service.changes(cursor);
            there.addAll(page.there());
            lost.addAll(page.gone());
            assertThat(page.isReset()).isFalse();
            cursor = page.next();
            isMore = page.isMore();
        }
        assertThat(paths(there)).containsExactly("a", "sub/b");
        assertThat(there).contains(service.find("a").orElseThrow());
        assertThat(lost).containsExactly("gone");
        assertThat(service.changes(cursor).there()).isEmpty();
    }

    @Test
    void aFeedThatIsForgottenSaysSo() {
        var before = service.now();
        world.fake.forgetCursors();
        var reset = service.changes(before);
        assertThat(reset.isReset()).isTrue();
        put(service, "a", "x");
        var after = service.changes(reset.next());
        assertThat(after.isReset()).isFalse();
        assertThat(paths(after.there())).containsExactly("a");
    }

    @Test
    void waitsForAChangeWithoutAToken() {
        var cursor = service.now();
        put(service, "a", "x");
        assertThat(service.await(cursor, Duration.ofSeconds(1))).isTrue();
        world.fake.forgetCursors();
        assertThat(service.await(cursor, Duration.ofHours(1))).isTrue();
        assertThat(world.server.requests())
                .filteredOn(request -> request.path().startsWith("/notify/"))
                .hasSize(2)
                .allMatch(request -> request.token().isEmpty());
    }

    @Test
    void theHashGoesOnAtTheEndOfABlock() {
        var bytes = new byte[2 * DropboxHash.BLOCK_BYTES + 5];
        new Random(1).nextBytes(bytes);
        var hash = new DropboxHash();
        var first = hash.start();
        assertThat(hash.resume(first.state()).finish()).isEqualTo(DropboxHash.of(new byte[0]));
        first.update(bytes, 0, DropboxHash.BLOCK_BYTES);
        var second = hash.resume(first.state());
        second.update(bytes, DropboxHash.BLOCK_BYTES, 5);
        assertThat(second.state()).isEmpty(); // in the middle of a block
        second.update(bytes, DropboxHash.BLOCK_BYTES + 5, DropboxHash.BLOCK_BYTES);
        assertThat(second.finish()).isEqualTo(DropboxHash.of(bytes));
    }
}
