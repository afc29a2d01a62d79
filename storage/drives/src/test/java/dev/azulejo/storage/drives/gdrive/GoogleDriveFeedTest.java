package dev.azulejo.storage.drives.gdrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.drives.DriveFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is told of changes.
class GoogleDriveFeedTest {
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

    private record Seen(List<String> there, List<String> gone) {}

    private Seen since(String cursor) {
        var there = new TreeSet<String>();
        var gone = new TreeSet<String>();
        boolean isMore = true;
        while (isMore) {
            var page = service.changes(cursor);
            assertThat(page.isReset()).isFalse();
            page.there().forEach(file -> there.add(file.path()));
            gone.addAll(page.gone());
            cursor = page.next();
            isMore = page.isMore();
        }
        return new Seen(new ArrayList<>(there), new ArrayList<>(gone));
    }

    @Test
    void tellsOfEachChangeInPages() {
        write("before", "1");
        write("replaced", "1");
        var start = service.now();
        for (int index = 0; index < 5; index++) {
            write("f/n" + index, "x");
        }
        write("replaced", "2");
        drive.fake.put("root", "document", "application/vnd.google-apps.document", new byte[0]);
        service.delete(service.find("f/n0").orElseThrow());
        assertThat(since(start))
                .isEqualTo(new Seen(List.of("f/n1", "f/n2", "f/n3", "f/n4", "replaced"), List.of("f/n0")));
        assertThat(since(service.now())).isEqualTo(new Seen(List.of(), List.of()));
    }

    @Test
    void tellsOfWhatLiesInAFolderThatIsRenamedOrComesBack() {
        write("f/deep/a", "1");
        var folder = drive.fake.folder("root", "other");
        put(folder, "b", "2");
        var start = service.now();
        drive.fake.rename(folder, "name");
        assertThat(since(start).there()).containsExactly("name/b");
        drive.fake.trash(folder);
        assertThat(since(start).there()).isEmpty();
    }

    @Test
    void tellsWhoHasThePlainNameNow() {
        var first = put("root", "a", "1");
        put("root", "a", "2");
        var start = service.now();
        drive.fake.trash(first);
        assertThat(since(start)).isEqualTo(new Seen(List.of("a"), List.of()));
    }

    @Test
    void tellsNothingOfOtherPlaces() {
        var folder = drive.fake.folder("root", "top");
        var inside = drive.service(folder, "");
        var start = inside.now();
        write("elsewhere", "1");
        write("top/a", "1");
        assertThat(inside.changes(start).there()).extracting(DriveFile::path).containsExactly("a");
    }

    @Test
    void saysSoWhenAPlaceInTheFeedIsNotKnown() {
        var page = service.changes("nonsense");
        assertThat(page.isReset()).isTrue();
        write("a", "1");
        assertThat(service.changes(page.next()).there())
                .extracting(DriveFile::path)
                .containsExactly("a");
    }
}
