package dev.azulejo.imaging.tiff;

import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.ifd.Tag;
import java.util.Arrays;
import java.util.List;

/// Finds entries of a page whose value does not exist. libtiff would refuse the file for each (tif_dir.c); without the
/// entry, its default counts. (TIFF 6.0, section 8)
final class UnknownValues {
    /// A tag whose values are numbered.
    private record Numbered(int tag, String name, int lowest, int highest) {
        boolean has(Ifd directory) {
            return Arrays.stream(directory.numbers(tag)).allMatch(value -> value >= lowest && value <= highest);
        }
    }

    private static final int ANY = 0xffff;
    private static final List<Numbered> NUMBERED = List.of(
            new Numbered(Tag.FILL_ORDER, "FillOrder", 1, 2),
            new Numbered(Tag.ORIENTATION, "Orientation", 1, 8),
            new Numbered(Tag.PLANAR_CONFIGURATION, "PlanarConfiguration", 1, 2),
            new Numbered(Tag.RESOLUTION_UNIT, "ResolutionUnit", 1, 3),
            new Numbered(Tag.PREDICTOR, "Predictor", 1, ANY),
            new Numbered(Tag.EXTRA_SAMPLES, "ExtraSamples", 0, 2),
            new Numbered(Tag.SAMPLE_FORMAT, "SampleFormat", 1, 6));

    private UnknownValues() {}

    static boolean holds(Ifd directory, IfdEntry entry) {
        return NUMBERED.stream().anyMatch(numbered -> numbered.tag == entry.tag() && !numbered.has(directory));
    }

    /// Warnings of these entries.
    static List<String> warnings(Ifd directory) {
        return NUMBERED.stream()
                .filter(numbered -> !numbered.has(directory))
                .map(numbered -> "states a value that does not exist (%s %d), which is left out"
                        .formatted(numbered.name, directory.number(numbered.tag, 0)))
                .toList();
    }
}
