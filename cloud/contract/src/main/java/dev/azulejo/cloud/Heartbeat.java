package dev.azulejo.cloud;

import dev.azulejo.core.job.key.WorkLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// The heartbeat of a worker on a machine of your own: an empty object below `fleet/workers/` that is
/// written again and again. All its facts are in the key, so one listing shows every machine.
///
/// @param worker the worker's name: letters, digits and hyphens
/// @param percent the worker's speed, in percent of a worker on the stack's instances; at least 1
public record Heartbeat(String worker, int percent) {
    public static final String FOLDER = WorkLayout.FLEET.key("workers/");

    public static final Duration EVERY = Duration.ofSeconds(60);

    /// The age of the last heartbeat from which a machine counts as gone.
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

    /// Parses a key; empty if it is not that of a heartbeat.
    public static Optional<Heartbeat> parse(String key) {
        var match = KEY.matcher(key);
        return match.matches()
                ? Optional.of(new Heartbeat(match.group(1), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }
}
