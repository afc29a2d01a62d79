package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.metadata.SourceIptc;
import dev.azulejo.imaging.testkit.Encoded;
import dev.azulejo.imaging.testkit.TestExif;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Fuzzes the directories of a TIFF: its pages, the choice of their reader, their metadata.
class TiffFileFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() throws IOException {
        return Stream.of(
                Encoded.image("tiff"),
                Encoded.tiff("Deflate"),
                Encoded.tiff("JPEG"),
                TestExif.photograph(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        var start = Arrays.copyOf(input, Math.min(input.length, ImageFormat.SNIFFED_BYTES));
        if (!ImageFormat.sniff(start).equals(Optional.of(ImageFormat.TIFF))) {
            return; // no reader of TIFF gets it
        }
        try (var spooled = SpooledFile.of(new ByteArrayInputStream(input))) {
            var file = new TiffFile(spooled, new FileBudget());
            file.check();
            var pages = file.pages();
            for (int number : pages.subList(0, Math.min(pages.size(), 3))) {
                page(TiffPage.of(file, number), pages.size());
            }
        } catch (UnreadableImage refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    private static void page(TiffPage page, int count) throws UnreadableImage {
        page.check();
        assertThat(TiffReader.of(page.directory())).isNotNull();
        var facts = new TiffFacts(count, page);
        assertThat(facts.bands(1).orElseThrow().samples()).isNotNegative();
        assertThat(facts.warnings()).isNotNull();
        assertThat(facts.decodeBytes(1, 1, 1)).isNotNegative();
        assertThat(page.directory().density()).isNotNull();
        assertThat(SourceExif.of(page.file().reader(), page.directory())).isNotNull();
        assertThat(SourceIptc.of(page.directory(), new ArrayList<>())).isNotNull();
    }
}
