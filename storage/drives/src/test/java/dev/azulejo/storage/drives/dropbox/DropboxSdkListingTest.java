package dev.azulejo.storage.drives.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.files.CreateFolderErrorException;
import com.dropbox.core.v2.files.DeleteErrorException;
import com.dropbox.core.v2.files.DeletedMetadata;
import com.dropbox.core.v2.files.DownloadErrorException;
import com.dropbox.core.v2.files.FolderMetadata;
import com.dropbox.core.v2.files.GetMetadataErrorException;
import com.dropbox.core.v2.files.ListFolderContinueErrorException;
import com.dropbox.core.v2.files.ListFolderErrorException;
import com.dropbox.core.v2.files.ListFolderLongpollResult;
import com.dropbox.core.v2.files.Metadata;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class DropboxSdkListingTest extends DropboxSdk {
    @Test
    void listsInPages() throws DbxException, IOException {
        for (int file = 0; file < 7; file++) {
            put("/in/file " + file, bytes("x"));
        }
        put("/in/sub/file", bytes("x"));
        assertThat(listed("/in", false))
                .containsExactly(
                        "/in/file 0",
                        "/in/file 1",
                        "/in/file 2",
                        "/in/file 3",
                        "/in/file 4",
                        "/in/file 5",
                        "/in/file 6",
                        "/in/sub/");
        assertThat(listed("", true)).hasSize(10).contains("/in/", "/in/sub/", "/in/sub/file");
        assertThatExceptionOfType(ListFolderErrorException.class)
                .isThrownBy(() -> listed("/nothing", false))
                .satisfies(e ->
                        assertThat(e.errorValue.getPathValue().isNotFound()).isTrue());
        assertThatExceptionOfType(ListFolderErrorException.class)
                .isThrownBy(() -> listed("/in/file 0", false))
                .satisfies(e ->
                        assertThat(e.errorValue.getPathValue().isNotFolder()).isTrue());
    }

    private List<String> listed(String folder, boolean isRecursive) throws DbxException {
        var page = client.files()
                .listFolderBuilder(folder)
                .withRecursive(isRecursive)
                .withLimit(100L)
                .start();
        var all = new ArrayList<>(texts(page.getEntries()));
        while (page.getHasMore()) {
            page = client.files().listFolderContinue(page.getCursor());
            all.addAll(texts(page.getEntries()));
        }
        return all;
    }

    private static List<String> texts(List<Metadata> entries) {
        return entries.stream()
                .map(entry -> (entry instanceof DeletedMetadata ? "-" : "")
                        + entry.getPathDisplay()
                        + (entry instanceof FolderMetadata ? "/" : ""))
                .toList();
    }

    @Test
    void tellsWhatHasChanged() throws DbxException, IOException {
        put("/in/old", bytes("old"));
        put("/in/sub/deep", bytes("deep"));
        var cursor = client.files()
                .listFolderGetLatestCursorBuilder("/in")
                .withRecursive(true)
                .start()
                .getCursor();
        put("/elsewhere", bytes("x"));
        assertThat(client.files().listFolderContinue(cursor).getEntries()).isEmpty();
        put("/in/new", bytes("new"));
        put("/in/old", bytes("newer"));
        client.files().deleteV2("/in/sub");
        var page = client.files().listFolderContinue(cursor);
        assertThat(texts(page.getEntries())).containsExactly("/in/new", "/in/old", "-/in/sub");
        assertThat(texts(client.files().listFolderContinue(cursor).getEntries()))
                .hasSize(3);
        assertThat(client.files().listFolderContinue(page.getCursor()).getEntries())
                .isEmpty();
        fake.forgetCursors();
        assertThatExceptionOfType(ListFolderContinueErrorException.class)
                .isThrownBy(() -> client.files().listFolderContinue(cursor))
                .satisfies(e -> assertThat(e.errorValue.isReset()).isTrue());
    }

    @Test
    void waitsForAChange() throws Exception {
        var cursor = client.files().listFolderGetLatestCursor("").getCursor();
        var waiting =
                new FutureTask<ListFolderLongpollResult>(() -> client.files().listFolderLongpoll(cursor, 480));
        Thread.ofVirtual().start(waiting);
        put("/a", bytes("x"));
        assertThat(waiting.get().getChanges()).isTrue();
        var next = client.files().listFolderContinue(cursor).getCursor();
        var inVain =
                new FutureTask<ListFolderLongpollResult>(() -> client.files().listFolderLongpoll(next, 30));
        Thread.ofVirtual().start(inVain);
        while (!inVain.isDone()) {
            fake.pass(Duration.ofSeconds(30));
        }
        assertThat(inVain.get().getChanges()).isFalse();
    }

    @Test
    void deletes() throws DbxException, IOException {
        var file = put("/a/b", bytes("x"));
        assertThatExceptionOfType(DeleteErrorException.class)
                .isThrownBy(() -> client.files().deleteV2("/a/b", "0123456789abcdef"));
        client.files().deleteV2("/a/b", file.getRev());
        assertThatExceptionOfType(DeleteErrorException.class)
                .isThrownBy(() -> client.files().deleteV2("/a/b"))
                .satisfies(e -> assertThat(e.errorValue.getPathLookupValue().isNotFound())
                        .isTrue());
        assertThatExceptionOfType(GetMetadataErrorException.class)
                .isThrownBy(() -> client.files().getMetadata("/a/b"))
                .satisfies(e ->
                        assertThat(e.errorValue.getPathValue().isNotFound()).isTrue());
        assertThatExceptionOfType(DownloadErrorException.class)
                .isThrownBy(() -> client.files().download("/a/b"))
                .satisfies(e ->
                        assertThat(e.errorValue.getPathValue().isNotFound()).isTrue());
        assertThat(client.files().createFolderV2("/c").getMetadata().getName()).isEqualTo("c");
        assertThatExceptionOfType(CreateFolderErrorException.class)
                .isThrownBy(() -> client.files().createFolderV2("/A"))
                .satisfies(e ->
                        assertThat(e.errorValue.getPathValue().isConflict()).isTrue());
    }
}
