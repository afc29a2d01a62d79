package dev.azulejo.imaging.decode;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.colour.CodedColours;
import dev.azulejo.imaging.colour.SourceProfile;
import dev.azulejo.imaging.libvips.VipsOperations;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Converts the pixels of a file to grey or RGB of 8 or 16 bits, and says what that took. Pixels whose
/// meaning is not clear are refused instead.
final class SourcePixels {
    private static final int CODING_LABQ = 2; // VipsCoding
    static final String PROFILE = "icc-profile-data";

    private final VipsTools tools;
    private final Format format;
    private final FileFacts facts;
    private final Optional<FileFacts.Bands> stated;
    private final List<String> warnings;

    /// @param warnings receives warnings
    SourcePixels(VipsTools tools, Format format, FileFacts facts, int page, List<String> warnings) {
        this.tools = tools;
        this.format = format;
        this.facts = facts;
        this.stated = facts.bands(page);
        this.warnings = warnings;
    }

    /// The result of a conversion.
    ///
    /// @param pixels of the chain's image, after conversion
    /// @param profile of these pixels
    record Converted(PixelFormat pixels, @Nullable Blob profile) {}

    /// Appends the conversion steps that the image needs.
    Converted convert(PixelChain chain) throws UnreadableImage {
        try {
            return new Converted(pixels(chain), profile(chain));
        } catch (VipsOperations.Failed failure) {
            throw unsupported("is %s whose colours libvips cannot convert (%s); convert it to RGB"
                    .formatted(format.id().titleWithArticle(), failure.getMessage()));
        }
    }

    private PixelFormat pixels(PixelChain chain) throws UnreadableImage, VipsOperations.Failed {
        int bands = tools.header().bands(chain.image());
        int interpretation = tools.header().interpretation(chain.image());
        int bandFormat = tools.header().format(chain.image());
        boolean labs = interpretation == VipsOperations.LABS && bandFormat == VipsOperations.FORMAT_SHORT;
        boolean lab8 = stated.filter(FileFacts.Bands::isLab8).isPresent();
        if (!labs) {
            bandFormat = wholeNumbers(chain, bandFormat, bands);
        }
        boolean cmyk = interpretation == VipsOperations.CMYK && !lab8;
        int colours = cmyk ? 4 : bands < 3 ? 1 : 3;
        refuseUnknown(bands, colours, interpretation, lab8);
        boolean alpha = bands > colours && hasAlpha(bands, colours);
        int bits = bandFormat == VipsOperations.FORMAT_UCHAR ? 8 : 16;
        if (cmyk || labs || lab8) {
            convertColours(
                    chain, cmyk ? 4 : 3, alpha, bits, labs ? Colours.LAB_16 : cmyk ? Colours.CMYK : Colours.LAB_8);
            return new PixelFormat(alpha ? 4 : 3, bits);
        }
        int kept = colours + (alpha ? 1 : 0);
        if (kept < bands) {
            chain.then(image -> tools.operations().bands(image, 0, kept));
        }
        return new PixelFormat(kept, bits);
    }

    /// @return the format of samples: unsigned, of 8 or 16 bits
    private int wholeNumbers(PixelChain chain, int bandFormat, int bands)
            throws UnreadableImage, VipsOperations.Failed {
        if (tools.header().coding(chain.image()) == CODING_LABQ) {
            throw unsupported("is %s in packed L*a*b* colours; convert it to RGB"
                    .formatted(format.id().titleWithArticle()));
        }
        return switch (bandFormat) {
            case VipsOperations.FORMAT_UCHAR, VipsOperations.FORMAT_USHORT -> {
                fillDepth(chain, bandFormat);
                yield bandFormat;
            }
            case VipsOperations.FORMAT_UINT -> {
                chain.then(image -> tools.operations().cast(image, VipsOperations.FORMAT_USHORT, true));
                warnings.add("32 bits a sample were reduced to 16");
                yield VipsOperations.FORMAT_USHORT;
            }
            case VipsOperations.FORMAT_FLOAT ->
                throw unsupported(("is %s of floating-point numbers, for which no file says what is white;"
                                + " convert it to 16 bits")
                        .formatted(format.id().titleWithArticle()));
            case VipsOperations.FORMAT_CHAR, VipsOperations.FORMAT_SHORT ->
                throw unsupported(
                        "is %s of signed numbers, for which no file says what is black; convert it to unsigned ones"
                                .formatted(format.id().titleWithArticle()));
            default ->
                throw unsupported("is %s with %d channels of an unusual kind; convert it to RGB of 8 or 16 bits"
                        .formatted(format.id().titleWithArticle(), bands));
        };
    }

    /// Scales HEIF's 10 and 12 bits to 16: libvips only shifts them, and white must become white.
    private void fillDepth(PixelChain chain, int bandFormat) throws VipsOperations.Failed {
        int depth = tools.header()
                .number(chain.image(), "bits-per-sample")
                .orElseGet(() -> tools.header()
                        .number(chain.image(), "heif-bitdepth") // as libvips before 8.15 calls it
                        .orElse(16));
        boolean heif = format.id() == ImageFormat.AVIF || format.id() == ImageFormat.HEIC;
        if (heif && bandFormat == VipsOperations.FORMAT_USHORT && depth > 8 && depth < 16) {
            double white = 65_536 - (1 << (16 - depth));
            chain.then(image -> tools.operations().linear(image, 65_535 / white, 0.5));
            chain.then(image -> tools.operations().cast(image, VipsOperations.FORMAT_USHORT, false));
        }
    }

    private void refuseUnknown(int bands, int colours, int interpretation, boolean lab8) throws UnreadableImage {
        boolean multiband = interpretation == VipsOperations.MULTIBAND && bands != 1 && bands != 3;
        if ((format.id() == ImageFormat.JPEG && (bands == 2 || multiband)) || bands < colours || (bands < 3 && lab8)) {
            throw unsupported("is %s with %d channels of an unusual kind; convert it to RGB"
                    .formatted(format.id().titleWithArticle(), bands));
        }
    }

    private boolean hasAlpha(int bands, int colours) {
        boolean alpha = stated.map(FileFacts.Bands::alpha).orElse(true);
        // libvips adds one to some JPEG in TIFF
        int stored = stated.map(said -> Math.min(bands, said.samples())).orElse(bands);
        int left = stored - colours - (alpha ? 1 : 0);
        if (left > 0) {
            warnings.add(FileFacts.Bands.leftOut(left));
        }
        return alpha;
    }

    private enum Colours {
        CMYK,
        LAB_8,
        LAB_16
    }

    /// Converts colours without alpha: libvips would scale alpha of 16 bits with them.
    private void convertColours(PixelChain chain, int colours, boolean alpha, int bits, Colours kind)
            throws VipsOperations.Failed {
        var operations = tools.operations();
        try (var transparency = chain.branch(image -> operations.bands(image, alpha ? colours : 0, 1))) {
            if (tools.header().bands(chain.image()) > colours) {
                chain.then(image -> operations.bands(image, 0, colours));
            }
            switch (kind) {
                case CMYK -> convertCmyk(chain, bits);
                case LAB_8 -> convertLab8(chain);
                case LAB_16 -> {
                    chain.then(image -> operations.labToSrgb(image, bits));
                    warnings.add("L*a*b* colours were converted to sRGB");
                }
            }
            if (alpha) {
                if (kind == Colours.LAB_16) {
                    transparency.then(image -> operations.asFormat(image, VipsOperations.FORMAT_USHORT));
                }
                chain.then(image -> operations.join(image, transparency.image()));
            }
        }
    }

    private void convertCmyk(PixelChain chain, int bits) throws VipsOperations.Failed {
        boolean own = tools.header()
                .blob(chain.image(), PROFILE)
                .filter(profile -> SourceProfile.of(profile).fits("CMYK"))
                .isPresent();
        chain.then(image -> tools.operations().cmykToSrgb(image, own, bits));
        warnings.add(
                own
                        ? "CMYK colours were converted to sRGB by the file's own profile"
                        : "CMYK colours were converted to sRGB by a general profile, because the file has none of its"
                                + " own: they may differ from what was meant");
    }

    /// Converts L*a*b* of 8 bits: L* from 0 to 255 for 0 to 100, a* and b* signed (TIFF 6.0, section 23).
    private void convertLab8(PixelChain chain) throws VipsOperations.Failed {
        var operations = tools.operations();
        try (var ab = chain.branch(image -> operations.bands(image, 1, 2))) {
            ab.then(image -> operations.asFormat(image, VipsOperations.FORMAT_CHAR));
            ab.then(image -> operations.cast(image, VipsOperations.FORMAT_FLOAT, false));
            chain.then(image -> operations.bands(image, 0, 1));
            chain.then(image -> operations.linear(image, 100.0 / 255, 0));
            chain.then(image -> operations.join(image, ab.image()));
        }
        chain.then(image -> operations.asInterpretation(image, VipsOperations.LAB));
        chain.then(image -> operations.labToSrgb(image, 8));
        warnings.add("L*a*b* colours were converted to sRGB");
    }

    /// The profile of the image as it is now: the file's, or that of sRGB after a conversion.
    private @Nullable Blob profile(PixelChain chain) throws UnreadableImage {
        boolean grey = tools.header().bands(chain.image()) < 3;
        var colours = facts.colours();
        if (colours.isPresent()) {
            return colours.get().profile(grey, warnings).map(Blob::new).orElse(null);
        }
        Optional<byte[]> profile = tools.header().blob(chain.image(), PROFILE);
        if (profile.isEmpty()) {
            return codedProfile(chain);
        }
        if (!SourceProfile.of(profile.get()).fits(grey ? "GRAY" : "RGB ")) {
            warnings.add(SourceProfile.leftOut(SourceProfile.of(profile.get()).isSound(), grey));
            return null;
        }
        return new Blob(profile.get());
    }

    /// The profile for the numbers by which a file states its colours (ITU-T H.273).
    private @Nullable Blob codedProfile(PixelChain chain) throws UnreadableImage {
        int primaries =
                tools.header().number(chain.image(), "cicp-colour-primaries").orElse(2);
        int transfer = tools.header()
                .number(chain.image(), "cicp-transfer-characteristics")
                .orElse(2);
        new CodedColours(primaries, transfer, 0, true).refuseHighDynamicRange();
        if (primaries == 12) {
            var profile = tools.operations().builtInProfile("p3");
            return profile.map(Blob::new).orElse(null);
        }
        if (primaries == 9 || primaries == 11) {
            warnings.add("its wide-gamut colours (%s) are stated without a profile and taken as sRGB"
                    .formatted(primaries == 9 ? "BT.2020" : "DCI-P3"));
        }
        return null;
    }

    private static UnreadableImage unsupported(String detail) {
        return new UnreadableImage(Reason.UNSUPPORTED_PIXELS, detail, null);
    }
}
