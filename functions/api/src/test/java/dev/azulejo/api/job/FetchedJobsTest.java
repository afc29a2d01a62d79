package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.Fetch;
import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.VersionedStorage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs of files on the web.
class FetchedJobsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final String URL = "https://example.com/my%20cat.png?signature=secret";

    private final InMemory api = new InMemory();

    private JobView submit(Tenant tenant, String url) {
        return api.jobs.submit(tenant, InMemory.bodyOf(url), Optional.empty());
    }

    private Problem problem(JsonNode body) {
        try {
            api.jobs.submit(ANA, body, Optional.empty());
            throw new AssertionError("was not refused");
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    private String everythingKept() {
        try (var objects = api.work.list("")) {
            return objects.map(ObjectStat::key)
                    .map(key -> key + new String(api.work.readAll(key), StandardCharsets.UTF_8))
                    .reduce("", String::concat);
        }
    }

    @Test
    void theFileBecomesAnUploadAndTheJobIsMadeOfThat() {
        api.web.files.put(URL, InMemory.PNG);
        var job = submit(ANA, URL);
        assertThat(job.input().name()).isEqualTo("my cat.png");
        assertThat(job.input().bytes()).isEqualTo(InMemory.PNG.length);
        assertThat(job.input().from()).isEqualTo("https://example.com/my%20cat.png");
        assertThat(api.begun).containsExactly(new TenantJob(ANA, new JobId(job.id())));
        var uploaded = api.jobs.submit(ANA, InMemory.body(job.input().upload()), Optional.empty());
        assertThat(uploaded.id()).isEqualTo(job.id());
    }

    /// What is behind the question mark may open somebody's bucket.
    @Test
    void nothingKeepsWhatMayBeSecret() {
        api.web.files.put(URL, InMemory.PNG);
        var job = submit(ANA, URL);
        assertThat(everythingKept()).contains("example.com").doesNotContain("secret");
        assertThat(job.toString()).doesNotContain("secret");
    }

    @Test
    void theSameVersionOfTheSameAddressIsFetchedOnceAndIsOneJob() {
        api.web.files.put(URL, InMemory.PNG);
        assertThat(submit(ANA, URL).id()).isEqualTo(submit(ANA, URL).id());
        assertThat(api.web.reads).hasValue(1);

        api.web.files.put(URL, Arrays.copyOf(InMemory.PNG, 20));
        var changed = submit(ANA, URL);
        assertThat(api.web.reads).hasValue(2);
        assertThat(changed.input().bytes()).isEqualTo(20);
        assertThat(api.jobs
                        .list(ANA, new Paging(Optional.empty(), 10), JobFilter.ALL)
                        .jobs())
                .hasSize(2);
        assertThat(submit(BEN, URL).id()).isNotEqualTo(changed.id());
    }

    /// Also who has looked just before the file was here, and goes on just after.
    @RepeatedTest(100)
    void manyWhoAskAtOnceWaitForOneFetch() throws InterruptedException {
        api.web.files.put(URL, InMemory.PNG);
        api.web.gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = Stream.generate(
                            () -> threads.submit(() -> submit(ANA, URL).id()))
                    .limit(20)
                    .toList();
            while (api.web.reads.get() == 0) {
                Thread.sleep(1);
            }
            api.web.gate.countDown();
            assertThat(jobs.stream().map(FetchedJobsTest::result).distinct()).hasSize(1);
        }
        assertThat(api.web.reads).hasValue(1);
        assertThat(api.records.fetches()).isEmpty();
    }

    /// They have eight places, and so has everybody.
    @Test
    void slowServersThatOneHasNamedHoldUpNobodyElse() {
        api.web.gate = new CountDownLatch(1);
        var quick = "https://example.com/quick.png";
        api.web.files.put(quick, InMemory.PNG);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = IntStream.range(0, 20)
                    .mapToObj("https://example.com/%d.png"::formatted)
                    .peek(url -> api.web.files.put(url, InMemory.PNG))
                    .map(url -> threads.submit(() -> submit(ANA, url).id()))
                    .toList();
            while (api.records.fetches().size() < 20) {
                Thread.onSpinWait();
            }
            assertThat(submit(BEN, quick).input().name()).isEqualTo("quick.png");
            assertThat(api.web.reads.get()).isLessThan(8);
            api.web.gate.countDown();
            assertThat(slow.stream().map(FetchedJobsTest::result).distinct()).hasSize(20);
        }
    }

    private static <T> T result(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Somebody was killed who had noted that he fetches it.
    @Test
    void whatWasBegunGoesOnAfterARestart() throws InterruptedException, RefusedAddress {
        api.web.files.put(URL, InMemory.PNG);
        var version = api.web.look(WebAddress.parse(URL)).version();
        var id = "u" + "1".repeat(24);
        api.records.put(ANA, new Fetch(Fetch.SCHEMA, "ana", id, "a.png", URL, version, Instant.EPOCH));
        api.fetches.resume();
        while (!api.records.fetches().isEmpty()) {
            Thread.sleep(1);
        }
        assertThat(api.uploads.complete(ANA, id).bytes()).isEqualTo(InMemory.PNG.length);
        assertThat(everythingKept()).doesNotContain("secret");
    }

    @Test
    void aFileThatChangesOnItsWayIsNotTaken() {
        api.web.files.put(URL, InMemory.PNG);
        api.web.gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = threads.submit(() -> problem(InMemory.bodyOf(URL)));
            while (api.web.reads.get() == 0) {
                Thread.onSpinWait();
            }
            api.web.files.put(URL, new byte[5]);
            api.web.gate.countDown();
            assertThat(result(asked).status()).isEqualTo(422);
        }
        assertThat(api.uploadPlace.list("")).isEmpty();
        assertThat(api.records.fetches()).isEmpty();
    }

    /// Two instances of the gateway, a bucket that keeps versions, and one request that is sent twice.
    @ParameterizedTest(name = "before call {0} of the second")
    @MethodSource("calls")
    void twoInstancesThatFetchOneFileMakeOneJobOfIt(long call) {
        var uploads = new VersionedStorage();
        var watched = new WatchedStorage(uploads);
        var work = new MemoryStorage();
        var web = new WebInMemory();
        web.files.put(URL, InMemory.PNG);
        var one = new InMemory(uploads, work, web);
        var two = new InMemory(watched, work, web);
        var ids = new ArrayList<String>();
        watched.watch(now -> {
            if (now == call) {
                ids.add(one.jobs
                        .submit(ANA, InMemory.bodyOf(URL), Optional.of("key"))
                        .id());
            }
        });
        ids.add(two.jobs.submit(ANA, InMemory.bodyOf(URL), Optional.of("key")).id());
        ids.add(one.jobs.submit(ANA, InMemory.bodyOf(URL), Optional.of("key")).id());
        assertThat(ids).containsOnly(ids.getFirst());
        try (var all = work.list("jobs/")) {
            assertThat(all.filter(object -> object.key().endsWith("/start.json")))
                    .hasSize(1);
        }
        assertThat(one.uploadObjects.held(ANA, "", 10)).hasSize(1);
    }

    static LongStream calls() {
        return LongStream.range(0, 12);
    }

    @Test
    void aDeletedJobLeavesNothingOfItsFile() {
        api.web.files.put(URL, InMemory.PNG);
        api.jobs.delete(ANA, submit(ANA, URL).id());
        assertThat(api.uploadPlace.list("")).isEmpty();
        submit(ANA, URL);
        assertThat(api.web.reads).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com/none", "https://127.1/a", "ftp://example.com/a", "https://ana:secret@a.b/c"
            })
    void whatCannotBeReadIsSaidOfTheField(String url) {
        var problem = problem(InMemory.bodyOf(url));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/input/url");
        assertThat(problem.toString()).doesNotContain("secret");
    }

    @Test
    void aFileThatIsTooLargeIsNotFetched() {
        api.web.files.put(URL, new byte[1001]);
        assertThat(problem(InMemory.bodyOf(URL)).detail()).contains("1001").contains("1000");
        assertThat(api.web.reads).hasValue(0);
    }

    @Test
    void oneInputIsOne() {
        var both = problem(InMemory.json("""
                {"input": {"url": "https://example.com/a", "upload": "u000000000000000000000000"}}"""));
        assertThat(both.errors()).extracting(FieldError::pointer).containsExactly("/input/url");
        var none = problem(InMemory.json("""
                {"input": {}}"""));
        assertThat(none.errors()).extracting(FieldError::pointer).containsExactly("/input/upload");
        var wrong = problem(InMemory.json("""
                {"input": {"url": 7}}"""));
        assertThat(wrong.errors()).extracting(FieldError::pointer).containsExactly("/input/url");
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefusedAndTheSameIsNot() {
        api.web.files.put(URL, InMemory.PNG);
        var key = Optional.of("mine");
        var first = api.jobs.submit(ANA, InMemory.bodyOf(URL), key);
        api.web.files.put(URL, Arrays.copyOf(InMemory.PNG, 30)); // the request is the same although the file is not
        assertThat(api.jobs.submit(ANA, InMemory.bodyOf(URL), key).id()).isNotEqualTo(first.id());
        api.web.files.put(URL + "2", InMemory.PNG);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> api.jobs.submit(ANA, InMemory.bodyOf(URL + "2"), key));
    }
}
