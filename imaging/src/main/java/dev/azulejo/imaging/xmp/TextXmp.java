package dev.azulejo.imaging.xmp;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the texts of a PNG, and the comment of a JPEG, into XMP, which every format has a place for. What
/// the packet states already stays.
public final class TextXmp {
    private static final String RIGHTS = "http://ns.adobe.com/xap/1.0/rights/";

    private enum Kind {
        WORDS,
        LANGUAGES,
        LIST,
        DATE
    }

    private record Place(String namespace, String name, Kind kind) {}

    /// The places in XMP by the keywords that the standard names. (PNG, third edition, 11.3.3.1)
    private static final Map<String, Place> PLACES = Map.of(
            "title", new Place(XMPConst.NS_DC, "title", Kind.LANGUAGES),
            "author", new Place(XMPConst.NS_DC, "creator", Kind.LIST),
            "description", new Place(XMPConst.NS_DC, "description", Kind.LANGUAGES),
            "copyright", new Place(XMPConst.NS_DC, "rights", Kind.LANGUAGES),
            "disclaimer", new Place(RIGHTS, "UsageTerms", Kind.LANGUAGES),
            "comment", new Place(XMPConst.NS_EXIF, "UserComment", Kind.LANGUAGES),
            "software", new Place(XMPConst.NS_XMP, "CreatorTool", Kind.WORDS),
            "creation time", new Place(XMPConst.NS_XMP, "CreateDate", Kind.DATE));

    private TextXmp() {}

    /// @param keyword in small letters
    public static boolean hasPlaceFor(String keyword) {
        return PLACES.containsKey(keyword);
    }

    /// @param packet of the file, if it has one
    /// @param words by keywords in small letters
    /// @param warnings receives warnings
    public static byte[] with(byte @Nullable [] packet, Map<String, String> words, List<String> warnings) {
        var lost = new ArrayList<String>();
        byte[] merged = XmpPacket.edit(packet, xmp -> {
            for (var word : words.entrySet()) {
                if (!put(xmp, PLACES.get(word.getKey()), clean(word.getValue()))) {
                    lost.add(word.getKey());
                }
            }
            return xmp.bytes();
        });
        if (!lost.isEmpty()) {
            warnings.add("has texts that differ from its XMP or that XMP cannot hold, which are left out: "
                    + String.join(", ", lost));
        }
        return merged;
    }

    /// @return whether the packet states the text now
    private static boolean put(XmpPacket xmp, @Nullable Place place, String text) throws XMPException {
        if (place == null || text.isEmpty()) {
            return true;
        }
        if (xmp.has(place.namespace, place.name)) {
            return xmp.allTexts(place.namespace, place.name).contains(text);
        }
        switch (place.kind) {
            case WORDS -> xmp.set(place.namespace, "xmp", place.name, text);
            case LANGUAGES -> xmp.setInDefaultLanguage(place.namespace, place.name, text);
            case LIST -> xmp.append(place.namespace, place.name, text);
            case DATE -> {
                var date = date(text);
                if (date.isEmpty()) {
                    return false;
                }
                xmp.set(place.namespace, "xmp", place.name, date.get());
            }
        }
        return true;
    }

    /// Removes characters that XML cannot hold.
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0a\\x0d\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]", "")
                .strip();
    }

    /// The date in ISO 8601, from the form that the standard recommends (RFC 1123) or ISO 8601 itself.
    private static Optional<String> date(String text) {
        return parsed(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                .or(() -> parsed(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    private static Optional<String> parsed(String text, DateTimeFormatter format) {
        try {
            return Optional.of(OffsetDateTime.parse(text, format).toString());
        } catch (DateTimeException notSo) {
            return Optional.empty();
        }
    }
}
