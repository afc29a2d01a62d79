package dev.azulejo.imaging.tiff;

import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.metadata.PhotoshopResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds, for warnings, what a page of a TIFF states and a result cannot, or not any more.
final class TiffLosses {
    private static final int OLD_JPEG = 6; // Compression

    /// The tags of GeoTIFF and GDAL, which place pixels of the source on a map.
    private static final Set<Integer> GEOGRAPHIC = Set.of(33_550, 33_922, 34_264, 34_735, 42_112);

    /// The values of sRGB, by the tag that states them (IEC 61966-2-1).
    private static final Map<Integer, double[]> SRGB = Map.of(
            Tag.WHITE_POINT, new double[] {0.3127, 0.329}, Tag.PRIMARIES, new double[] {0.64, 0.33, 0.3, 0.6, 0.15, 0.06
            });

    /// Black and white of Y, Cb and Cr if they use all of 8 bits. (TIFF 6.0, section 20)
    private static final double[] ALL_LEVELS = {0, 255, 128, 255, 128, 255};

    private static final double SAME = 0.005;

    private final TiffFile file;
    private final Ifd directory;

    TiffLosses(TiffFile file, Ifd directory) {
        this.file = file;
        this.directory = directory;
    }

    List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (!directory.has(Tag.PHOTOMETRIC)) {
            warnings.add("does not say what its samples mean (PhotometricInterpretation): it was guessed");
        }
        if (directory.number(Tag.COMPRESSION, 1) == OLD_JPEG && differs(Tag.REFERENCE_BLACK_WHITE, ALL_LEVELS)) {
            warnings.add("its levels of black and white (ReferenceBlackWhite) were not applied: it may look flat");
        }
        if (!directory.has(Tag.PROFILE) && hasOwnColours()) {
            warnings.add(
                    "its colours are stated without a profile (PrimaryChromaticities, WhitePoint or TransferFunction)"
                            + " and taken as sRGB");
        }
        if (file.hasLostPages()) {
            warnings.add("what follows its last whole page is left out: the place that it states for the next is wrong,"
                    + " or the file is cut off there");
        }
        if (hasPaths()) {
            warnings.add(PhotoshopResources.PATHS_LEFT_OUT);
        }
        if (directory.entry(Tag.LAYERS).filter(entry -> entry.length() > 0).isPresent()) {
            warnings.add("its layers (Photoshop's) are left out: the picture that they make was taken");
        }
        if (GEOGRAPHIC.stream().anyMatch(directory::has)) {
            warnings.add("its place on the map (GeoTIFF) is left out");
        }
        if (SourceExif.leavesOut(file.reader(), directory)) {
            warnings.add("its EXIF has values of more than 64 KiB, which are left out");
        }
        if (SourceExif.isTooLong(file.reader(), directory)) {
            warnings.add("its EXIF has more than 1 MiB of values and is left out");
        }
        warnings.addAll(UnknownValues.warnings(directory));
        int untyped = directory.untyped().size();
        if (untyped > 0) {
            warnings.add("has %d directory %s of a type that does not exist, which %s left out"
                    .formatted(untyped, untyped == 1 ? "entry" : "entries", untyped == 1 ? "is" : "are"));
        }
        return warnings;
    }

    private boolean hasPaths() {
        return directory
                .block(Tag.PHOTOSHOP)
                .filter(PhotoshopResources::hasPaths)
                .isPresent();
    }

    private boolean hasOwnColours() {
        return directory.has(Tag.TRANSFER_FUNCTION)
                || SRGB.entrySet().stream().anyMatch(stated -> differs(stated.getKey(), stated.getValue()));
    }

    private boolean differs(int tag, double[] usual) {
        var stated = directory.reals(tag);
        if (stated.length != usual.length) {
            return false;
        }
        return IntStream.range(0, usual.length).anyMatch(i -> Math.abs(stated[i] - usual[i]) > SAME);
    }
}
