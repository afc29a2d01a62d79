package dev.azulejo.cli.option;

import dev.azulejo.local.exit.ExitCode;
import java.time.Duration;
import java.util.regex.Pattern;

/// Reads how long ago something was, such as `90s`, `30m`, `2h` or `3d`.
public final class AgeOption {
    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private AgeOption() {}

    /// @param option as people know it, for the message
    /// @throws dev.azulejo.local.exit.CommandFailure when it is no age
    public static Duration read(String option, String text) {
        var age = AGE.matcher(text);
        if (!age.matches()) {
            throw ExitCode.USAGE.failure("%s is '%s'; give a time such as 90s, 30m, 2h or 3d".formatted(option, text));
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /// Says a time in one unit, for people.
    public static String shown(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
