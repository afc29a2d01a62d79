package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.imaging.hostile.HostileFile;
import dev.azulejo.imaging.hostile.HostilePngs;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that were made to hurt, by the functions: each ends as a job, and the one after it is done.
@Tag("slow")
class HostileFilesTest {
    private static final String HALF = "{\"percent\": 50, \"format\": \"jpeg\"}";

    private final TestPipeline pipeline = new TestPipeline();

    static Stream<HostileFile> files() {
        return HostileFile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void endsAsAJobAndTheNextIsDone(HostileFile file) {
        pipeline.inbox.put("resize/azulejo.json", HALF.getBytes(StandardCharsets.UTF_8));
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        var outcome = outcome("resize/" + file.name(), file.bytes());
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        System.out.printf(
                "functions | %s | %s | %.1f s of CPU%n",
                file.name(), outcome.getClass().getSimpleName(), took / 1e9);
        assertThat(outcome).isInstanceOf(file.isRefused() ? Outcome.Rejected.class : Outcome.Succeeded.class);
        assertThat(outcome("resize/good.png", HostilePngs.tiny())).isInstanceOf(Outcome.Succeeded.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"width": 300000, "format": "tiff", "compression": "none"} | or raise max-result-pixels
            {"width": 40000, "format": "tiff", "compression": "none"} | or raise max-result-bytes
            {"percent": 50, "tile": 16} | tile is an option of the command alone; leave it out
            """)
    void aSidecarCannotAskForMoreThanTheMachineGives(String sidecar, String why) {
        pipeline.limits = Limits.DEFAULT.with(Limit.RESULT_BYTES, 1_000_000_000);
        pipeline.inbox.put("resize/a.png.azulejo.json", sidecar.getBytes(StandardCharsets.UTF_8));
        assertThat(outcome("resize/a.png", HostilePngs.tiny()))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, its -> assertThat(its.detail()).contains(why));
    }

    /// By what one core would take.
    @Test
    void timeIsForeseen() {
        pipeline.limits = Limits.DEFAULT.with(Limit.TIME, 60);
        assertThat(outcome("detail-x4/a.png", HostilePngs.black(1_000)))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        its -> assertThat(its.detail())
                                .contains("on one core, the limit is 60 seconds", "or raise max-time"));
    }

    private Outcome outcome(String key, byte[] source) {
        var job = pipeline.planned(key, source);
        if (pipeline.objects.outcome(job).isEmpty()) {
            finish(job);
        }
        return pipeline.objects.outcome(job).orElseThrow();
    }

    private void finish(Attempt job) {
        pipeline.stitched(job);
        pipeline.deliver()
                .handleRequest(
                        TestEvents.createdInWork("jobs/%s/attempts/0/stitched.json".formatted(job)), new TestContext());
    }
}
