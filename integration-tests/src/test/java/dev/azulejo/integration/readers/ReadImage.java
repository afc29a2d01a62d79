package dev.azulejo.integration.readers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An image file as Pillow reads it (`read_images.py`).
///
/// @param mode of Pillow: `L`, `LA`, `RGB`, `RGBA`
/// @param orientation of EXIF; 0 without
/// @param profile of ICC; empty without
/// @param dpi horizontally and vertically; empty without
/// @param subsampling of a JPEG's colours: 0 for 4:4:4, 2 for 4:2:0
record ReadImage(
        String format,
        String mode,
        int width,
        int height,
        int bands,
        int bits,
        int orientation,
        byte[] profile,
        List<Double> dpi,
        int subsampling,
        byte[] samples) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static ReadImage of(Path file) {
        return allOf(List.of(file)).values().iterator().next();
    }

    /// Those files, read by one process.
    ///
    /// @throws AssertionError when one of them is not as its format wants it
    static Map<Path, ReadImage> allOf(List<Path> files) {
        try {
            var folder = Files.createTempDirectory("azulejo-read-");
            var arguments = new ArrayList<Object>(List.of(folder));
            arguments.addAll(files);
            var lines = PythonTools.run("read_images.py", arguments.toArray())
                    .lines()
                    .toList();
            var images = new LinkedHashMap<Path, ReadImage>();
            for (int i = 0; i < files.size(); i++) {
                var facts = MAPPER.readTree(lines.get(i));
                var raw = Path.of(facts.get("samples").asText());
                images.put(files.get(i), of(facts, Files.readAllBytes(raw)));
                Files.delete(raw);
            }
            Files.delete(folder);
            return images;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReadImage of(JsonNode facts, byte[] samples) throws IOException {
        var dpi = new ArrayList<Double>();
        facts.get("dpi").forEach(value -> dpi.add(value.asDouble()));
        return new ReadImage(
                facts.get("format").asText(),
                facts.get("mode").asText(),
                facts.get("width").asInt(),
                facts.get("height").asInt(),
                facts.get("bands").asInt(),
                facts.get("bits").asInt(),
                facts.get("orientation").asInt(),
                facts.get("profile").binaryValue(),
                dpi,
                facts.get("subsampling").asInt(),
                samples);
    }

    int sample(int x, int y, int band) {
        int index = (y * width + x) * bands + band;
        return bits == 8 ? samples[index] & 0xff : (samples[2 * index] & 0xff) | (samples[2 * index + 1] & 0xff) << 8;
    }

    /// Over all bands, in dB.
    double psnr(ReadImage other) {
        if (width != other.width || height != other.height || bands != other.bands || bits != other.bits) {
            throw new AssertionError("%s is not of the kind of %s".formatted(kind(), other.kind()));
        }
        double squares = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < bands; band++) {
                    squares += Math.pow(sample(x, y, band) - other.sample(x, y, band), 2);
                }
            }
        }
        double max = (1 << bits) - 1;
        return 10 * Math.log10(max * max * width * height * bands / squares);
    }

    /// Such as `RGBA 8 bits 20x10`.
    String kind() {
        return "%s %d bits %dx%d".formatted(mode, bits, width, height);
    }
}
