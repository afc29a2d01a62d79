package dev.azulejo.api.delivery;

import java.util.Map;
import java.util.Optional;

/// Sends a request to an address that a stranger has named. Thread-safe.
///
/// It connects to no address inside the network, whatever a name leads to at that moment; follows no redirect;
/// reads no more of an answer than its head; and comes back within 15 seconds or so, whatever the other side
/// does.
public interface Transport {
    /// Why nothing can ever be sent to `url`, as far as it shows; empty where something can.
    Optional<String> objection(String url);

    Answer post(String url, Map<String, String> headers, byte[] body);

    /// What came of a request.
    sealed interface Answer {}

    /// @param retryAfter the header of that name
    record Answered(int status, Optional<String> retryAfter) implements Answer {}

    /// There was no answer.
    ///
    /// @param why in words that tell nothing of the network that was sent from
    record Unanswered(String why) implements Answer {}
}
