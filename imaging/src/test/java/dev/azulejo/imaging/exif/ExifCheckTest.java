package dev.azulejo.imaging.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.hostile.HostileExif;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.testkit.TestExif;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ExifCheckTest {
    private static final ResultFacts FACTS = new ResultFacts(new Size(10, 10), null, true, null);

    private final FileBudget budget = new FileBudget();

    @Test
    void aPhotographIsFarFromAnyLimit() {
        assertThat(ExifCheck.excess(TestExif.photograph(ByteOrder.BIG_ENDIAN), budget))
                .isEmpty();
        assertThat(budget.drawn(Part.EXIF_ENTRIES)).isLessThan(100);
    }

    /// Read as often as it is named, the third directory would cost 125 million entries.
    @Test
    void aDirectoryThatIsNamedOftenIsReadOnce() {
        var flood = HostileExif.flood(500);
        assertThat(ExifCheck.excess(flood, budget)).isEmpty();
        assertThat(budget.drawn(Part.EXIF_DIRECTORIES)).isEqualTo(3);
        assertThat(budget.drawn(Part.EXIF_ENTRIES)).isEqualTo(1_500);
        assertThat(ResultExif.of(flood, FACTS)).isPresent();
    }

    @Test
    void directoriesUponEachOtherAreTooMany() {
        var upon = HostileExif.upon(60, 1_000);
        assertThat(ExifCheck.excess(upon, budget)).contains("more than 20,000 entries");
        assertThat(ResultExif.of(upon, FACTS)).isEmpty();
    }

    @Test
    void oneDirectoryCanBeTooMuch() {
        assertThat(ExifCheck.excess(HostileExif.upon(2, 65_535), budget)).contains("more than 20,000 entries");
        assertThat(budget.drawn(Part.EXIF_DIRECTORIES)).isEqualTo(2);
    }

    @Test
    void manyDirectoriesAreTooMany() {
        assertThat(ExifCheck.excess(HostileExif.upon(150, 3), budget)).contains("more than 100 directories");
    }

    /// For a TIFF each value is copied separately.
    @Test
    void valuesUponEachOtherAreTooMuch() {
        var values = HostileExif.values(1_000);
        assertThat(ExifCheck.excess(values, budget)).contains("values that lie upon each other");
        assertThat(ResultExif.of(values, FACTS)).isEmpty();
    }
}
