package dev.azulejo.imaging.libvips;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Tests the reasons that users read, in libvips' words, which quote the file.
class LibvipsReasonTest {
    @Test
    void isItsLastLine() {
        assertThat(Libvips.reason("VipsJpeg: warning\nVipsJpeg: Premature end")).isEqualTo("VipsJpeg: Premature end");
    }

    @Test
    void holdsNothingThatATerminalObeys() {
        assertThat(Libvips.reason("exif: tag \u001b[31mred\u009b2J \u202egpj.exe\u0007"))
                .isEqualTo("exif: tag ?[31mred?2J ?gpj.exe?");
    }

    @Test
    void aNumberAloneIsNoReasonAndNothingIsNone() {
        assertThat(Libvips.reason(" (6.1000)")).isEqualTo("no reason given, code 6.1000");
        assertThat(Libvips.reason("")).isEqualTo("no reason given");
    }
}
