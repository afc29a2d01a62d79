package dev.azulejo.storage.drives.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.files.FileMetadata;
import com.dropbox.core.v2.files.UploadErrorException;
import com.dropbox.core.v2.files.UploadSessionAppendErrorException;
import com.dropbox.core.v2.files.UploadSessionCursor;
import com.dropbox.core.v2.files.UploadSessionFinishErrorException;
import com.dropbox.core.v2.files.WriteError;
import com.dropbox.core.v2.files.WriteMode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// The official library finds in [DropboxFake] what it expects of Dropbox: whoever reads and writes these answers here
/// is somebody else's code.
class DropboxSdkTest extends DropboxSdk {
    private static final byte[] LARGE = new byte[9_000_001];

    static {
        new Random(1).nextBytes(LARGE);
    }

    @Test
    void uploadsAndDownloadsASmallFile() throws DbxException, IOException {
        var path = "/Ä \"漢\"/grün #1%.txt";
        var file = client.files().uploadBuilder(path).uploadAndFinish(in(bytes("hello")));
        assertThat(file.getName()).isEqualTo("grün #1%.txt");
        assertThat(file.getPathDisplay()).isEqualTo(path);
        assertThat(file.getPathLower()).isEqualTo("/ä \"漢\"/grün #1%.txt");
        assertThat(file.getSize()).isEqualTo(5);
        assertThat(downloaded(path)).isEqualTo(bytes("hello"));
        assertThat(downloaded("rev:" + file.getRev())).isEqualTo(bytes("hello"));
        assertThat(downloaded(file.getId())).isEqualTo(bytes("hello"));
        var found = client.files().getMetadata("/ä \"漢\"/GRÜN #1%.TXT");
        assertThat(found).isEqualTo(file);
    }

    @Test
    void theHashOfContentIsTheDocumentedOne() throws DbxException, IOException {
        // The example of the page "Content hash" is a photograph; of no bytes it is SHA-256 of nothing.
        assertThat(put("/empty", new byte[0]).getContentHash())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        var wrong = "0".repeat(64);
        assertThatExceptionOfType(UploadErrorException.class)
                .isThrownBy(() -> client.files()
                        .uploadBuilder("/other")
                        .withContentHash(wrong)
                        .uploadAndFinish(in(bytes("x"))))
                .satisfies(e -> assertThat(e.errorValue.isContentHashMismatch()).isTrue());
    }

    @Test
    void downloadsARange() throws DbxException, IOException {
        put("/large", LARGE);
        try (var download =
                client.files().downloadBuilder("/large").range(1_000_000, 7).start()) {
            assertThat(download.getInputStream().readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(LARGE, 1_000_000, 1_000_007));
            assertThat(download.getResult().getSize()).isEqualTo(LARGE.length);
        }
        try (var download =
                client.files().downloadBuilder("/large").range(9_000_000).start()) {
            assertThat(download.getInputStream().readAllBytes()).containsExactly(LARGE[9_000_000]);
        }
    }

    @Test
    void uploadsInASession() throws DbxException, IOException {
        var session = client.files().uploadSessionStart().uploadAndFinish(in(LARGE), 4_000_000);
        var second = new UploadSessionCursor(session.getSessionId(), 4_000_000);
        client.files()
                .uploadSessionAppendV2(second)
                .uploadAndFinish(in(Arrays.copyOfRange(LARGE, 4_000_000, 8_000_000)));
        assertThatExceptionOfType(UploadSessionAppendErrorException.class)
                .isThrownBy(() -> client.files()
                        .uploadSessionAppendV2(second)
                        .uploadAndFinish(in(Arrays.copyOfRange(LARGE, 4_000_000, 8_000_000))))
                .satisfies(
                        e -> assertThat(e.errorValue.getIncorrectOffsetValue().getCorrectOffset())
                                .isEqualTo(8_000_000));
        var last = new UploadSessionCursor(session.getSessionId(), 8_000_000);
        var file = finish(last, "/large", Arrays.copyOfRange(LARGE, 8_000_000, LARGE.length), WriteMode.ADD);
        assertThat(file.getSize()).isEqualTo(LARGE.length);
        assertThat(downloaded("/large")).isEqualTo(LARGE);
        assertThatExceptionOfType(UploadSessionFinishErrorException.class)
                .isThrownBy(() -> finish(last, "/other", new byte[0], WriteMode.ADD))
                .satisfies(e -> assertThat(e.errorValue.getLookupFailedValue().isClosed())
                        .isTrue());
    }

    @Test
    void aRefusedFinishKeepsWhatItWasGiven() throws DbxException, IOException {
        var there = put("/a", bytes("there"));
        var session = client.files().uploadSessionStart().uploadAndFinish(in(bytes("one")));
        assertThatExceptionOfType(UploadSessionFinishErrorException.class)
                .isThrownBy(() ->
                        finish(new UploadSessionCursor(session.getSessionId(), 3), "/a", bytes("two"), WriteMode.ADD))
                .satisfies(e -> assertThat(e.errorValue.getPathValue().getConflictValue())
                        .isEqualTo(com.dropbox.core.v2.files.WriteConflictError.FILE));
        finish(new UploadSessionCursor(session.getSessionId(), 6), "/a", new byte[0], WriteMode.update(there.getRev()));
        assertThat(downloaded("/a")).isEqualTo(bytes("onetwo"));
    }

    @Test
    void modesOfWritingDecideWhatIsAConflict() throws DbxException, IOException {
        var first = put("/Folder/a.txt", bytes("first"));
        assertThat(reason(() -> write("/folder/A.TXT", "other", WriteMode.ADD, false))
                        .isConflict())
                .isTrue();
        assertThat(write("/folder/a.txt", "first", WriteMode.ADD, false)).isEqualTo(first);
        assertThat(reason(() -> write("/folder/a.txt", "first", WriteMode.ADD, true))
                        .isConflict())
                .isTrue();
        var second = write("/folder/a.txt", "second", WriteMode.update(first.getRev()), true);
        assertThat(second.getRev()).isNotEqualTo(first.getRev());
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(reason(() -> write("/folder/a.txt", "third", WriteMode.update(first.getRev()), true))
                        .isConflict())
                .isTrue();
        assertThat(reason(() -> write("/folder", "x", WriteMode.OVERWRITE, false))
                        .getConflictValue())
                .isEqualTo(com.dropbox.core.v2.files.WriteConflictError.FOLDER);
        assertThat(reason(() -> write("/folder/a.txt/b", "x", WriteMode.OVERWRITE, false))
                        .getConflictValue())
                .isEqualTo(com.dropbox.core.v2.files.WriteConflictError.FILE_ANCESTOR);
        client.files().deleteV2("/folder/a.txt");
        assertThat(reason(() -> write("/folder/a.txt", "x", WriteMode.update(second.getRev()), true))
                        .isConflict())
                .isTrue();
        assertThat(write("/folder/a.txt", "x", WriteMode.update(second.getRev()), false)
                        .getSize())
                .isEqualTo(1);
    }

    private FileMetadata write(String path, String text, WriteMode mode, boolean isStrict)
            throws DbxException, IOException {
        return client.files()
                .uploadBuilder(path)
                .withMode(mode)
                .withStrictConflict(isStrict)
                .uploadAndFinish(in(bytes(text)));
    }

    private static WriteError reason(Callable<?> refused) {
        try {
            refused.call();
        } catch (UploadErrorException e) {
            assertThat(e.errorValue.getPathValue().getUploadSessionId()).isNotEmpty();
            return e.errorValue.getPathValue().getReason();
        } catch (Exception e) {
            throw new AssertionError("it was refused otherwise", e);
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void refusesNames() {
        for (var name : List.of("/a\\b", "/a ", "/🎨", "/a/../b", "/" + "x".repeat(256), "/a\u007f")) {
            assertThat(reason(() -> write(name, "x", WriteMode.ADD, false)).isMalformedPath())
                    .as(name)
                    .isTrue();
        }
        assertThat(reason(() -> write("/Thumbs.db", "x", WriteMode.ADD, false)).isDisallowedName())
                .isTrue();
    }

    @Test
    void namesAreComposed() throws DbxException, IOException {
        assertThat(put("/e\u0301.txt", bytes("x")).getName()).isEqualTo("é.txt");
        assertThat(downloaded("/é.txt")).isEqualTo(bytes("x"));
    }
}
