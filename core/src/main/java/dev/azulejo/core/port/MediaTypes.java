package dev.azulejo.core.port;

import dev.azulejo.core.pixels.ImageFormat;
import java.util.Locale;

/// The media types of our objects and of results.
public final class MediaTypes {
    private MediaTypes() {}

    /// The media type by a name's ending, such as `image/png`.
    public static String of(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var ending = name.substring(name.lastIndexOf('.') + 1);
        return ImageFormat.parse(ending).map(ImageFormat::mediaType).orElseGet(() -> switch (ending) {
            case "json" -> "application/json";
            case "xmp" -> "application/xml";
            default -> "application/octet-stream";
        });
    }
}
