package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.libvips.VipsCalls.RESULT;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Converts pixels from one ICC profile to another, each pixel by itself, so that strips may be converted
/// separately: relative to the white of each, with black scaled to black, as print programs do by default.
/// Thread-safe.
public final class IccTransform implements ProfileConverter {
    private final Libvips libvips;
    private final VipsPixels images;

    public IccTransform(Libvips libvips) {
        this.libvips = libvips;
        images = new VipsPixels(libvips);
    }

    @Override
    public ResultPixels convert(ResultPixels pixels, byte[] from, byte[] to, int toColours) {
        return libvips.converter()
                .map(elsewhere -> elsewhere.convert(pixels, from, to, toColours))
                .orElseGet(() -> convertHere(pixels, from, to, toColours));
    }

    private ResultPixels convertHere(ResultPixels pixels, byte[] from, byte[] to, int toColours) {
        try {
            // libvips takes the target from a file alone.
            var folder = Files.createTempDirectory("azulejo-colour-");
            var fromFile = folder.resolve("from.icc");
            var toFile = folder.resolve("to.icc");
            try {
                Files.write(fromFile, from);
                Files.write(toFile, to);
                byte[] samples = images.with(pixels, image -> convert(image, pixels, fromFile, toFile));
                return new ResultPixels(pixels.width(), pixels.height(), toColours, false, pixels.bits(), samples);
            } finally {
                Files.deleteIfExists(fromFile);
                Files.deleteIfExists(toFile);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] convert(MemorySegment image, ResultPixels pixels, Path from, Path to) {
        var options = VipsOperations.withIntent(pixels.bits(), "input-profile", from.toString());
        var made = libvips.calls().result("icc_transform", List.of(image, RESULT, to.toString()), options);
        var converted = made.orElseThrow(this::unserviceable);
        try {
            byte[] samples = images.samples(converted);
            if (samples.length == 0) {
                throw unserviceable();
            }
            return samples;
        } finally {
            libvips.unref(converted);
        }
    }

    private PermanentFailure unserviceable() {
        return new PermanentFailure(
                ("its colours cannot be converted by its colour profile (%s); ask for the colour keep,"
                                + " or save it with another profile")
                        .formatted(libvips.lastError()));
    }
}
