package dev.azulejo.api.delivery;

import static dev.azulejo.api.delivery.Post.ANA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.delivery.WebhookNotifier.Tenancy;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.Note;
import dev.azulejo.api.record.Use;
import dev.azulejo.api.record.UseObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.notify.Telling;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.StorageUri;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookNotifierTest {
    private static final URI UPLOADS = URI.create("s3://uploads");
    private static final JobId JOB = new JobId("0123456789abcdef01234567");
    private static final Tenant BEN = new Tenant("ben");

    private final Post post = new Post();
    private final JobObjects objects = new JobObjects(post.mortal, new JacksonCodec());
    private final List<DeliveryRef> due = new ArrayList<>();
    private final WebhookNotifier notifier = notifier();

    private WebhookNotifier notifier() {
        return new WebhookNotifier(
                objects,
                post.records,
                post.deliveries,
                (ref, _) -> due.add(ref),
                post.clock(),
                new Tenancy(
                        UPLOADS,
                        URI.create("s3://results"),
                        URI.create("s3://azulejo-work"),
                        new ShownPlaces(Map.of(UPLOADS, URI.create("azulejo:uploads")))));
    }

    private void ended(int attempt, URI place, String key) {
        var source = new SourceRef(new StorageUri(place, key), "v1", 1);
        post.place.put(StageTrigger.PLAN.key(new Attempt(JOB, attempt)), "{}".getBytes(UTF_8));
        objects.put(new Outcome.Cancelled(Outcome.SCHEMA, JOB, attempt, source, "somebody did"));
    }

    private void tell(int attempt) {
        new Telling(objects, notifier).run(new Attempt(JOB, attempt));
    }

    /// Under the id and as the text that the bus gets.
    @Test
    void whoeverAskedHearsAsTheBusDoes() throws IOException {
        var hook = post.hook(ANA, "https://example.com/");
        post.hook(BEN, "https://example.com/");
        ended(0, UPLOADS, "ana/u1/a.png");
        tell(0);
        var ref = new DeliveryRef(ANA, hook.id(), JOB + "-0");
        assertThat(due).containsExactly(ref);
        var event = new ObjectMapper().readTree(post.records.body(ref).orElseThrow());
        assertThat(event.get("id").asText()).isEqualTo(JOB + "-0");
        assertThat(event.get("source").asText()).isEqualTo("azulejo/azulejo-work");
        assertThat(event.get("type").asText()).isEqualTo("dev.azulejo.image.cancelled.v1");
        assertThat(event.get("subject").asText()).isEqualTo("azulejo:uploads/ana/u1/a.png");
        assertThat(event.at("/data/source/uri/place").asText()).isEqualTo("azulejo:uploads");
        assertThat(event.at("/data/kind").asText()).isEqualTo("cancelled");
        assertThat(event.get("time").asText())
                .isEqualTo(objects.work()
                        .stat("jobs/%s/attempts/0/outcome.json".formatted(JOB))
                        .orElseThrow()
                        .modified()
                        .toString());
    }

    /// Whose options are fields, not flags.
    @Test
    void whyThereIsNoResultIsSaidInWordsOfTheApi() throws IOException {
        var hook = post.hook(ANA, "https://example.com/");
        var source = new SourceRef(new StorageUri(UPLOADS, "ana/u1/a.png"), "v1", 1);
        post.place.put(StageTrigger.PLAN.key(new Attempt(JOB, 0)), "{}".getBytes(UTF_8));
        var why = "it is too wide for JPEG: ask for --format png; --loud is no option";
        objects.put(new Outcome.Rejected(Outcome.SCHEMA, JOB, 0, source, Outcome.Reason.TOO_LARGE_FOR_FORMAT, why));
        tell(0);
        var event = new ObjectMapper()
                .readTree(post.records
                        .body(new DeliveryRef(ANA, hook.id(), JOB + "-0"))
                        .orElseThrow());
        assertThat(event.at("/data/detail").asText())
                .isEqualTo("it is too wide for JPEG: ask for format png; --loud is no option");
    }

    @Test
    void addressesThatTheJobNamesHearToo() {
        var url = "https://shop.example.com/hear?order=17";
        var hook = post.records.named(ANA, url, post.now);
        post.records.note(ANA, JOB, new Note(Map.of(), List.of(url), null, null));
        ended(0, UPLOADS, "ana/u1/a.png");
        tell(0);
        assertThat(due).extracting(DeliveryRef::webhook).containsExactly(hook.id());
        due.forEach(post.deliveries::attempt);
        assertThat(post.addresses).containsExactly(url);
    }

    /// Once, however often it is told.
    @Test
    void whatAnAttemptHasUsedCountsForTheKeyThatAsked() {
        post.records.note(ANA, JOB, new Note(Map.of(), List.of(), null, "3fe0c1b2a945"));
        ended(0, UPLOADS, "ana/u1/a.png");
        tell(0);
        tell(0);
        ended(1, UPLOADS, "ana/u1/a.png");
        tell(1);
        var day = LocalDate.ofInstant(
                objects.work()
                        .stat("jobs/%s/attempts/0/outcome.json".formatted(JOB))
                        .orElseThrow()
                        .modified(),
                ZoneOffset.UTC);
        assertThat(new UseObjects(post.place).of(ANA, day))
                .isEqualTo(Map.of("3fe0c1b2a945", new Use(2, 0, 0, 0, 2, 0)));
        assertThat(new UseObjects(post.place).of(BEN, day)).isEmpty();
    }

    /// Its key is gone with its note.
    @Test
    void aDeletedJobThatIsToldOnceMoreCountsNoMore() {
        ended(0, UPLOADS, "ana/u1/a.png");
        tell(0);
        try (var used = post.place.list("usage/")) {
            assertThat(used).isEmpty();
        }
    }

    @Test
    void ofWhatNobodyAskedForByTheApiNobodyHears() {
        post.hook(ANA, "https://example.com/");
        ended(0, URI.create("s3://inbox"), "ana/u1/a.png");
        tell(0);
        assertThat(due).isEmpty();
    }

    /// Asked for again, a job that has ended tells once more; who has heard of it does not hear it twice.
    @Test
    void whatIsToldTwiceIsSentOnce() {
        post.hook(ANA, "https://example.com/");
        ended(0, UPLOADS, "ana/u1/a.png");
        tell(0);
        due.forEach(post.deliveries::attempt);
        tell(0);
        due.forEach(post.deliveries::attempt);
        assertThat(post.sent).hasSize(1);
    }

    /// Killed at each write of telling: the next start finds that nobody was told, or that all is recorded.
    @Test
    void whoeverIsKilledWhileItTellsIsFoundOut() {
        for (int writes = 0; ; writes++) {
            var test = new WebhookNotifierTest();
            test.post.hook(ANA, "https://example.com/");
            test.post.hook(ANA, "https://example.com/second");
            test.ended(0, UPLOADS, "ana/u1/a.png");
            boolean isThrough = test.post.mortal.survives(writes, () -> test.tell(0));
            if (test.notifier.isUntold(JOB, test.post.records.told())) {
                test.tell(0);
            }
            assertThat(test.post.deliveries.pending())
                    .as("killed after %d writes", writes)
                    .hasSize(2);
            assertThat(test.notifier.isUntold(JOB, test.post.records.told())).isFalse();
            if (isThrough) {
                assertThat(writes).isGreaterThan(5);
                return;
            }
        }
    }

    @Test
    void anAttemptThatNobodyComesBackToIsToldOfToo() {
        post.hook(ANA, "https://example.com/");
        ended(0, UPLOADS, "ana/u1/a.png");
        post.place.put(StageTrigger.PLAN.key(new Attempt(JOB, 1)), "{}".getBytes(UTF_8));
        assertThat(notifier.isUntold(JOB, post.records.told())).isFalse();
        assertThat(due).extracting(DeliveryRef::event).containsExactly(JOB + "-0");
        ended(1, UPLOADS, "ana/u1/a.png");
        assertThat(notifier.isUntold(JOB, post.records.told())).isTrue();
        assertThat(notifier.isUntold(new JobId("f".repeat(24)), post.records.told()))
                .isFalse();
    }
}
