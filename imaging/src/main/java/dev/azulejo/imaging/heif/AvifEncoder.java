package dev.azulejo.imaging.heif;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.encode.WholeImageEncoder;
import dev.azulejo.imaging.libvips.Libvips;
import java.util.function.Supplier;

/// Encodes AVIF, lossy, with 8 bits a sample, or 12 if the image has 16. Encoding takes longer than a model
/// does, so it uses threads: the same number on every machine, as the bytes depend on that number, but not
/// on the number of cores.
public final class AvifEncoder extends WholeImageEncoder {
    private final Libvips libvips;

    public AvifEncoder(Libvips libvips) {
        super(ImageFormat.AVIF, libvips);
        this.libvips = libvips;
    }

    @Override
    public String fingerprint(ResultEncoding output) {
        return "%s in %d threads".formatted(super.fingerprint(output), Libvips.ENCODER_THREADS);
    }

    @Override
    protected byte[] encoded(Supplier<byte[]> encoding) {
        return libvips.withEncoderThreads(encoding);
    }

    @Override
    public String suffix(ResultEncoding output, int bits) {
        return ".avif[Q=%d,lossless=false,effort=%d,bitdepth=%d,strip=true]"
                .formatted(output.quality(), EFFORT, Math.min(bits, ImageFormat.AVIF.mostBits()));
    }

    @Override
    public byte[] file(byte[] encoded, Result result, ResultColour colour, ResultMetadata metadata) {
        var file = new HeifFile(encoded);
        colour.embedded().ifPresent(file::addProfile);
        metadata.exif().ifPresent(file::addExif);
        file.addXmp(metadata.xmp());
        return file.toByteArray();
    }
}
