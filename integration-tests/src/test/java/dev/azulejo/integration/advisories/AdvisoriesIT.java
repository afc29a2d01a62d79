package dev.azulejo.integration.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.integration.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// No library that we ship or test with has a hole that is known. Skipped, by name, where there is no list of
/// advisories.
class AdvisoriesIT {
    /// Read, and found not to concern us: id of the advisory, and why in a comment.
    private static final Set<String> ACCEPTED = Set.of();

    /// Something is on the class path of tests and in the functions' zip, so few means that names are misread.
    private static final int FEWEST = 40;

    @Test
    void noLibraryHasAKnownHole() throws IOException {
        var libraries = libraries();
        assertThat(libraries).hasSizeGreaterThan(FEWEST);
        var list = AdvisoryList.ofThisMachine();
        assumeTrue(list.isPresent(), "offline, and no list of advisories in the cache; name one in AZULEJO_ADVISORIES");
        var findings = list.orElseThrow().findings(libraries).stream()
                .filter(finding -> ACCEPTED.stream().noneMatch(finding::startsWith))
                .toList();
        System.out.printf(
                "%d libraries against %d advisories of %s%n",
                libraries.size(),
                list.orElseThrow().advisories().size(),
                list.orElseThrow().from());
        assertThat(findings).isEmpty();
    }

    private static List<Library> libraries() throws IOException {
        var ofTests = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(jar -> Library.inRepository(Path.of(jar)));
        return Stream.concat(ofTests, ofFunctions().stream())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static List<Optional<Library>> ofFunctions() throws IOException {
        try (var zip = new ZipFile(
                Checkout.ROOT.resolve("functions/pipeline/target/function.zip").toFile())) {
            return zip.stream().map(entry -> Library.inZip(entry.getName())).toList();
        }
    }
}
