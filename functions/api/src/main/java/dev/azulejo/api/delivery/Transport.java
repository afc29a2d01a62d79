package dev.azulejo.api.delivery;

import java.util.Map;
import java.util.Optional;

/// Sends a request to an address that a stranger has named. Thread-safe.
///
/// It connects to no address inside the network, whatever a name leads to at that moment; follows no
/// redirect; reads only the head of an answer; and returns within 15 seconds or so, whatever the receiver
/// does.
public interface Transport {
    /// Says why nothing can ever be sent to `url`, as far as it shows; empty if it may work.
    Optional<String> objection(String url);

    Answer post(String url, Map<String, String> headers, byte[] body);

    /// The result of a request.
    sealed interface Answer {}

    /// @param retryAfter the header of that name
    record Answered(int status, Optional<String> retryAfter) implements Answer {}

    /// There was no answer.
    ///
    /// @param why in words that reveal nothing of the sender's network
    record Unanswered(String why) implements Answer {}
}
