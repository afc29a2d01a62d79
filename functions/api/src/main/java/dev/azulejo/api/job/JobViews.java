package dev.azulejo.api.job;

import dev.azulejo.api.job.JobView.Amount;
import dev.azulejo.api.job.JobView.InputView;
import dev.azulejo.api.job.JobView.LinksView;
import dev.azulejo.api.job.JobView.ProgressView;
import dev.azulejo.api.job.JobView.ResultView;
import dev.azulejo.api.job.JobView.SizeView;
import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.job.JobView.Trouble;
import dev.azulejo.api.link.EventLinks;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Links;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.ApiWords;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Uploads;
import dev.azulejo.core.history.JobState;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.storage.ObjectStat;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows where a job stands, from its objects. Writes nothing. Thread-safe.
@Singleton
public class JobViews {
    private static final double MEGAPIXEL = 1e6;
    private static final String AFTER_FAILURE =
            "This is not the file's fault. Try again; if it fails again, tell the operator the job's id.";

    private final Premises premises;
    private final Uploads uploads;
    private final Links links;
    private final Desk desk;
    private final EventLinks streams;
    private final Lifetimes lifetimes;

    public JobViews(
            Premises premises, Uploads uploads, Links links, Desk desk, EventLinks streams, Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
        this.streams = streams;
        this.premises = premises;
        this.uploads = uploads;
        this.links = links;
        this.desk = desk;
    }

    JobView of(Tenant tenant, Submission submission) {
        var objects = premises.objects();
        var attempt = attempt(submission);
        var outcome = objects.outcome(attempt);
        var plan = objects.planned(attempt).map(Manifest::plan);
        return new JobView(
                submission.id(),
                status(submission, outcome, plan.isPresent()),
                attempt.number(),
                submission.createdAt(),
                objects.work()
                        .stat(JobKeys.outcome(attempt))
                        .map(ObjectStat::modified)
                        .orElse(null),
                lifetimes.end(submission).orElse(null),
                input(tenant, submission),
                submission.options(),
                submission.metadata(),
                submission.webhooks(),
                plan.map(planned -> planned.chain().recipe())
                        .or(() -> objects.findRequest(submission.job()).map(request -> request.recipe()))
                        .orElse(null),
                plan.map(planned -> planned.chain().chosen()).orElse(null),
                plan.map(planned -> new SizeView(
                                planned.image().width(),
                                planned.image().height(),
                                planned.pixels().bands()))
                        .orElse(null),
                outcome.map(end -> progress(end, plan)).orElseGet(() -> progress(attempt, plan)),
                !isGone(submission) ? outcome.map(this::results).orElse(List.of()) : List.of(),
                warnings(plan, outcome),
                outcome.orElse(null) instanceof Succeeded succeeded ? succeeded.seconds() : Map.of(),
                outcome.map(JobViews::trouble).orElse(null),
                LinksView.of(submission.id(), streams.of(tenant, submission.job())));
    }

    /// A job in a list.
    ///
    /// @param megapixels of the source; 0 until it is planned
    public record Brief(Status status, Amount megapixels) {
        public static final Brief BEGUN = new Brief(Status.QUEUED, Amount.NOTHING);
    }

    Brief brief(Submission submission) {
        var objects = premises.objects();
        var attempt = attempt(submission);
        var outcome = objects.outcome(attempt);
        var plan = objects.planned(attempt).map(Manifest::plan);
        return new Brief(
                status(submission, outcome, plan.isPresent()),
                outcome.map(end -> progress(end, plan))
                        .orElseGet(() -> progress(attempt, plan))
                        .megapixels());
    }

    private Attempt attempt(Submission submission) {
        return premises.objects().newest(submission.job()).orElse(Attempt.first(submission.job()));
    }

    Status status(Submission submission) {
        var objects = premises.objects();
        var attempt = attempt(submission);
        var outcome = objects.outcome(attempt);
        return status(
                submission,
                outcome,
                outcome.isEmpty() && objects.planned(attempt).isPresent());
    }

    private Status status(Submission submission, Optional<Outcome> outcome, boolean isPlanned) {
        if (isGone(submission)) {
            return Status.DELETED;
        }
        boolean isUnderWay = isPlanned
                || (outcome.isEmpty() && desk.progress(submission.job()).isPresent());
        return Status.valueOf(JobState.of(outcome, isUnderWay).name());
    }

    private boolean isGone(Submission submission) {
        return submission.deletedAt() != null || lifetimes.isOver(submission);
    }

    private InputView input(Tenant tenant, Submission submission) {
        var upload = uploads.find(tenant, submission.upload());
        var url = upload.filter(file -> !isGone(submission) && !file.isGone())
                .map(file -> links.read(uploads.uri(tenant, file), file.name()).url());
        return new InputView(
                submission.upload(),
                submission.name(),
                submission.bytes(),
                upload.map(Upload::from).orElse(null),
                url.orElse(null));
    }

    private ProgressView progress(Attempt attempt, Optional<JobPlan> plan) {
        var due = StageTrigger.dueFor(attempt, premises.objects().work());
        var live = desk.progress(attempt.job());
        if (plan.isEmpty()) {
            return new ProgressView(due.map(JobViews::word).orElse(null), Amount.NOTHING, Amount.NOTHING, null);
        }
        int all = plan.get().grid().count();
        double megapixels = plan.get().image().pixels() / MEGAPIXEL;
        boolean isInferred = due.filter(StageTrigger.INFER.later()::contains).isPresent();
        int done =
                isInferred ? all : Math.min(all, live.map(Desk.Progress::tiles).orElse(0));
        return new ProgressView(
                due.map(JobViews::word).orElse(null),
                new Amount(done, all),
                new Amount(megapixels * done / all, megapixels),
                live.map(Desk.Progress::secondsLeft)
                        .filter(seconds -> seconds >= 0)
                        .orElse(null));
    }

    private static ProgressView progress(Outcome outcome, Optional<JobPlan> plan) {
        double done = outcome instanceof Succeeded ? 1 : 0;
        int tiles = plan.map(planned -> planned.grid().count()).orElse(0);
        double megapixels =
                plan.map(planned -> planned.image().pixels() / MEGAPIXEL).orElse(0.0);
        return new ProgressView(null, new Amount(done * tiles, tiles), new Amount(done * megapixels, megapixels), null);
    }

    private List<ResultView> results(Outcome outcome) {
        return outcome instanceof Succeeded succeeded
                ? succeeded.results().stream().map(this::result).toList()
                : List.of();
    }

    private ResultView result(Outcome.DeliveredResult result) {
        var key = result.uri().key();
        var name = key.substring(key.lastIndexOf('/') + 1);
        var link = links.read(result.uri(), name);
        var format = ImageFormat.parse(name.substring(name.lastIndexOf('.') + 1));
        return new ResultView(
                name,
                result.width(),
                result.height(),
                result.bytes(),
                format.map(ImageFormat::text).orElse("unknown"),
                MediaTypes.of(key),
                link.url(),
                link.expiresAt(),
                result.copy() == null ? null : result.copy().toString());
    }

    private static List<String> warnings(Optional<JobPlan> plan, Optional<Outcome> outcome) {
        return outcome.orElse(null) instanceof Succeeded succeeded
                ? succeeded.warnings()
                : plan.map(JobPlan::warnings).orElse(List.of());
    }

    private static @Nullable Trouble trouble(Outcome outcome) {
        return switch (outcome) {
            case Succeeded _ -> null;
            case Rejected rejected ->
                new Trouble(
                        rejected.reason().code(),
                        ApiWords.of(rejected.detail()),
                        ApiWords.of(rejected.reason().advice()));
            case Failed failed -> new Trouble(word(failed.stage()), failed.detail(), AFTER_FAILURE);
            case Cancelled cancelled -> new Trouble("cancelled", cancelled.detail(), null);
        };
    }

    private static String word(StageTrigger stage) {
        return word(stage.name());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
