package dev.azulejo.core.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebpLookTest {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    @Test
    void theChunkOfThePictureTells() throws IOException {
        assertThat(WebpLook.isLossless(webp().chunk("VP8 ", 10).read())).contains(false);
        assertThat(WebpLook.isLossless(webp().chunk("VP8L", 10).read())).contains(true);
    }

    @Test
    void whateverLiesBeforeIt() throws IOException {
        for (var picture : new String[] {"VP8 ", "VP8L"}) {
            assertThat(WebpLook.isLossless(webp().chunk("VP8X", 10)
                            .chunk("ICCP", 70_001) // odd: a byte of padding follows
                            .chunk("ALPH", 333)
                            .chunk(picture, 1)
                            .read()))
                    .contains(picture.equals("VP8L"));
        }
    }

    @Test
    void ofAnAnimationTheFirstFrame() throws IOException {
        var animation = webp().chunk("VP8X", 10).chunk("ANIM", 6).head("ANMF", 4_000);
        animation.file.write(new byte[16]);
        assertThat(WebpLook.isLossless(
                        animation.chunk("ALPH", 8).chunk("VP8 ", 4).read()))
                .contains(false);
    }

    @Test
    void whatIsDamagedTellsNothing() throws IOException {
        var whole = webp().chunk("VP8X", 10)
                .chunk("ICCP", 20)
                .chunk("VP8L", 10)
                .file
                .toByteArray();
        for (int bytes = 0; bytes < 12 + 18 + 28 + 8; bytes++) {
            assertThat(WebpLook.isLossless(new ByteArrayInputStream(Arrays.copyOf(whole, bytes))))
                    .isEmpty();
        }
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            WebpLook.isLossless(new ByteArrayInputStream(damaged));
        }
        assertThat(WebpLook.isLossless(webp().chunk("NONE", 3).read())).isEmpty();
    }

    private WebpLookTest webp() {
        file.reset();
        return head("RIFF", 4).name("WEBP");
    }

    private WebpLookTest name(String name) {
        file.writeBytes(name.getBytes(ISO_8859_1));
        return this;
    }

    private WebpLookTest head(String name, int bytes) {
        name(name);
        for (int shift = 0; shift < 32; shift += 8) {
            file.write(bytes >> shift);
        }
        return this;
    }

    private WebpLookTest chunk(String name, int bytes) {
        head(name, bytes);
        file.writeBytes(new byte[bytes + bytes % 2]);
        return this;
    }

    private ByteArrayInputStream read() {
        return new ByteArrayInputStream(file.toByteArray());
    }
}
