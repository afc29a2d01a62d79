package dev.azulejo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import dev.azulejo.fuzz.FuzzContract;
import java.util.List;
import java.util.stream.Stream;

/// What a server answers, read as each of the records that this client knows, and line by line as events.
class AnswersFuzzTest extends FuzzContract {
    private static final List<Class<?>> RECORDS = List.of(
            Job.class,
            Pages.Jobs.class,
            Pages.Uploads.class,
            HeldUpload.class,
            Preview.class,
            ProblemException.Problem.class,
            Quote.class,
            Upload.class);

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("""
                        {"id": "j1", "status": "succeeded", "createdAt": "2026-11-27T12:00:00Z", "input": {"name": "a.jpg", "bytes": 5},
                         "result": {"width": 10, "height": 20, "bytes": 7, "url": "https://a/b"}, "warnings": ["w"], "attempt": 1}""", """
                        {"jobs": [{"id": "j1", "status": "nonsense"}], "next": "abc"}""", """
                        {"type": "about:blank", "title": "No", "status": 400, "detail": "why", "errors": null}""", """
                        {"id": "u", "url": "https://a/b", "method": "PUT", "headers": {"a": "b"}, "parts": [{"number": 1, "url": "x"}]}""", "event: job\ndata: {}\n\n: comment\ndata:a\ndata: b\n\n")
                .map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        var text = new String(input, UTF_8);
        for (var type : RECORDS) {
            try {
                Json.MAPPER.readValue(text, type);
            } catch (JacksonException refused) {
                // the caller says which answer of which server could not be understood
            }
        }
        var event = new ServerSentEvent();
        text.lines().forEach(event::add);
    }
}
