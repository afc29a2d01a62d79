package dev.azulejo.storage.testkit.wire;

/// What a service or a network does wrong with one request.
public sealed interface WireFault {
    /// Answers 429, nothing done.
    record Throttled(int retryAfterSeconds) implements WireFault {}

    /// Answers 503, nothing done.
    record Unavailable() implements WireFault {}

    /// The connection ends before the request is looked at.
    record LostRequest() implements WireFault {}

    /// All is done, and the connection ends without an answer.
    record LostAnswer() implements WireFault {}

    /// All is done, and the answer's body breaks off after some bytes, though its length was told.
    record CutAnswer(int afterBytes) implements WireFault {}

    /// One byte of an answer that is a file's content is another. Other answers are left as they are.
    record DamagedContent(int at) implements WireFault {}

    /// One byte of the request's content arrives as another. Requests without content are left as they are.
    record DamagedRequest(int at) implements WireFault {}

    /// The token of the request is taken for expired from now on.
    record ExpiredToken() implements WireFault {}

    /// The upload that the request belongs to is forgotten, if it belongs to one.
    record ForgottenUpload() implements WireFault {}
}
