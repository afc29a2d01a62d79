package dev.azulejo.storage.drives.gdrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which key each file of a folder has.
class NamesTest {
    private static RemoteFile file(String id, String name, int created) {
        return of(id, name, "image/png", created);
    }

    private static RemoteFile of(String id, String name, String type, int created) {
        var time = Instant.ofEpochSecond(created);
        return new RemoteFile(id, name, type, "root", time, time, 1, "", "r", false);
    }

    private static Map<String, String> idsByKey(String folder, RemoteFile... files) {
        return Names.keys(folder, List.of(files)).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().id()));
    }

    @Test
    void theOldestHasThePlainNameAndOthersTheirIds() {
        assertThat(idsByKey(
                        "f",
                        file("younger-0", "a.b.jpg", 2),
                        file("oldest-00", "a.b.jpg", 1),
                        file("other-000", "b", 1)))
                .isEqualTo(Map.of("f/a.b.jpg", "oldest-00", "f/a.b [younger-0].jpg", "younger-0", "f/b", "other-000"));
    }

    @Test
    void ofThoseFromOneMomentTheFirstById() {
        assertThat(idsByKey("", file("bbbbbbbb", "a", 1), file("aaaaaaaa", "a", 1)))
                .isEqualTo(Map.of("a", "aaaaaaaa", "a [bbbbbbbb]", "bbbbbbbb"));
    }

    @Test
    void filesAndFoldersShareTheirNames() {
        assertThat(idsByKey("", of("folder-0", "a", RemoteFile.FOLDER, 2), file("file-000", "a", 1)))
                .isEqualTo(Map.of("a", "file-000", "a [folder-0]", "folder-0"));
    }

    @Test
    void namesThatAreNoKeysAreShownAndNeverTakeAnothersKey() {
        assertThat(idsByKey(
                        "f",
                        file("slash-00", "a/b.jpg", 1),
                        file("control0", "a\nb.jpg", 1),
                        file("back-000", "a\\b.jpg", 1),
                        file("plain-00", "a_b.jpg", 1),
                        file("dots-000", "..", 1),
                        file("nothing0", "", 1)))
                .isEqualTo(Map.of(
                        "f/a_b [slash-00].jpg", "slash-00",
                        "f/a_b [control0].jpg", "control0",
                        "f/a_b [back-000].jpg", "back-000",
                        "f/a_b.jpg", "plain-00",
                        "f/. [dots-000].", "dots-000",
                        "f/ [nothing0]", "nothing0"));
    }

    @Test
    void aFileThatIsCalledByAnothersIdHidesNothing() {
        assertThat(idsByKey(
                        "", file("oldest-0", "a", 1), file("younger0", "a", 2), file("trick-00", "a [younger0]", 3)))
                .isEqualTo(Map.of("a", "oldest-0", "a [younger0]", "trick-00", "a [younger0] [younger0]", "younger0"));
    }

    @Test
    void whatIsNoBytesHasNoKeyAndTakesNone() {
        assertThat(idsByKey(
                        "",
                        of("document", "a", "application/vnd.google-apps.document", 1),
                        of("shortcut", "a", "application/vnd.google-apps.shortcut", 1),
                        file("file-000", "a", 2)))
                .isEqualTo(Map.of("a", "file-000"));
    }

    @Test
    void aKeyThatWouldBeTooLongIsNone() {
        assertThat(idsByKey("x".repeat(1000), file("file-000", "y".repeat(30), 1)))
                .isEmpty();
    }
}
