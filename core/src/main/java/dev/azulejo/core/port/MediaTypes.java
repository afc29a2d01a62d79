package dev.azulejo.core.port;

import java.util.Locale;

/// What browsers are told of our objects, and of results.
public final class MediaTypes {
    private MediaTypes() {}

    /// By the ending of the name, such as `image/png`.
    public static String of(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "jpg", "jpeg" -> "image/jpeg";
            case "png" -> "image/png";
            case "webp" -> "image/webp";
            case "tif", "tiff" -> "image/tiff";
            case "avif" -> "image/avif";
            case "json" -> "application/json";
            case "dzi", "xmp" -> "application/xml";
            case "szi" -> "application/zip";
            default -> "application/octet-stream";
        };
    }
}
