package dev.azulejo.quality.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.report.Comparison.Task;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Fuzzes comparisons, by which models are promoted: what is read can be shown, and is written and read
/// again the same.
class ComparisonFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        var comparison = new Comparison(
                new SetName("n", "0".repeat(64)),
                new Task(2, 75, true),
                List.of(new Candidate("a", List.of("a 1")), new Candidate("b", List.of())),
                List.of(Metric.PSNR, Metric.CIEDE2000),
                List.of(
                        new Trial("i", List.of("face"), "a", Map.of("psnr", 30.5, "ciede2000", 1.0), 1, 2),
                        new Trial("i", List.of("face"), "b", Map.of("psnr", 31.5), 1, 2),
                        new Trial("j", List.of(), "a", Map.of(), 0, 0)),
                List.of(new Failure("j", "b", "it <failed>|\n")));
        return Stream.of(ComparisonJson.write(comparison).getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        Comparison read;
        try {
            read = ComparisonJson.read(new String(input, UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("it is no comparison");
            return;
        }
        assertThat(ComparisonJson.read(ComparisonJson.write(read))).isEqualTo(read);
        assertThat(ComparisonMarkdown.write(read)).isNotBlank();
        assertThat(new ComparisonPage(read, List.of(), "", OptionalDouble.empty()).html())
                .isNotBlank();
    }
}
