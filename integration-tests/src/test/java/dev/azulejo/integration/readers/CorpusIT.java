package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.local.ProcessMemory;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decodes each file of a folder that somebody has, such as a collection of awkward images: it comes out
/// as Pillow reads it, or is refused in words, in bounded memory. `AZULEJO_CORPUS` names the
/// folder; without it there is nothing to do. The table of it lies in `target/corpus.md` after.
class CorpusIT {
    private static final double MAX_MEAN = 1.5; // grey levels: decoders differ in how they enlarge colours of AVIF
    private static final double MAX_MEAN_WITHOUT_PROFILE = 25; // CMYK, where Pillow only inverts
    private static final long MAX_PEAK_KB = 2_000_000; // of this process, Java's heap and all
    private static final long MAX_PIXELS = 400_000_000;
    private static final int ROWS_AT_ONCE = 256;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    /// @param facts of the samples that were written; empty where there are none
    private record Entry(String name, long length, Duration taken, String outcome, Map<String, Object> facts) {}

    @Test
    void everyFileComesOutRightOrIsRefusedInWords() throws IOException {
        var named = System.getenv("AZULEJO_CORPUS");
        assumeTrue(named != null, "AZULEJO_CORPUS names no folder of images");
        var corpus = Path.of(named);
        var decoder = new VipsDecoder(new Libvips(new LibvipsFinder(Checkout.LIBVIPS, Checkout.USER_CACHE).find()));
        var entries = new ArrayList<Entry>();
        try (var files = Files.walk(corpus)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.add(decode(decoder, corpus, file));
            }
        }
        var verdicts = compare(corpus, entries);
        write(entries, verdicts);
        verdicts.forEach((name, verdict) -> {
            double limit = verdict.path("note").asText().startsWith("no profile") ? MAX_MEAN_WITHOUT_PROFILE : MAX_MEAN;
            assertThat(verdict.path("mean").asDouble()).as(name).isLessThan(limit);
        });
        assertThat(ProcessMemory.peak() / 1024).isLessThan(MAX_PEAK_KB);
    }

    private Entry decode(VipsDecoder decoder, Path corpus, Path file) throws IOException {
        var name = corpus.relativize(file).toString();
        var start = Instant.now();
        var facts = new HashMap<String, Object>();
        String outcome;
        try (var rows = decoder.decode(Files.newInputStream(file), 1)) {
            outcome = words(rows.image());
            var size = rows.image().stored();
            if ((long) size.width() * size.height() > MAX_PIXELS) {
                outcome = "header only, as a limit of pixels stops it: " + outcome;
            } else {
                facts.putAll(facts(name, rows));
            }
        } catch (UnreadableImage refusal) {
            outcome = "refused (%s): %s".formatted(refusal.reason(), refusal.detail());
        }
        return new Entry(name, Files.size(file), Duration.between(start, Instant.now()), outcome, facts);
    }

    private Map<String, Object> facts(String name, Rows rows) throws IOException, UnreadableImage {
        var size = rows.image().stored();
        var samples = Files.createTempFile(folder, "samples", ".raw");
        int stride = size.width() * rows.image().pixels().bytesPerPixel();
        try (OutputStream out = Files.newOutputStream(samples)) {
            var read = new byte[ROWS_AT_ONCE * stride];
            for (int top = 0; top < size.height(); top += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, size.height() - top);
                rows.next(count, read, 0);
                out.write(read, 0, count * stride);
            }
        }
        return Map.of(
                "name", name,
                "samples", samples.toString(),
                "width", size.width(),
                "height", size.height(),
                "bands", rows.image().pixels().bands(),
                "bits", rows.image().pixels().bits());
    }

    private static String words(ProbedImage image) {
        var kinds = List.of("grey", "grey and alpha", "RGB", "RGB and alpha");
        var words = new StringBuilder("%s, %d × %d, %s, %d bits"
                .formatted(
                        image.format().text(),
                        image.stored().width(),
                        image.stored().height(),
                        kinds.get(image.pixels().bands() - 1),
                        image.pixels().bits()));
        if (image.orientation().exifValue() != 1) {
            words.append(", orientation ").append(image.orientation().exifValue());
        }
        image.warnings().forEach(warning -> words.append("; ").append(warning));
        return words.toString();
    }

    private Map<String, JsonNode> compare(Path corpus, List<Entry> entries) throws IOException {
        var lines = entries.stream()
                .filter(entry -> !entry.facts.isEmpty())
                .map(entry -> JSON.valueToTree(entry.facts).toString())
                .toList();
        var listing = Files.write(folder.resolve("decoded.jsonl"), lines);
        var verdicts = new HashMap<String, JsonNode>();
        for (var line :
                PythonTools.run("compare_corpus.py", corpus, listing).lines().toList()) {
            var verdict = JSON.readTree(line);
            verdicts.put(verdict.path("name").asText(), verdict);
        }
        return verdicts;
    }

    private static void write(List<Entry> entries, Map<String, JsonNode> verdicts) throws IOException {
        var table = new ArrayList<String>();
        table.add("| file | bytes | ms | what came of it | mean difference from Pillow |");
        table.add("|---|---:|---:|---|---|");
        for (var entry : entries) {
            var verdict = Optional.ofNullable(verdicts.get(entry.name))
                    .map(CorpusIT::words)
                    .orElse("");
            table.add("| %s | %d | %d | %s | %s |"
                    .formatted(entry.name, entry.length, entry.taken.toMillis(), entry.outcome, verdict));
        }
        Files.write(Checkout.ROOT.resolve("integration-tests/target/corpus.md"), table);
    }

    private static String words(JsonNode verdict) {
        var note = verdict.path("note").asText();
        if (!verdict.has("mean")) {
            return note;
        }
        var mean = "%.2f".formatted(verdict.path("mean").asDouble());
        return note.isEmpty() ? mean : mean + ", " + note;
    }
}
