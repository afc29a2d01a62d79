package dev.azulejo.local.exit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The exit codes of the command, after `sysexits.h` where it has a name for one.
public enum ExitCode {
    OK(0, "everything was done"),
    MIXED(1, "several files failed, for different reasons"),
    USAGE(2, "the command line is wrong"),
    BAD_IMAGE(65, "an image cannot be read, or is refused"),
    NO_INPUT(66, "an input does not exist, or may not be read"),
    UNAVAILABLE(69, "something that azulejo needs is missing: a JDK, libvips, a model"),
    INTERNAL(70, "a bug in azulejo; please report it"),
    NO_OUTPUT(73, "the result cannot be written where it should go"),
    DISK(74, "the disk is full or fails; the same command carries on from there"),
    INTERRUPTED(130, "stopped by Ctrl-C; the same command carries on from there");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /// The code's name for programs, such as `no-input`.
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The meaning of each code, for the help text.
    public static Map<String, String> meanings() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        exit -> "%3d".formatted(exit.code),
                        exit -> exit.meaning,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /// Makes the failure that ends a command, or one file of a batch, with this code.
    public CommandFailure failure(String line) {
        return new CommandFailure(this, line);
    }
}
