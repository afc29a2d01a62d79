package dev.azulejo.storage.https;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/// One request and its answer, which ends in time, whatever the server does. Thread-safe.
final class Exchange implements AutoCloseable {
    private final WebAddress address;
    private final Patience patience;
    private final Future<?> alarm;
    private final HttpUriRequestBase request;
    private volatile boolean isLate;

    /// @param left until it must be over
    Exchange(
            WebAddress address,
            Patience patience,
            Duration left,
            HttpUriRequestBase request,
            ScheduledExecutorService alarms) {
        this.address = address;
        this.patience = patience;
        this.request = request;
        this.alarm = alarms.schedule(this::end, Math.max(left.toMillis(), 1), TimeUnit.MILLISECONDS);
    }

    private void end() {
        isLate = true;
        request.cancel();
    }

    /// The failure to report instead of `e`.
    IOException failure(Exception e) {
        if (cause(e, RefusedAddress.class) instanceof RefusedAddress refused) {
            return refused;
        }
        return new WebFailure("%s %s".formatted(address.origin(), words(e)), e);
    }

    private String words(Exception e) {
        if (isLate) {
            return "took longer than %s in all".formatted(seconds(patience.total()));
        }
        if (cause(e, ProxyFailure.class) instanceof ProxyFailure failure) {
            return String.valueOf(failure.getMessage());
        }
        return switch (e) {
            case LookupFailure _ -> "has a name that cannot be resolved now";
            case ConnectTimeoutException _ -> "does not answer within %s".formatted(seconds(patience.connect()));
            case HttpHostConnectException _ -> "does not take connections";
            case InterruptedIOException _ -> "sent nothing for %s".formatted(seconds(patience.silence()));
            case SSLException _ -> "has no TLS that can be trusted: its certificate must be valid for its name";
            case NoHttpResponseException _ -> "ended the connection without an answer";
            case ConnectionClosedException _ -> "broke off";
            default -> "broke off, or what it answered is not HTTP";
        };
    }

    private static @Nullable Throwable cause(Throwable e, Class<? extends Throwable> type) {
        Throwable cause = e;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String seconds(Duration time) {
        return time.toMillis() < 1000 ? "%d ms".formatted(time.toMillis()) : "%d s".formatted(time.toSeconds());
    }

    @Override
    public void close() {
        alarm.cancel(false);
        request.cancel();
    }
}
