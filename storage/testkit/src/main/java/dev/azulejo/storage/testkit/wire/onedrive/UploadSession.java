package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.util.regex.Pattern;

/// A running upload; guarded by the fake.
final class UploadSession {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final int GRAIN = 320 << 10;
    private static final int MOST_AT_ONCE = 60 << 20;

    final String id;
    final Item parent;
    final String name;
    final ItemTree.Conflict conflict;
    final boolean isDeferred;
    final ByteStore.Growing bytes;
    private long total = -1;

    UploadSession(
            String id,
            Item parent,
            String name,
            ItemTree.Conflict conflict,
            boolean isDeferred,
            ByteStore.Growing bytes) {
        this.id = id;
        this.parent = parent;
        this.name = name;
        this.conflict = conflict;
        this.isDeferred = isDeferred;
        this.bytes = bytes;
    }

    boolean isWhole() {
        return bytes.size() == total;
    }

    /// @throws GraphError when the fragment is not the next one
    void take(WireRequest request) {
        var range = RANGE.matcher(request.header("content-range").orElse(""));
        if (!range.matches()) {
            throw GraphError.invalid("Content-Range must be of the form bytes 0-25/128");
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long whole = Long.parseLong(range.group(3));
        int length = request.body().length;
        boolean isOther = total >= 0 && total != whole;
        if (last - first + 1 != length || last >= whole || length > MOST_AT_ONCE || isOther) {
            throw GraphError.invalid("The range does not fit the content, or the upload");
        }
        if (first != bytes.size()) {
            var inner = first < bytes.size() ? "fragmentOverlap" : "fragmentOutOfOrder";
            throw new GraphError(
                    416, "invalidRange", "The uploaded fragment overlaps with data already received.", inner);
        }
        if (last + 1 < whole && length % GRAIN != 0) {
            throw GraphError.invalid("The size of a fragment must be a multiple of 320 KiB");
        }
        total = whole;
        bytes.append(request.body(), 0, length);
    }
}
