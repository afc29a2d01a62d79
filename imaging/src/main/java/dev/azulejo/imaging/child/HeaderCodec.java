package dev.azulejo.imaging.child;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Encodes a header as bytes, for two processes of one build.
final class HeaderCodec {
    private static final int ABSENT = -1;

    private HeaderCodec() {}

    static byte[] encode(ProbedImage image) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(image.format().name());
            out.writeInt(image.stored().width());
            out.writeInt(image.stored().height());
            out.writeInt(image.pixels().bands());
            out.writeInt(image.pixels().bits());
            out.writeInt(image.orientation().exifValue());
            var metadata = image.metadata();
            write(out, metadata.profile());
            write(out, metadata.exif());
            write(out, metadata.xmp());
            write(out, metadata.iptc());
            var density = image.density();
            out.writeBoolean(density != null);
            if (density != null) {
                out.writeDouble(density.horizontal());
                out.writeDouble(density.vertical());
            }
            out.writeInt(image.pages());
            out.writeLong(image.decodeBytes());
            out.writeInt(image.warnings().size());
            for (var warning : image.warnings()) {
                write(out, new Blob(warning.getBytes(StandardCharsets.UTF_8)));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, @Nullable Blob blob) throws IOException {
        if (blob == null) {
            out.writeInt(ABSENT);
        } else {
            out.writeInt(blob.length());
            out.write(blob.bytes());
        }
    }

    /// @throws IOException when the bytes are no header, or have metadata that no decoder would give
    static ProbedImage decode(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var format = ImageFormat.valueOf(in.readUTF());
            var stored = new Size(in.readInt(), in.readInt());
            var pixels = new PixelFormat(in.readInt(), in.readInt());
            var orientation = Orientation.ofExif(in.readInt());
            var metadata = new ImageMetadata(readBlob(in), readBlob(in), readBlob(in), readBlob(in));
            var density = in.readBoolean() ? new Density(in.readDouble(), in.readDouble()) : null;
            int pages = in.readInt();
            long held = in.readLong();
            var warnings = new ArrayList<String>();
            for (int left = in.readInt(); left > 0; left--) {
                var warning = readBlob(in);
                warnings.add(warning == null ? "" : new String(warning.bytes(), StandardCharsets.UTF_8));
            }
            var within = ReceivedMetadata.within(metadata, warnings);
            return new ProbedImage(format, stored, pixels, orientation, within, density, pages, held, warnings);
        } catch (IllegalArgumentException e) {
            throw new IOException("no header", e);
        }
    }

    private static @Nullable Blob readBlob(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < ABSENT || length > in.available()) {
            throw new IOException("no header: a block of %d bytes".formatted(length));
        }
        return length == ABSENT ? null : new Blob(in.readNBytes(length));
    }
}
