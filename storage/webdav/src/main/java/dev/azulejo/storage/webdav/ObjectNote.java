package dev.azulejo.storage.webdav;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our note about a file that we have written, as one text. It goes with the file as one property; if a
/// server keeps no properties, it is kept on this side.
///
/// @param id of this write alone
/// @param written by the server's clock, to the second, if it has told
/// @param sha256 as [dev.azulejo.storage.ContentVersion] writes it
record ObjectNote(String id, long bytes, Optional<Instant> written, String sha256, Map<String, String> metadata) {
    private static final String FORM = "1";
    private static final int FIXED_LINES = 5;

    /// The longest time between writing and a file's date: some servers give a moved file a new one, and
    /// checking what was sent takes time.
    private static final Duration LONGEST_MOVE = Duration.ofMinutes(10);

    private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2);

    ObjectNote {
        metadata = Map.copyOf(metadata);
    }

    /// The note as a text of letters, digits, `-` and `_`.
    String text() {
        var lines = new ArrayList<>(List.of(
                FORM,
                id,
                Long.toString(bytes),
                written.map(time -> Long.toString(time.getEpochSecond())).orElse(""),
                sha256));
        metadata.forEach((name, value) -> lines.add(name + "=" + value));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /// @return empty if it is not ours
    static Optional<ObjectNote> parse(String text) {
        try {
            var lines = new String(Base64.getUrlDecoder().decode(text.strip()), StandardCharsets.UTF_8).split("\n", -1);
            if (lines.length < FIXED_LINES || !lines[0].equals(FORM)) {
                return Optional.empty();
            }
            var metadata = new HashMap<String, String>();
            for (var line : List.of(lines).subList(FIXED_LINES, lines.length)) {
                int equals = line.indexOf('=');
                metadata.put(line.substring(0, equals), line.substring(equals + 1));
            }
            var written = lines[3].isEmpty()
                    ? Optional.<Instant>empty()
                    : Optional.of(Instant.ofEpochSecond(Long.parseLong(lines[3])));
            return Optional.of(new ObjectNote(lines[1], Long.parseLong(lines[2]), written, lines[4], metadata));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /// Whether the file may still be the one that this was written for: properties stay when another program puts
    /// other bytes into a file.
    boolean fits(Resource file) {
        if (file.bytes() != bytes) {
            return false;
        }
        if (written.isEmpty() || file.modified().isEmpty()) {
            return true;
        }
        var since = Duration.between(written.get(), file.modified().get());
        return since.compareTo(COARSEST_CLOCK.negated()) >= 0 && since.compareTo(LONGEST_MOVE) <= 0;
    }
}
