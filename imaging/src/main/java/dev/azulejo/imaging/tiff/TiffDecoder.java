package dev.azulejo.imaging.tiff;

import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.decode.Format;
import dev.azulejo.imaging.decode.SpooledReader;
import dev.azulejo.imaging.decode.VipsTools;
import java.io.Closeable;
import java.util.List;

/// Reads TIFF by libvips, and small files of kinds that it does not know by readers for Java.
public final class TiffDecoder extends SpooledReader {
    public TiffDecoder(Format format, VipsTools tools) {
        super(format, tools);
    }

    @Override
    protected Rows read(SpooledFile file, Closeable closing, int page) throws UnreadableImage {
        var tiff = new TiffFile(file, new FileBudget());
        tiff.check();
        var pages =
                tiff.pages().stream().map(number -> TiffPage.of(tiff, number)).toList();
        if (page > pages.size()) {
            throw format.noSuchPage(page, pages.size());
        }
        var wanted = pages.get(page - 1);
        wanted.check();
        wanted.keepAlone(file);
        if (wanted.reader() != TiffReader.LIBVIPS) {
            var warnings =
                    page == 1 && pages.size() > 1 ? List.of(format.firstWasTaken(pages.size())) : List.<String>of();
            return new JavaDecoder(file, closing).tiff(wanted, pages.size(), warnings);
        }
        if (wanted.isLab8()) {
            wanted.callRgb(file);
        }
        return byLibvips(file, new TiffFacts(pages.size(), wanted), closing, page);
    }
}
