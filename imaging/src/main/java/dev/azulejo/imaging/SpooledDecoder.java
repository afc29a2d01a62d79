package dev.azulejo.imaging;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bmp.BmpRows;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.decode.FormatName;
import dev.azulejo.imaging.decode.SpooledInput;
import dev.azulejo.imaging.decode.VipsFile;
import dev.azulejo.imaging.decode.VipsRows;
import dev.azulejo.imaging.decode.VipsTools;
import dev.azulejo.imaging.heif.HevcSupport;
import dev.azulejo.imaging.heif.IsoFile;
import dev.azulejo.imaging.metadata.GainMaps;
import dev.azulejo.imaging.tiff.JavaDecoder;
import dev.azulejo.imaging.tiff.TiffFile;
import dev.azulejo.imaging.tiff.TiffPage;
import dev.azulejo.imaging.tiff.TiffReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Decodes formats that are read back and forth, from a copy in a temporary file.
final class SpooledDecoder {
    private static final String INSTALL =
            "convert it to PNG or JPEG, or install a libvips 8.17 or newer with HEIF (brew install vips, or your"
                    + " distribution's) and choose it with --libvips system, or AZULEJO_LIBVIPS=system";

    private final VipsTools tools;
    private final HevcSupport hevc;

    SpooledDecoder(VipsTools tools) {
        this.tools = tools;
        hevc = new HevcSupport(tools);
    }

    Rows decode(ImageFormat format, InputStream whole, InputStream source, int page)
            throws IOException, UnreadableImage {
        if (format == ImageFormat.HEIC && !hevc.isThere()) {
            throw new UnreadableImage(
                    Reason.UNSUPPORTED_FORMAT,
                    "is a HEIC image, which %s does not read; %s"
                            .formatted(tools.libvips().fingerprint(), INSTALL),
                    null);
        }
        var file = SpooledFile.of(whole);
        try {
            return switch (format) {
                case TIFF -> tiff(file, source, page);
                case BMP -> new BmpRows(file, page, () -> close(file, source));
                case AVIF, HEIC -> heif(format, file, source, page);
                case PNG, JPEG, WEBP, GIF, JPEG_2000, DZI, IIIF, SZI ->
                    throw new IllegalStateException("not spooled: " + format);
            };
        } catch (UnreadableImage | RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    private Rows heif(ImageFormat format, SpooledFile file, InputStream source, int page) throws UnreadableImage {
        if (!tools.loader().canLoad(format)) {
            throw new UnreadableImage(
                    Reason.UNSUPPORTED_FORMAT,
                    "is an AVIF image, which %s does not read; %s"
                            .formatted(tools.libvips().fingerprint(), INSTALL),
                    null);
        }
        var boxes = new IsoFile(file);
        if (boxes.isCutOff()) {
            throw new UnreadableImage(
                    Reason.UNREADABLE,
                    "is %s that is cut off; copy or download it again".formatted(FormatName.of(format)),
                    null);
        }
        var warnings = new ArrayList<String>();
        if (boxes.hasGainMap()) {
            warnings.add(GainMaps.LEFT_OUT);
        }
        if (boxes.isSequence()) {
            warnings.add("is a sequence of frames, of which the still image was taken");
        }
        return rows(format, file, source, page, input(file, warnings, List.of(), boxes.heldPerPixel()));
    }

    private Rows tiff(SpooledFile file, InputStream source, int page) throws UnreadableImage {
        var tiff = new TiffFile(file);
        tiff.check();
        var pages =
                tiff.pages().stream().map(number -> TiffPage.of(tiff, number)).toList();
        if (page > pages.size()) {
            throw VipsFile.noSuchPage(ImageFormat.TIFF, page, pages.size());
        }
        var wanted = pages.get(page - 1);
        wanted.check();
        if (wanted.reader() != TiffReader.LIBVIPS) {
            return new JavaDecoder(file, () -> close(file, source)).tiff(wanted, page, pages.size());
        }
        if (wanted.isLab8()) {
            wanted.callRgb(file);
        }
        return rows(ImageFormat.TIFF, file, source, page, input(file, wanted.warnings(), pages, 0));
    }

    private SpooledInput input(SpooledFile file, List<String> warnings, List<TiffPage> pages, double heldPerPixel) {
        var handle = tools.loader()
                .newSource(file.path())
                .orElseThrow(() -> new IllegalStateException(tools.libvips().lastError()));
        return new SpooledInput(tools.libvips(), handle, warnings, pages, heldPerPixel);
    }

    private Rows rows(ImageFormat format, SpooledFile file, InputStream source, int page, SpooledInput input)
            throws UnreadableImage {
        return new VipsRows(tools.libvips(), new VipsFile(tools, format, input, page), () -> close(file, source));
    }

    private static void close(SpooledFile file, InputStream source) throws IOException {
        try {
            file.close();
        } finally {
            source.close();
        }
    }
}
