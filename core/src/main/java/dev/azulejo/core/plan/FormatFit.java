package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks what the format of a result cannot hold: a reason to refuse, or a loss to warn of.
public record FormatFit(ResultEncoding output) {
    /// The most pixels of a result that is encoded whole: its encoder needs the bytes of its pixels several
    /// times.
    private static final long MOST_WHOLE_PIXELS = 64_000_000;

    private static final long MOST_WHOLE_BYTES = 256_000_000;

    /// The most bytes of EXIF in a JPEG: one segment, whose length has 16 bits and counts itself and a
    /// signature of 6 bytes.
    private static final int MOST_JPEG_EXIF = 65_535 - 2 - 6;

    private static final int CMYK_BANDS = 4;

    /// Says what the format cannot do, whatever the image.
    public Optional<String> contradiction() {
        return qualityRefusal()
                .or(this::compressionRefusal)
                .or(this::colourRefusal)
                .map(Refused::detail);
    }

    Optional<Refused> refusal(Size result, PixelFormat pixels) {
        var format = output.format();
        long most = Math.min(MOST_WHOLE_PIXELS, MOST_WHOLE_BYTES / pixels.bytesPerPixel());
        int longSide = Math.max(result.width(), result.height());
        if (longSide > format.maxSide()) {
            return Optional.of(new Refused(
                    Reason.TOO_LARGE_FOR_FORMAT,
                    "gives a result of %,d pixels a side, %s ends at %,d; ask for --format %s"
                            .formatted(longSide, format.text(), format.maxSide(), alternatives(result, most))));
        }
        if (format.isEncodedWhole() && result.pixels() > most) {
            return Optional.of(new Refused(
                    Reason.TOO_LARGE_FOR_FORMAT,
                    "gives a result of %,d pixels, %s is made in one piece and may have %,d; ask for --format %s"
                            .formatted(result.pixels(), format.text(), most, alternatives(result, most))));
        }
        return qualityRefusal()
                .or(() -> sizeRefusal(result, most))
                .or(this::compressionRefusal)
                .or(this::colourRefusal);
    }

    private Optional<Refused> qualityRefusal() {
        return output.maxBytes() > 0 && !output.format().hasQuality()
                ? unfit(
                        Reason.FORMAT_WITHOUT_QUALITY,
                        "asks for a file of at most %,d bytes, but %s has no quality to lower; ask for --format jpeg"
                                .formatted(output.maxBytes(), output.format().text()))
                : Optional.empty();
    }

    /// Refuses a result too large for a limit of bytes: such a file is made in one piece and tried until it
    /// fits.
    private Optional<Refused> sizeRefusal(Size result, long most) {
        return output.maxBytes() == 0 || result.pixels() <= most
                ? Optional.empty()
                : unfit(
                        Reason.TOO_LARGE_FOR_MAX_BYTES,
                        "asks for a file of at most %,d bytes, which is made in one piece, and %,d pixels, of which one may"
                                        .formatted(output.maxBytes(), result.pixels())
                                + " have %,d; leave --max-bytes out or ask for a smaller size".formatted(most));
    }

    private Optional<Refused> compressionRefusal() {
        var format = output.format();
        return output.compression() == TiffCompression.NONE && format != ImageFormat.TIFF
                ? unfit(
                        Reason.FORMAT_WITHOUT_COMPRESSION,
                        "asks for no compression, which is for TIFF alone; leave --compression out or ask for --format tiff")
                : Optional.empty();
    }

    /// Lists the formats that a result of this size fits into.
    ///
    /// @param mostWhole pixels of a result that is encoded whole
    private static String alternatives(Size result, long mostWhole) {
        var names = ImageFormat.written().stream()
                .filter(format -> Math.max(result.width(), result.height()) <= format.maxSide())
                .filter(format -> !format.isEncodedWhole() || result.pixels() <= mostWhole)
                .map(ImageFormat::text)
                .toList();
        return ImageFormat.listed(names, "or");
    }

    private Optional<Refused> colourRefusal() {
        var colour = output.colour();
        if (colour == null) {
            return Optional.empty();
        }
        var format = output.format();
        var bands = colour.bands();
        if (bands.isEmpty()) {
            return unfit(
                    Reason.UNUSABLE_PROFILE,
                    "names %s as its colour, which is no ICC profile of RGB, grey or CMYK; name another"
                            .formatted(colour.name()));
        }
        if (bands.getAsInt() == CMYK_BANDS && !format.hasCmyk()) {
            return unfit(
                    Reason.FORMAT_WITHOUT_COLOURS,
                    "asks for CMYK by %s, which %s cannot hold; ask for --format tiff or jpeg"
                            .formatted(colour.name(), format.text()));
        }
        if (bands.getAsInt() == 1 && colour.profile() != null && !format.hasGrey()) {
            return unfit(
                    Reason.FORMAT_WITHOUT_COLOURS,
                    "asks for grey by %s, and %s holds RGB alone; ask for --format png, or for --colour grey"
                            .formatted(colour.name(), format.text()));
        }
        return Optional.empty();
    }

    private static Optional<Refused> unfit(Reason reason, String detail) {
        return Optional.of(new Refused(reason, detail));
    }

    List<String> warnings(ProbedImage image) {
        var warnings = new ArrayList<String>();
        var format = output.format();
        var name = format.text();
        var colour = output.colour();
        boolean cmyk = colour != null && colour.bands().orElse(0) == CMYK_BANDS;
        if (image.pixels().hasAlpha() && !format.hasAlpha()) {
            warnings.add("%s has no transparency: the image was put on white".formatted(name));
        } else if (image.pixels().hasAlpha() && cmyk) {
            warnings.add("CMYK is for print and has no transparency: the image was put on white");
        }
        if (format.mostBits() < image.pixels().bits()) {
            warnings.add("%s has %d bits a sample: the image had %d"
                    .formatted(name, format.mostBits(), image.pixels().bits()));
        }
        if (output.metadata() != MetadataPolicy.STRIP) {
            addMetadata(image, warnings);
        }
        return warnings;
    }

    private void addMetadata(ProbedImage image, List<String> warnings) {
        var format = output.format();
        var iptc = image.metadata().iptc();
        if (iptc != null && !format.hasIptc()) {
            warnings.add("%s has no place for IPTC records: they were left out, XMP was kept".formatted(format.text()));
        }
        var exif = image.metadata().exif();
        if (exif != null && format == ImageFormat.JPEG && exif.length() > MOST_JPEG_EXIF) {
            warnings.add("%s holds %,d bytes of EXIF, the image had %,d: it was left out"
                    .formatted(format.text(), MOST_JPEG_EXIF, exif.length()));
        }
    }
}
