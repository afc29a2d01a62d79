package dev.azulejo.core.tiling;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pixels that stand for a whole image, for models that need facts about all of it: a small image
/// itself, else eight crops of one size, spread evenly. They depend on the image's size alone.
///
/// @param image the upright image
public record SampleLayout(Size image) {
    private static final int CROPS = 8;
    private static final int SIDE = 96;

    /// The unit of the crops' places and sizes, so models that pool find whole blocks in them.
    private static final int MULTIPLE = 4;

    /// The crops, all of the shape [#crop], each inside the image.
    public List<Rect> crops() {
        if (isWhole()) {
            return List.of(image.bounds());
        }
        int columns = columns();
        int rows = CROPS / columns;
        return IntStream.range(0, CROPS)
                .mapToObj(i -> new Rect(
                        start(i % columns, columns, image.width(), crop().width()),
                        start(i / columns, rows, image.height(), crop().height()),
                        crop().width(),
                        crop().height()))
                .toList();
    }

    public Size crop() {
        return isWhole() ? image : new Size(side(image.width()), side(image.height()));
    }

    private boolean isWhole() {
        return image.pixels() <= (long) CROPS * SIDE * SIDE;
    }

    /// The number of columns at which the crops stand as far apart along one side as along the other.
    private int columns() {
        return Stream.of(4, 2, 8, 1)
                .min(Comparator.comparingDouble(columns ->
                        Math.abs(Math.log((double) image.width() * CROPS / columns / columns / image.height()))))
                .orElseThrow();
    }

    private static int side(int length) {
        return length < MULTIPLE ? length : Math.min(SIDE, length) / MULTIPLE * MULTIPLE;
    }

    /// The start of a crop in the middle of its share of the image.
    private static int start(int index, int count, int length, int side) {
        long middle = (2L * index + 1) * length / (2L * count);
        int last = length - side;
        return Math.clamp(middle - side / 2, 0, last) / MULTIPLE * MULTIPLE;
    }
}
