package dev.azulejo.core.look.kind;

/// The kind of a region of an image, as far as it matters for enlarging.
public enum Kind {
    /// A photograph, or a region about which nothing is known.
    PHOTOGRAPH(0, 'P'),
    /// A drawing, by a program or a pen: text, lines, flat areas, diagrams, cartoons.
    DRAWING(1, 'D'),
    /// A pattern of alternating single pixels: dithering, stripes, rings.
    PATTERN(2, 'X'),
    /// A face so small that a model that draws detail would draw another one. Only looked for where such a
    /// model runs.
    FACE(3, 'F'),
    /// A photograph with detail too fine for its pixels, which lies folded in them (`FinestDetail`): models make too
    /// much of it, so two thirds of it are enlarged as a photograph and one third as a pattern.
    ALIASED(4, 'A');

    private static final float MODELLED = 2 / 3f;

    private final byte code;
    private final char letter;

    Kind(int code, char letter) {
        this.code = (byte) code;
        this.letter = letter;
    }

    /// The byte that stands for this kind in [KindMap#kinds].
    public byte code() {
        return code;
    }

    static Kind of(byte code) {
        return switch (code) {
            case 0 -> PHOTOGRAPH;
            case 1 -> DRAWING;
            case 2 -> PATTERN;
            case 3 -> FACE;
            case 4 -> ALIASED;
            default -> throw new IllegalArgumentException("there is no kind " + code);
        };
    }

    /// How much of a region of this kind is enlarged as another kind, or as itself: 0 to 1, and 1 for all
    /// together.
    public float share(Kind enlargedAs) {
        if (this != ALIASED) {
            return this == enlargedAs ? 1 : 0;
        }
        return switch (enlargedAs) {
            case PHOTOGRAPH -> MODELLED;
            case PATTERN -> 1 - MODELLED;
            default -> 0;
        };
    }

    /// The letter that stands for this kind in a [KindMapText].
    char letter() {
        return letter;
    }
}
