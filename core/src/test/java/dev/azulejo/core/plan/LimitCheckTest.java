package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitCheckTest {
    private static final Size LARGE = new Size(20_000, 20_000);
    private static final Blob PROFILE = new Blob(new byte[500]);
    private static final LimitCheck CHECK = new LimitCheck(Limits.DEFAULT.with(Limit.METADATA, 1_000));

    private static ProbedImage image(ImageFormat format, long decodeBytes, int pages, ImageMetadata metadata) {
        return new ProbedImage(
                format, LARGE, PixelFormat.rgb8(), Orientation.NORMAL, metadata, null, pages, decodeBytes, List.of());
    }

    private static ProbedImage withXmp(int bytes) {
        var metadata = new ImageMetadata(PROFILE, null, new Blob(new byte[bytes]), null);
        return image(ImageFormat.JPEG, 0, 1, metadata);
    }

    private static void assertRefused(Limit limit, Optional<Refused> refused, String... words) {
        assertThat(refused).hasValueSatisfying(its -> {
            assertThat(its.reason()).isEqualTo(limit.reason());
            assertThat(its.detail()).contains(words);
        });
    }

    @Test
    void whatADecoderWouldHoldIsNamedInBytesWithWhatToDo() {
        var progressive = image(ImageFormat.JPEG, 2_400_000_000L, 1, ImageMetadata.NONE);
        assertRefused(
                Limit.MEMORY,
                CHECK.ofHeader(progressive, 100_000_000),
                "is 20000x20000 as progressive JPEG, whose decoder would need 2,400,000,000 bytes of memory"
                        + " (2,289 MiB), the limit is 1,024 MiB",
                "save it as baseline JPEG",
                "or raise max-memory");
        var enough = new LimitCheck(Limits.DEFAULT.with(Limit.MEMORY, 2_400_000_000L));
        assertThat(enough.ofHeader(progressive, 100_000_000)).isEmpty();
    }

    @Test
    void aFileIsRefusedByItsLengthAlone() {
        assertThat(CHECK.ofFile(16L << 30)).isEmpty();
        assertRefused(Limit.FILE, CHECK.ofFile((16L << 30) + 1), "17,179,869,185 bytes", "or raise max-file");
    }

    @Test
    void aFileOfTooManyPagesIsRefused() {
        assertThat(CHECK.ofHeader(image(ImageFormat.TIFF, 0, 10_000, ImageMetadata.NONE), 100_000_000))
                .isEmpty();
        assertRefused(
                Limit.PAGES,
                CHECK.ofHeader(image(ImageFormat.TIFF, 0, 10_001, ImageMetadata.NONE), 100_000_000),
                "10,001 pages or frames",
                "or raise max-pages");
    }

    /// A page of A4 at 400 dots an inch with a line of text, coded as fax (T.6), has 3,275 bytes.
    @Test
    void aFaxPageMayExpandAndABombMayNot() {
        var page = ProbedImage.plain(ImageFormat.TIFF, new Size(3_307, 4_677), new PixelFormat(1, 8));
        assertThat(CHECK.ofHeader(page, 3_275)).isEmpty();
        assertThat(CHECK.ofHeader(image(ImageFormat.TIFF, 0, 1, ImageMetadata.NONE), 1_200_000_000 / 3_200))
                .isEmpty();
        assertRefused(
                Limit.EXPANSION,
                CHECK.ofHeader(image(ImageFormat.TIFF, 0, 1, ImageMetadata.NONE), 300_000),
                "expands 4,000 times",
                "or raise max-expansion");
    }

    @Test
    void xmpThatIsTooMuchIsLeftOutWithAWarning() {
        var kept = CHECK.kept(withXmp(501), MetadataPolicy.KEEP);
        assertThat(kept.metadata().xmp()).isNull();
        assertThat(kept.metadata().profile()).isEqualTo(PROFILE);
        assertThat(kept.warnings()).singleElement().asString().contains("XMP has 501 bytes", "max-metadata");
        assertThat(CHECK.ofMetadata(kept)).isEmpty();
    }

    @Test
    void xmpThatFitsStays() {
        assertThat(CHECK.kept(withXmp(500), MetadataPolicy.KEEP)).isEqualTo(withXmp(500));
    }

    @Test
    void aProfileThatIsTooMuchIsRefusedAndMetadataThatAreStrippedDoNotCount() {
        var metadata = new ImageMetadata(PROFILE, new Blob(new byte[501]), null, null);
        var image = image(ImageFormat.JPEG, 0, 1, metadata);
        assertRefused(
                Limit.METADATA,
                CHECK.ofMetadata(CHECK.kept(image, MetadataPolicy.KEEP)),
                "of 1,001 bytes",
                "or raise max-metadata");
        assertThat(CHECK.ofMetadata(CHECK.kept(image, MetadataPolicy.STRIP))).isEmpty();
    }
}
