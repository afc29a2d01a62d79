package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.hostile.HostileFile;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks that files are refused, or lose their metadata, because of what they would cost before their
/// pixels.
class FileBudgetTest {
    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);

    private static ProbedImage decoded(String name) throws UnreadableImage {
        var file = HostileFile.named(name).bytes();
        try (var rows = DECODER.decode(new ByteArrayInputStream(file), 1)) {
            var image = rows.image();
            int rowBytes = image.stored().width() * image.pixels().bytesPerPixel();
            for (int y = 0; y < image.stored().height(); y++) {
                rows.next(1, new byte[rowBytes], 0);
            }
            return rows.image();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        no-comments.jpg     | TOO_MANY_PARTS | has more than 200,000 metadata segments, which no picture needs
        hidden-scans.jpg    | TOO_MANY_SCANS | is a JPEG of more than 100 scans
        many-frames.webp    | TOO_MANY_PARTS | has more than 10,000 frames
        many-chunks.webp    | TOO_MANY_PARTS | has more than 100,000 chunks
        grid.avif           | TOO_MANY_PARTS | has a picture of 4,096 pixels that is made of 268,435,456 others
        items.avif          | TOO_MANY_PARTS | has more than 4,096 items
        boxes.avif          | TOO_MANY_PARTS | has more than 100,000 boxes
        empty-chunks.png    | TOO_MANY_PARTS | has more than 1,000,000 chunks
        sub-directories.tif | TOO_MANY_PARTS | has more than 20,000 directories
        upon.tif            | TOO_MANY_PARTS | has more than 500,000 entries in its directories
        huge-tiles.tif      | TOO_MANY_PARTS | has a picture of 4,096 pixels that is made of 900,000,000 others
        endless-tiles.tif   | TOO_MANY_PARTS | has a picture of 4,096 pixels that is made of 4,611,
        values.tif          | TOO_MANY_PARTS | is a TIFF whose tags lie upon each other
        scans.tif           | TOO_MANY_SCANS | is a TIFF with a JPEG of more than 100 scans in it
        tile-scans.tif      | TOO_MANY_SCANS | is a TIFF with a JPEG of more than 100 scans in it
        larger.tif          | TOO_MANY_PARTS | is a TIFF of 4,096 samples, for which JPEGs of 268,435,456 are to be decoded
        old-larger.tif      | TOO_MANY_PARTS | is a TIFF of 4,096 samples, for which JPEGs of 268,435,456 are to be decoded
        old-scans.tif       | TOO_MANY_SCANS | is a TIFF with a JPEG of more than 100 scans in it
        """)
    void refusedByName(String name, Reason reason, String words) {
        assertThatThrownBy(() -> decoded(name))
                .isInstanceOfSatisfying(
                        UnreadableImage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageStartingWith(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        exif-upon.png   | its EXIF data have more than 20,000 entries and are left out
        exif-upon.jpg   | its EXIF data have more than 20,000 entries and are left out
        exif-values.jpg | its EXIF data have values that lie upon each other and are left out
        exif-values.png | its EXIF data have values that lie upon each other and are left out
        xmp-places.png  | its XMP data are too many (more than 10,000 properties) and left out
        xmp-names.png   | its XMP data are of names too long (more than 4,000,000 characters in their paths) and left out
        """)
    void readWithoutItsMetadata(String name, String warning) throws UnreadableImage {
        var image = decoded(name);
        assertThat(image.warnings()).containsExactly(warning);
        assertThat(image.metadata().length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"exif-flood.jpg", "exif-flood.png", "exif-flood.webp"})
    void aFloodOfPointersToOneDirectoryIsAsCheapAsTheDirectory(String name) throws UnreadableImage {
        var image = decoded(name);
        assertThat(image.warnings()).isEmpty();
        assertThat(image.metadata().exif()).isNotNull();
    }

    @Test
    void aPartIsCountedOverAllDraws() {
        var budget = new FileBudget();
        budget.draw(Part.ITEMS, 4_000);
        budget.draw(Part.ITEMS, 96);
        assertThatThrownBy(() -> budget.draw(Part.ITEMS, 1)).hasMessage("more than 4,096 items");
        budget.draw(Part.BOXES, 1);
        assertThat(budget.drawn(Part.BOXES)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "4611686018427387904", "4097"})
    void noNumberIsTooLargeToBeCounted(long count) {
        var budget = new FileBudget();
        assertThatThrownBy(() -> budget.draw(Part.ITEMS, count)).isInstanceOf(FileBudget.Spent.class);
        assertThatThrownBy(() -> budget.draw(Part.ITEMS, count)).isInstanceOf(FileBudget.Spent.class);
    }
}
