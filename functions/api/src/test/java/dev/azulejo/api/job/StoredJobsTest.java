package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.Fetch;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs of files that lie in places of others: `s3://photos/{tenant}/` and `s3://shared/` are allowed.
class StoredJobsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");

    private final InMemory api = new InMemory();
    private final MemoryStorage ofAna = api.stored(URI.create("s3://photos/ana/"));
    private final MemoryStorage shared = api.stored(URI.create("s3://shared/"));

    @BeforeEach
    void files() {
        ofAna.put("new/my cat.png", InMemory.PNG);
        shared.put("dog.png", InMemory.PNG);
    }

    private JobView submit(Tenant tenant, String uri) {
        return api.jobs.submit(tenant, InMemory.bodyOfStored(uri), Optional.empty());
    }

    private Problem problem(Tenant tenant, JsonNode body) {
        try {
            api.jobs.submit(tenant, body, Optional.empty());
            throw new AssertionError("was not refused");
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    @Test
    void theFileBecomesAnUploadAndTheJobIsMadeOfThat() {
        var job = submit(ANA, "s3://photos/ana/new/my cat.png");
        assertThat(job.input().name()).isEqualTo("my cat.png");
        assertThat(job.input().bytes()).isEqualTo(InMemory.PNG.length);
        assertThat(job.input().from()).isEqualTo("s3://photos/ana/new/my cat.png");
        var uploaded = api.jobs.submit(ANA, InMemory.body(job.input().upload()), Optional.empty());
        assertThat(uploaded.id()).isEqualTo(job.id());
        assertThat(submit(BEN, "s3://shared/dog.png").input().name()).isEqualTo("dog.png");
    }

    @Test
    void aNewVersionOfTheFileIsAnotherJob() {
        var first = submit(ANA, "s3://photos/ana/new/my cat.png");
        assertThat(submit(ANA, "s3://photos/ana/new/my cat.png").id()).isEqualTo(first.id());
        ofAna.put("new/my cat.png", Arrays.copyOf(InMemory.PNG, 20));
        var second = submit(ANA, "s3://photos/ana/new/my cat.png");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.input().bytes()).isEqualTo(20);
    }

    /// What is not theirs, what is not allowed and what is not there are told in the same words.
    @Test
    void whatIsNotTheirsDoesNotExist() {
        var none = problem(BEN, InMemory.bodyOfStored("s3://photos/ben/none.png"));
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.errors()).extracting(FieldError::pointer).containsExactly("/input/uri");
        for (var uri : List.of(
                "s3://photos/ana/new/my cat.png",
                "s3://photos/ben/../ana/new/my cat.png",
                "s3://photos/{tenant}/new/my cat.png",
                "s3://photos/",
                "s3://other/a.png",
                "s3://shared/none.png",
                "s3://shared/.azulejo/x",
                "memory://uploads/ana/a.png",
                "file:///etc/passwd",
                "https://example.com/a.png",
                "nothing")) {
            assertThat(problem(BEN, InMemory.bodyOfStored(uri))).as(uri).isEqualTo(none);
        }
        assertThat(api.uploadPlace.list("")).isEmpty();
        assertThat(api.begun).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsNotFetched() {
        shared.put("large.png", new byte[1001]);
        assertThat(problem(ANA, InMemory.bodyOfStored("s3://shared/large.png")).detail())
                .contains("1001")
                .contains("1000");
        assertThat(api.uploadPlace.list("")).isEmpty();
    }

    /// Somebody was killed who had noted that they fetch it; one place is allowed no more.
    @Test
    void whatWasBegunGoesOnAfterARestartIfItIsStillAllowed() throws InterruptedException {
        var ids = Stream.of("1", "2").map(digit -> "u" + digit.repeat(24)).toList();
        var version = shared.version("dog.png");
        api.records.put(
                ANA,
                new Fetch(Fetch.SCHEMA, "ana", ids.get(0), "a.png", "s3://shared/dog.png", version, Instant.EPOCH));
        api.records.put(
                ANA, new Fetch(Fetch.SCHEMA, "ana", ids.get(1), "a.png", "s3://gone/dog.png", version, Instant.EPOCH));
        api.fetches.resume();
        while (!api.records.fetches().isEmpty()) {
            Thread.sleep(1);
        }
        assertThat(api.uploads.complete(ANA, ids.get(0)).bytes()).isEqualTo(InMemory.PNG.length);
        assertThat(api.uploads.find(ANA, ids.get(1))).isEmpty();
    }
}
