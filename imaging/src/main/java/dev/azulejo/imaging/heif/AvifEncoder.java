package dev.azulejo.imaging.heif;

import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.Rendition;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.encode.WholeImageEncoder;
import dev.azulejo.imaging.libvips.Libvips;

/// AVIF, lossy, 8 bits a sample, or 12 where the image has 16.
public final class AvifEncoder extends WholeImageEncoder {
    public AvifEncoder(Libvips libvips) {
        super(ImageFormat.AVIF, libvips);
    }

    @Override
    public String suffix(OutputSpec output, int bits) {
        return ".avif[Q=%d,lossless=false,effort=%d,bitdepth=%d,strip=true]"
                .formatted(output.quality(), EFFORT, Math.min(bits, ImageFormat.AVIF.mostBits()));
    }

    @Override
    public byte[] file(byte[] encoded, Rendition rendition, ResultColour colour, ResultMetadata metadata) {
        var file = new HeifFile(encoded);
        colour.embedded().ifPresent(file::addProfile);
        metadata.exif().ifPresent(file::addExif);
        file.addXmp(metadata.xmp());
        return file.toByteArray();
    }
}
