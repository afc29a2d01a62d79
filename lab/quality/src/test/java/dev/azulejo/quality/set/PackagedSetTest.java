package dev.azulejo.quality.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackagedSetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatComesWithAzulejoIsASetWhoseImagesAreMissingUntilTheyAreFetched(PackagedSet packaged)
            throws IOException, RefusedSet {
        var file = folder.resolve("set.json");
        packaged.write(file);
        var set = SetFile.read(file);
        assertThat(set.images()).isNotEmpty();
        assertThat(SetFile.check(file, set))
                .hasSameSizeAs(set.images())
                .allMatch(words -> words.endsWith("cannot be read"));
        assertThat(PackagedSet.named(packaged.text())).hasValue(packaged);
    }
}
