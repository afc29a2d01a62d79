package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.UnmetBytes;
import java.util.List;

/// Another encoder, whose quality is lowered where a file shall have no more than so many bytes: to the highest that
/// fits. The whole result is one strip then, which is encoded some seven times.
///
/// @param encoder of a format that has a quality
public record FittingEncoder(StripEncoder encoder) implements StripEncoder {
    /// Below, blocks show more than the picture.
    private static final int LEAST_QUALITY = 10;

    @Override
    public int rowMultiple(PixelFormat pixels, OutputSpec output) {
        return encoder.rowMultiple(pixels, output);
    }

    @Override
    public String fingerprint(OutputSpec output) {
        return encoder.fingerprint(output);
    }

    @Override
    public EncodedStrip encode(Manifest manifest, int strip, PixelBlock rows) {
        var output = manifest.output();
        var best = encoder.encode(manifest, strip, rows);
        if (output.maxBytes() == 0 || bytes(manifest, best) <= output.maxBytes()) {
            return best;
        }
        int tooLarge = output.quality();
        int fits = Math.min(LEAST_QUALITY, output.quality());
        best = encoder.encode(manifest.withOutput(output.withQuality(fits)), strip, rows);
        if (bytes(manifest, best) > output.maxBytes()) {
            throw new UnmetBytes(output.format(), output.maxBytes(), fits, bytes(manifest, best));
        }
        while (tooLarge - fits > 1) {
            int quality = (fits + tooLarge) / 2;
            var tried = encoder.encode(manifest.withOutput(output.withQuality(quality)), strip, rows);
            if (bytes(manifest, tried) <= output.maxBytes()) {
                fits = quality;
                best = tried;
            } else {
                tooLarge = quality;
            }
        }
        return best;
    }

    private long bytes(Manifest manifest, EncodedStrip strip) {
        return (long) strip.bytes().length + encoder.trailer(manifest, List.of(strip.facts())).length;
    }

    @Override
    public byte[] trailer(Manifest manifest, List<StripFacts> facts) {
        return encoder.trailer(manifest, facts);
    }
}
