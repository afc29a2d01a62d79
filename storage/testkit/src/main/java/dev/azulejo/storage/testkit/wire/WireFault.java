package dev.azulejo.storage.testkit.wire;

/// A fault of a service or a network at one request.
public sealed interface WireFault {
    /// Answers 429, nothing done.
    record Throttled(int retryAfterSeconds) implements WireFault {}

    /// Answers 503, nothing done.
    record Unavailable() implements WireFault {}

    /// The connection ends before the request is looked at.
    record LostRequest() implements WireFault {}

    /// The request is carried out, and the connection ends without an answer.
    record LostAnswer() implements WireFault {}

    /// The request is carried out, and the answer's body breaks off after some bytes, short of its stated
    /// length.
    record CutAnswer(int afterBytes) implements WireFault {}

    /// One byte of an answer that is a file's content is damaged. Other answers are not changed.
    record DamagedContent(int at) implements WireFault {}

    /// One byte of the request's content arrives damaged. Requests without content are not changed.
    record DamagedRequest(int at) implements WireFault {}

    /// The token of the request counts as expired from now on.
    record ExpiredToken() implements WireFault {}

    /// The upload that the request belongs to is forgotten, if it belongs to one.
    record ForgottenUpload() implements WireFault {}
}
