package dev.azulejo.client;

import static dev.azulejo.client.ScriptedServer.breaksOff;
import static dev.azulejo.client.ScriptedServer.loses;
import static dev.azulejo.client.ScriptedServer.problem;
import static dev.azulejo.client.ScriptedServer.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// However often the stream of a job's events ends or breaks, whoever waits hears of the end.
class JobEventsTest {
    private static final String EVENTS = "GET /v1/jobs/j1/events";
    private static final String RUNNING = Samples.event("j1", "running");
    private static final String SUCCEEDED = Samples.event("j1", "succeeded");

    @AutoClose
    private ScriptedServer server;

    private Azulejo azulejo;
    private final List<Job.Status> heard = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        azulejo = patient(3, Duration.ofMinutes(5)); // no machine is so busy
    }

    private Azulejo patient(int attempts, Duration silence) {
        return Azulejo.at(server.address(), "azl_1")
                .with(new Patience(attempts, Duration.ofMillis(1), Duration.ofSeconds(2), silence));
    }

    private Job await() {
        return azulejo.await("j1", job -> heard.add(job.status()));
    }

    @Test
    void eachChangeIsHeardUpToTheEnd() {
        server.on(EVENTS, streams(": still here\n\n" + RUNNING + SUCCEEDED));
        assertThat(await().status()).isEqualTo(Job.Status.SUCCEEDED);
        assertThat(heard).containsExactly(Job.Status.RUNNING, Job.Status.SUCCEEDED);
        assertThat(server.received(EVENTS).getFirst().headers())
                .containsEntry("Accept", "text/event-stream")
                .containsEntry("Authorization", "Bearer azl_1");
    }

    /// As in the cloud, and more often than anything may fail.
    @Test
    void aStreamThatEndsBeforeTheJobIsOpenedAgain() {
        var ends = streams(RUNNING);
        server.on(EVENTS, ends, ends, ends, ends, ends, ends, ends, streams(SUCCEEDED));
        assertThat(await().status()).isEqualTo(Job.Status.SUCCEEDED);
    }

    @Test
    void aStreamThatBreaksIsOpenedAgainAndHalfAnEventIsNone() {
        var half = SUCCEEDED.substring(0, SUCCEEDED.length() - 1);
        server.on(EVENTS, breaksOff(RUNNING, 100), loses(), streams(RUNNING + half), streams(SUCCEEDED));
        assertThat(await().status()).isEqualTo(Job.Status.SUCCEEDED);
        assertThat(heard).containsExactly(Job.Status.RUNNING, Job.Status.RUNNING, Job.Status.SUCCEEDED);
    }

    @Test
    void streamsThatBreakAreOpenedAgainAsLongAsEachSaysSomething() {
        var breaks = breaksOff(RUNNING, 100);
        server.on(EVENTS, breaks, breaks, breaks, breaks, breaks, streams(SUCCEEDED));
        assertThat(await().status()).isEqualTo(Job.Status.SUCCEEDED);
    }

    @Test
    void aStreamThatFallsSilentIsOpenedAgain() {
        azulejo = patient(1_000, Duration.ofMillis(500)); // on a busy machine a stream that speaks seems silent, too
        server.on(EVENTS, server.fallsSilentAfter(RUNNING), streams(SUCCEEDED));
        assertThat(await().status()).isEqualTo(Job.Status.SUCCEEDED);
        assertThat(heard).isIn(List.of(Job.Status.SUCCEEDED), List.of(Job.Status.RUNNING, Job.Status.SUCCEEDED));
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        server.on(EVENTS, problem(503, "unavailable", "later"), streams(SUCCEEDED));
        assertThat(await().status()).isEqualTo(Job.Status.SUCCEEDED);
    }

    @Test
    void aJobThatIsGoneIsAProblem() {
        server.on(EVENTS, streams(RUNNING), problem(410, "gone", "it was deleted"));
        assertThatThrownBy(this::await).isInstanceOf(ProblemException.class).hasMessage("it was deleted (410)");
    }

    @Test
    void streamsThatSayNothingAreNotOpenedForEver() {
        server.on(EVENTS, streams(""));
        assertThatThrownBy(this::await)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ended before it said anything");
    }

    @Test
    void whatAListenerThrowsIsThrown() {
        server.on(EVENTS, streams(SUCCEEDED));
        assertThatThrownBy(() -> azulejo.await("j1", _ -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }
}
