package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
    private static final int FIRST_IN_BULK = 100;

    private final Turns turns = new Turns(id -> id.text().compareTo("%024x".formatted(FIRST_IN_BULK)) >= 0);

    private static TenantJob job(String tenant, int number) {
        return new TenantJob(new Tenant(tenant), new JobId("%024x".formatted(number)));
    }

    private TenantJob next() {
        try {
            return turns.next();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertNext(TenantJob... jobs) {
        assertThat(IntStream.range(0, jobs.length).mapToObj(_ -> next())).containsExactly(jobs);
    }

    @Test
    void jobsOfATenantComeInTheOrderInWhichTheyWereBegun() {
        turns.begun(job("ana", 3));
        turns.begun(job("ana", 1));
        turns.begun(job("ana", 2));
        turns.begun(job("ana", 3)); // once more: it keeps its place
        assertNext(job("ana", 3), job("ana", 1), job("ana", 2));
    }

    @Test
    void nobodyWaitsForMoreThanOneJobOfEachOther() {
        IntStream.range(0, 4).forEach(number -> turns.begun(job("ana", number)));
        assertNext(job("ana", 0));
        turns.begun(job("ben", 10));
        turns.begun(job("ben", 11));
        turns.begun(job("cleo", 20));
        assertNext(job("ana", 1), job("ben", 10), job("cleo", 20), job("ana", 2), job("ben", 11), job("ana", 3));
    }

    /// Who asks for the next job whenever one is done takes no more turns than who asks for all at once.
    @Test
    void whoComesBackStandsBehindTheOthers() {
        turns.begun(job("ana", 0));
        turns.begun(job("ben", 10));
        turns.begun(job("ben", 11));
        assertNext(job("ana", 0));
        turns.begun(job("ana", 1));
        assertNext(job("ben", 10), job("ana", 1), job("ben", 11));
    }

    @Test
    void whoAsksForOneWaitsForOneOfTheThousandThatTheSameTenantAskedFor() {
        IntStream.range(100, 104).forEach(number -> turns.begun(job("ana", number)));
        assertNext(job("ana", 100));
        turns.begun(job("ana", 1));
        turns.begun(job("ana", 2));
        turns.begun(job("ben", 10));
        assertNext(job("ana", 1), job("ben", 10), job("ana", 101), job("ana", 2), job("ana", 102), job("ana", 103));
    }

    /// A tenant with a batch takes no more turns than one without.
    @Test
    void aBatchGivesNoSecondTurn() {
        turns.begun(job("ana", 100));
        turns.begun(job("ana", 1));
        turns.begun(job("ben", 10));
        turns.begun(job("ben", 11));
        turns.ended(job("ana", 1));
        turns.begun(job("ana", 2));
        assertNext(job("ana", 1), job("ana", 2), job("ben", 10), job("ana", 100), job("ben", 11));
    }

    @Test
    void endsAreToldBeforeAnythingIsMade() {
        turns.begun(job("ana", 0));
        turns.begun(job("ben", 10));
        turns.begun(job("ben", 11));
        turns.ended(job("ben", 11));
        turns.ended(job("ben", 10));
        assertNext(job("ben", 11), job("ben", 10), job("ana", 0));
        turns.begun(job("ben", 12));
        assertNext(job("ben", 12)); // and ben's turn is not lost by it
    }

    @Test
    void whoeverTakesTheNextOneWaitsForIt() {
        var taken = CompletableFuture.supplyAsync(this::next);
        turns.begun(job("ana", 1));
        assertThat(taken.join()).isEqualTo(job("ana", 1));
        var told = CompletableFuture.supplyAsync(this::next);
        turns.ended(job("ana", 1));
        assertThat(told.join()).isEqualTo(job("ana", 1));
    }
}
