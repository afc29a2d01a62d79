package dev.azulejo.local.office;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads the queue of a deployment that holds what no program could explain: it is found where [Server] is. Failures
/// are [dev.azulejo.local.exit.CommandFailure]s.
public interface LetterOffice {
    /// Shows all letters, and leaves them there.
    ///
    /// @param queue its URL
    List<Letter> letters(URI queue);

    /// Sends letters to where they came from, so that they are tried again, and takes them out of the queue after that.
    ///
    /// @param ids which; all where it is empty
    /// @param to the URL of the queue for letters that do not say where they came from; those stay
    ///     where there is none
    Replayed replay(URI queue, List<String> ids, Optional<URI> to);

    /// Takes letters out of the queue for good.
    ///
    /// @param ids which
    /// @return how many were there
    int drop(URI queue, List<String> ids);

    /// @param from the name of the queue that gave it up; absent where a rule could not deliver an event
    /// @param why as the service says it
    /// @param body what it says, as one line
    record Letter(String id, Instant sent, Optional<String> from, String why, String body) {}

    /// @param sent how many letters are on their way again
    /// @param left ids of letters that do not say where they came from
    /// @param missing ids that are not in the queue
    record Replayed(int sent, List<String> left, List<String> missing) {}
}
