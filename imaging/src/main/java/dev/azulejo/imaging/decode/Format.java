package dev.azulejo.imaging.decode;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.libvips.Libvips;
import java.util.Optional;
import java.util.function.Function;

/// A row of the table of formats: how people call one, and who reads and writes its files. What results of it can hold,
/// how its names end and by which bytes it is known is said by [ImageFormat].
///
/// @param title such as `an AVIF`
/// @param pages what one has several of
/// @param loaderClass libvips' class of loaders that may run for it; empty where libvips does not read it
/// @param loader libvips' name of the one that reads from a source
public record Format(
        ImageFormat id,
        String title,
        String pages,
        String loaderClass,
        String loader,
        Optional<MakeReader> reading,
        Optional<Function<Libvips, StripEncoder>> writing) {

    /// Makes a reader of a format for a libvips.
    public interface MakeReader {
        FormatReader of(Format format, VipsTools tools);
    }

    public static Format of(ImageFormat id, String title) {
        return new Format(id, title, "images", "", "", Optional.empty(), Optional.empty());
    }

    public Format withPages(String words) {
        return new Format(id, title, words, loaderClass, loader, reading, writing);
    }

    /// That libvips reads it: its loader of that class and name is allowed.
    public Format loadedBy(String className, String name) {
        return new Format(id, title, pages, className, name, reading, writing);
    }

    public Format readBy(MakeReader reader) {
        return new Format(id, title, pages, loaderClass, loader, Optional.of(reader), writing);
    }

    public Format writtenBy(Function<Libvips, StripEncoder> encoder) {
        return new Format(id, title, pages, loaderClass, loader, reading, Optional.of(encoder));
    }

    /// Its name without an article.
    public String name() {
        return title.substring(title.indexOf(' ') + 1);
    }

    /// The reader, whose loader may run from now on; none of a format that is not read.
    public Optional<FormatReader> reader(VipsTools tools) {
        if (!loaderClass.isEmpty()) {
            tools.libvips().allow(loaderClass);
        }
        return reading.map(make -> make.of(this, tools));
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
