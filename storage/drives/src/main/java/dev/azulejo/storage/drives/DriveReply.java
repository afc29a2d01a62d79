package dev.azulejo.storage.drives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.azulejo.storage.Printable;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.WebAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An answer of a service. To be closed, unless [#json] has read it. For one thread.
public final class DriveReply implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 16 << 20;

    private final String service;
    private final WebAnswer answer;
    private final boolean isAfterLostAnswer;
    private final Optional<byte[]> whole;

    DriveReply(String service, WebAnswer answer, boolean isAfterLostAnswer) {
        this(service, answer, isAfterLostAnswer, Optional.empty());
    }

    private DriveReply(String service, WebAnswer answer, boolean isAfterLostAnswer, Optional<byte[]> whole) {
        this.service = service;
        this.answer = answer;
        this.isAfterLostAnswer = isAfterLostAnswer;
        this.whole = whole;
    }

    /// Makes a reply that has been read to its end, whose [#json] may be read more than once.
    ///
    /// @throws IOException when it breaks off
    static DriveReply whole(String service, WebAnswer answer, boolean isAfterLostAnswer) throws IOException {
        try (answer) {
            var bytes = answer.body().readNBytes(MOST_BYTES);
            return new DriveReply(service, answer, isAfterLostAnswer, Optional.of(bytes));
        }
    }

    public int status() {
        return answer.status();
    }

    /// Whether the request was sent before with an unknown result.
    public boolean isAfterLostAnswer() {
        return isAfterLostAnswer;
    }

    public Optional<String> header(String name) {
        return answer.header(name);
    }

    /// The bytes; closing the stream ends the reply.
    public InputStream body() throws IOException {
        return whole.isPresent() ? new ByteArrayInputStream(whole.get()) : answer.body();
    }

    /// Opens the bytes of a file; closes the reply if they are not those that were asked for.
    public InputStream opened(WebAnswer.Reading<InputStream> reading) throws IOException {
        return answer.kept(reading);
    }

    /// Reads the whole body; a missing node if it is empty, or no JSON.
    public JsonNode json() {
        return json(bytes());
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private byte[] bytes() {
        if (whole.isPresent()) {
            return whole.get();
        }
        try (answer) {
            return answer.body().readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new StorageUnavailable("%s broke off its answer: %s".formatted(service, e.getMessage()), e);
        }
    }

    /// The failure for an unexpected answer, which it quotes.
    public StorageUnavailable unexpected(String what) {
        var said = Printable.text(new String(bytes(), StandardCharsets.UTF_8));
        var shown = said.length() > 300 ? said.substring(0, 300) + "…" : said;
        return new StorageUnavailable("%s answers %d to %s: %s".formatted(service, status(), what, shown), null);
    }

    @Override
    public void close() {
        answer.close();
    }
}
