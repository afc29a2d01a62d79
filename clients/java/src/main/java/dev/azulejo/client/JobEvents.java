package dev.azulejo.client;

import dev.azulejo.client.Answer.No;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows a job by server-sent events, over several streams: they break, and in the cloud each ends after
/// 20 seconds.
final class JobEvents {
    private final Server server;
    private final String path;
    private final Tries tries;

    JobEvents(Server server, String path) {
        this.server = server;
        this.path = path;
        tries = new Tries(server.patience());
    }

    Job toTheEnd(Consumer<Job> listener) {
        while (true) {
            var end = follow(listener);
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /// A signal from a stream.
    private sealed interface Signal {}

    private record Line(String text) implements Signal {}

    private record Over(
            @Nullable HttpResponse<Answer<String>> answer,
            @Nullable Throwable failure) implements Signal {}

    /// Follows one stream.
    ///
    /// @return the job at its end; empty if the stream has ended before it
    private Optional<Job> follow(Consumer<Job> listener) {
        var signals = new LinkedBlockingQueue<Signal>();
        var call = server.call("GET", path).header("Accept", "text/event-stream");
        var answer = call.start(BodyHandlers.fromLineSubscriber(new Lines(signals), failure -> "", null), new Pulse());
        var unused = answer.whenComplete((response, failure) -> signals.add(new Over(response, failure)));
        var event = new ServerSentEvent();
        boolean hasSaid = false;
        try {
            while (true) {
                var signal = next(signals);
                if (signal instanceof Over over) {
                    over(over, hasSaid);
                    return Optional.empty();
                }
                var data = event.add(((Line) signal).text())
                        .filter(read -> read.name().equals("job"));
                if (data.isPresent()) {
                    tries.succeeded();
                    hasSaid = true;
                    var job = Json.MAPPER.readValue(data.get().data(), Job.class);
                    listener.accept(job);
                    if (job.hasEnded()) {
                        return Optional.of(job);
                    }
                }
            }
        } catch (IOException e) {
            tries.broken(call.described(e), true);
            return Optional.empty();
        } finally {
            answer.cancel(true);
        }
    }

    private Signal next(BlockingQueue<Signal> signals) throws IOException {
        var silence = server.patience().silence();
        try {
            var signal = signals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
            if (signal == null) {
                throw new IOException("no event has come for %.0f seconds".formatted(silence.toMillis() / 1e3));
            }
            return signal;
        } catch (InterruptedException e) {
            throw Pulse.interrupted();
        }
    }

    private void over(Over over, boolean hasSaid) throws IOException {
        if (over.failure() != null) {
            throw Pulse.broken(over.failure());
        }
        if (over.answer() != null && over.answer().body() instanceof No<String> no) {
            tries.refused(no, true);
        } else if (hasSaid) {
            Tries.sleep(server.patience().firstPause());
        } else {
            throw new IOException("a stream of events ended before it said anything");
        }
    }

    /// Passes lines on from the threads of the HTTP client.
    private record Lines(BlockingQueue<Signal> signals) implements Subscriber<String> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            signals.add(new Line(line));
        }

        @Override
        public void onError(Throwable e) {
            // The answer fails with it too.
        }

        @Override
        public void onComplete() {
            // Then the answer is there.
        }
    }
}
