package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.azulejo.api.job.JobFollowers.News;
import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobFollowersTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Duration LONG = Duration.ofDays(1);

    private final InMemory api = new InMemory();
    private final TenantJob job = submitted();
    private final ByHand clock = new ByHand();
    private final JobFollowers news = news(LONG);

    /// A clock that ticks when a test says so.
    private static final class ByHand implements Clockwork {
        private final List<Runnable> works = new ArrayList<>();
        private long now;

        @Override
        public Runnable every(Duration pause, Runnable work) {
            works.add(work);
            return () -> works.remove(work);
        }

        @Override
        public long nanos() {
            return now;
        }

        void tick() {
            now += JobFollowers.BETWEEN_LOOKS.toNanos();
            List.copyOf(works).forEach(Runnable::run);
        }
    }

    private TenantJob submitted() {
        var view = api.jobs.submit(ANA, InMemory.body(api.upload(ANA)), Optional.empty());
        return new TenantJob(ANA, new JobId(view.id()));
    }

    private JobFollowers news(Duration longest) {
        return new JobFollowers(api.jobs, new ObjectMapper().registerModule(new JavaTimeModule()), longest, clock);
    }

    private AssertSubscriber<Optional<News>> follower(long wants) {
        return news.of(job, Optional.empty()).subscribe().withSubscriber(AssertSubscriber.create(wants));
    }

    private void change() {
        api.changes.incrementAndGet();
        clock.tick();
    }

    @Test
    void allWhoFollowAJobShareOneLook() {
        var first = follower(10);
        clock.tick();
        var others = List.of(follower(10), follower(10));
        clock.tick();
        assertThat(first.getItems()).hasSize(1);
        assertThat(others)
                .allSatisfy(other -> assertThat(other.getItems().getFirst().orElseThrow())
                        .as("the very same text")
                        .isSameAs(first.getItems().getFirst().orElseThrow()));
        assertThat(clock.works).hasSize(1);
    }

    @Test
    void nobodyLooksWhereNobodyFollows() {
        assertThat(clock.works).isEmpty();
        var first = follower(10);
        var second = follower(0);
        clock.tick();
        first.cancel();
        assertThat(clock.works).hasSize(1);
        second.cancel();
        assertThat(clock.works).isEmpty();
        clock.tick();
        follower(10).cancel();
        assertThat(clock.works).isEmpty();
    }

    @Test
    void nothingIsSaidTwice() {
        var follower = follower(10);
        clock.tick();
        change();
        assertThat(follower.getItems()).hasSize(1);
    }

    @Test
    void aSlowFollowerMissesWhatIsNoLongerNew() {
        var slow = follower(1);
        clock.tick();
        api.jobs.cancel(ANA, job.job().text());
        change();
        assertThat(slow.getItems()).hasSize(1);
        slow.assertNotTerminated();
        assertThat(clock.works).as("the job has ended").isEmpty();
        slow.request(1);
        assertThat(slow.getItems()).hasSize(2);
        assertThat(slow.getLastItem().orElseThrow().text()).contains("\"status\":\"cancelled\"");
        slow.assertCompleted();
    }

    @Test
    void streamsEndWithTheJob() {
        var follower = follower(10);
        clock.tick();
        api.succeed(job.job());
        change();
        follower.assertCompleted();
        assertThat(clock.works).isEmpty();
        var late = follower(10);
        clock.tick();
        assertThat(late.getItems()).hasSize(1);
        late.assertCompleted();
        assertThat(clock.works).isEmpty();
    }

    @Test
    void streamsEndAfterTheLongestTimeOfAnAnswer() {
        var follower = news(JobFollowers.BETWEEN_LOOKS.multipliedBy(3))
                .of(job, Optional.empty())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        clock.tick();
        clock.tick();
        follower.assertNotTerminated();
        clock.tick();
        follower.assertCompleted();
        assertThat(clock.works).isEmpty();
    }

    @Test
    void aSignOfLifeComesWhereNothingChangesButNotInPlaceOfNews() {
        var quick = follower(10);
        var slow = follower(0);
        for (int look = 0; look <= Follower.LOOKS_PER_SIGN_OF_LIFE; look++) {
            clock.tick();
        }
        assertThat(quick.getItems()).hasSize(2);
        assertThat(quick.getLastItem()).isEmpty();
        slow.request(10);
        assertThat(slow.getItems()).hasSize(1);
        assertThat(slow.getLastItem()).isPresent();
    }

    @Test
    void aLookThatFailsEndsTheStreamsAndTheNextOnesBeginAnew() {
        var follower = news.of(new TenantJob(new Tenant("ben"), job.job()), Optional.empty())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        clock.tick();
        follower.assertCompleted();
        assertThat(follower.getItems()).isEmpty();
        assertThat(clock.works).isEmpty();
        var other = follower(1);
        clock.tick();
        assertThat(other.getItems()).hasSize(1);
    }

    /// Whoever comes back says what was the last to come.
    @Test
    void whatSomebodyHasHeardIsNotToldAgain() {
        var first = follower(10);
        clock.tick();
        var heard = first.getLastItem().orElseThrow().id();
        first.cancel();
        var back = news.of(job, Optional.of(heard)).subscribe().withSubscriber(AssertSubscriber.create(10));
        clock.tick();
        assertThat(back.getItems()).isEmpty();
        assertThat(news.isEnd(job, heard)).isFalse();
        api.succeed(job.job());
        change();
        assertThat(back.getItems()).hasSize(1);
        back.assertCompleted();
        assertThat(news.isEnd(job, back.getLastItem().orElseThrow().id())).isTrue();
        assertThat(news.isEnd(job, heard)).as("of its end it has not heard").isFalse();
    }
}
