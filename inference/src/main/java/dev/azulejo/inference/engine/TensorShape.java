package dev.azulejo.inference.engine;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The type and shape that a model declares for a tensor that it reads or gives.
///
/// @param sides the lengths of all sides, the outermost first; a negative one is free
public record TensorShape(Kind kind, long... sides) {
    private static final int ANY = -1;

    public static final TensorShape PLANES = new TensorShape(Kind.FLOATS, ANY, 3, ANY, ANY);
    public static final TensorShape NUMBER = new TensorShape(Kind.FLOATS, ANY, 1, 1, 1);
    public static final TensorShape TRUTH = new TensorShape(Kind.TRUTHS, 1);

    /// The type of an element.
    public enum Kind {
        FLOATS,
        TRUTHS,
        BYTES,
        /// A type that we neither give nor take.
        OTHERS
    }

    public static TensorShape means(int channels) {
        return new TensorShape(Kind.FLOATS, 1, channels, 1, 1);
    }

    /// Whether a tensor may have both shapes: a model need not say how long a side is.
    public boolean agrees(TensorShape other) {
        if (kind != other.kind || sides.length != other.sides.length) {
            return false;
        }
        for (int i = 0; i < sides.length; i++) {
            if (sides[i] >= 0 && other.sides[i] >= 0 && sides[i] != other.sides[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether it is a shape of pictures, N x 3 x height x width, whose height and width are free, or one
    /// fixed square.
    public boolean isPicture() {
        return agrees(PLANES) && sides[2] == sides[3];
    }

    /// The side of the only pictures that the shape allows.
    public OptionalInt fixedSide() {
        return isPicture() && sides[2] > 0 ? OptionalInt.of(Math.toIntExact(sides[2])) : OptionalInt.empty();
    }

    /// The shape for people, such as `floats of N x 3 x N x N`, where each N is any length.
    public String text() {
        var lengths = Arrays.stream(sides)
                .mapToObj(side -> side < 0 ? "N" : String.valueOf(side))
                .collect(Collectors.joining(" x "));
        return "%s of %s".formatted(kind.name().toLowerCase(java.util.Locale.ROOT), lengths);
    }
}
