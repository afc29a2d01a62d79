package dev.azulejo.storage.s3;

import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.s3.CompositionPlan.Copied;
import dev.azulejo.storage.s3.CompositionPlan.Joined;
import dev.azulejo.storage.s3.CompositionPlan.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Composes one object of ranges of others, on the server that keeps both. Eight parts are made at once, so
/// that at most about 100 MiB of them are in memory; most have 8 MiB.
final class Composition {
    private static final int PARTS_AT_ONCE = 8;
    private static final int READS_AT_ONCE_PER_PART = 4;
    private static final int LOOKS_AT_ONCE = 16;

    private final Bucket source;
    private final Reading reading;
    private final List<Part> ranges;
    private final NewObject object;

    Composition(Bucket source, List<Part> ranges, NewObject object) {
        this.source = source;
        this.reading = new Reading(source);
        this.ranges = List.copyOf(ranges);
        this.object = object;
    }

    /// @return whether `precondition` held
    boolean make(Precondition precondition) {
        var looked = lookAtSources();
        var plan = CompositionPlan.of(ranges);
        var steps = plan.steps();
        if (steps.isEmpty()) {
            return object.put(new byte[0], 0, precondition);
        }
        if (steps.size() == 1 && steps.getFirst() instanceof Joined only) {
            return object.put(joined(only, looked), (int) only.bytes(), precondition);
        }
        int atOnce = Math.max(1, (int) ((long) PARTS_AT_ONCE * PartSizes.MIN_BYTES / plan.minBytes()));
        try {
            return upload(MultipartUpload.start(object), steps, atOnce, looked, precondition);
        } catch (CopyRefused _) {
            return upload(MultipartUpload.startWithoutChecksum(object), steps, atOnce, looked, precondition);
        }
    }

    private boolean upload(
            MultipartUpload upload,
            List<Step> steps,
            int atOnce,
            Map<String, HeadObjectResponse> looked,
            Precondition precondition) {
        boolean made = false;
        try {
            var parts = Threads.inParallel(
                    atOnce, steps.size(), index -> part(upload, index + 1, steps.get(index), looked));
            made = upload.complete(parts, precondition);
            return made;
        } catch (UploadGone gone) {
            made = upload.whetherMade(precondition, gone);
            return made;
        } finally {
            if (!made) {
                upload.abort();
            }
        }
    }

    private CompletedPart part(MultipartUpload upload, int number, Step step, Map<String, HeadObjectResponse> looked) {
        return switch (step) {
            case Joined joined -> upload.upload(number, joined(joined, looked), (int) joined.bytes());
            case Copied(var range) -> {
                var found = Objects.requireNonNull(looked.get(range.key()));
                boolean whole = range.length() == found.contentLength();
                yield upload.copy(number, source, range, whole, found.eTag());
            }
        };
    }

    private byte[] joined(Joined step, Map<String, HeadObjectResponse> looked) {
        var bytes = new byte[(int) step.bytes()];
        var starts = new int[step.ranges().size()];
        for (int index = 1; index < starts.length; index++) {
            starts[index] =
                    starts[index - 1] + (int) step.ranges().get(index - 1).length();
        }
        Threads.inParallel(READS_AT_ONCE_PER_PART, starts.length, index -> {
            var range = step.ranges().get(index);
            reading.range(range, etag(looked.get(range.key())), bytes, starts[index]);
            return index;
        });
        return bytes;
    }

    private static @Nullable String etag(@Nullable HeadObjectResponse found) {
        return found == null ? null : found.eTag();
    }

    /// Checks that each range lies in its object, before anything is begun. Short ranges are not checked,
    /// because reading them tells, and there may be thousands.
    private Map<String, HeadObjectResponse> lookAtSources() {
        ranges.forEach(range -> source.full(range.key()));
        var keys = ranges.stream()
                .filter(range -> range.length() == 0 || range.length() >= PartSizes.MIN_BYTES)
                .map(Part::key)
                .distinct()
                .toList();
        var found = Threads.inParallel(LOOKS_AT_ONCE, keys.size(), index -> source.head(keys.get(index)));
        var looked = new HashMap<String, HeadObjectResponse>();
        for (int index = 0; index < keys.size(); index++) {
            var key = keys.get(index);
            looked.put(key, found.get(index).orElseThrow(() -> new NoSuchObject("no object " + source.at(key), null)));
        }
        for (var range : ranges) {
            var object = looked.get(range.key());
            if (object != null) {
                Objects.checkFromIndexSize(range.offset(), range.length(), object.contentLength());
            }
        }
        return looked;
    }
}
