package dev.azulejo.core.job.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which of a source's EXIF, XMP and IPTC its result keeps. The colour profile, the density and the
/// statement that the pixels were enhanced by an algorithm are in the result under each policy.
public enum MetadataPolicy {
    KEEP,
    /// Keeps all but where the photograph was taken.
    STRIP_GPS,
    STRIP;

    /// The name in options and JSON, such as `strip-gps`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<MetadataPolicy> parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst();
    }
}
