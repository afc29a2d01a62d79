package dev.azulejo.core.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {
    @TempDir
    Path folder;

    private static TileEntries entries(int count, int bytes) {
        var random = new Random(count);
        var entries = new TileEntries();
        for (int i = 0; i < count; i++) {
            byte[] content = new byte[bytes];
            random.nextBytes(content);
            entries.add("кот/%d_%d.jpg".formatted(i / 100, i % 100), content);
        }
        return entries;
    }

    private Path zip(TileEntries... pieces) throws IOException {
        var file = folder.resolve("a.szi");
        var directory = new ArrayList<StoredZip.Entry>();
        try (var out = Files.newOutputStream(file)) {
            for (var piece : pieces) {
                out.write(piece.toByteArray());
                directory.addAll(piece.entries());
            }
            out.write(StoredZip.directory(directory));
        }
        return file;
    }

    @Test
    void joinedPiecesAreAnArchive() throws IOException {
        var first = new TileEntries();
        first.add("a/0.txt", new byte[0]);
        first.add("a/ü.txt", new byte[] {1, 2, 3});
        var second = new TileEntries();
        second.add("a/1.txt", new byte[] {4});
        try (var zip = new ZipFile(zip(first, second).toFile())) {
            assertThat(zip.stream().map(Object::toString)).containsExactly("a/0.txt", "a/ü.txt", "a/1.txt");
            var entry = zip.getEntry("a/ü.txt");
            assertThat(zip.getInputStream(entry).readAllBytes()).containsExactly(1, 2, 3);
            assertThat(entry.getTimeLocal()).isEqualTo("1980-01-01T00:00:00");
        }
    }

    @Test
    void holdsMoreEntriesThanTheShortFieldsCount() throws IOException {
        for (int count : new int[] {65_534, 65_535, 65_536, 70_000}) {
            try (var zip = new ZipFile(zip(entries(count, 3)).toFile())) {
                assertThat(zip.size()).isEqualTo(count);
                var last = zip.getEntry("кот/%d_%d.jpg".formatted((count - 1) / 100, (count - 1) % 100));
                assertThat(zip.getInputStream(last).readAllBytes()).hasSize(3); // its checksum was compared
            }
        }
    }

    /// The first entry is a hole of the file, and takes no room on a disk.
    @Test
    void holdsEntriesBeyondFourGigabytes() throws IOException {
        int large = Integer.MAX_VALUE - 100;
        var holes = List.of(new StoredZip.Entry("0", large, 0), new StoredZip.Entry("1", large, 0));
        var last = entries(2, 1000);
        var file = folder.resolve("large.szi");
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            for (var hole : holes) {
                out.write(StoredZip.header(hole));
                out.seek(out.getFilePointer() + hole.bytes());
            }
            out.write(last.toByteArray());
            var directory = new ArrayList<>(holes);
            directory.addAll(last.entries());
            out.write(StoredZip.directory(directory));
        }
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(4);
            assertThat(zip.getInputStream(zip.getEntry("кот/0_1.jpg")).readAllBytes())
                    .hasSize(1000);
        }
    }

    @Test
    void theFilesAreReadAgainWhateverTheirLength() {
        var work = new MemoryStorage();
        var expected = new LinkedHashMap<String, byte[]>();
        var entries = new TileEntries();
        for (int bytes : new int[] {0, 10, 4 << 20, 5 << 20, 3, 3_000_000, 3_000_000}) {
            byte[] content = new byte[bytes];
            new Random(bytes).nextBytes(content);
            expected.put("%d.jpg".formatted(expected.size()), content);
        }
        expected.forEach(entries::add);
        work.put("strip", entries.toByteArray());

        var found = new LinkedHashMap<String, byte[]>();
        new StoredFiles(work, "strip", entries.length()).forEach(found::put);
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        found.forEach((name, content) -> assertThat(content).isEqualTo(expected.get(name)));
    }

    @Test
    void aDamagedTileIsNotDelivered() {
        var work = new MemoryStorage();
        byte[] bytes = entries(1, 100).toByteArray();
        for (int at : new int[] {0, bytes.length - 50, 18}) {
            byte[] damaged = bytes.clone();
            damaged[at]++;
            work.put("strip", damaged);
            assertThatThrownBy(() -> new StoredFiles(work, "strip", bytes.length).forEach((name, content) -> {}))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("strip");
        }
    }

    @Test
    void aSideTellsWhatItWasTold() {
        var entries = entries(3, 7);
        var side = new StripSide(entries.entries(), new byte[] {1, 2});
        var read = StripSide.of(side.toByteArray(), entries.length());
        assertThat(read.entries()).isEqualTo(entries.entries());
        assertThat(read.halved()).containsExactly(1, 2);
        assertThatThrownBy(() -> StripSide.of(side.toByteArray(), entries.length() + 1))
                .isInstanceOf(PermanentFailure.class);
        assertThatThrownBy(() -> StripSide.of(new byte[3], 0)).isInstanceOf(PermanentFailure.class);
    }
}
