package dev.azulejo.storage.https;

import dev.azulejo.storage.web.Busy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/// An answer from the web. To be closed, which ends the connection without reading the rest. Reading throws
/// what [GuardedHttp] throws. For one thread at a time.
public final class WebAnswer implements AutoCloseable {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final WebAddress from;
    private final ClassicHttpResponse response;
    private final Exchange exchange;

    WebAnswer(WebAddress from, ClassicHttpResponse response, Exchange exchange) {
        this.from = from;
        this.response = response;
        this.exchange = exchange;
    }

    /// The address that answered, after all redirects.
    public WebAddress from() {
        return from;
    }

    public int status() {
        return response.getCode();
    }

    /// A field that came once; empty if it came more than once, and so is unreliable.
    public Optional<String> header(String name) {
        var headers = response.getHeaders(name);
        return headers.length == 1 ? Optional.of(headers[0]).map(Header::getValue) : Optional.empty();
    }

    public interface Reading<T> {
        T read(WebAnswer answer) throws IOException;
    }

    /// Reads an answer whose body is read on later; closes it if that fails.
    public <T> T kept(Reading<T> reading) throws IOException {
        boolean isRead = false;
        try {
            T result = reading.read(this);
            isRead = true;
            return result;
        } finally {
            if (!isRead) {
                close();
            }
        }
    }

    /// Requires that the server is not busy.
    ///
    /// @param who is asked, for messages
    /// @throws Busy when the status says so
    public void requireNotBusy(String who) throws Busy {
        if (Busy.isBusy(status())) {
            throw busy(who);
        }
    }

    /// The exception for a server that says in another way than by its status that it is busy.
    public Busy busy(String who) {
        return Busy.of(who, status(), header("Retry-After"));
    }

    public OptionalLong length() {
        return header("Content-Length")
                .filter(text -> DIGITS.matcher(text).matches())
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /// The bytes as they came, not decompressed. A body that ends before its length is an exception, never
    /// its end.
    public InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null
                ? InputStream.nullInputStream()
                : new AnswerStream(entity.getContent(), entity.getContentLength(), exchange);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
