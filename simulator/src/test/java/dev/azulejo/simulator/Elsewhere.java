package dev.azulejo.simulator;

import dev.azulejo.cloud.PipelineFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The functions that run in the cloud and not in the simulator, each with the test that puts it into every
/// trouble at every call: the second table in `docs/faults.md`.
enum Elsewhere {
    WEBHOOK(
            "webhook (`webhook`)",
            "the receiver has the event, under one id",
            "functions/api/src/test/java/dev/azulejo/api/delivery/DeliveryFaultsTest.java",
            "inTheEndTheReceiverHasIt"),
    CONNECT(
            "drives (`connect`)",
            "each file is brought once",
            "functions/pipeline/src/test/java/dev/azulejo/functions/route/ArrivalsFaultsTest.java",
            "whateverHappensAtACallNothingIsBroughtTwice"),
    OVERDUE(
            "overdue attempts (`overdue`)",
            "the next look finds them",
            "functions/pipeline/src/test/java/dev/azulejo/functions/OverdueCallsTest.java",
            "whateverHappensToALookTheNextOneFindsIt"),
    POOL(
            "pool (`pool`)",
            "as many workers as are wanted, and no more",
            "functions/pipeline/src/test/java/dev/azulejo/functions/pool/PoolFaultsTest.java",
            "inTheEndThereAreAsManyWorkersAsAreWanted"),
    ORDERS(
            "API, an order",
            "asking again gives the same job",
            "functions/api/src/test/java/dev/azulejo/api/job/JobFaultsTest.java",
            "whoeverAsksAgainHasOneJob"),
    CANCELS(
            "API, a cancel",
            "asking again leaves no job running",
            "functions/api/src/test/java/dev/azulejo/api/job/JobFaultsTest.java",
            "whoeverCancelsAgainHasNoneThatGoesOn");

    static final List<String> COLUMNS = List.of(
            "killed before or after a call, slow, or at once with another; a call refused, or its answer lost; two minutes without any; denied once, or for long",
            "test");

    private static final Path ROOT = Path.of("..");

    private final String text;
    private final String end;
    private final Path file;
    private final String method;

    Elsewhere(String text, String end, String file, String method) {
        this.text = text;
        this.end = end;
        this.file = Path.of(file);
        this.method = method;
    }

    static boolean has(PipelineFunction function) {
        return Arrays.stream(values()).anyMatch(row -> row.text.contains("`%s`".formatted(function.text())));
    }

    /// The problem with the test, if it is missing, or not run with all faults.
    Optional<String> missing() {
        try {
            var source = Files.readString(ROOT.resolve(file));
            return source.contains("@ParameterizedTest\n    @EnumSource\n    void %s(Fault fault)".formatted(method))
                    ? Optional.empty()
                    : Optional.of("%s has no %s(Fault)".formatted(file, method));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String row() {
        var name = file.getFileName().toString().replace(".java", "");
        return "| %s | right: %s | [`%s.%s`](../%s) |\n".formatted(text, end, name, method, file);
    }
}
