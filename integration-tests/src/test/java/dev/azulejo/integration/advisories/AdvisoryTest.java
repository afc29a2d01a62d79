package dev.azulejo.integration.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryTest {
    private static final String HOLE = """
            {"id": "GHSA-test", "summary": "reads too far", "affected": [{
              "package": {"ecosystem": "Maven", "name": "org.some:some-core"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.10.3"}]},
                         {"type": "ECOSYSTEM", "events": [{"introduced": "2.0.0"}, {"last_affected": "2.4"}]}],
              "versions": ["3.0.0.redhat-1"]}]}""";

    @TempDir
    Path folder;

    private AdvisoryList list(String... advisories) throws IOException {
        var file = folder.resolve("all.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < advisories.length; i++) {
                zip.putNextEntry(new ZipEntry(i + ".json"));
                zip.write(advisories[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return AdvisoryList.read(file);
    }

    private static Library library(String version) {
        return Library.inZip("lib/main/org.some.some-core-%s.jar".formatted(version))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, true", "1.10.2, true", "1.10.3-rc1, true", "1.10.3, false", "1.11, false",
        "2.0.0, true", "2.4.0, true", "2.4.1, false", "3.0.0, false", "3.0.0.redhat-1, true"
    })
    void versionsInARangeAreConcerned(String version, boolean concerned) throws IOException {
        assertThat(list(HOLE).findings(List.of(library(version))).size()).isEqualTo(concerned ? 1 : 0);
    }

    @Test
    void whatWasWithdrawnIsNoHole() throws IOException {
        var withdrawn = HOLE.replace("{\"id\"", "{\"withdrawn\": \"2026-01-01T00:00:00Z\", \"id\"");
        assertThat(list(withdrawn).findings(List.of(library("1.9")))).isEmpty();
        assertThat(list(withdrawn, HOLE).findings(List.of(library("1.9"))))
                .containsExactly("GHSA-test: reads too far (org.some.some-core 1.9)");
    }

    @Test
    void librariesAreKnownByTheirPlace() {
        var jar = Path.of("/home/ann/.m2/repository/org/some/some-core/1.9/some-core-1.9.jar");
        var library = Library.inRepository(jar).orElseThrow();
        assertThat(library.is("org.some:some-core")).isTrue();
        assertThat(library.is("some:some-core")).isTrue(); // rather one too many than one too few
        assertThat(library.is("org.some:core")).isFalse();
        assertThat(library.version()).isEqualTo(new LibraryVersion("1.9"));
        assertThat(Library.inRepository(Path.of("/home/ana/azulejo/cli/target/classes")))
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, 1.10",
        "1.0-alpha1, 1.0-beta1",
        "1.0-rc1, 1.0",
        "1.0.0.CR2, 1.0.0.Final",
        "1.0, 1.0-sp1",
        "1.0-SNAPSHOT, 1.0",
        "2.21.2, 2.21.10",
        "1.0-sp1, 1.0.1",
        "1.0, 1.0.1"
    })
    void laterVersionsComeLater(String earlier, String later) {
        assertThat(new LibraryVersion(earlier)).isLessThan(new LibraryVersion(later));
        assertThat(new LibraryVersion(later)).isGreaterThan(new LibraryVersion(earlier));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1.0.0, 1.0.0.Final", "2.0-cr1, 2.0-RC1"})
    void someAreTheSame(String one, String other) {
        assertThat(new LibraryVersion(one)).isEqualByComparingTo(new LibraryVersion(other));
    }
}
