package dev.azulejo.imaging.heif;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.decode.Format;
import dev.azulejo.imaging.decode.SpooledReader;
import dev.azulejo.imaging.decode.VipsTools;
import java.io.Closeable;

/// Reads AVIF and HEIC by libvips, if its build can.
public final class HeifReader extends SpooledReader {
    private static final String INSTALL =
            "convert it to PNG or JPEG, or install a libvips 8.17 or newer with HEIF (brew install vips, or your"
                    + " distribution's) and choose it with --libvips system, or AZULEJO_LIBVIPS=system";

    private final HevcSupport hevc;

    public HeifReader(Format format, VipsTools tools) {
        super(format, tools);
        hevc = new HevcSupport(format, tools);
    }

    @Override
    protected void requireDecoder() throws UnreadableImage {
        boolean decodes = format.id() == ImageFormat.HEIC
                ? hevc.isThere()
                : tools.loader().has(format.loader());
        if (!decodes) {
            throw new UnreadableImage(
                    Reason.UNSUPPORTED_FORMAT,
                    "is %s image, which %s does not read; %s"
                            .formatted(
                                    format.id().titleWithArticle(),
                                    tools.libvips().fingerprint(),
                                    INSTALL),
                    null);
        }
    }

    @Override
    protected Rows read(SpooledFile file, Closeable closing, int page) throws UnreadableImage {
        var boxes = new IsoFile(file);
        if (boxes.isCutOff()) {
            throw new UnreadableImage(
                    Reason.UNREADABLE,
                    "is %s that is cut off; copy or download it again"
                            .formatted(format.id().titleWithArticle()),
                    null);
        }
        boxes.check();
        return byLibvips(file, boxes, closing, page);
    }
}
