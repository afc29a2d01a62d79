package dev.azulejo.imaging.decode;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.TemporaryFiles;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.xmp.SourceXmp;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A page of a file that libvips has open: its header is read, its pixels are not. It owns what libvips
/// holds for it and its input, but not the stream. For one thread at a time.
public final class VipsFile implements AutoCloseable {
    /// The bytes of a sample, by `VipsBandFormat`: uchar, char, ushort, short, uint, int, float, complex,
    /// double, dpcomplex.
    private static final int[] BYTES_OF_FORMAT = {1, 1, 2, 2, 4, 4, 4, 8, 8, 16};

    private static final String LIBJPEG_LIMIT = "Maximum supported image dimension";

    /// Formats in which nothing but metadata says how a picture lies.
    private static final Set<ImageFormat> TURNED_BY_METADATA =
            Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP);

    private final VipsTools tools;
    private final Format format;
    private final VipsInput input;
    private final int page;
    private final PixelChain chain;
    private final List<String> metadataWarnings = new ArrayList<>();
    private ProbedImage probed;

    /// Opens a page and takes ownership of `input`.
    ///
    /// @param page from 1 on
    /// @throws UnreadableImage when the header is broken, there is no such page, or its kind of pixels is
    ///     not supported
    public VipsFile(VipsTools tools, Format format, VipsInput input, int page) throws UnreadableImage {
        this.tools = tools;
        this.format = format;
        this.input = input;
        this.page = page;
        tools.libvips().forgetWarnings();
        chain = new PixelChain(tools.libvips(), MemorySegment.NULL);
        try {
            probed = open();
        } catch (UnreadableImage | RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private ProbedImage open() throws UnreadableImage {
        if (input.isCutOff()) {
            throw broken("in its header");
        }
        int pages = openPage();
        var facts = input.facts();
        var warnings = new ArrayList<>(facts.warnings());
        if (pages > 1 && page == 1) {
            warnings.add(format.firstWasTaken(pages));
        }
        // read before conversion, which makes images of its own
        var header = tools.header();
        var size = new Size(header.width(chain.image()), header.height(chain.image()));
        long held = facts.decodeBytes(page, size.pixels(), loadedBytes());
        int before = warnings.size();
        var metadata = facts.metadata(page, new SourceMetadata(header, chain.image(), facts.budget(), warnings));
        metadataWarnings.addAll(warnings.subList(Math.min(before, warnings.size()), warnings.size()));
        var exif = Optional.ofNullable(metadata.exif()).map(Blob::bytes);
        var orientation = byXmpAlone(metadata, exif)
                .or(() -> facts.orientation(exif))
                .orElseGet(() -> Orientation.ofExif(header.orientation(chain.image())));
        var density = facts.density(page, loadedDensity(), exif);
        boolean misnumbered = facts.sawProfile() && !header.has(chain.image(), SourcePixels.PROFILE);
        if (misnumbered) {
            warnings.add(
                    "its colour profile is empty or in pieces that are numbered wrongly, and is left out, as browsers"
                            + " do");
        }
        var converted = new SourcePixels(tools, format, facts, page, warnings).convert(chain);
        return new ProbedImage(
                format.id(),
                size,
                converted.pixels(),
                orientation,
                metadata.withProfile(converted.profile()),
                density.orElse(null),
                pages,
                held,
                warnings);
    }

    /// The orientation of a file that states it in XMP and not in EXIF, as some editors do.
    private Optional<Orientation> byXmpAlone(ImageMetadata metadata, Optional<byte[]> exif) {
        boolean mayBe = TURNED_BY_METADATA.contains(format.id())
                && exif.flatMap(ResultExif::orientation).isEmpty();
        return Optional.ofNullable(metadata.xmp())
                .filter(_ -> mayBe)
                .flatMap(xmp -> SourceXmp.orientation(xmp.bytes()))
                .map(Orientation::ofExif);
    }

    /// @return the number of pages
    private int openPage() throws UnreadableImage {
        var own = input.facts().number(page);
        chain.replace(opened(own).orElseThrow(() -> broken("in its header")));
        int added = input.facts().addedPages();
        int pages = input.facts()
                .pages()
                .orElse(tools.header().number(chain.image(), "n-pages").orElse(1) - added);
        if (page > pages) {
            throw format.noSuchPage(page, pages);
        }
        if (page + added > 1 && own.isEmpty()) {
            int primary = tools.header().number(chain.image(), "heif-primary").orElse(0);
            int number = page == 1 ? primary : page - 1 <= primary ? page - 2 : page - 1; // the primary comes first
            chain.replace(opened(OptionalInt.of(number + added)).orElseThrow(() -> broken("in page " + page)));
        }
        return pages;
    }

    private Optional<MemorySegment> opened(OptionalInt number) {
        return tools.loader().open(format.loader(), input.source(), number);
    }

    /// The bytes of a pixel as the loader gives it.
    private int loadedBytes() {
        int kind = tools.header().format(chain.image());
        int sampleBytes = BYTES_OF_FORMAT.length > kind && kind >= 0 ? BYTES_OF_FORMAT[kind] : 1;
        return tools.header().bands(chain.image()) * sampleBytes;
    }

    /// The density that libvips found. It notes a unit only if the file has one; otherwise the numbers are
    /// its default (jpeg2vips.c, exif.c).
    private Optional<Density> loadedDensity() {
        double horizontal = tools.header().horizontalDensity(chain.image());
        double vertical = tools.header().verticalDensity(chain.image());
        boolean stated = tools.header().has(chain.image(), "resolution-unit") && horizontal > 0 && vertical > 0;
        return stated ? Optional.of(new Density(horizontal, vertical)) : Optional.empty();
    }

    /// The header; after the last row also with what the file states behind its pixels.
    public ProbedImage probed() {
        return probed;
    }

    /// The pixels of the next rows, in memory of libvips.
    public MemorySegment fetch(int top, Size size) throws UnreadableImage {
        var pixels = tools.loader().fetch(chain.image(), top, size.width(), size.height());
        return pixels.orElseThrow(() -> broken("in rows %d to %d".formatted(top, top + size.height() - 1)));
    }

    /// Refuses a file whose rows are complete, but whose end is missing.
    public void finish() throws UnreadableImage {
        try {
            if (!input.finish()) {
                throw broken("at its end");
            }
        } catch (FileBudget.Spent spent) {
            throw spent.refusal();
        }
        var facts = input.facts();
        if (facts.hasLateMetadata() || facts.lackedEnd().isPresent()) {
            readLate(facts);
        }
    }

    /// Reads the metadata behind the pixels.
    private void readLate(FileFacts facts) {
        var warnings = new ArrayList<>(probed.warnings());
        warnings.removeAll(metadataWarnings);
        metadataWarnings.clear();
        var metadata = facts.metadata(
                page, new SourceMetadata(tools.header(), chain.image(), facts.budget(), metadataWarnings));
        warnings.addAll(metadataWarnings);
        facts.lackedEnd().ifPresent(warnings::add);
        probed = probed.with(metadata.withProfile(probed.metadata().profile()), warnings);
    }

    /// The failure at `place`, such as `in its header`: that of the stream is thrown at once, that of the
    /// file returned.
    private UnreadableImage broken(String place) {
        var words = TemporaryFiles.unnamed(tools.libvips().lastError());
        try {
            input.rethrow();
        } catch (FileBudget.Spent spent) {
            return spent.refusal();
        }
        var refusal = input.facts().refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var rareKind = input.facts().rareKind(words);
        if (rareKind.isPresent()) {
            return new UnreadableImage(
                    Reason.UNSUPPORTED_PIXELS,
                    "is %s, which is not read; convert it to PNG or TIFF (djpeg of libjpeg-turbo 3 reads most of them)"
                            .formatted(rareKind.get()),
                    null);
        }
        if (input.isCutOff()) {
            var detail = "is %s that is cut off %s; copy or download it again"
                    .formatted(format.id().titleWithArticle(), place);
            return new UnreadableImage(Reason.UNREADABLE, detail, null);
        }
        if (words.contains(LIBJPEG_LIMIT)) {
            var detail =
                    "is a JPEG with more than %,d pixels a side, which libjpeg does not read; save it as PNG or TIFF"
                            .formatted(ImageFormat.JPEG.maxSide());
            return new UnreadableImage(Reason.TOO_LARGE_FOR_READER, detail, null);
        }
        var unable = input.facts().unable(words);
        if (unable.isPresent()) {
            return unable.get();
        }
        var detail = "is %s that is damaged %s (%s); copy or export it again"
                .formatted(format.id().titleWithArticle(), place, words);
        return new UnreadableImage(Reason.UNREADABLE, detail, null);
    }

    @Override
    public void close() {
        chain.close();
        input.close();
    }
}
