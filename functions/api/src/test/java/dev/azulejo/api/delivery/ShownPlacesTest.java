package dev.azulejo.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.DeliveredResult;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShownPlacesTest {
    private static final URI FOLDER = URI.create("file:///home/ana/results/");
    private static final URI NAME = URI.create("azulejo:results");
    private static final JobId JOB = new JobId("0123456789abcdef01234567");

    static Stream<URI> places() {
        return Stream.of(FOLDER, NAME);
    }

    private static List<Outcome> ends(URI place) {
        var uri = new StorageUri(place, "ana/a.png");
        var source = new SourceRef(uri, "v1", 7, "0A");
        var result = new DeliveredResult(uri, 1, "v2", 2, 3, null);
        return List.of(
                new Outcome.Succeeded(
                        Outcome.SCHEMA,
                        JOB,
                        1,
                        source,
                        "resize",
                        List.of(),
                        "chosen",
                        null,
                        result,
                        List.of(result, result),
                        Map.of("plan", 1.5),
                        List.of("cpu"),
                        List.of("small")),
                new Outcome.Succeeded(
                        Outcome.SCHEMA,
                        JOB,
                        1,
                        source,
                        "resize",
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        List.of()),
                new Outcome.Rejected(Outcome.SCHEMA, JOB, 1, source, Reason.EMPTY, "why"),
                new Outcome.Failed(Outcome.SCHEMA, JOB, 1, source, "plan", "Bug", "why", List.of("key")),
                new Outcome.Cancelled(Outcome.SCHEMA, JOB, 1, source, "why"));
    }

    /// All of an outcome stays but how places are called, also when they are called so already.
    @ParameterizedTest
    @MethodSource("places")
    void onlyNamesOfPlacesChange(URI place) {
        var shown = new ShownPlaces(Map.of(FOLDER, NAME));
        assertThat(ends(place).stream().map(shown::in)).containsExactlyElementsOf(ends(NAME));
        assertThat(ends(place).stream().map(ShownPlaces.AS_THEY_ARE::in)).containsExactlyElementsOf(ends(place));
    }
}
