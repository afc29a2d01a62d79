package dev.azulejo.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user's program changes a photo in place while we read a version of it.
class ChangedInPlaceTest {
    @TempDir
    Path root;

    private Path file;
    private FileStorage storage;
    private InputStream stream;

    @BeforeEach
    void aVersionIsOpen() throws IOException {
        file = Files.writeString(root.resolve("photo"), "0123456789".repeat(30_000));
        storage = new FileStorage(root);
        stream = storage.readVersion("photo", storage.version("photo"));
        stream.readNBytes(100);
    }

    @Test
    void isFoundOutAtTheEnd() throws IOException {
        overwrite(250_000);
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> stream.readAllBytes())
                .withMessageContaining("photo was changed in place");
    }

    @Test
    void isFoundOutAtTheEndAlsoWhereSizeAndTimeAreAsBefore() throws IOException {
        var modified = Files.getLastModifiedTime(file);
        overwrite(250_000);
        Files.setLastModifiedTime(file, modified);
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> stream.readAllBytes());
    }

    @Test
    void isFoundOutWhenItGrows() throws IOException {
        Files.writeString(file, "more", StandardOpenOption.APPEND);
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> stream.readAllBytes());
    }

    @Test
    void isFoundOutAtTheCloseOfAReaderThatStopsEarly() throws IOException {
        overwrite(0);
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> stream.close());
        stream.close(); // it is closed
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> stream.read());
    }

    @Test
    void saysNothingOfAnotherFileThatTookItsName() throws IOException {
        storage.put("photo", "another".getBytes(UTF_8));
        stream.close();
        storage.delete("photo");
        assertThat(storage.exists("photo")).isFalse();
    }

    @Test
    void mayAlsoBeReadToItsEndUnchanged() throws IOException {
        assertThat(stream.skip(100_000)).isPositive();
        assertThat(stream.readAllBytes()).endsWith("789".getBytes(UTF_8));
        assertThat(stream.read()).isEqualTo(-1);
        stream.close();
    }

    private void overwrite(int offset) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(offset).write(ByteBuffer.wrap("changed".getBytes(UTF_8)));
        }
    }
}
