package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Colours that a PNG states without a profile: a browser shows the result as it shows the source.
class PngInBrowserIT {
    private static final int MOST_OFF = 2; // of 255
    private static final int WITHOUT_THEM = 10; // at least what a source is off where the statement is not followed
    private static final int[] P3 = {31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000};
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final String SAMPLES = """
            async url => {
                const image = new Image();
                image.src = url;
                await image.decode();
                const canvas = document.createElement('canvas');
                canvas.width = image.naturalWidth;
                canvas.height = image.naturalHeight;
                const context = canvas.getContext('2d', {colorSpace: 'srgb'});
                context.drawImage(image, 0, 0);
                return Array.from(context.getImageData(0, 0, canvas.width, canvas.height).data);
            }
            """;

    @TempDir
    private Path folder;

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        file.writeBytes(BlackPng.chunk(type, content));
    }

    /// One row of all values of red, and as many of the others.
    private static byte[] png(Map<String, byte[]> statements) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(256).putInt(1).put((byte) 8).put((byte) 2);
        chunk(file, "IHDR", header.array());
        statements.forEach((type, content) -> chunk(file, type, content));
        var row = new byte[1 + 256 * 3];
        for (int x = 0; x < 256; x++) {
            row[1 + 3 * x] = (byte) x;
            row[2 + 3 * x] = (byte) (7 * x + 31);
            row[3 + 3 * x] = (byte) (255 - x);
        }
        var packed = new byte[2000];
        try (var deflater = new Deflater()) {
            deflater.setInput(row);
            deflater.finish();
            chunk(file, "IDAT", Arrays.copyOf(packed, deflater.deflate(packed)));
        }
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(4 * numbers.length);
        Arrays.stream(numbers).forEach(bytes::putInt);
        return bytes.array();
    }

    private static Map<String, Map<String, byte[]>> sources() {
        var sources = new LinkedHashMap<String, Map<String, byte[]>>();
        sources.put("linear", Map.of("gAMA", numbers(100_000)));
        sources.put("steep", Map.of("gAMA", numbers(30_000)));
        sources.put("linear-p3", Map.of("gAMA", numbers(100_000), "cHRM", numbers(P3)));
        sources.put("usual-p3", Map.of("gAMA", numbers(45_455), "cHRM", numbers(P3)));
        sources.put("coded-p3", Map.of("cICP", new byte[] {12, 13, 0, 1}));
        sources.put("coded-2020", Map.of("cICP", new byte[] {9, 13, 0, 1}));
        sources.put("television-2020", Map.of("cICP", new byte[] {9, 1, 0, 1}));
        return sources;
    }

    @Test
    void aBrowserShowsTheResultAsItShowsTheSource() throws IOException {
        var plain = png(Map.of());
        var files = new LinkedHashMap<String, byte[]>();
        for (var source : sources().entrySet()) {
            files.put(source.getKey(), png(source.getValue()));
            Files.write(folder.resolve(source.getKey() + ".png"), files.get(source.getKey()));
        }
        var arguments = new ArrayList<Object>(List.of("--recipe", "resize", "--percent", "100", "-o", "results"));
        files.keySet().forEach(name -> arguments.add(name + ".png"));
        Azulejo.warm(folder).enhance(arguments.toArray());
        InBrowser.run(page -> files.forEach((name, source) -> {
            var shown = samples(page.evaluate(SAMPLES, url(source)));
            var result = samples(page.evaluate(SAMPLES, url(read(folder.resolve("results", name + ".png")))));
            assertThat(farthest(shown, result)).as(name).isLessThanOrEqualTo(MOST_OFF);
            var unstated = samples(page.evaluate(SAMPLES, url(plain)));
            assertThat(farthest(shown, unstated)).as(name).isGreaterThan(WITHOUT_THEM);
        }));
    }

    private static String url(byte[] file) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> samples(Object evaluated) {
        return ((List<?>) evaluated).stream().map(Integer.class::cast).toList();
    }

    private static int farthest(List<Integer> some, List<Integer> others) {
        assertThat(some).hasSameSizeAs(others);
        return IntStream.range(0, some.size())
                .map(i -> Math.abs(some.get(i) - others.get(i)))
                .max()
                .orElseThrow();
    }
}
