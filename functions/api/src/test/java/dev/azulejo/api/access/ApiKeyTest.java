package dev.azulejo.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    @Test
    void isFoundByItsFormAndNoTwoAreAlike() {
        var keys =
                IntStream.range(0, 1000).mapToObj(_ -> ApiKey.random().text()).toList();
        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("azl_[0-9a-v]{39}"));
        assertThat(keys)
                .allMatch(key ->
                        ApiKey.parse(key).filter(its -> its.text().equals(key)).isPresent());
    }

    /// Every digit counts: one that is mistyped is noticed by the checksum.
    @Test
    void aKeyWithAnotherDigitIsNone() {
        var key = ApiKey.random().text();
        for (int at = 4; at < key.length(); at++) {
            var other = key.substring(0, at) + (key.charAt(at) == '0' ? '1' : '0') + key.substring(at + 1);
            assertThat(ApiKey.parse(other)).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "azl_", "azl_0123", "AZL_", "../../secret", "\u0000", "azl_\u0660"})
    void anyTextMayBeGiven(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
    }

    @Test
    void isNotInMessages() {
        var key = ApiKey.random();
        assertThat(key.toString()).isEqualTo("azl_...");
        assertThat(key.hash().hex()).doesNotContain(key.text().substring(4));
    }
}
