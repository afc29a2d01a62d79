package dev.azulejo.imaging.bytes;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import java.util.EnumMap;
import java.util.Map;

/// Limits what a stranger's file may cost before any of its pixels is decoded: every parser draws from it
/// what it is about to read, for itself or for a library that will read the same. A file has one budget for
/// all its parsers. For one thread at a time.
public final class FileBudget {
    /// The parts that are counted. The limits are far above what cameras, scanners and editors write, and
    /// so low that the most expensive file within all of them takes seconds.
    public enum Part {
        /// Directories of a TIFF: its pages, and the directories that they name.
        DIRECTORIES("directories", 20_000),
        /// Entries of all directories of a TIFF together.
        ENTRIES("entries in its directories", 500_000),
        /// Bytes of the tags that libtiff keeps for one page.
        TAG_BYTES("bytes in the tags of a page", 64L << 20),
        EXIF_DIRECTORIES("directories", 100),
        EXIF_ENTRIES("entries", 20_000),
        /// Segments of applications and comments in a JPEG; libjpeg keeps each.
        SEGMENTS("metadata segments", 200_000),
        /// Chunks of a PNG; writers make one of 8 KB of pixels or more.
        PNG_CHUNKS("chunks", 1_000_000),
        /// Frames of a WebP: libwebp goes through all earlier ones for each frame.
        FRAMES("frames", 10_000),
        CHUNKS("chunks", 100_000),
        /// Boxes of an AVIF or HEIC, nested or not.
        BOXES("boxes", 100_000),
        /// Bytes of the box that lists an AVIF's or HEIC's pictures, which libheif holds.
        META_BYTES("bytes in its list of pictures", 16L << 20),
        /// Items of an AVIF or HEIC: the pictures and metadata that it lists.
        ITEMS("items", 4_096),
        /// References between items, such as from a picture to each of its tiles.
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

    /// Thrown when a file has more of a part than its budget allows. It is unchecked, because parsers draw
    /// deep within; readers of files and of metadata catch it, and so does the decoder if they do not.
    public static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Spent(String words) {
            super(words);
        }

        /// The excess in words, such as `more than 4,096 directories`.
        public String words() {
            return String.valueOf(getMessage());
        }

        /// The refusal of the file.
        public UnreadableImage refusal() {
            return new UnreadableImage(
                    Reason.TOO_MANY_PARTS,
                    "has %s, which no picture needs; save it anew in an image editor, as PNG or JPEG"
                            .formatted(words()),
                    this);
        }
    }

    private static final long MOST_COUNTED = 1L << 60; // two of them are no overflow

    /// How many times its own pixels may be decoded for a picture, beyond [#ALWAYS_ALLOWED]: tiles reach
    /// over the picture by less than one each way.
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

    /// Refuses a picture for which many times its own pixels would be decoded.
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

    /// A budget for an editor that goes over the same parts several times.
    public static FileBudget forPasses(int times) {
        return new FileBudget(times);
    }

    /// Counts `count` more of a part, before they are read.
    ///
    /// @throws Spent when that exceeds the limit
    public void draw(Part part, long count) {
        long sum = Math.min(drawn(part), MOST_COUNTED) + Math.clamp(count, 0, MOST_COUNTED);
        drawn.put(part, sum);
        if (sum > part.most * times) {
            throw new Spent("more than %,d %s".formatted(part.most, part.words));
        }
    }

    /// The number of a part that was drawn so far.
    public long drawn(Part part) {
        return drawn.getOrDefault(part, 0L);
    }
}
