package dev.azulejo.cli.command.enhance;

import dev.azulejo.cli.compare.Caption;
import dev.azulejo.cli.compare.ComparePage;
import dev.azulejo.cli.compare.ComparePage.Picture;
import dev.azulejo.cli.compare.Page;
import dev.azulejo.cli.compare.PageTemplate;
import dev.azulejo.cli.compare.PyramidPage;
import dev.azulejo.cli.compare.PyramidPicture;
import dev.azulejo.cli.files.OwnFile;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo compare`: a page with a slider over two images, such as a source and its result, or over two
/// pyramids.
@Command(
        name = "compare",
        description = {
            "Makes a page for a browser, with a slider over two images.",
            "It also takes Deep Zoom, SZI and IIIF pyramids of any size, two with a slider or one on its own."
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
    /// A browser keeps the text of the page and the decoded pixels in memory.
    private static final long MAX_BYTES = 256L << 20;

    /// Four bytes each, of both images, and again while they are decoded.
    private static final long MAX_PIXELS = 256L << 20;

    private static final double MAX_DIFFERENCE_OF_SHAPES = 0.02;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The image on the left, such as the source.")
    private Path before = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AFTER",
            description = "The image on the right, such as the result. One pyramid may be shown alone.")
    private @Nullable Path after;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The page; without it, the last image's name with -compare.html, beside it.")
    private @Nullable Path output;

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var named = after == null ? List.of(before) : List.of(before, after);
        var file = write(named.stream().anyMatch(PyramidPicture::isPyramid) ? pyramids(named) : images(named), named);
        spec.commandLine().getOut().println(Console.printable(file.toString()));
        return ExitCode.OK.code();
    }

    private static Page pyramids(List<Path> named) {
        for (var file : named) {
            if (!PyramidPicture.isPyramid(file)) {
                throw ExitCode.USAGE.failure(
                        "%s is no pyramid and the other is; make one of it: azulejo enhance --format dzi"
                                .formatted(file));
            }
        }
        var pictures = named.stream().map(PyramidPicture::of).toList();
        requireOneShape(
                pictures.getFirst().named(),
                pictures.getFirst().size(),
                pictures.getLast().named(),
                pictures.getLast().size());
        return new PyramidPage(pictures);
    }

    private Page images(List<Path> named) {
        if (named.size() < 2) {
            throw ExitCode.USAGE.failure(
                    "%s is compared with nothing; name a second image".formatted(named.getFirst()));
        }
        var decoder = EmbeddedWiring.decoder(libvips.config());
        var page = new ComparePage(picture(named.getFirst(), decoder), picture(named.getLast(), decoder));
        requireOneShape(
                page.before().file(),
                page.before().size(),
                page.after().file(),
                page.after().size());
        return page;
    }

    private static Picture picture(Path named, ImageDecoder decoder) {
        var file = UserFiles.readableByName(named);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw ExitCode.BAD_IMAGE.failure(
                        "%s has %d MB, more than the %d that a page can hold; cut out a part and compare that"
                                .formatted(named, Files.size(file) >> 20, MAX_BYTES >> 20));
            }
            var image = decoder.probe(Files.newInputStream(file), 1);
            if (!image.format().isShownByBrowsers()) {
                throw ExitCode.BAD_IMAGE.failure(
                        "%s: browsers do not show %s; compare with a PNG, JPEG, WebP or AVIF of it"
                                .formatted(named, image.format().text()));
            }
            var size = image.orientation().upright(image.stored());
            if (size.pixels() > MAX_PIXELS) {
                throw ExitCode.BAD_IMAGE.failure(
                        "%s has %d megapixels, more than the %d that a browser can decode; compare pyramids: azulejo enhance --format dzi"
                                .formatted(named, size.pixels() / 1_000_000, MAX_PIXELS / 1_000_000));
            }
            return new Picture(file, image.format(), size, image.pixels().hasAlpha(), Caption.of(named, file, size));
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure("%s %s".formatted(named, e.detail()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOneShape(Path one, Size size, Path other, Size otherSize) {
        double shapes = ((double) size.width() / size.height()) / ((double) otherSize.width() / otherSize.height());
        if (Math.abs(Math.log(shapes)) > MAX_DIFFERENCE_OF_SHAPES) {
            throw ExitCode.BAD_IMAGE.failure(
                    "%s is %s, %s is %s: they have different shapes, so one cannot lie on the other"
                            .formatted(one.getFileName(), size, other.getFileName(), otherSize));
        }
    }

    /// @param images the page has the last one's name if it is given none, and is no more readable than they are
    /// @return where it lies
    private Path write(Page page, List<Path> images) {
        var last = images.getLast();
        var name = String.valueOf(last.getFileName());
        int dot = name.lastIndexOf('.');
        var named = output != null
                ? output
                : last.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-compare.html");
        new OwnFile(named, PageTemplate.COMMAND).write(images, page::write);
        return named;
    }
}
