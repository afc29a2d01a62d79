package dev.azulejo.imaging.heif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.hostile.HostileHeifs;
import dev.azulejo.imaging.hostile.HostileHeifs.Item;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeifPicturesTest {
    private static final long LARGE = 16_384L * 16_384;

    private final FileBudget budget = new FileBudget();

    private HeifPictures of(Item... items) {
        var list = HostileHeifs.list(items);
        return new HeifPictures(
                ByteBuffer.allocate(4 + list.length).put(4, list).rewind(), budget);
    }

    private static int[] tiles(int count) {
        return IntStream.generate(() -> 2).limit(count).toArray();
    }

    /// A crop (`clap`) of the picture may show 64 pixels: the size that libvips reports does not count.
    @Test
    void aPictureCountsAsItIsCoded() throws UnreadableImage {
        var pictures = of(new Item("av01", 16_384));
        assertThat(pictures.held()).isEqualTo(LARGE);
        pictures.check();
    }

    @Test
    void transparencyCountsToo() {
        assertThat(of(new Item("av01", 64), new Item("av01", 16_384)).held()).isEqualTo(LARGE);
    }

    /// Telephones write such files.
    @Test
    void aGridIsHeldWithOneOfItsTiles() throws UnreadableImage {
        var pictures = of(new Item("grid", 4_096, tiles(64)), new Item("hvc1", 512));
        assertThat(pictures.held()).isEqualTo(4_096L * 4_096 + 512 * 512);
        pictures.check();
    }

    /// The item is the picture that ISO 21496-1 would make of both, which no reader here does.
    @Test
    void aGainMapBesideAPictureIsNotMadeOne() throws UnreadableImage {
        var pictures = of(new Item("tmap", 4_096, 2, 3), new Item("hvc1", 4_096), new Item("hvc1", 1_024));
        assertThat(pictures.held()).isEqualTo(4_096L * 4_096);
        pictures.check();
    }

    @Test
    void aTileThatIsFarLargerThanItsPictureIsRefused() {
        var pictures = of(new Item("grid", 64, 2), new Item("av01", 16_384));
        assertThat(pictures.held()).isGreaterThan(LARGE);
        assertThatThrownBy(pictures::check)
                .isInstanceOfSatisfying(
                        UnreadableImage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PARTS))
                .hasMessage("has a picture of 4,096 pixels that is made of 268,435,456 others; save it anew as PNG or"
                        + " JPEG");
    }

    /// Each tile is decoded as often as it is named.
    @Test
    void tilesUponEachOtherAreRefused() {
        assertThatThrownBy(of(new Item("grid", 64, tiles(60_000)), new Item("av01", 64))::check)
                .hasMessageContaining("made of 245,760,000 others");
    }

    @Test
    void gridsOfGridsAreCountedOnceEach() {
        var levels = IntStream.rangeClosed(1, 10)
                .mapToObj(level -> level == 10
                        ? new Item("av01", 64)
                        : new Item(
                                "grid",
                                64,
                                IntStream.generate(() -> level + 1).limit(64).toArray()))
                .toArray(Item[]::new);
        assertThatThrownBy(of(levels)::check).isInstanceOf(UnreadableImage.class);
        assertThat(budget.drawn(Part.REFERENCES)).isEqualTo(9 * 64);
    }

    @Test
    void aGridOfItselfIsNoEndlessTask() {
        assertThatCode(of(new Item("grid", 64, 1), new Item("grid", 64, 1, 2))::check)
                .doesNotThrowAnyException();
    }

    @Test
    void moreItemsThanAnyFileHasAreNotRead() {
        var items = IntStream.range(0, 5_000).mapToObj(_ -> new Item("av01", 8)).toArray(Item[]::new);
        assertThatThrownBy(() -> of(items)).isInstanceOf(FileBudget.Spent.class).hasMessage("more than 4,096 items");
        assertThat(budget.drawn(Part.ITEMS)).isEqualTo(4_097);
    }
}
