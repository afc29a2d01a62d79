package dev.azulejo.imaging.colour;

import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.util.Optional;

/// Finds images whose profile means other colours than sRGB, or grey in its curve, would: by more than a
/// level for one colour of a lattice. Thread-safe.
public final class OtherColours {
    private final IccTransform transform;

    public OtherColours(Libvips libvips) {
        transform = new IccTransform(libvips);
    }

    /// The profile of an image with such colours; empty for other images.
    public Optional<byte[]> of(ProbedImage image) {
        int colours = image.pixels().colourBands();
        return ColourProfile.fitting(image.metadata().profile(), colours).filter(profile -> isOther(profile, colours));
    }

    private boolean isOther(byte[] profile, int colours) {
        var lattice = lattice(colours);
        var converted = transform.convert(lattice, profile, standard(colours), colours);
        for (int i = 0; i < lattice.samples().length; i++) {
            if (Math.abs(lattice.sample(i) - converted.sample(i)) > 1) {
                return true;
            }
        }
        return false;
    }

    static byte[] standard(int colours) {
        return (colours == 1 ? StandardProfile.GREY : StandardProfile.SRGB).bytes();
    }

    /// The pixels of a lattice: all greys, or colours of nine levels of each band.
    private static ResultPixels lattice(int colours) {
        int levels = colours == 1 ? 256 : 9;
        int count = colours == 1 ? levels : levels * levels * levels;
        var samples = new byte[count * colours];
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int band = 0; band < colours; band++) {
                samples[i * colours + band] = (byte) (rest % levels * 255 / (levels - 1));
                rest /= levels;
            }
        }
        return new ResultPixels(count, 1, colours, false, 8, samples);
    }
}
