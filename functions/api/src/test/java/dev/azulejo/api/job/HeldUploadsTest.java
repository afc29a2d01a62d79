package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.access.TenantLimits;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.HeldUpload;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of uploads: lists, how much may be held, and when they go.
class HeldUploadsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final Duration WEEK = Duration.ofDays(7).plusMinutes(1);

    private final InMemory api = new InMemory();

    private static Problem problem(ThrowingCallable call) {
        var problems = new ArrayList<Problem>();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(call).satisfies(e -> problems.add(e.problem()));
        return problems.getFirst();
    }

    private List<String> ids(Tenant tenant) {
        var ids = new ArrayList<String>();
        var cursor = Optional.<String>empty();
        do {
            var page = api.heldUploads.list(tenant, new Paging(cursor, 3));
            page.uploads().forEach(upload -> ids.add(upload.id()));
            cursor = Optional.ofNullable(page.next());
        } while (cursor.isPresent());
        return ids;
    }

    private HeldUpload get(String id) {
        return api.heldUploads.list(ANA, new Paging(Optional.empty(), 100)).uploads().stream()
                .filter(upload -> upload.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private StorageUri uri(String id) {
        return api.uploads.uri(ANA, api.uploads.find(ANA, id).orElseThrow());
    }

    private void limit(long megabytes) {
        new AccessObjects(api.work)
                .limit(ANA, new TenantLimits(TenantLimits.SCHEMA, null, null, null, megabytes, null));
    }

    private String announce(long bytes) {
        return api.uploads.announce(ANA, "a.png", bytes, Optional.empty()).id();
    }

    @Test
    void allAreListedByPagesTheNewestFirst() {
        var ids = new ArrayList<String>();
        for (int number = 0; number < 7; number++) {
            api.clock.forward(Duration.ofSeconds(1));
            ids.add(number % 2 == 0 ? api.upload(ANA) : announce(9));
        }
        api.upload(BEN);
        assertThat(ids(ANA)).containsExactlyElementsOf(ids.reversed());
        assertThat(get(ids.get(0)).complete()).isTrue();
        assertThat(get(ids.get(0)).url()).isNotNull();
        assertThat(get(ids.get(1)).complete()).isFalse();
        assertThat(get(ids.get(1)).url()).isNull();
    }

    @Test
    void anUploadSaysWhoNeedsItAndWhenItGoes() {
        var id = api.upload(ANA);
        assertThat(get(id).expiresAt()).isEqualTo(get(id).createdAt().plus(Duration.ofDays(7)));
        var job = api.jobs.submit(ANA, InMemory.body(id), Optional.empty());
        assertThat(get(id).jobs()).containsExactly(job.id());
        assertThat(get(id).expiresAt()).isNull();
        api.jobs.delete(ANA, job.id());
        assertThat(ids(ANA)).isEmpty();
    }

    @Test
    void aLinkIsDeadOnceTheUploadIsHereOrRemoved() {
        var id = api.upload(ANA);
        assertThat(problem(() -> api.uploads.checkAwaited(uri(id))).status()).isEqualTo(409);
        var job = api.jobs.submit(ANA, InMemory.body(id), Optional.empty());
        var link = uri(id);
        api.jobs.delete(ANA, job.id());
        assertThat(problem(() -> api.uploads.checkAwaited(link)).status()).isEqualTo(410);
        api.uploadPlace.put(link.key(), InMemory.PNG); // somebody who has looked before
        assertThat(problem(() -> api.uploads.checkStillAwaited(link)).status()).isEqualTo(410);
        assertThat(api.uploadPlace.list("")).isEmpty();
        assertThat(problem(() -> api.jobs.submit(ANA, InMemory.body(id), Optional.empty()))
                        .status())
                .isEqualTo(410);
        var none = new StorageUri(URI.create("memory://uploads"), "ana/u%s/a.png".formatted("0".repeat(24)));
        assertThat(problem(() -> api.uploads.checkAwaited(none)).status()).isEqualTo(410);
    }

    @Test
    void noMoreIsHeldThanMayBeAndTheRefusalSaysHowMuchIs() {
        limit(1);
        announce(700_000);
        var second = announce(300_000);
        var refused = problem(() -> announce(1));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.type()).isEqualTo("/v1/problems/too-much-stored");
        assertThat(refused.detail()).contains("1.000 MB of the 1 MB", "2 other uploads", "delete some");
        assertThat(ids(ANA)).hasSize(2);
        api.holds.remove(ANA, UploadId.parse(second).orElseThrow());
        announce(300_000);
        api.uploads.announce(BEN, "a.png", 5_000_000, Optional.empty());
    }

    @Test
    void whatIsTooOldMakesRoom() {
        limit(1);
        var old = announce(1_000_000);
        api.clock.forward(WEEK);
        var fresh = announce(1_000_000);
        assertThat(ids(ANA)).containsExactly(fresh).doesNotContain(old);
    }

    /// Two compete for the last room, one before some call of the other: it is given to one of them, or to none.
    @ParameterizedTest(name = "before call {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theLastRoomIsGivenOnce(int call) {
        limit(1);
        api.work.watch(now -> {
            if (now == call) {
                api.work.rest();
                announceIfThereIsRoom();
            }
        });
        announceIfThereIsRoom();
        api.work.rest();
        assertThat(ids(ANA)).hasSizeLessThanOrEqualTo(1);
        announceIfThereIsRoom();
        assertThat(ids(ANA)).hasSize(1);
        assertThat(problem(() -> announce(600_000)).status()).isEqualTo(413);
    }

    private void announceIfThereIsRoom() {
        try {
            announce(600_000);
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(413);
        }
    }

    @Test
    void whatNoJobNeedsGoesAfterAWeekAndTheRestStays() {
        var unused = api.upload(ANA);
        var empty = announce(8);
        var used = api.upload(ANA);
        api.jobs.submit(ANA, InMemory.body(used), Optional.empty());
        api.sweep.all();
        assertThat(ids(ANA)).containsExactlyInAnyOrder(unused, empty, used);
        api.clock.forward(WEEK);
        var fresh = api.upload(ANA);
        api.sweep.all();
        assertThat(ids(ANA)).containsExactly(fresh, used);
        assertThat(api.uploadPlace.list("").count()).isEqualTo(2);
    }

    @Test
    void bytesThatBelongToNoUploadGo() {
        var id = api.upload(ANA);
        var key = uri(id).key();
        api.holds.remove(ANA, UploadId.parse(id).orElseThrow());
        api.uploadPlace.put(key, InMemory.PNG); // by a link of S3, which nobody can take back
        api.uploadPlace.put("ana/u%s/a.png".formatted("0".repeat(24)), InMemory.PNG);
        api.upload(ANA);
        api.sweep.all();
        assertThat(api.uploadPlace.list("").count()).isEqualTo(3);
        api.clock.forward(Duration.ofDays(2));
        api.sweep.all();
        assertThat(api.uploadPlace.list("").count()).isEqualTo(1);
    }

    /// An earlier version had records and no list; and whoever announces may be killed between list and record.
    @Test
    void whatEarlierVersionsAndKilledProcessesHaveLeftIsFound() {
        var listed = Upload.of(UploadId.random(), "a.png", 5, api.clock.instant());
        api.uploadObjects.hold(ANA, listed);
        var recorded = Upload.of(UploadId.random(), "b.png", 5, api.clock.instant());
        api.uploadObjects.create(ANA, recorded);
        assertThat(ids(ANA)).isEmpty();
        api.sweep.all();
        assertThat(ids(ANA)).containsExactly(recorded.id());
        api.clock.forward(Duration.ofHours(2));
        api.sweep.all();
        assertThat(api.uploadObjects.held(ANA, "", 10)).hasSize(1);
    }

    /// It says as much as before, and holds as much as is usual.
    @Test
    void limitsOfAnEarlierVersionHaveTheUsualOneOfUploads() {
        api.work.put("access/tenants/ana/limits.json", """
                {"schema": 1, "requestsPerMinute": null, "openMegapixels": 7, "monthMegapixels": null}""".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(new AccessObjects(api.work).limits(ANA))
                .isEqualTo(new TenantLimits(
                        TenantLimits.SCHEMA, null, 7L, null, TenantLimits.USUAL.uploadMegabytes(), null));
    }
}
