package dev.azulejo.events;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.plan.PlanStage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The results of the order in `event/image-enhancement-requested.json`, and of the events about its end.
final class SampleOrder {
    static final Correlation CORRELATION = Correlation.ofEvent("https://shop.example.com/orders", "order-4711-hero");
    private static final SourceRef SOURCE = new SourceRef(
            new StorageUri(SampleDrop.INBOX, "uploads/4711/hero.png"), "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY", 791_555);
    private static final Step SPAN_X4 =
            new Step("span-x4", "92a4946cc8a976d5b28d3cf719fdfc60272e608011b03f3da9c8b7558578e991");
    private static final List<String> FINGERPRINTS = List.of(
            "libvips 8.18.7 (@img/sharp-libvips-linux-x64@1.3.4)",
            "onnxruntime 1.29.0 linux-x64: cuda fp32 opt=all",
            "JPEG by libvips 8.18.7 (@img/sharp-libvips-linux-x64@1.3.4)");

    private SampleOrder() {}

    static JobRequest request() {
        return JobRequest.of(
                        SOURCE,
                        1,
                        Chain.of("photo-x4", List.of(SPAN_X4), 4),
                        WantedResult.of(
                                ResultEncoding.of(ImageFormat.JPEG, 85),
                                new StorageUri(SampleDrop.OUTBOX, "web/4711/hero.jpg")),
                        GeometrySpec.AUTOMATIC,
                        List.of())
                .knownBy(CORRELATION);
    }

    static Intake intake() {
        return new Intake(Intake.SCHEMA, request(), null, List.of());
    }

    static Outcome enhanced() {
        return succeeded(new Outcome.DeliveredResult(
                request().destination(), 1_476_405, "u6rXb2W0nV9eZ1mT4yKcQ8pHs5LdGf7A", 2048, 2048, null));
    }

    static Outcome superseded() {
        return succeeded(null);
    }

    private static Outcome succeeded(Outcome.@Nullable DeliveredResult result) {
        return new Outcome.Succeeded(
                Outcome.SCHEMA,
                request().job(),
                0,
                SOURCE,
                request().recipe(),
                request().chain().steps(),
                null,
                null,
                result,
                null,
                Map.of("plan", 1.231, "infer", 13.42, "stitch", 2.118, "deliver", 0.909),
                FINGERPRINTS,
                List.of());
    }

    static Outcome rejected() {
        return rejected(request());
    }

    static Outcome failed() {
        return failed(request());
    }

    static Outcome cancelled() {
        return cancelled(request());
    }

    static Outcome.Rejected rejected(JobRequest of) {
        return new Outcome.Rejected(Outcome.SCHEMA, of.job(), 0, of.source(), Reason.SOURCE_CHANGED, PlanStage.GONE);
    }

    static Outcome.Failed failed(JobRequest of) {
        var key = JobKeys.source(of.job(), 1);
        return new Outcome.Failed(
                Outcome.SCHEMA,
                of.job(),
                0,
                of.source(),
                "infer",
                "PermanentFailure",
                String.valueOf(
                        PermanentFailure.damaged(key, "has a wrong checksum").getMessage()),
                List.of(key));
    }

    static Outcome.Cancelled cancelled(JobRequest of) {
        return new Outcome.Cancelled(Outcome.SCHEMA, of.job(), 0, of.source(), "no longer wanted");
    }
}
