package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataHeadersTest {

    private static Map<String, String> headers(Map<String, String> metadata) {
        return MetadataHeaders.of(metadata, "f6a5b1d2-0000-4000-8000-000000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a", "a b", " a", "a ", "a  b", "=?UTF-8?B?YQ==?=", "=?", "é", "漢字 🎨", "100%", "\u00a0"
            })
    void aValueComesBackAndTravelsAsPlainText(String value) {
        var headers = headers(Map.of("a", value));
        assertThat(headers.get("a")).matches("[!-~]+( [!-~]+)*");
        assertThat(MetadataHeaders.decoded(headers)).isEqualTo(Map.of("a", value));
    }

    @Test
    void plainTextStaysReadable() {
        assertThat(headers(Map.of("job", "j-42 of 7"))).containsEntry("job", "j-42 of 7");
    }

    /// As S3 gives out what came to it in other ways, such as from its console.
    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?Q?a=C3=B1o_1?=, año 1",
        "=?utf-8?b?YcOxbw==?=, año",
        "=?UTF-8?Q?a=C3?x=4?=, =?UTF-8?Q?a=C3?x=4?=",
        "=?UTF-8?B?*?=, =?UTF-8?B?*?=",
        "plain, plain"
    })
    void readsWhatOthersHaveEncoded(String header, String value) {
        assertThat(MetadataHeaders.decoded(Map.of("Azulejo-Scale", header))).isEqualTo(Map.of("azulejo-scale", value));
    }

    @Test
    void theLargestMetadataFitsInASmallNumberOfEntries() {
        var metadata = new HashMap<String, String>();
        for (int index = 0; index < 10; index++) {
            metadata.put("name-" + index, "é".repeat(66)); // 6 + 132 bytes
        }
        assertThat(headers(metadata)).hasSize(11);
        assertThat(headers(Map.of("a", "é".repeat(699)))).hasSize(2);
    }

    @Test
    void saysWhatItCannotKeep() {
        var metadata = new HashMap<String, String>();
        for (int index = 0; index < 200; index++) {
            metadata.put("n" + index, "é");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> headers(metadata)).withMessageContaining("at most 2048");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> headers(Map.of(MetadataHeaders.WRITE_ID, "1")))
                .withMessageContaining("storage-write-id");
    }
}
