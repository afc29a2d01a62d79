package dev.azulejo.quality.set;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Checks the set that models are gated on, without its pictures: `benchmarks/gate/fetch.sh` fetches them.
class GateSetTest {
    private static final Path FILE = Path.of("../../benchmarks/gate/set.json");

    @Test
    void thereAreEnoughPicturesOfEveryKind() throws RefusedSet {
        var set = SetFile.read(FILE);
        assertThat(set.images()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(Tag.counted(set.images()))
                .allSatisfy((tag, count) -> assertThat(count).as(tag).isGreaterThanOrEqualTo(8));
    }

    @Test
    void eachIsFreeAndSaysWhereItIsToBeHad() throws IOException {
        for (var image : new JsonMapper().readTree(FILE.toFile()).path("images")) {
            var name = image.path("file").asText();
            assertThat(image.path("licence").asText())
                    .as(name)
                    .matches("CC0-1\\.0|CC-BY-[234]\\.0|CC-BY-SA-4\\.0|Apache-2\\.0"
                            + "|LicenseRef-(public-domain|no-known-restrictions)");
            var from = image.path("from");
            if (from.has("repository")) {
                assertThat(from.path("commit").asText()).as(name).matches("[0-9a-f]{40}");
            } else {
                assertThat(FileHash.sha256(
                                Path.of("../..").resolve(from.path("path").asText())))
                        .as(name)
                        .isEqualTo(image.path("sha256").asText());
            }
        }
    }
}
