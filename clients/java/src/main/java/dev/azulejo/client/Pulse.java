package dev.azulejo.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Remembers when a byte last moved, in either direction: a transfer may take hours, but one that stands
/// still is broken.
final class Pulse {
    private volatile long last = System.nanoTime();

    private void beat() {
        last = System.nanoTime();
    }

    BodyPublisher of(BodyPublisher body) {
        return new BodyPublisher() {
            @Override
            public long contentLength() {
                return body.contentLength();
            }

            @Override
            public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                body.subscribe(new Subscriber<>() {
                    @Override
                    public void onSubscribe(Subscription subscription) {
                        subscriber.onSubscribe(subscription);
                    }

                    @Override
                    public void onNext(ByteBuffer bytes) {
                        beat();
                        subscriber.onNext(bytes);
                    }

                    @Override
                    public void onError(Throwable e) {
                        subscriber.onError(e);
                    }

                    @Override
                    public void onComplete() {
                        subscriber.onComplete();
                    }
                });
            }
        };
    }

    <T> BodyHandler<T> of(BodyHandler<T> handler) {
        return info -> {
            beat();
            var subscriber = handler.apply(info);
            return new BodySubscriber<>() {
                @Override
                public CompletionStage<T> getBody() {
                    return subscriber.getBody();
                }

                @Override
                public void onSubscribe(Subscription subscription) {
                    subscriber.onSubscribe(subscription);
                }

                @Override
                public void onNext(List<ByteBuffer> bytes) {
                    beat();
                    subscriber.onNext(bytes);
                }

                @Override
                public void onError(Throwable e) {
                    subscriber.onError(e);
                }

                @Override
                public void onComplete() {
                    subscriber.onComplete();
                }
            };
        };
    }

    /// Waits for an answer as long as bytes move.
    <T> T await(CompletableFuture<T> answer, Duration silence) throws IOException {
        while (true) {
            long left = silence.toNanos() - (System.nanoTime() - last);
            if (left <= 0) {
                answer.cancel(true);
                throw new HttpTimeoutException("no byte has moved for %d ms".formatted(silence.toMillis()));
            }
            try {
                return answer.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // Perhaps a byte has moved meanwhile.
            } catch (ExecutionException e) {
                throw broken(e);
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw interrupted();
            }
        }
    }

    /// The reason that there was no answer.
    static IOException broken(Throwable failure) {
        var cause = failure.getCause();
        boolean wraps = failure instanceof UncheckedIOException
                || failure instanceof ExecutionException
                || failure instanceof CompletionException;
        if (wraps && cause != null) {
            return broken(cause);
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return failure instanceof IOException e ? e : new IOException(failure);
    }

    static UncheckedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new UncheckedIOException(new InterruptedIOException("interrupted"));
    }
}
