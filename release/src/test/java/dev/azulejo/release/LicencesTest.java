package dev.azulejo.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
    @TempDir
    Path folder;

    @Test
    void textsAreFoundWhereJarsHaveThem() throws IOException {
        var jar = folder.resolve("some-1.0.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var name : List.of(
                    "META-INF/LICENSE.txt",
                    "META-INF/license/LICENSE.zlib",
                    "NOTICE",
                    "ThirdPartyNotices.txt",
                    "License.class",
                    "some/License.class",
                    "some/licence-of-hunting.txt",
                    "META-INF/MANIFEST.MF")) {
                out.putNextEntry(new JarEntry(name));
                out.write(1);
            }
        }
        Licences.copy(jar, folder.resolve("licences"));
        assertThat(Trees.files(folder.resolve("licences")))
                .extracting(file -> folder.resolve("licences").relativize(file).toString())
                .containsExactlyInAnyOrder(
                        "some-1.0/LICENSE.txt",
                        "some-1.0/license-LICENSE.zlib",
                        "some-1.0/NOTICE",
                        "some-1.0/ThirdPartyNotices.txt");
    }
}
