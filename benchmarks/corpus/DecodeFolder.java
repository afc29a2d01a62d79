import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/// Decodes the first page of each file of a list by the classes of the command, as the decoder process does,
/// and writes a line of JSON for each, with the highest resident memory that the process had for it, in
/// bytes. Pixels go to files beside the lines, as they come: rows without gaps, 16 bits in little-endian
/// order. A file that ends the process is the last line that says `started`; who runs this goes on behind it.
public final class DecodeFolder {
    private static final int ROWS = 16;
    private static final long MOST_PIXELS = 64_000_000; // whose pixels are kept to be compared

    private DecodeFolder() {}

    /// @param arguments a folder of a cache with libvips, a list of files, the place for results, how many files to
    /// skip
    public static void main(String[] arguments) throws Exception {
        var decoder = new VipsDecoder(new Libvips(new LibvipsFinder(LibvipsChoice.PINNED, Path.of(arguments[0])).find()));
        var files = Files.readAllLines(Path.of(arguments[1]));
        var results = Path.of(arguments[2]);
        var lines = results.resolve("lines.json");
        for (int number = Integer.parseInt(arguments[3]); number < files.size(); number++) {
            var file = Path.of(files.get(number));
            append(lines, "{\"number\": %d, \"file\": %s, \"started\": true}".formatted(number, text(file.toString())));
            append(lines, one(decoder, file, number, results));
        }
    }

    private static void append(Path lines, String line) throws IOException {
        Files.writeString(lines, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String one(VipsDecoder decoder, Path file, int number, Path results) throws IOException {
        System.gc();
        Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak counts from here on
        long start = System.nanoTime();
        var said = said(decoder, file, results.resolve(number + ".raw"));
        return "{\"number\": %d, \"file\": %s, %s, \"peak\": %d, \"seconds\": %.2f}"
                .formatted(number, text(file.toString()), said, peak(), (System.nanoTime() - start) / 1e9);
    }

    private static String said(VipsDecoder decoder, Path file, Path raw) throws IOException {
        try (var rows = decoder.decode(Files.newInputStream(file), 1)) {
            var image = rows.image();
            var over = Planner.DEFAULT.overLimits(image, Files.size(file));
            if (over.isPresent()) {
                return "\"refused\": \"%s\", \"detail\": %s"
                        .formatted(over.get().reason(), text(over.get().detail()));
            }
            var size = image.stored();
            int rowBytes = size.width() * image.pixels().bytesPerPixel();
            var target = new byte[rowBytes * ROWS];
            var kept =
                    size.pixels() <= MOST_PIXELS ? new FileOutputStream(raw.toFile()) : OutputStream.nullOutputStream();
            try (var out = kept) {
                for (int top = 0; top < size.height(); top += ROWS) {
                    int count = Math.min(ROWS, size.height() - top);
                    rows.next(count, target, 0);
                    out.write(target, 0, count * rowBytes);
                }
            }
            var metadata = image.metadata();
            return ("\"width\": %d, \"height\": %d, \"bands\": %d, \"bits\": %d, \"orientation\": %d, \"pages\": %d,"
                + " \"format\": \"%s\", \"density\": %s, \"profile\": %d, \"exif\": %d, \"xmp\": %d, \"iptc\": %d,"
                + " \"decodeBytes\": %d, \"warnings\": [%s]")
                    .formatted(
                            size.width(),
                            size.height(),
                            image.pixels().bands(),
                            image.pixels().bits(),
                            image.orientation().exifValue(),
                            image.pages(),
                            image.format(),
                            image.density() == null
                                    ? "null"
                                    : "%.3f".formatted(image.density().horizontal() * 25.4),
                            length(metadata.profile()),
                            length(metadata.exif()),
                            length(metadata.xmp()),
                            length(metadata.iptc()),
                            image.decodeBytes(),
                            image.warnings().stream().map(DecodeFolder::text).collect(Collectors.joining(", ")));
        } catch (UnreadableImage refusal) {
            return "\"refused\": \"%s\", \"detail\": %s".formatted(refusal.reason(), text(refusal.detail()));
        } catch (RuntimeException | Error crash) {
            crash.printStackTrace();
            return "\"crash\": " + text(crash.toString());
        }
    }

    private static int length(dev.azulejo.core.pixels.Blob blob) {
        return blob == null ? 0 : blob.length();
    }

    private static long peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String text(String words) {
        var json = new StringBuilder("\"");
        words.chars()
                .forEach(c ->
                        json.append(c < ' ' || c == '"' || c == '\\' || c > 126 ? "\\u%04x".formatted(c) : (char) c));
        return json.append('"').toString();
    }
}
