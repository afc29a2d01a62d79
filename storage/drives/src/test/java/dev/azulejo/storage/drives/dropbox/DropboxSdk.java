package dev.azulejo.storage.drives.dropbox;

import com.dropbox.core.DbxException;
import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.oauth.DbxCredential;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.files.CommitInfo;
import com.dropbox.core.v2.files.FileMetadata;
import com.dropbox.core.v2.files.UploadSessionCursor;
import com.dropbox.core.v2.files.WriteMode;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.dropbox.DropboxFake;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/// The official library, before a double of Dropbox.
abstract class DropboxSdk {
    final DropboxFake fake = new DropboxFake();

    @AutoClose
    WireServer server;

    DbxCredential credential;
    DbxClientV2 client;

    @BeforeEach
    void start() {
        server = new WireServer(fake);
        credential = new DbxCredential(
                fake.freshToken(),
                Long.MAX_VALUE,
                DropboxFake.REFRESH_TOKEN,
                DropboxFake.APP_KEY,
                DropboxFake.APP_SECRET);
        client = new DbxClientV2(config(), credential);
    }

    DbxRequestConfig config() {
        return DbxRequestConfig.newBuilder("azulejo-tests")
                .withHttpRequestor(new RedirectedRequestor(server.address()))
                .build();
    }

    static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    FileMetadata put(String path, byte[] bytes) throws DbxException, IOException {
        return client.files().uploadBuilder(path).withMode(WriteMode.OVERWRITE).uploadAndFinish(in(bytes));
    }

    byte[] downloaded(String path) throws DbxException, IOException {
        var out = new ByteArrayOutputStream();
        client.files().download(path).download(out);
        return out.toByteArray();
    }

    FileMetadata finish(UploadSessionCursor cursor, String path, byte[] last, WriteMode mode)
            throws DbxException, IOException {
        var commit = CommitInfo.newBuilder(path)
                .withMode(mode)
                .withAutorename(false)
                .withStrictConflict(true)
                .build();
        return client.files().uploadSessionFinish(cursor, commit).uploadAndFinish(in(last));
    }
}
