package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each row of the contract's table names tests that there are.
class ContractTableTest {
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyRowNamesTestsThatExist() throws IOException {
        var lines = Files.readAllLines(Checkout.ROOT.resolve("docs/colour-and-metadata.md"));
        var rows = lines.stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| case"))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(30)
                .allMatch(row -> REFERENCE.matcher(row).find());
        var tests = tests();
        var missing = rows.stream()
                .flatMap(row -> REFERENCE.matcher(row).results())
                .filter(reference ->
                        !tests.getOrDefault(reference.group(1), "").contains(" " + reference.group(2) + "("))
                .map(MatchResult::group);
        assertThat(missing).isEmpty();
    }

    /// The text of each test class, by its name.
    private static Map<String, String> tests() throws IOException {
        try (var files = Stream.of("core", "imaging", "integration-tests")
                .map(module -> Checkout.ROOT.resolve(module).resolve("src/test/java"))
                .flatMap(ContractTableTest::walk)) {
            return files.filter(file -> file.toString().endsWith("Test.java")
                            || file.toString().endsWith("IT.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ContractTableTest::text,
                            String::concat));
        }
    }

    @SuppressWarnings("StreamResourceLeak") // flatMap closes it
    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
