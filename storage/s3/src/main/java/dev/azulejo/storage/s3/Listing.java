package dev.azulejo.storage.s3;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Lists a bucket page by page, as it is read. S3 returns keys in the order of their UTF-8 bytes, which is
/// ours.
final class Listing {
    private Listing() {}

    /// Lists objects, leaving out those that no key of ours can name.
    ///
    /// @param unnamed receives these, but not an empty `folder/`, by which consoles show a folder
    static Stream<ObjectStat> of(Bucket bucket, String start, Consumer<String> unnamed) {
        var full = bucket.fullPrefix(start);
        var asked = withoutDots(full);
        var pages = bucket.client()
                .listObjectsV2Paginator(request -> request.bucket(bucket.name()).prefix(asked));
        var doing = "list %s*".formatted(bucket.at(start));
        var objects =
                new Typed(doing, S3Failures.typed(doing, () -> pages.contents().iterator()));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(objects, Spliterator.ORDERED), false)
                .filter(object -> object.key().startsWith(full))
                .filter(object ->
                        isNamed(object, object.key().substring(bucket.prefix().length()), unnamed))
                .map(object ->
                        stat(object, object.key().substring(bucket.prefix().length())));
    }

    /// Drops a last `.` or `..` of a prefix: a start such as `photos/.` is that of `photos/.hidden`, but
    /// MinIO refuses it as a way out of the bucket, so its folder is listed then.
    private static String withoutDots(String prefix) {
        int folder = prefix.lastIndexOf('/') + 1;
        var last = prefix.substring(folder);
        return last.equals(".") || last.equals("..") ? prefix.substring(0, folder) : prefix;
    }

    private static boolean isNamed(S3Object object, String key, Consumer<String> unnamed) {
        try {
            Keys.checked(key);
            return true;
        } catch (InvalidKey _) {
            if (object.size() > 0 || !isFolder(key)) {
                unnamed.accept(key);
            }
            return false;
        }
    }

    /// Whether a key stands for a folder, as the empty rest of the place's own key does.
    private static boolean isFolder(String key) {
        return key.isEmpty() || key.endsWith("/");
    }

    private static ObjectStat stat(S3Object object, String key) {
        return new ObjectStat(key, object.size(), object.lastModified(), object.eTag(), Map.of());
    }

    private record Typed(String doing, Iterator<S3Object> objects) implements Iterator<S3Object> {
        @Override
        public boolean hasNext() {
            return S3Failures.typed(doing, objects::hasNext);
        }

        @Override
        public S3Object next() {
            return S3Failures.typed(doing, objects::next);
        }
    }
}
