package dev.azulejo.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Keys;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "cat.jpg, cat.jpg",
        "/etc/passwd, passwd",
        "../../x.png, x.png",
        "C:\\photos\\a b.png, a b.png",
        ".htaccess, _htaccess",
        "...png, _png",
        "a<b>:\"|?*.png, a_b______.png",
        "\u732b \u00e9.jpg, \u732b \u00e9.jpg",
        "e\u0301.jpg, \u00e9.jpg"
    })
    void keepsTheNameAndNoPath(String given, String kept) {
        assertThat(FileName.of(given)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "..", "\u0000", "a\nb", "\ud800", ".", "a/", "CON\u0007"})
    void isAlwaysAKey(String given) {
        var name = FileName.of(given);
        assertThat(name).isNotBlank().doesNotContain("/");
        Keys.checked("local/u/" + name);
    }

    @Test
    void isCutAndKeepsItsEnding() {
        var cut = FileName.of("\u732b".repeat(300) + ".jpeg");
        assertThat(cut).endsWith("\u732b.jpeg");
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(120);
    }
}
