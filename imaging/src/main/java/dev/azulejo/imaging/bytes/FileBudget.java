package dev.azulejo.imaging.bytes;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import java.util.EnumMap;
import java.util.Map;

/// What a stranger's file may cost before any of its pixels is decoded: every parser draws from it what it is about to
/// read, for itself or for a library that will read the same. The file has one budget, however many parsers it has.
/// For one thread at a time.
public final class FileBudget {
    /// What is counted. The limits are far above what cameras, scanners and editors write, and so low that the most
    /// expensive file within all of them is done in seconds.
    public enum Part {
        /// Of a TIFF: its pages, and what they name.
        DIRECTORIES("directories", 20_000),
        /// Of all its directories together.
        ENTRIES("entries in its directories", 500_000),
        /// Tags that libtiff keeps for one page, in bytes.
        TAG_BYTES("bytes in the tags of a page", 64L << 20),
        EXIF_DIRECTORIES("directories", 100),
        EXIF_ENTRIES("entries", 20_000),
        /// Of applications and comments in a JPEG; libjpeg keeps each.
        SEGMENTS("metadata segments", 200_000),
        /// Of a PNG. Writers make one of 8 KB of pixels or more.
        PNG_CHUNKS("chunks", 1_000_000),
        /// Of a WebP: libwebp goes through all that come before it for each frame.
        FRAMES("frames", 10_000),
        CHUNKS("chunks", 100_000),
        /// Of an AVIF or HEIC, within each other or not.
        BOXES("boxes", 100_000),
        /// Of the box that lists them, which libheif holds.
        META_BYTES("bytes in its list of pictures", 16L << 20),
        /// Pictures and metadata that such a file lists.
        ITEMS("items", 4_096),
        /// Between those, such as from a picture to each of its tiles.
        REFERENCES("references between its items", 100_000);

        private final String words;
        private final long most;

        Part(String words, long most) {
            this.words = words;
            this.most = most;
        }

        public long most() {
            return most;
        }
    }

    /// A file has more of something than its budget allows. Unchecked, because parsers draw deep within; readers of
    /// files and of metadata catch it, and so does the decoder where they do not.
    public static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Spent(String words) {
            super(words);
        }

        /// Such as `more than 4,096 directories`.
        public String words() {
            return String.valueOf(getMessage());
        }

        /// The file refused.
        public UnreadableImage refusal() {
            return new UnreadableImage(
                    Reason.TOO_MANY_PARTS,
                    "has %s, which no picture needs; save it anew in an image editor, as PNG or JPEG"
                            .formatted(words()),
                    this);
        }
    }

    private static final long MOST_COUNTED = 1L << 60; // two of them are no overflow

    /// Tiles reach over the picture that they make by less than one each way; below so many pixels it does not matter.
    private static final int MOST_TIMES_SHOWN = 4;

    private static final long ALWAYS_ALLOWED = 16L << 20;

    private final Map<Part, Long> drawn = new EnumMap<>(Part.class);
    private final int times;

    public FileBudget() {
        this(1);
    }

    private FileBudget(int times) {
        this.times = times;
    }

    /// Refuses a picture that is made of many times as many pixels as it has.
    ///
    /// @param shown pixels of the picture
    /// @param decoded pixels that are decoded for it
    public static void checkMade(long shown, double decoded) throws UnreadableImage {
        if (decoded > (double) MOST_TIMES_SHOWN * shown + ALWAYS_ALLOWED) {
            throw new UnreadableImage(
                    Reason.TOO_MANY_PARTS,
                    "has a picture of %,d pixels that is made of %,.0f others; save it anew as PNG or JPEG"
                            .formatted(shown, decoded),
                    null);
        }
    }

    /// For an editor that goes over the same parts several times.
    public static FileBudget forPasses(int times) {
        return new FileBudget(times);
    }

    /// Counts `count` more of a part, before they are read.
    ///
    /// @throws Spent where that is more than there may be
    public void draw(Part part, long count) {
        long sum = Math.min(drawn(part), MOST_COUNTED) + Math.clamp(count, 0, MOST_COUNTED);
        drawn.put(part, sum);
        if (sum > part.most * times) {
            throw new Spent("more than %,d %s".formatted(part.most, part.words));
        }
    }

    /// How much of a part was drawn so far.
    public long drawn(Part part) {
        return drawn.getOrDefault(part, 0L);
    }
}
