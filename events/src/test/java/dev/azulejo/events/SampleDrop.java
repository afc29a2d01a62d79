package dev.azulejo.events;

import dev.azulejo.core.intake.Options;
import dev.azulejo.core.job.outcome.FailureReport;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.record.Intake.OptionFile;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionValue.Kind;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A photograph that was dropped into a bucket, with options beside it; and one whose options are wrong.
final class SampleDrop {
    static final URI INBOX = URI.create("s3://azulejo-inbox");
    static final URI OUTBOX = URI.create("s3://azulejo-outbox");
    static final String KEY = "photo-x2/2026/Ana's 50% + more.jpg";
    private static final String VERSION = "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY";
    private static final Step SPAN_X2 =
            new Step("span-x2", "be18683f8f859c5523c3797e05fc012f89a6b7b900585f6ad2d26aa77f7133f2");
    private static final List<String> PROBLEMS = problems();

    private SampleDrop() {}

    static Map<String, Object> records() {
        var records = new LinkedHashMap<String, Object>();
        records.put("request-refused.json", request(PROBLEMS));
        records.put("intake.json", intake());
        records.put("error.json", rejected());
        records.put("error-failed.json", failed());
        return records;
    }

    static SourceRef source() {
        return new SourceRef(new StorageUri(INBOX, KEY), VERSION, 2_871_904);
    }

    static JobRequest request(List<String> problems) {
        return JobRequest.of(
                        source(),
                        1,
                        problems.isEmpty()
                                ? Chain.of("photo-x2", List.of(SPAN_X2), 2)
                                : Chain.of("photo-x2", List.of(), 1),
                        WantedResult.of(ResultEncoding.of(ImageFormat.PNG), new StorageUri(OUTBOX, KEY + ".png")),
                        GeometrySpec.AUTOMATIC,
                        problems)
                .knownBy(Correlation.ofDrop(source()));
    }

    /// The problems that intake finds.
    private static List<String> problems() {
        var options = new Options(NoModels.NONE);
        options.add("folder photo-x2", Map.of("recipe", OptionValue.text("photo-x2")));
        options.add("photo-x2/azulejo.json", Map.of("qualty", new OptionValue(Kind.WHOLE_NUMBER, "80")));
        options.add(KEY + ".azulejo.json", Map.of("scale", new OptionValue(Kind.WHOLE_NUMBER, "4")));
        return options.problems();
    }

    private static Intake intake() {
        return new Intake(
                Intake.SCHEMA,
                request(List.of()),
                new OptionFile(KEY + ".azulejo.json", "Qvx1vJ4lLxnG5bZ0tqS8sH2c.Yd7Wk3e"),
                List.of(
                        new OptionFile("photo-x2/azulejo.json", "u6rXb2W0nV9eZ1mT4yKcQ8pHs5LdGf7A"),
                        new OptionFile("photo-x2/2026/azulejo.json", null)));
    }

    private static FailureReport rejected() {
        return new FailureReport(
                FailureReport.SCHEMA,
                "rejected",
                KEY,
                Reason.UNKNOWN_OPTION.code(),
                String.join("; ", PROBLEMS),
                PROBLEMS,
                Reason.UNKNOWN_OPTION.advice(),
                request(PROBLEMS).job(),
                0,
                source(),
                Correlation.ofDrop(source()),
                new FailureReport.Asked("photo-x2", ResultEncoding.of(ImageFormat.PNG)));
    }

    private static FailureReport failed() {
        return new FailureReport(
                FailureReport.SCHEMA,
                "failed",
                KEY,
                "PermanentFailure",
                "infer: jobs/%s/tiles/3 has a wrong checksum"
                        .formatted(request(List.of()).job()),
                null,
                Outcome.Failed.ADVICE,
                request(List.of()).job(),
                0,
                source(),
                null,
                null);
    }
}
