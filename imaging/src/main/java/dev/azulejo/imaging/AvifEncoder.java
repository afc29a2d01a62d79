package dev.azulejo.imaging;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.ImageFormat;

/// AVIF, lossy, 8 bits a sample, or 12 where the image has 16.
final class AvifEncoder extends WholeImageEncoder {
    AvifEncoder(Libvips libvips) {
        super(ImageFormat.AVIF, libvips);
    }

    @Override
    String suffix(OutputSpec output, int bits) {
        return ".avif[Q=%d,lossless=false,effort=%d,bitdepth=%d,strip=true]"
                .formatted(output.quality(), EFFORT, Math.min(bits, ImageFormat.AVIF.mostBits()));
    }

    @Override
    byte[] file(byte[] encoded, Manifest manifest, ResultColour colour, ResultMetadata metadata) {
        var file = new HeifFile(encoded);
        colour.embedded().ifPresent(file::addProfile);
        metadata.exif().ifPresent(file::addExif);
        file.addXmp(metadata.xmp());
        return file.toByteArray();
    }
}
