package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.Note;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");

    private final InMemory api = new InMemory();
    private final String upload = api.upload(ANA);
    private final JobId job = new JobId(submit(ANA, upload).id());

    private JobView submit(Tenant tenant, String of) {
        return api.jobs.submit(tenant, InMemory.body(of), Optional.empty());
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(status));
    }

    @Test
    void theSameRequestIsTheSameJob() {
        assertThat(submit(ANA, upload).id()).isEqualTo(job.text());
        assertThat(submit(ANA, api.upload(ANA)).id()).isNotEqualTo(job.text());
        assertThat(api.jobs
                        .list(ANA, new Paging(Optional.empty(), 10), JobFilter.ALL)
                        .jobs())
                .hasSize(2);
    }

    /// Whatever is tried, it is as if the job and the upload did not exist, and nothing happens to them.
    @Test
    void whatBelongsToAnotherDoesNotExist() {
        var id = job.text();
        assertRefused(404, () -> api.jobs.get(BEN, id));
        assertRefused(404, () -> api.jobs.look(BEN, id));
        assertRefused(404, () -> api.jobs.cancel(BEN, id));
        assertRefused(404, () -> api.jobs.redrive(BEN, id));
        assertRefused(404, () -> api.jobs.delete(BEN, id));
        assertRefused(404, () -> submit(BEN, upload));
        for (var guess : new String[] {"../ana/" + upload, "u" + "0".repeat(24), "", "../../" + id}) {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> submit(BEN, guess));
            assertRefused(404, () -> api.jobs.get(BEN, guess));
        }
        assertThat(api.jobs
                        .list(BEN, new Paging(Optional.empty(), 10), JobFilter.ALL)
                        .jobs())
                .isEmpty();
        assertThat(api.jobs.get(ANA, id).status()).isEqualTo(Status.QUEUED);
        assertThat(api.begun).containsExactly(new TenantJob(ANA, job));
        assertThat(api.ended).isEmpty();
    }

    private JobView naming(String webhook) {
        var body = (ObjectNode) InMemory.body(upload);
        return api.jobs.submit(ANA, body.put("webhook", webhook), Optional.empty());
    }

    /// Whoever asks for the same job names another: both hear of it.
    @Test
    void whatRequestsNameHearsOfTheirJob() {
        naming("https://shop.example.com/1");
        assertThat(naming("https://shop.example.com/2").webhooks())
                .containsExactly("https://shop.example.com/1", "https://shop.example.com/2");
        assertThat(submit(ANA, upload).webhooks()).hasSize(2);
        var hooks = new WebhookObjects(api.work);
        assertThat(hooks.noted(ANA, job).webhooks()).hasSize(2);
        assertThat(hooks.webhooks(ANA)).extracting(Webhook::url).containsExactly("https://shop.example.com");
        api.jobs.delete(ANA, job.text());
        assertThat(hooks.noted(ANA, job)).isEqualTo(Note.NOTHING);
    }

    @Test
    void aJobCountsForTheKeyThatAskedForItFirst() {
        var body = InMemory.body(api.upload(ANA));
        var id = api.jobs
                .submit(ANA, Optional.of("first"), body, Optional.empty())
                .id();
        api.jobs.submit(ANA, Optional.of("second"), body, Optional.empty());
        assertThat(new WebhookObjects(api.work).noted(ANA, new JobId(id)).key()).isEqualTo("first");
    }

    @Test
    void aJobIsHeardOfBySixteenAddressesAtMost() {
        for (int number = 0; number < 16; number++) {
            naming("https://shop.example.com/" + number);
        }
        assertRefused(409, () -> naming("https://shop.example.com/16"));
        assertThat(naming("https://shop.example.com/15").webhooks()).hasSize(16);
    }

    @Test
    void anAddressThatNothingIsSentToIsRefusedBeforeAnythingBegins() {
        assertRefused(422, () -> naming("http://shop.example.com/"));
        assertRefused(422, () -> naming(" "));
        assertThat(api.jobs.get(ANA, job.text()).webhooks()).isEmpty();
    }

    /// The same file and options of another tenant make another job, in another folder.
    @Test
    void twoTenantsNeverShareAJob() {
        var bens = new JobId(submit(BEN, api.upload(BEN)).id());
        assertThat(bens).isNotEqualTo(job);
        assertThat(api.succeed(bens).key()).startsWith("ben/");
        assertThat(api.succeed(job).key()).startsWith("ana/");
    }

    /// Nobody may be at work on it yet, who would tell of its end.
    @Test
    void whoeverEndsAJobSaysSoToTheDesk() {
        api.jobs.cancel(ANA, job.text());
        assertThat(api.ended).containsExactly(new TenantJob(ANA, job));
        api.jobs.redrive(ANA, job.text());
        assertThat(api.begun).hasSize(2);
        api.jobs.delete(ANA, job.text());
        assertThat(api.ended).hasSize(2);
    }

    @Test
    void aDeletedJobLeavesNeitherResultNorUpload() {
        var result = api.succeed(job);
        api.jobs.delete(ANA, job.text());
        assertThat(api.resultPlace.exists(result.key())).isFalse();
        assertThat(api.uploadPlace.list("")).isEmpty();
        assertRefused(410, () -> api.jobs.get(ANA, job.text()));
        assertThat(api.jobs.look(ANA, job.text()).status()).isEqualTo(Status.DELETED);
    }

    /// The first try noted that the job is deleted, and was killed before it removed anything.
    @Test
    void aDeleteThatWasKilledIsFinishedByTheNextOne() {
        var result = api.succeed(job);
        var uploaded = api.uploads.uri(ANA, api.uploads.find(ANA, upload).orElseThrow());
        api.jobs.delete(ANA, job.text());
        api.resultPlace.put(result.key(), InMemory.PNG);
        api.uploadPlace.put(uploaded.key(), InMemory.PNG);
        api.jobs.delete(ANA, job.text());
        assertThat(api.resultPlace.exists(result.key())).isFalse();
        assertThat(api.uploadPlace.exists(uploaded.key())).isFalse();
    }

    @Test
    void anUploadStaysWhileAnotherJobIsMadeFromIt() {
        var other = api.jobs.submit(ANA, InMemory.body(upload, 25), Optional.empty());
        api.jobs.delete(ANA, job.text());
        assertThat(api.uploadPlace.list("").count()).isEqualTo(1);
        api.jobs.delete(ANA, other.id());
        assertThat(api.uploadPlace.list("").count()).isZero();
    }

    @Test
    void aDeletedJobThatIsAskedForAgainIsMadeAnew() {
        api.jobs.submit(ANA, InMemory.body(upload, 25), Optional.empty());
        api.succeed(job);
        api.jobs.delete(ANA, job.text());
        var again = submit(ANA, upload);
        assertThat(again.id()).isEqualTo(job.text());
        assertThat(again.status()).isEqualTo(Status.QUEUED);
        assertThat(again.attempt()).isEqualTo(1);
    }

    /// A key knows of one deletion: the request that it is for has seen that, and no later one.
    @Test
    void aRepeatBringsNoJobBackThatWasDeletedASecondTime() {
        api.jobs.submit(ANA, InMemory.body(upload, 25), Optional.empty());
        var key = Optional.of("key");
        api.jobs.delete(ANA, job.text());
        assertThat(api.jobs.submit(ANA, InMemory.body(upload), key).status()).isEqualTo(Status.QUEUED);
        api.jobs.delete(ANA, job.text());
        assertRefused(410, () -> api.jobs.submit(ANA, InMemory.body(upload), key));
        assertThat(submit(ANA, upload).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void aJobThatSucceededOrHasNotEndedIsNotTriedAgain() {
        assertRefused(409, () -> api.jobs.redrive(ANA, job.text()));
        api.succeed(job);
        assertRefused(409, () -> api.jobs.redrive(ANA, job.text()));
        assertThat(api.begun).hasSize(1);
    }

    /// Those of a status may be rare among many.
    @Test
    void aPageLooksAtNoMoreThanSomeJobsAndNoneIsMissed() {
        api.succeed(job);
        int others = 2 * Jobs.MOST_LOOKED_AT;
        IntStream.range(0, others).forEach(this::noteNewer);
        assertThat(pages(10, Optional.of(Status.SUCCEEDED.text())))
                .hasSize(3)
                .flatExtracting(Jobs.Page::jobs)
                .extracting(JobView::id)
                .containsExactly(job.text());
        assertThat(pages(100, Optional.of(Status.QUEUED.text())))
                .flatExtracting(Jobs.Page::jobs)
                .extracting(JobView::id)
                .hasSize(others)
                .doesNotHaveDuplicates()
                .doesNotContain(job.text());
        assertThat(pages(100, Optional.empty())).flatExtracting(Jobs.Page::jobs).hasSize(others + 1);
    }

    private void noteNewer(int number) {
        var nothing = JsonNodeFactory.instance.objectNode();
        var at = Instant.now().plusSeconds(number);
        api.records.add(
                ANA,
                new Submission(
                        Submission.SCHEMA,
                        "%024x".formatted(number),
                        at,
                        upload,
                        "a.png",
                        1,
                        nothing,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        null,
                        null));
    }

    @Test
    void aRecordThatIsGoneDoesNotEndTheList() {
        var newest = submit(ANA, api.upload(ANA));
        api.work.delete("tenants/ana/submissions/%s.json".formatted(newest.id()));
        assertThat(pages(1, Optional.empty()))
                .flatExtracting(Jobs.Page::jobs)
                .extracting(JobView::id)
                .containsExactly(job.text());
    }

    private List<Jobs.Page> pages(int limit, Optional<String> status) {
        return pages(
                limit, new JobFilter(status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private List<Jobs.Page> pages(int limit, JobFilter filter) {
        var pages = new ArrayList<Jobs.Page>();
        var cursor = Optional.<String>empty();
        do {
            pages.add(api.jobs.list(ANA, new Paging(cursor, limit), filter));
            cursor = Optional.ofNullable(pages.getLast().next());
        } while (cursor.isPresent());
        return pages;
    }

    /// Of those begun from a moment on, and before another one, to the millisecond.
    @Test
    void jobsOfATimeAreListed() {
        IntStream.rangeClosed(1, 10).forEach(this::noteNewer);
        var all = pages(100, JobFilter.ALL).getFirst().jobs();
        for (int newest = 0; newest < all.size(); newest++) {
            var at = Optional.of(all.get(newest).createdAt());
            assertThat(pages(
                            3,
                            new JobFilter(Optional.empty(), Optional.empty(), at, Optional.empty(), Optional.empty())))
                    .flatExtracting(Jobs.Page::jobs)
                    .as("from %d on", newest)
                    .extracting(JobView::createdAt)
                    .hasSize(newest + 1);
            assertThat(pages(
                            3,
                            new JobFilter(Optional.empty(), Optional.empty(), Optional.empty(), at, Optional.empty())))
                    .flatExtracting(Jobs.Page::jobs)
                    .hasSize(all.size() - newest - 1);
        }
        var other = new JobFilter(
                Optional.empty(), Optional.of("photo-x2"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(pages(100, other)).flatExtracting(Jobs.Page::jobs).isEmpty();
    }
}
