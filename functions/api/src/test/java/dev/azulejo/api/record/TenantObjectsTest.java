package dev.azulejo.api.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.api.job.WatchedStorage;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TenantObjectsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final WatchedStorage place = new WatchedStorage(new MemoryStorage());
    private final TenantObjects records = new TenantObjects(place);

    /// Others come at the front while somebody reads on towards the back: none is missed and none comes twice.
    @Test
    void aThousandAreListedWholeWhileOthersAreAdded() {
        var before = IntStream.range(0, 1000)
                .mapToObj(number -> add(ANA, number, NOON.plusMillis(number)))
                .toList();
        var found = new ArrayList<String>();
        var cursor = "";
        for (int page = 0; page < 1000; page++) {
            var some = records.cursors(ANA, cursor, Optional.empty(), Optional.empty(), 7);
            if (some.isEmpty()) {
                break;
            }
            some.forEach(
                    at -> found.add(records.submission(ANA, at).orElseThrow().id()));
            cursor = some.getLast();
            add(ANA, 2000 + page, NOON.plusSeconds(60 + page));
        }
        assertThat(found).containsExactlyElementsOf(before.reversed());
    }

    @Test
    void theSameJobIsListedOnceWhereItFirstWas() {
        add(ANA, 1, NOON);
        add(ANA, 2, NOON.plusSeconds(1));
        assertThat(add(ANA, 1, NOON.plusSeconds(2))).isEqualTo(id(1));
        assertThat(ids(ANA)).containsExactly(id(2), id(1));
    }

    @Test
    void allJobsOfAllTenantsComeTheOldestFirst() {
        add(BEN, 1, NOON.plusSeconds(2));
        add(ANA, 3, NOON.plusSeconds(1));
        add(ANA, 2, NOON.plusSeconds(3));
        add(BEN, 4, NOON);
        assertThat(records.all())
                .containsExactly(tenantJob(BEN, 4), tenantJob(ANA, 3), tenantJob(BEN, 1), tenantJob(ANA, 2));
    }

    private static TenantJob tenantJob(Tenant tenant, int number) {
        return new TenantJob(tenant, new JobId(id(number)));
    }

    @Test
    void nobodySeesWhatBelongsToAnother() {
        add(ANA, 1, NOON);
        assertThat(ids(BEN)).isEmpty();
        assertThat(records.submission(BEN, new JobId(id(1)))).isEmpty();
        assertThat(records.submission(ANA, new JobId(id(1)))).isPresent();
    }

    @Test
    void aTenantWhoseNameBeginsLikeAnothersSeesItsOwnAlone() {
        add(new Tenant("ana-2"), 1, NOON);
        assertThat(ids(ANA)).isEmpty();
    }

    @Test
    void aKeyIsForTheRequestItWasFirstUsedForUntilItIsForgotten() {
        assertThat(use(ANA, "one", NOON)).isEqualTo("one");
        assertThat(use(ANA, "two", NOON.plus(KeyUse.KEPT))).isEqualTo("one");
        assertThat(use(BEN, "two", NOON)).isEqualTo("two");
        var later = NOON.plus(KeyUse.KEPT).plus(Duration.ofSeconds(1));
        assertThat(use(ANA, "two", later)).isEqualTo("two");
        assertThat(use(ANA, "one", later)).isEqualTo("two");
    }

    /// However the two overlap, one of them is told of the other.
    @ParameterizedTest(name = "before call {0}")
    @MethodSource("calls")
    void aKeyThatIsForgottenIsTakenAnewByOneAlone(long call) {
        use(ANA, "old", NOON);
        var later = NOON.plus(KeyUse.KEPT).plus(Duration.ofSeconds(1));
        var other = new String[] {""};
        place.watch(now -> {
            if (now == call) {
                place.rest();
                other[0] = use(ANA, "two", later);
            }
        });
        var one = use(ANA, "one", later);
        place.rest();
        other[0] = other[0].isEmpty() ? use(ANA, "two", later) : other[0];
        assertThat(other[0]).isEqualTo(one).isNotEqualTo("old");
    }

    static LongStream calls() {
        return LongStream.range(0, 8);
    }

    private String use(Tenant tenant, String request, Instant at) {
        return records.use(tenant, "key", new KeyUse(KeyUse.SCHEMA, request, at, Map.of(), null))
                .request();
    }

    private String add(Tenant tenant, int number, Instant at) {
        var nothing = JsonNodeFactory.instance.objectNode();
        return records.add(
                        tenant,
                        new Submission(
                                Submission.SCHEMA,
                                id(number),
                                at,
                                "u",
                                "a.png",
                                1,
                                nothing,
                                null,
                                null,
                                Map.of(),
                                List.of(),
                                null,
                                null))
                .id();
    }

    private List<String> ids(Tenant tenant) {
        return records.cursors(tenant, "", Optional.empty(), Optional.empty(), 10).stream()
                .map(cursor -> records.submission(tenant, cursor).orElseThrow().id())
                .toList();
    }

    private static String id(int number) {
        return "%024x".formatted(number);
    }
}
