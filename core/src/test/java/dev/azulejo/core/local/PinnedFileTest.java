package dev.azulejo.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedFileTest {
    private static final String CONTENT = "a library";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void thereIsOne() throws IOException {
        path = Files.writeString(folder.resolve("lib.so"), CONTENT);
    }

    private PinnedFile pinned(Duration later) throws IOException {
        var sha256 = PinnedFile.sha256(new ByteArrayInputStream(CONTENT.getBytes(StandardCharsets.UTF_8)));
        var at = Instant.now().plus(later);
        return new PinnedFile(path, sha256, InstantSource.fixed(at));
    }

    private Path note() {
        return folder.resolve("lib.so.measured");
    }

    private PinnedFile afterwards() throws IOException {
        return pinned(Duration.ofMinutes(1));
    }

    @Test
    void isThereWithItsBytesAlone() throws IOException {
        assertThat(afterwards().isThere()).isTrue();
        Files.writeString(path, "another");
        assertThat(afterwards().isThere()).isFalse();
        Files.delete(path);
        assertThat(afterwards().isThere()).isFalse();
    }

    @Test
    void whatWasMeasuredIsNotReadAgain() throws IOException {
        assertThat(afterwards().isThere()).isTrue();
        var note = Files.readString(note());
        assertThat(afterwards().isThere()).isTrue();
        assertThat(note()).hasContent(note);
        Files.writeString(note(), note.replaceFirst(" 9 ", " 8 "));
        assertThat(afterwards().isThere()).isTrue();
        assertThat(note()).as("measured, as the note was of something else").hasContent(note);
    }

    @Test
    void oneOfTheSameSizeAndTimeIsMeasured() throws IOException {
        assertThat(afterwards().isThere()).isTrue();
        var modified = Files.getLastModifiedTime(path);
        Files.writeString(path, "A library");
        Files.setLastModifiedTime(path, modified);
        assertThat(afterwards().isThere()).isFalse();
    }

    @Test
    void soIsOneThatTookItsPlace() throws IOException {
        assertThat(afterwards().isThere()).isTrue();
        var other = Files.writeString(folder.resolve("other"), "A library");
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(afterwards().isThere()).isFalse();
    }

    @Test
    void whatWasChangedJustNowIsNotNoted() throws IOException {
        assertThat(pinned(Duration.ZERO).isThere()).isTrue();
        assertThat(note()).doesNotExist();
    }

    @Test
    void aDamagedNoteTellsNothing() throws IOException {
        Files.writeString(note(), "");
        Files.writeString(path, "another");
        assertThat(afterwards().isThere()).isFalse();
    }
}
