package dev.azulejo.core.job.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.plan.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/refusals.md` lists just the reasons that there are, with the advice that is given; to make it
/// anew: `./mvnw -pl core test -Dtest=RefusalTableTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dazulejo.write=true`
class RefusalTableTest {
    private static final Path PAGE = Path.of("../docs/refusals.md");
    private static final String HEAD = "| reason | when | what to do |\n|---|---|---|\n";
    private static final Pattern TABLE = Pattern.compile(Pattern.quote(HEAD) + "(?:\\|.*\n)*\n");
    private static final List<Path> SOURCES = Stream.of("../core", "../imaging", "../local", "../cli")
            .map(module -> Path.of(module, "src/main/java"))
            .toList();

    /// Tell of reasons, and give none.
    private static final Set<String> TALKERS = Set.of("Outcome.java", "Failures.java");

    /// Kept to read what older builds wrote.
    private static final Reason GONE = Reason.TOO_LARGE;

    private static List<Reason> reasons() {
        return Arrays.stream(Reason.values()).filter(reason -> reason != GONE).toList();
    }

    @Test
    void thePageHasTheTable() throws IOException {
        var rows = reasons().stream()
                .map(reason -> "| `%s` | %s | %s |".formatted(reason.code(), reason.when(), reason.advice()))
                .collect(Collectors.joining("\n", HEAD, "\n\n"));
        var text = TABLE.matcher(Files.readString(PAGE)).replaceFirst(Matcher.quoteReplacement(rows));
        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE).content().contains(rows).isEqualTo(text);
    }

    @Test
    void noTwoLimitsShareAReason() {
        var byReason = Arrays.stream(Limit.values()).collect(Collectors.groupingBy(Limit::reason));
        assertThat(byReason).allSatisfy((_, limits) -> assertThat(limits).hasSize(1));
    }

    @Test
    void everyReasonIsGivenSomewhereAndTheOldOneNowhere() throws IOException {
        var text = new StringBuilder();
        for (var root : SOURCES) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(file -> !TALKERS.contains(String.valueOf(file.getFileName())))
                        .toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        assertThat(reasons()).allMatch(reason -> text.toString().contains("Reason." + reason.name()));
        assertThat(text.toString()).doesNotContainPattern("Reason\\.TOO_LARGE\\b");
    }
}
