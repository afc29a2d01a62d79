package dev.azulejo.imaging.decode;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.libvips.Libvips;
import java.util.function.Function;

/// A row of the table of formats: the reader and the writer of its files. All facts that do not depend on
/// libvips are in [ImageFormat].
///
/// @param pages the word for the pages that a file may have several of
/// @param loaderClass libvips' class of loaders that may run for it, without `VipsForeignLoad`; empty if
///     libvips does not read it
/// @param loader libvips' name of the loader, without `_source`
/// @param makeReader [#NOT_READ] for a format that is only written
/// @param makeWriter [#NOT_WRITTEN] for a format that is only read
public record Format(
        ImageFormat id,
        String pages,
        String loaderClass,
        String loader,
        MakeReader makeReader,
        Function<Libvips, StripEncoder> makeWriter) {
    public static final MakeReader NOT_READ = (format, _) -> {
        throw new IllegalStateException("not admitted: " + format.id);
    };
    public static final Function<Libvips, StripEncoder> NOT_WRITTEN = _ -> {
        throw new IllegalStateException("read, not written");
    };

    /// Makes a reader of a format for a libvips.
    public interface MakeReader {
        FormatReader of(Format format, VipsTools tools);
    }

    public boolean isRead() {
        return !makeReader.equals(NOT_READ);
    }

    /// The reader of this format; libvips' loader for it may run from now on.
    public FormatReader reader(VipsTools tools) {
        if (!loaderClass.isEmpty()) {
            tools.libvips().allow("VipsForeignLoad" + loaderClass);
        }
        return makeReader.of(this, tools);
    }

    public String firstWasTaken(int count) {
        return "has %d %s; the first was taken".formatted(count, pages);
    }

    public UnreadableImage noSuchPage(int page, int count) {
        return new UnreadableImage(
                Reason.NO_SUCH_PAGE,
                "has %d %s, and there is no number %d; ask for one of them"
                        .formatted(count, count == 1 ? pages.substring(0, pages.length() - 1) : pages, page),
                null);
    }
}
