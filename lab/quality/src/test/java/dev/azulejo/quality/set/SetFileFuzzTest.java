package dev.azulejo.quality.set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Fuzzes sets, which people exchange: each image of one lies below its folder.
class SetFileFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() throws IOException {
        return Stream.of(
                Files.readAllBytes(Path.of("../../benchmarks/pictures/set.json")),
                """
                {"schema": 1, "name": "n", "description": "d", "images": [{"file": "a/b.png", "sha256": "%s", "tags": ["face"],
                 "licence": "CC0-1.0", "origin": "o"}]}""".formatted("0".repeat(64)).getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        var file = Files.createTempFile("set", ".json");
        try {
            Files.write(file, input);
            for (var image : SetFile.read(file).images()) {
                assertThat(SetFile.path(file, image).normalize())
                        .startsWithRaw(file.toAbsolutePath().getParent());
            }
        } catch (RefusedSet refused) {
            assertThat(refused).hasMessageStartingWith(file + " is not a set of images: ");
        } finally {
            Files.delete(file);
        }
    }
}
