package dev.azulejo.inference.graph;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The numbers that a network uses for black and white.
public enum PictureRange {
    /// The range of all models here: 0 and 1.
    UNIT(0, 1),
    SIGNED(-1, 1),
    BYTES(0, 255);

    private final int black;
    private final int white;

    PictureRange(int black, int white) {
        this.black = black;
        this.white = white;
    }

    public float black() {
        return black;
    }

    /// The distance from black to white.
    public float span() {
        return white - black;
    }

    /// The range in words, such as `black is -1 and white 1`.
    public String words() {
        return "black is %d and white %d".formatted(black, white);
    }

    /// The range as a user types it, such as `-1..1`.
    public String text() {
        return "%d..%d".formatted(black, white);
    }

    /// All ranges as a user types them.
    public static String texts() {
        return Arrays.stream(values()).map(PictureRange::text).collect(Collectors.joining(", "));
    }

    /// The range of that text.
    public static Optional<PictureRange> parse(String text) {
        return Arrays.stream(values())
                .filter(range -> range.text().equals(text))
                .findFirst();
    }
}
