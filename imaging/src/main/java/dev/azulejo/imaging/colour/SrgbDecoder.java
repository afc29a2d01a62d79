package dev.azulejo.imaging.colour;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.io.InputStream;

/// Decodes by another decoder and converts to the colours of sRGB, grey in its curve, as in a result with
/// `--colour srgb`. A profile that changes no colour of a lattice by more than a level is a variant of
/// sRGB, of which there are many: such pixels stay as they are, so that two files of the same pixels stay
/// equal. Thread-safe.
public final class SrgbDecoder implements ImageDecoder {
    private final ImageDecoder decoder;
    private final IccTransform transform;
    private final OtherColours others;

    public SrgbDecoder(ImageDecoder decoder, Libvips libvips) {
        this.decoder = decoder;
        transform = new IccTransform(libvips);
        others = new OtherColours(libvips);
    }

    @Override
    public String fingerprint() {
        return decoder.fingerprint();
    }

    @Override
    public ProbedImage probe(InputStream source, int page) throws UnreadableImage {
        return decoder.probe(source, page);
    }

    @Override
    public Rows decode(InputStream source, int page) throws UnreadableImage {
        var rows = decoder.decode(source, page);
        try {
            return others.of(rows.image())
                    .<Rows>map(profile -> new ConvertedRows(rows, profile))
                    .orElse(rows);
        } catch (RuntimeException | Error failure) {
            rows.close();
            throw failure;
        }
    }

    private final class ConvertedRows implements Rows {
        private final Rows rows;
        private final byte[] profile;
        private final PixelFormat format;

        ConvertedRows(Rows rows, byte[] profile) {
            this.rows = rows;
            this.profile = profile;
            format = rows.image().pixels();
        }

        @Override
        public ProbedImage image() {
            var image = rows.image();
            var standard = new Blob(OtherColours.standard(format.colourBands()));
            return image.with(image.metadata().withProfile(standard), image.warnings());
        }

        @Override
        public void next(int count, byte[] target, int offset) throws UnreadableImage {
            var block = PixelBlock.blank(new Size(rows.image().stored().width(), count), format);
            rows.next(count, block.samples(), 0);
            var pixels = ResultPixels.of(block);
            var converted = transform
                    .convert(
                            pixels.withoutAlpha(),
                            profile,
                            OtherColours.standard(format.colourBands()),
                            format.colourBands())
                    .withAlphaOf(pixels);
            System.arraycopy(converted.samples(), 0, target, offset, converted.samples().length);
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
