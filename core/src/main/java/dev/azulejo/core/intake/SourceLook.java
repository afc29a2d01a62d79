package dev.azulejo.core.intake;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.look.jpeg.JpegQuality;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The facts in the head of a source, read from exactly the version that will be enhanced. None of them is
/// relied on: the head of a damaged file says less, and plan finds out why.
///
/// @param format none when it is not one of ours, or that version is gone; plan then refuses it
record SourceLook(Optional<ImageFormat> format, Compression compression) {
    static final SourceLook NOTHING = new SourceLook(Optional.empty(), Compression.UNKNOWN);

    static SourceLook of(Source storage, String key, String version) {
        try (var in = storage.readVersion(key, version)) {
            return of(in);
        } catch (NoSuchObject e) {
            return NOTHING;
        } catch (IOException e) {
            throw new TransientFailure("reading " + key, e);
        }
    }

    /// @param source read from its first byte on, as far as its compression shows
    static SourceLook of(InputStream source) throws IOException {
        var in = new BufferedInputStream(source);
        in.mark(ImageFormat.SNIFFED_BYTES);
        var format = ImageFormat.sniff(in.readNBytes(ImageFormat.SNIFFED_BYTES));
        if (format.isEmpty()) {
            return NOTHING;
        }
        in.reset();
        return new SourceLook(format, compression(format.get(), in));
    }

    private static Compression compression(ImageFormat format, InputStream in) throws IOException {
        return switch (format) {
            case JPEG -> new Compression.Jpeg(JpegQuality.of(in));
            case WEBP ->
                WebpLook.isLossless(in).orElse(false) ? new Compression.Lossless("WebP") : Compression.of(format);
            default -> Compression.of(format);
        };
    }
}
