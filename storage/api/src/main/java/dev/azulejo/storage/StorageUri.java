package dev.azulejo.storage;

import java.net.URI;
import java.util.regex.Pattern;

/// The address of an object, in any provider: a place, and a key in it.
///
/// @param place names the storage, for example `file:///home/ana/photos/` or `s3://bucket`
public record StorageUri(URI place, String key) {
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    public StorageUri {
        if (place.getScheme() == null) {
            throw new IllegalArgumentException("a place needs a scheme, such as file:// or s3://, got " + place);
        }
        Keys.checked(key);
    }

    /// Whether a text can be the name of a bucket: the rules of the S3 User Guide, "General purpose bucket
    /// naming rules", as far as a typing error breaks them.
    public static boolean isBucketName(String text) {
        return BUCKET_NAME.matcher(text).matches();
    }

    public static boolean overlap(URI place, URI other) {
        var one = folder(place);
        var two = folder(other);
        return one.startsWith(two) || two.startsWith(one);
    }

    private static String folder(URI place) {
        var text = place.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    /// The place and the key in one readable text, for messages.
    @Override
    public String toString() {
        return folder(place) + key;
    }
}
