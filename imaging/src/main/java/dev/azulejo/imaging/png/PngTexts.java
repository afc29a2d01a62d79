package dev.azulejo.imaging.png;

import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.xmp.TextXmp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Sorts the texts of a PNG by their use: blocks of metadata, words that XMP has a place for, and others,
/// of which only the keyword is kept. If several have one keyword, the first counts.
final class PngTexts {
    private static final String XMP = "xml:com.adobe.xmp";
    private static final int MOST_NAMED = 5;
    private static final int LONGEST_WORDS = 1 << 20; // bytes of a text for people

    /// The prefixes of keywords that describe the file itself, by ImageMagick and thumbnailers, and so not
    /// its result.
    private static final List<String> OF_THE_FILE = List.of("date:", "thumb::");

    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, byte[]> raw = new LinkedHashMap<>();
    private final Set<String> others = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();
    private byte @Nullable [] xmp;

    /// What a text was used for.
    sealed interface Added {}

    record Kept(int bytes) implements Added {}

    record TooLong() implements Added {}

    record Damaged() implements Added {}

    /// @param most greatest number of bytes that may be kept
    public Added add(PngText text, int most) {
        var name = text.name();
        boolean isRaw = RawProfile.NAMES.contains(name);
        boolean isBlock = isRaw || name.equals(XMP);
        if (!isBlock && !TextXmp.hasPlaceFor(name)) {
            return leaveOut(name, text);
        }
        if (!seen.add(name)) { // a second one is not even inflated
            return new Kept(0);
        }
        try {
            var bytes = text.bytes(isBlock ? most : Math.min(most, LONGEST_WORDS));
            if (bytes.isEmpty()) {
                return isBlock ? new TooLong() : leaveOut(name, text);
            }
            return isRaw ? addRaw(name, text.decoded(bytes.get())) : keep(name, text, bytes.get());
        } catch (DataFormatException e) {
            return new Damaged();
        }
    }

    private Added leaveOut(String name, PngText text) {
        if (OF_THE_FILE.stream().noneMatch(name::startsWith) && others.size() <= MOST_NAMED) {
            others.add(printable(text.keyword()));
        }
        return new Kept(0);
    }

    private Added addRaw(String name, String digits) {
        var block = RawProfile.of(digits);
        if (block.isEmpty()) {
            return new Damaged();
        }
        raw.put(name.substring(RawProfile.PREFIX.length()), block.get());
        return new Kept(block.get().length);
    }

    private Added keep(String name, PngText text, byte[] bytes) {
        if (name.equals(XMP)) {
            xmp = bytes;
        } else {
            words.put(name, text.decoded(bytes));
        }
        return new Kept(bytes.length);
    }

    private static String printable(String keyword) {
        return keyword.replaceAll("[^\\p{Print}]", "?");
    }

    /// Words by their keyword in small letters.
    public Map<String, String> words() {
        return words;
    }

    public Optional<byte[]> exif() {
        return raw("exif")
                .or(() -> raw("app1").filter(block -> SourceExif.of(block).isPresent()));
    }

    public Optional<byte[]> xmp() {
        return Optional.ofNullable(xmp)
                .or(() -> raw("xmp"))
                .or(() -> raw("app1").flatMap(RawProfile::xmp));
    }

    public Optional<byte[]> iptc() {
        return raw("iptc").or(() -> raw("8bim"));
    }

    private Optional<byte[]> raw(String name) {
        return Optional.ofNullable(raw.get(name));
    }

    /// Describes the texts that have no place in a result.
    public List<String> warnings() {
        var named = new ArrayList<>(others);
        boolean more = named.size() > MOST_NAMED;
        if (more) {
            named.removeLast();
        }
        return named.isEmpty()
                ? List.of()
                : List.of("has texts without a place in the result, which are left out: %s%s"
                        .formatted(String.join(", ", named), more ? " and others" : ""));
    }
}
