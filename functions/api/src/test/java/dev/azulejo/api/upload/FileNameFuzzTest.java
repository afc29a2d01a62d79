package dev.azulejo.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.storage.Keys;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// Names that strangers gave their files; in UTF-16, as JSON may hold half of a letter.
class FileNameFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "../../a.jpg",
                        "C:\\photos\\\u00fcber uns.tiff",
                        "...",
                        "",
                        "\ud800.png",
                        "a\u0308".repeat(90) + ".jpeg",
                        "\ud83d\ude00\u0000\u202e.gif")
                .map(text -> text.getBytes(StandardCharsets.UTF_16BE));
    }

    @Override
    protected void parse(byte[] input) {
        var text = new StringBuilder();
        for (int at = 0; at + 1 < input.length; at += 2) {
            text.append((char) (((input[at] & 0xff) << Byte.SIZE) | (input[at + 1] & 0xff)));
        }
        var name = FileName.of(text.toString());
        assertThat(Keys.checked(name)).doesNotContain("/", "\\").doesNotStartWith(".");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(120);
    }
}
