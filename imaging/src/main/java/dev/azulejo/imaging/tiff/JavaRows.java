package dev.azulejo.imaging.tiff;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.colour.SourceProfile;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// The rows of a file that one of Java's readers decodes, all at once when the first is asked for.
final class JavaRows implements Rows {
    private final ImageReader reader;
    private final Closeable closing;
    private final int index;
    private final JavaPixels pixels;
    private final ProbedImage image;
    private @Nullable BufferedImage decoded;
    private int givenRows;

    /// Facts of an image that the reader does not tell.
    ///
    /// @param index of the image in the file, from 0 on
    /// @param depth bits of the samples if the reader gives them as they are in the file; 0 if it widens
    ///     them to 8 or 16
    /// @param decodeBytes memory that the reader needs besides the image
    record Plan(
            int index,
            int depth,
            @Nullable Density density,
            Orientation orientation,
            ImageMetadata metadata,
            int pages,
            long decodeBytes,
            List<String> warnings) {
        Plan {
            warnings = List.copyOf(warnings);
        }

        ProbedImage image(Size size, PixelFormat pixels) {
            var all = new ArrayList<>(warnings);
            if (depth > pixels.bits()) {
                all.add("%d bits a sample were reduced to %d".formatted(depth, pixels.bits()));
            }
            var profile = metadata.profile();
            var space = pixels.colourBands() == 1 ? "GRAY" : "RGB ";
            if (profile != null && !SourceProfile.of(profile.bytes()).fits(space)) {
                all.add("its colour profile does not fit its pixels and is left out");
                profile = null;
            }
            return new ProbedImage(
                    ImageFormat.TIFF,
                    size,
                    pixels,
                    orientation,
                    metadata.withProfile(profile),
                    density,
                    pages,
                    saturatedSum(size.pixels() * pixels.bytesPerPixel(), decodeBytes),
                    all);
        }

        private static long saturatedSum(long one, long other) {
            return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
        }
    }

    /// Takes ownership of `reader`, whose input is set.
    JavaRows(ImageReader reader, Plan plan, Closeable closing) throws IOException, UnreadableImage {
        this.reader = reader;
        this.closing = closing;
        index = plan.index;
        pixels = JavaPixels.of(reader.getRawImageType(index), plan.depth);
        image = plan.image(new Size(reader.getWidth(index), reader.getHeight(index)), pixels.format());
    }

    @Override
    public ProbedImage image() {
        return image;
    }

    @Override
    public void next(int count, byte[] target, int offset) throws UnreadableImage {
        if (givenRows + count > image.stored().height()) {
            throw new IllegalStateException("no rows left of %s".formatted(image.stored()));
        }
        int rowBytes = image.stored().width() * image.pixels().bytesPerPixel();
        for (int i = 0; i < count; i++) {
            pixels.row(decoded(), givenRows, target, offset + i * rowBytes);
            givenRows++;
        }
    }

    private BufferedImage decoded() throws UnreadableImage {
        var found = decoded;
        if (found == null) {
            try {
                found = reader.read(index);
            } catch (IOException | RuntimeException failure) {
                throw JavaDecoder.damaged(failure);
            } catch (OutOfMemoryError failure) { // a header that lies; what was read of it is garbage already
                throw JavaDecoder.tooMuch(failure);
            }
            decoded = found;
        }
        return found;
    }

    @Override
    public void close() {
        try {
            if (reader.getInput() instanceof ImageInputStream input) {
                input.close();
            }
            reader.dispose();
            decoded = null;
            closing.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
