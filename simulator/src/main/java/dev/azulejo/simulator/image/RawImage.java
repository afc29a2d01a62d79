package dev.azulejo.simulator.image;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The simplest possible image file: a magic number, five numbers, and the raw samples.
public final class RawImage implements ImageDecoder {
    private static final int MAGIC = 0x52415721;
    /// The magic number of an image without metadata.
    private static final int BARE = MAGIC + 1;

    /// The metadata of the other images, which must be gone once their job has ended.
    public static final Blob EXIF = new Blob("taken at 48.2082 N, 16.3738 E".getBytes(StandardCharsets.US_ASCII));

    public static final ImageMetadata METADATA = new ImageMetadata(null, EXIF, null, null);

    @Override
    public String fingerprint() {
        return "raw decoder";
    }

    @Override
    public ProbedImage probe(InputStream source, int page) throws UnreadableImage {
        try (var in = new DataInputStream(source)) {
            return header(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Rows decode(InputStream source, int page) throws UnreadableImage {
        var in = new DataInputStream(source);
        return new RawRows(in, header(in));
    }

    private static ProbedImage header(DataInputStream in) throws UnreadableImage {
        try {
            int magic = in.readInt();
            if (magic != MAGIC && magic != BARE) {
                throw new UnreadableImage(Reason.UNSUPPORTED_FORMAT, "is no raw image", null);
            }
            var orientation = Orientation.ofExif(in.readInt());
            var format = new PixelFormat(in.readInt(), in.readInt());
            return new ProbedImage(
                    ImageFormat.PNG,
                    new Size(in.readInt(), in.readInt()),
                    format,
                    orientation,
                    magic == BARE ? ImageMetadata.NONE : METADATA,
                    null,
                    1,
                    0,
                    List.of());
        } catch (IOException e) {
            throw new UnreadableImage(Reason.UNREADABLE, "ends within its header", e);
        }
    }

    static byte[] header(Size size, PixelFormat format) {
        return header(MAGIC, size, format);
    }

    private static byte[] header(int magic, Size size, PixelFormat format) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (int number : new int[] {magic, 1, format.bands(), format.bits(), size.width(), size.height()}) {
                out.writeInt(number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] file(PixelBlock image) {
        return file(MAGIC, image);
    }

    /// The file of an image without metadata.
    static byte[] bare(PixelBlock image) {
        return file(BARE, image);
    }

    private static byte[] file(int magic, PixelBlock image) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(magic, new Size(image.width(), image.height()), image.format()));
        bytes.writeBytes(image.samples());
        return bytes.toByteArray();
    }

    private record RawRows(DataInputStream in, ProbedImage image) implements Rows {
        @Override
        public void next(int count, byte[] target, int offset) throws UnreadableImage {
            try {
                in.readFully(
                        target,
                        offset,
                        count * image.stored().width() * image.pixels().bytesPerPixel());
            } catch (IOException e) {
                throw new UnreadableImage(Reason.UNREADABLE, "ends before its last row", e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
