package dev.azulejo.storage.drives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// What a service answered. To be closed, unless [#json] or [#end] has read it. For one thread.
public final class DriveReply implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 16 << 20;

    private final String service;
    private final Answer answer;
    private final boolean isAfterLostAnswer;

    DriveReply(String service, Answer answer, boolean isAfterLostAnswer) {
        this.service = service;
        this.answer = answer;
        this.isAfterLostAnswer = isAfterLostAnswer;
    }

    public int status() {
        return answer.status();
    }

    /// Whether the request was sent before, and nobody knows what became of it.
    public boolean isAfterLostAnswer() {
        return isAfterLostAnswer;
    }

    public Optional<String> header(String name) {
        return answer.header(name);
    }

    /// The bytes; closing the stream ends the reply.
    public InputStream body() throws IOException {
        return answer.body();
    }

    /// Reads all of it; a missing node where it is empty, or no JSON.
    public JsonNode json() {
        try (answer) {
            var bytes = answer.body().readNBytes(MOST_BYTES);
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new StorageUnavailable("%s broke off its answer: %s".formatted(service, e.getMessage()), e);
        }
    }

    /// Throws what was not expected, naming what the service said.
    public StorageUnavailable unexpected(String what) {
        var said = json().toString();
        var shown = said.length() > 300 ? said.substring(0, 300) + "…" : said;
        return new StorageUnavailable("%s answers %d to %s: %s".formatted(service, status(), what, shown), null);
    }

    @Override
    public void close() {
        answer.close();
    }
}
