package dev.azulejo.core.pyramid;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.net.URISyntaxException;

/// The keys of a pyramid's files. For Deep Zoom the destination is the index, beside which the tiles lie;
/// for IIIF it is the folder of all, which may end with `.iiif`.
///
/// @param destination that was asked for
/// @param folder prefix of the keys of all files, index and tiles; empty or ends with `/`
/// @param index key of the file that says what the pyramid is
/// @param tiles key of the folder that has all tiles, without a `/`
public record PyramidPlace(StorageUri destination, String folder, String index, String tiles) {
    private static final String FOLDER_INDEX = "info.json";

    public static PyramidPlace of(ImageFormat format, StorageUri destination) {
        var key = destination.key();
        if (format.isFolder()) {
            return new PyramidPlace(destination, key + "/", key + "/" + FOLDER_INDEX, key);
        }
        var folder = key.substring(0, key.lastIndexOf('/') + 1);
        return new PyramidPlace(destination, folder, key, folder + name(key) + "_files");
    }

    /// The name of the destination, without folders and extension.
    String name() {
        return name(destination.key());
    }

    private static String name(String key) {
        var file = key.substring(key.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    /// The web address of the folder, if browsers may read it: in a bucket, its address at S3.
    String address() {
        var place = destination.place();
        var root = "s3".equals(place.getScheme())
                ? "https://%s.s3.amazonaws.com/".formatted(place.getHost())
                : place.toString();
        return root + (root.endsWith("/") ? "" : "/") + encoded(folder.substring(0, folder.length() - 1));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a key that no address has: " + path, e);
        }
    }
}
