package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.command.Azulejo.Ended;
import java.nio.file.Path;
import java.util.List;

/// What every refusal has in common.
final class Refusals {
    /// Exit codes, as the help documents them.
    static final int MIXED = 1;

    static final int USAGE = 2;
    static final int BAD_IMAGE = 65;
    static final int NO_INPUT = 66;
    static final int UNAVAILABLE = 69;
    static final int NO_OUTPUT = 73;
    static final int DISK = 74;

    private Refusals() {}

    /// One line that says what is wrong, and `words` among them, and the exit code.
    static void assertRefused(Ended ended, int exitCode, String... words) {
        assertThat(failures(ended))
                .as("lines for the user")
                .singleElement()
                .asString()
                .contains(words);
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        assertThat(ended.out()).isEmpty();
    }

    /// The error output without progress.
    static List<String> failures(Ended ended) {
        return ended.errorLines().stream()
                .filter(line -> !line.matches("azulejo: .*: \\d+x\\d+ to \\d+x\\d+, \\d+ tiles?"))
                .toList();
    }

    /// Nothing but JSON in the work folder, no temporary files, nothing in the user's home.
    static void assertNoPixelsAreLeft(Azulejo azulejo) {
        assertThat(JobFolder.filesBelow(azulejo.work().resolve("jobs"))).allMatch(name -> name.endsWith(".json"));
        assertThat(JobFolder.filesBelow(azulejo.cache().resolve("locks"))).isSubsetOf("jobs");
        assertThat(JobFolder.filesBelow(azulejo.temporary())).isEmpty();
        assertThat(JobFolder.filesBelow(azulejo.home())).isEmpty();
    }

    /// The same of a watch, which has a lock of its own.
    static void assertNoPixelsAreLeftOfWatch(Azulejo azulejo) {
        assertThat(JobFolder.filesBelow(azulejo.work().resolve("jobs"))).allMatch(name -> name.endsWith(".json"));
        assertThat(JobFolder.filesBelow(azulejo.work().resolve("decoders"))).isEmpty();
        assertThat(JobFolder.filesBelow(azulejo.temporary())).isEmpty();
        assertThat(JobFolder.filesBelow(azulejo.home())).isEmpty();
    }

    static void assertEmpty(Path folder) {
        assertThat(JobFolder.filesBelow(folder)).isEmpty();
    }
}
