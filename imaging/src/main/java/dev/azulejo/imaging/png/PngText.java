package dev.azulejo.imaging.png;

import dev.azulejo.imaging.deflate.Inflated;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;

/// A text of a PNG: a keyword and its words, bare (`tEXt`), deflated (`zTXt`) or international (`iTXt`).
/// (PNG, third edition, 11.3.3)
///
/// @param keyword as the file spells it
/// @param start of the text in `content`
/// @param utf8 whether the text is in UTF-8, else in Latin-1
record PngText(String keyword, byte[] content, int start, boolean deflated, boolean utf8) {
    private static final int LONGEST_KEYWORD = 79;

    /// @param type of the chunk: one of the three
    /// @return empty if the chunk is malformed
    static Optional<PngText> of(String type, byte[] content) {
        int end = zero(content, 0);
        if (end < 1 || end > LONGEST_KEYWORD) {
            return Optional.empty();
        }
        var keyword = new String(content, 0, end, StandardCharsets.ISO_8859_1);
        return switch (type) {
            case "tEXt" -> Optional.of(new PngText(keyword, content, end + 1, false, false));
            case "zTXt" ->
                end + 2 > content.length
                        ? Optional.empty()
                        : Optional.of(new PngText(keyword, content, end + 2, true, false));
            default -> international(keyword, content, end + 1);
        };
    }

    /// Reads an international text, which has a flag, a method, a language and a translated keyword before
    /// the words.
    private static Optional<PngText> international(String keyword, byte[] content, int at) {
        int languageEnd = zero(content, at + 2);
        int translatedEnd = languageEnd < 0 ? -1 : zero(content, languageEnd + 1);
        return translatedEnd < 0
                ? Optional.empty()
                : Optional.of(new PngText(keyword, content, translatedEnd + 1, content[at] != 0, true));
    }

    private static int zero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    boolean isCalled(String name) {
        return keyword.strip().equalsIgnoreCase(name);
    }

    String name() {
        return keyword.strip().toLowerCase(Locale.ROOT);
    }

    /// The bytes of the words.
    ///
    /// @return empty if they are more than `most`
    /// @throws DataFormatException when they cannot be inflated
    Optional<byte[]> bytes(int most) throws DataFormatException {
        if (deflated) {
            return Inflated.of(content, start, most);
        }
        return content.length - start > most
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(content, start, content.length));
    }

    String decoded(byte[] text) {
        return new String(text, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
}
