package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.resize.ResultLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks a file against the limits, by its length and its header alone. Each refusal names the limit, the
/// value, and what to do.
record LimitCheck(Limits limits) {
    private static final double MEBIBYTE = 1 << 20;

    /// Decoded bytes up to which a file may expand as much as it likes: an empty fax page, a flat screen. A
    /// page of A3 at 600 dots an inch has 70 million, and its file a few thousand.
    private static final long SMALL = 128L << 20;

    /// Checks the length of the file before it is opened.
    ///
    /// @param fileBytes its length; 0 if it is not known
    Optional<Refused> ofFile(long fileBytes) {
        return over(Limit.FILE, fileBytes)
                ? refused(
                        Limit.FILE,
                        "has %,d bytes, the limit is %,d; make it smaller or cut it"
                                .formatted(fileBytes, limits.of(Limit.FILE)))
                : Optional.empty();
    }

    Optional<Refused> ofHeader(ProbedImage image, long fileBytes) {
        var upright = image.orientation().upright(image.stored());
        long rawBytes = upright.pixels() * image.pixels().bytesPerPixel();
        if (over(Limit.PIXELS, upright.pixels())) {
            return refused(
                    Limit.PIXELS,
                    "has %s = %,d pixels, the limit is %,d; make it smaller or cut it"
                            .formatted(upright, upright.pixels(), limits.of(Limit.PIXELS)));
        }
        if (over(Limit.SIDE, Math.max(upright.width(), upright.height()))) {
            return refused(
                    Limit.SIDE,
                    "is %s pixels, the longest side may have %,d; make it smaller or cut it"
                            .formatted(upright, limits.of(Limit.SIDE)));
        }
        if (over(Limit.PAGES, image.pages())) {
            return refused(
                    Limit.PAGES,
                    "holds %,d pages or frames, the limit is %,d; split it"
                            .formatted(image.pages(), limits.of(Limit.PAGES)));
        }
        long expansion = rawBytes / Math.max(1, fileBytes);
        if (rawBytes > SMALL && over(Limit.EXPANSION, expansion)) {
            return refused(
                    Limit.EXPANSION,
                    "expands %,d times when decoded, the limit is %,d; is it a real photograph?"
                            .formatted(expansion, limits.of(Limit.EXPANSION)));
        }
        return over(Limit.MEMORY, image.decodeBytes()) ? refusedMemory(image) : Optional.empty();
    }

    /// Checks the sizes made of the image, on the way and in the end.
    ///
    /// @param enlarged what its models make of it
    Optional<Refused> ofResult(Size enlarged, ResultLayout layout) {
        var largest = Stream.of(enlarged, layout.resized(), layout.canvas())
                .max(Comparator.comparingLong(Size::pixels))
                .orElseThrow();
        return over(Limit.RESULT_PIXELS, largest.pixels())
                ? refused(
                        Limit.RESULT_PIXELS,
                        "becomes %s = %,d pixels, the limit is %,d; ask for a smaller size"
                                .formatted(largest, largest.pixels(), limits.of(Limit.RESULT_PIXELS)))
                : Optional.empty();
    }

    /// Checks the pixels of all results together, if there are several.
    Optional<Refused> ofResults(List<ResultLayout> layouts) {
        long pixels = layouts.stream()
                .mapToLong(layout ->
                        Math.max(layout.resized().pixels(), layout.canvas().pixels()))
                .sum();
        return layouts.size() > 1 && over(Limit.RESULT_PIXELS, pixels)
                ? refused(
                        Limit.RESULT_PIXELS,
                        "gives %d results of %,d pixels together, the limit is %,d; ask for fewer or smaller ones"
                                .formatted(layouts.size(), pixels, limits.of(Limit.RESULT_PIXELS)))
                : Optional.empty();
    }

    /// Checks the size of the result files.
    ///
    /// @param bytes of all together, as they are foreseen
    Optional<Refused> ofResults(long bytes) {
        return over(Limit.RESULT_BYTES, bytes)
                ? refused(
                        Limit.RESULT_BYTES,
                        "gives about %,d bytes of result, the limit is %,d; ask for a smaller size or another format"
                                .formatted(bytes, limits.of(Limit.RESULT_BYTES)))
                : Optional.empty();
    }

    /// Checks the metadata that a result would keep, which travel in the manifest.
    Optional<Refused> ofMetadata(ProbedImage image) {
        long length = image.metadata().length();
        return over(Limit.METADATA, length)
                ? refused(
                        Limit.METADATA,
                        "has an ICC profile, EXIF and XMP of %,d bytes, the limit is %,d; take them out or make them smaller"
                                .formatted(length, limits.of(Limit.METADATA)))
                : Optional.empty();
    }

    /// Returns the image with only the metadata that a result would keep.
    ProbedImage kept(ProbedImage image, MetadataPolicy policy) {
        return policy == MetadataPolicy.STRIP
                ? image.with(image.metadata().stripped(), image.warnings())
                : withoutExcess(image);
    }

    private Optional<Refused> refusedMemory(ProbedImage image) {
        return refused(
                Limit.MEMORY,
                "is %s as %s, whose decoder would need %,d bytes of memory (%,.0f MiB), the limit is %,.0f MiB; save it as %s"
                        .formatted(
                                image.stored(),
                                image.format().hungry(),
                                image.decodeBytes(),
                                image.decodeBytes() / MEBIBYTE,
                                limits.of(Limit.MEMORY) / MEBIBYTE,
                                image.format().frugal()));
    }

    private boolean over(Limit limit, long value) {
        return value > limits.of(limit);
    }

    private static Optional<Refused> refused(Limit limit, String detail) {
        return Optional.of(new Refused(limit.reason(), "%s, or raise %s".formatted(detail, limit.option())));
    }

    /// Drops the XMP of an image, with a warning, if the metadata are too large because of it: XMP grows
    /// without need, by histories of edits and embedded pictures.
    private ProbedImage withoutExcess(ProbedImage image) {
        var xmp = image.metadata().xmp();
        long length = image.metadata().length();
        if (xmp == null || !over(Limit.METADATA, length) || over(Limit.METADATA, length - xmp.length())) {
            return image;
        }
        var warnings = new ArrayList<>(image.warnings());
        warnings.add("its XMP has %,d bytes and was left out: all metadata together may have %,d (%s)"
                .formatted(xmp.length(), limits.of(Limit.METADATA), Limit.METADATA.option()));
        return image.with(image.metadata().withoutXmp(), warnings);
    }
}
