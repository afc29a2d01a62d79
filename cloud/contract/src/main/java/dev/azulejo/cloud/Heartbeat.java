package dev.azulejo.cloud;

import dev.azulejo.core.job.WorkLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says that a worker on a machine of one's own is alive, by an empty object below `fleet/workers/` that is written
/// again and again. All that it says stands in its key, so one listing tells of every machine.
///
/// @param worker its name: letters, digits and hyphens
/// @param percent what it does in a second, of what a worker on the stack's instances does; at least 1
public record Heartbeat(String worker, int percent) {
    public static final String FOLDER = WorkLayout.FLEET.key("workers/");

    public static final Duration EVERY = Duration.ofSeconds(60);

    /// A machine whose last heartbeat is older than that is gone.
    public static final Duration LIVES = EVERY.multipliedBy(3);

    private static final Pattern KEY = Pattern.compile(FOLDER + "([A-Za-z0-9-]{1,100})/([1-9][0-9]{0,5})");

    public Heartbeat {
        if (!KEY.matcher(key(worker, percent)).matches()) {
            throw new IllegalArgumentException("worker \"%s\" at %d %%".formatted(worker, percent));
        }
    }

    public String key() {
        return key(worker, percent);
    }

    private static String key(String worker, int percent) {
        return FOLDER + worker + "/" + percent;
    }

    /// None if nobody's heartbeat has such a key.
    public static Optional<Heartbeat> parse(String key) {
        var match = KEY.matcher(key);
        return match.matches()
                ? Optional.of(new Heartbeat(match.group(1), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }
}
