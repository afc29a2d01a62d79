package dev.azulejo.core.job.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTextTest {
    private record Field(String name, String value) {}

    /// Names and values of few letters, among them those that the text itself is made of.
    @Test
    void noTwoListsOfFieldsShareAHash() {
        var random = new Random(1);
        var seen = new HashMap<Hash, List<Field>>();
        for (int i = 0; i < 50_000; i++) {
            var fields = new ArrayList<Field>();
            var text = new CanonicalText();
            for (int left = random.nextInt(4); left > 0; left--) {
                var field = new Field(random.nextBoolean() ? "a" : "ab", value(random));
                fields.add(field);
                text.add(field.name, field.value);
            }
            assertThat(seen.computeIfAbsent(text.hash(), hash -> fields)).isEqualTo(fields);
        }
    }

    private static String value(Random random) {
        var letters = "a1:\n";
        var value = new StringBuilder();
        for (int left = random.nextInt(7); left > 0; left--) {
            value.append(letters.charAt(random.nextInt(letters.length())));
        }
        return value.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:1:x\nb", "A", "ä", "a b"})
    void aNameIsPlainSoThatItCannotPassForAField(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalText().add(name, "x"));
    }

    @Test
    void theHashIsThatOfTheKnownText() {
        // printf 'version:3:v 1\nsource:1:x\n' | sha256sum
        assertThat(new CanonicalText()
                        .add("version", "v 1")
                        .add("source", "x")
                        .hash()
                        .hex())
                .isEqualTo("8201933c6f64e94ba0497ae6f6efa654244a1cafab45e9dfa735d98cf22cacff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a", "0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"})
    void aHashIs64LowerCaseDigits(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hash(hex));
    }
}
