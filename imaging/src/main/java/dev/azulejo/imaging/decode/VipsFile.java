package dev.azulejo.imaging.decode;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.Density;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.png.PngBlocks;
import dev.azulejo.imaging.png.PngStream;
import dev.azulejo.imaging.tiff.TiffPage;
import dev.azulejo.imaging.tiff.TiffRefusals;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A page of a file that libvips has open: its header is read, its pixels are not. Owns what libvips
/// holds for it and its input, not the stream. For one thread at a time.
public final class VipsFile implements AutoCloseable {
    /// Of a sample, by `VipsBandFormat`: uchar, char, ushort, short, uint, int, float, complex, double,
    /// dpcomplex.
    private static final int[] BYTES_OF_FORMAT = {1, 1, 2, 2, 4, 4, 4, 8, 8, 16};

    private static final String LIBJPEG_LIMIT = "Maximum supported image dimension";

    private final VipsTools tools;
    private final ImageFormat format;
    private final VipsInput input;
    private final PixelChain chain;
    private final List<String> metadataWarnings = new ArrayList<>();
    private ProbedImage probed;

    /// Takes over `input`.
    ///
    /// @param page from 1 on
    /// @throws UnreadableImage when the header is broken, there is no such page, or its pixels are none
    ///     of ours
    public VipsFile(VipsTools tools, ImageFormat format, VipsInput input, int page) throws UnreadableImage {
        this.tools = tools;
        this.format = format;
        this.input = input;
        tools.libvips().forgetWarnings();
        chain = new PixelChain(tools.libvips(), MemorySegment.NULL);
        try {
            probed = open(page);
        } catch (UnreadableImage | RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private ProbedImage open(int page) throws UnreadableImage {
        if (input.isCutOff()) {
            throw broken("in its header");
        }
        int pages = openPage(page);
        var warnings = new ArrayList<>(input.warnings());
        if (pages > 1 && page == 1) {
            warnings.add(firstWasTaken(format, pages));
        }
        var header = tools.header();
        var tiff = input.tiffPage(page).orElse(null);
        long held = input.decodeBytes(
                page, (long) header.width(chain.image()) * header.height(chain.image()), loadedBytes());
        // read before conversion, which makes images of its own
        var size = new Size(header.width(chain.image()), header.height(chain.image()));
        var metadata = metadata(tiff, warnings);
        var orientation = orientation(metadata);
        var density = density(page, metadata);
        boolean misnumbered = input.sawProfile() && !header.has(chain.image(), "icc-profile-data");
        if (misnumbered) {
            warnings.add(
                    "its colour profile is empty or in pieces that are numbered wrongly, and is left out, as browsers"
                            + " do");
        }
        var converted = new SourcePixels(tools, format, tiff, input.png(), warnings).convert(chain);
        return new ProbedImage(
                format,
                size,
                converted.pixels(),
                orientation,
                metadata.withProfile(converted.profile()),
                density.orElse(null),
                pages,
                held,
                warnings);
    }

    /// @param warnings of the header, which those of metadata join
    private ImageMetadata metadata(@Nullable TiffPage tiff, List<String> warnings) {
        if (input.png().isEmpty()) {
            return new SourceMetadata(tools.header(), warnings).read(chain.image(), tiff, input.comment());
        }
        var metadata = new SourceMetadata(tools.header(), metadataWarnings)
                .read(input.png().get());
        warnings.addAll(metadataWarnings);
        return metadata;
    }

    /// @return how many pages there are
    private int openPage(int page) throws UnreadableImage {
        var tiff = input.tiffPage(page);
        OptionalInt first = tiff.isPresent() ? OptionalInt.of(tiff.get().number()) : OptionalInt.empty();
        chain.replace(tools.loader().open(format, input.source(), first).orElseThrow(() -> broken("in its header")));
        int pages = input.pages()
                .orElse(tools.header().number(chain.image(), "n-pages").orElse(1));
        if (page > pages) {
            throw noSuchPage(format, page, pages);
        }
        if (page > 1 && tiff.isEmpty()) {
            int primary = tools.header().number(chain.image(), "heif-primary").orElse(0);
            int number = page - 1 <= primary ? page - 2 : page - 1; // the primary image comes first, then the others
            chain.replace(tools.loader()
                    .open(format, input.source(), OptionalInt.of(number))
                    .orElseThrow(() -> broken("in page " + page)));
        }
        return pages;
    }

    /// Bytes of a pixel as the loader gives it.
    private int loadedBytes() {
        int format = tools.header().format(chain.image());
        int sampleBytes = BYTES_OF_FORMAT.length > format && format >= 0 ? BYTES_OF_FORMAT[format] : 1;
        return tools.header().bands(chain.image()) * sampleBytes;
    }

    public static String firstWasTaken(ImageFormat format, int pages) {
        return "has %d %s; the first was taken".formatted(pages, pagesWord(format));
    }

    public static UnreadableImage noSuchPage(ImageFormat format, int page, int pages) {
        var word = pagesWord(format);
        return new UnreadableImage(
                Reason.NO_SUCH_PAGE,
                "has %d %s, and there is no number %d; ask for one of them"
                        .formatted(pages, pages == 1 ? word.substring(0, word.length() - 1) : word, page),
                null);
    }

    private static String pagesWord(ImageFormat format) {
        return switch (format) {
            case TIFF -> "pages";
            case GIF, WEBP -> "frames";
            default -> "images";
        };
    }

    /// libheif turns images itself, as their boxes say, and EXIF does not count then (ISO 23008-12, annex
    /// A).
    private Orientation orientation(ImageMetadata metadata) {
        boolean turned = format == ImageFormat.AVIF || format == ImageFormat.HEIC;
        if (input.png().isPresent()) {
            var exif = Optional.ofNullable(metadata.exif()).map(Blob::bytes);
            return Orientation.ofExif(exif.flatMap(ResultExif::orientation).orElse(1));
        }
        return turned ? Orientation.NORMAL : Orientation.ofExif(tools.header().orientation(chain.image()));
    }

    private Optional<Density> density(int page, ImageMetadata metadata) {
        // libvips notes a unit only where the file has one; else the numbers are its default (jpeg2vips.c, exif.c).
        if (format == ImageFormat.TIFF) {
            return input.tiffPage(page).flatMap(tiff -> tiff.directory().density()); // libvips tells its default, too
        }
        var exif = Optional.ofNullable(metadata.exif()).map(Blob::bytes);
        var stated = input.density();
        if (format == ImageFormat.JPEG) { // of others libvips tells its default where there is EXIF
            stated = stated.or(this::jpegDensity);
        }
        return stated.or(() -> exif.flatMap(ResultExif::density));
    }

    private Optional<Density> jpegDensity() {
        double horizontal = tools.header().horizontalDensity(chain.image());
        double vertical = tools.header().verticalDensity(chain.image());
        boolean stated = tools.header().has(chain.image(), "resolution-unit") && horizontal > 0 && vertical > 0;
        return stated ? Optional.of(new Density(horizontal, vertical)) : Optional.empty();
    }

    /// After the last row also with what the file says behind its pixels.
    public ProbedImage probed() {
        return probed;
    }

    /// The pixels of the next rows, in memory of libvips.
    public MemorySegment fetch(int top, Size size) throws UnreadableImage {
        var pixels = tools.loader().fetch(chain.image(), top, size.width(), size.height());
        return pixels.orElseThrow(() -> broken("in rows %d to %d".formatted(top, top + size.height() - 1)));
    }

    /// Says no to a file whose rows are all there, but whose end is not.
    public void finish() throws UnreadableImage {
        if (!input.finish()) {
            throw broken("at its end");
        }
        input.png().ifPresent(this::readLate);
    }

    /// What a PNG says behind its pixels.
    private void readLate(PngBlocks png) {
        if (!png.hasLate() && !input.lacksEndAlone()) {
            return;
        }
        var warnings = new ArrayList<>(probed.warnings());
        warnings.removeAll(metadataWarnings);
        metadataWarnings.clear();
        var metadata = new SourceMetadata(tools.header(), metadataWarnings).read(png);
        warnings.addAll(metadataWarnings);
        if (input.lacksEndAlone()) {
            warnings.add(PngStream.LACKS_END);
        }
        probed = probed.with(metadata.withProfile(probed.metadata().profile()), warnings);
    }

    /// What stopped us at `place`, such as `in its header`: the stream, which is thrown at once, or else
    /// the file.
    private UnreadableImage broken(String place) {
        var words = tools.libvips().lastError();
        input.rethrow();
        var refusal = input.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var rareKind = input.rareKind(words);
        if (rareKind.isPresent()) {
            return new UnreadableImage(
                    Reason.UNSUPPORTED_PIXELS,
                    "is %s, which is not read; convert it to PNG or TIFF (djpeg of libjpeg-turbo 3 reads most of them)"
                            .formatted(rareKind.get()),
                    null);
        }
        if (input.isCutOff()) {
            var detail = "is %s that is cut off %s; copy or download it again".formatted(FormatName.of(format), place);
            return new UnreadableImage(Reason.UNREADABLE, detail, null);
        }
        if (words.contains(LIBJPEG_LIMIT)) {
            var detail =
                    "is a JPEG with more than %,d pixels a side, which libjpeg does not read; save it as PNG or TIFF"
                            .formatted(ImageFormat.JPEG.maxSide());
            return new UnreadableImage(Reason.TOO_LARGE_FOR_READER, detail, null);
        }
        var unable = format == ImageFormat.TIFF ? TiffRefusals.of(words) : Optional.<UnreadableImage>empty();
        if (unable.isPresent()) {
            return unable.get();
        }
        var detail =
                "is %s that is damaged %s (%s); copy or export it again".formatted(FormatName.of(format), place, words);
        return new UnreadableImage(Reason.UNREADABLE, detail, null);
    }

    @Override
    public void close() {
        chain.close();
        input.close();
    }
}
