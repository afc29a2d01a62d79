package dev.azulejo.core.job.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How the pixels of a TIFF are packed; other formats have their own way.
public enum TiffCompression {
    DEFLATE,
    NONE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TiffCompression> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
}
