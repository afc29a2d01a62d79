package dev.azulejo.api.record;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What jobs have used that a key has asked for.
///
/// @param jobs that have ended, each as often as it was tried
/// @param succeeded how many of those have a result
/// @param pixelsIn of their sources, as far as those were planned
/// @param pixelsOut of their results, all of them
/// @param bytesIn of their sources
/// @param bytesOut of their results
public record Use(long jobs, long succeeded, long pixelsIn, long pixelsOut, long bytesIn, long bytesOut) {
    public static final Use NONE = new Use(0, 0, 0, 0, 0, 0);

    private static final String NUMBER = "-([0-9]{1,18})";
    private static final Pattern NAME = Pattern.compile(".*" + NUMBER.repeat(5));

    public Use plus(Use other) {
        return new Use(
                jobs + other.jobs,
                succeeded + other.succeeded,
                pixelsIn + other.pixelsIn,
                pixelsOut + other.pixelsOut,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut);
    }

    /// Of one attempt, as the end of a name.
    String text() {
        return "-%d-%d-%d-%d-%d".formatted(succeeded, pixelsIn, pixelsOut, bytesIn, bytesOut);
    }

    /// Of one attempt, from a name that ends in [#text].
    static Optional<Use> parse(String name) {
        var match = NAME.matcher(name);
        if (!match.matches()) {
            return Optional.empty();
        }
        var numbers = IntStream.rangeClosed(1, match.groupCount())
                .mapToObj(match::group)
                .mapToLong(Long::parseLong)
                .toArray();
        return Optional.of(new Use(1, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
    }
}
