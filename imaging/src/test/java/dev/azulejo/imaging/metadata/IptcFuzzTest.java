package dev.azulejo.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// Fuzzes IPTC's records, bare and among Photoshop's resources.
class IptcFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "\u001c\2\132\0\4Wien\u001c\2\5\0\3Sun",
                        "8BIM\4\4\0\0\0\0\0\10\u001c\2\5\0\3Sun",
                        "Photoshop 3.0\0" + "8BIM\3\355\0\0\0\0\0\0208BIM\7\320\0\0\0\0\0\0008BIM\4\4\0\0\0\0\0\0")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    protected void parse(byte[] input) {
        assertThat(PhotoshopResources.hasPaths(input)).isIn(true, false);
        SourceIptc.of(input).ifPresent(records -> {
            assertThat(records).hasSizeLessThanOrEqualTo(input.length);
            var made = IptcRecords.withoutPlace(records);
            assertThat(made).hasSizeLessThanOrEqualTo(records.length);
            assertThat(IptcRecords.withoutPlace(made)).isEqualTo(made);
        });
    }
}
