package dev.azulejo.quality.evaluate;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.crop.Differences;
import dev.azulejo.quality.report.Comparison.Task;
import dev.azulejo.quality.report.Crop;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cuts the part of an image in which results differ most.
record MostDifferent(EmbeddedWiring wiring, Task task) {
    /// The side of a crop: a window that shows enough to judge, some kilobytes long.
    private static final int CROP_SIDE = 128;

    /// @param size of all results
    /// @param results by contender
    /// @param reference the truth, where the task has one
    /// @param source what contenders were given
    Crop of(String image, List<String> tags, Size size, Map<String, Path> results, Path reference, Path source)
            throws UnreadableImage, IOException {
        var shown = new LinkedHashMap<>(results);
        if (task.hasReference()) {
            shown.put(Crop.REFERENCE, reference);
        }
        var most = shown.size() > 1 ? most(List.copyOf(shown.values())) : middle(size);
        var pictures = new LinkedHashMap<String, byte[]>();
        for (var one : shown.entrySet()) {
            pictures.put(one.getKey(), png(part(one.getValue(), most.rect())));
        }
        pictures.put(Crop.SOURCE, png(sourcePart(source, most.rect())));
        return new Crop(image, tags, most.rect().left(), most.rect().top(), CROP_SIDE, most.difference(), pictures);
    }

    private Differences.Most most(List<Path> results) throws UnreadableImage, IOException {
        var open = new ArrayList<ImageDecoder.Rows>();
        try {
            for (var result : results) {
                open.add(wiring.srgbDecoder().decode(opened(result), 1));
            }
            return Differences.of(open).most(CROP_SIDE);
        } finally {
            open.forEach(ImageDecoder.Rows::close);
        }
    }

    private static Differences.Most middle(Size size) {
        int width = Math.min(CROP_SIDE, size.width());
        int height = Math.min(CROP_SIDE, size.height());
        return new Differences.Most(
                new Rect((size.width() - width) / 2, (size.height() - height) / 2, width, height), 0);
    }

    private PixelBlock part(Path file, Rect rect) throws UnreadableImage, IOException {
        return wiring.pictures().read(opened(file), _ -> List.of(rect)).getFirst();
    }

    /// Returns a part of the source, each pixel as a square as large as it has become.
    private PixelBlock sourcePart(Path source, Rect rect) throws UnreadableImage, IOException {
        int factor = task.factor();
        var block = wiring.pictures()
                .read(opened(source), size -> {
                    int left = Math.min(rect.left() / factor, size.width() - 1);
                    int top = Math.min(rect.top() / factor, size.height() - 1);
                    return List.of(new Rect(
                            left,
                            top,
                            Math.min(Math.ceilDiv(rect.width(), factor), size.width() - left),
                            Math.min(Math.ceilDiv(rect.height(), factor), size.height() - top)));
                })
                .getFirst();
        var large = PixelBlock.blank(new Size(rect.width(), rect.height()), block.format());
        int bytes = block.format().bytesPerPixel();
        for (int y = 0; y < large.height(); y++) {
            for (int x = 0; x < large.width(); x++) {
                int from = Math.min(y / factor, block.height() - 1) * block.stride()
                        + Math.min(x / factor, block.width() - 1) * bytes;
                System.arraycopy(block.samples(), from, large.samples(), y * large.stride() + x * bytes, bytes);
            }
        }
        return large;
    }

    private byte[] png(PixelBlock block) {
        return wiring.pictures().png(block);
    }

    private static InputStream opened(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }
}
