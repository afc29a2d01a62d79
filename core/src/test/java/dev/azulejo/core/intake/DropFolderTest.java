package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropFolderTest {
    private static final URI INBOX = URI.create("s3://inbox");
    private static final URI OUTBOX = URI.create("s3://outbox");
    private static final DropFolder FOLDER = new DropFolder(INBOX, OUTBOX);

    /// What keys are made of that a careless reader would decode, split or lower.
    private static final List<String> PIECES = List.of(
            "a",
            "B",
            " ",
            "+",
            "%20",
            "%2F",
            "%",
            "ä",
            "e\u0301",
            "写真",
            "\ud83d\ude00",
            "&",
            "?",
            "#",
            "'",
            "\"",
            ".",
            "jpg",
            "=",
            "~",
            "@",
            "(1)",
            "{}",
            "*");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void theFirstFolderIsTheRecipe() {
        assertThat(DropFolder.recipeOf("photo-x2/2026/a.jpg")).contains("photo-x2");
        assertThat(DropFolder.recipeOf("a.jpg")).isEmpty();
    }

    /// Neither is it a recipe, nor does anything above it count.
    @Test
    void theFolderOfARouteIsNone() {
        assertThat(DropFolder.recipeOf("routes/shop/photo-x2/a.jpg")).contains("photo-x2");
        assertThat(DropFolder.recipeOf("routes/shop/a.jpg")).isEmpty();
        assertThat(DropFolder.recipeOf("routes/a.jpg")).contains("routes");
        assertThat(DropFolder.defaultsOf("routes/shop/photo-x2/a.jpg"))
                .containsExactly("routes/shop/azulejo.json", "routes/shop/photo-x2/azulejo.json");
        assertThat(DropFolder.defaultsOf("routes/shop/a.jpg")).containsExactly("routes/shop/azulejo.json");
    }

    @Test
    void optionsLieBesideTheFileAndInEachOfItsFolders() {
        assertThat(DropFolder.sidecarOf("photo-x2/a/b.jpg")).isEqualTo("photo-x2/a/b.jpg.azulejo.json");
        assertThat(DropFolder.defaultsOf("photo-x2/a/b.jpg"))
                .containsExactly("photo-x2/azulejo.json", "photo-x2/a/azulejo.json");
        assertThat(DropFolder.defaultsOf("b.jpg")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "photo-x2/a/b.jpg,  JPEG, photo-x2/a/b.jpg",
        "photo-x2/a/b.JPEG, JPEG, photo-x2/a/b.JPEG",
        "photo-x2/a/b.Png,  PNG,  photo-x2/a/b.Png",
        "photo-x2/a/b.jpg,  PNG,  photo-x2/a/b.jpg.png",
        "photo-x2/a/b.heic, JPEG, photo-x2/a/b.heic.jpg",
        "photo-x2/a/b,      PNG,  photo-x2/a/b.png",
        "photo-x2/a/png,    PNG,  photo-x2/a/png.png",
        "photo-x2/a.png/b,  PNG,  photo-x2/a.png/b.png",
        "photo-x2/b.jpg.,   JPEG, photo-x2/b.jpg..jpg",
        "photo-x2/b.tar.jpg,JPEG, photo-x2/b.tar.jpg",
        "b.jpg,             JPEG, b.jpg"
    })
    void theResultKeepsTheWholePathAndNameAndAnotherFormatAppendsItsEnding(
            String key, ImageFormat format, String result) {
        assertThat(FOLDER.resultOf(key, format)).isEqualTo(new StorageUri(OUTBOX, result));
    }

    @ParameterizedTest
    @CsvSource({
        "photo-x2/b.jpg, photo-x2/b.jpg,     photo-x2/b.jpg.error.json",
        "photo-x2/b.jpg, photo-x2/b.jpg.png, photo-x2/b.jpg.error.json",
        "photo-x2/b.jpg, photo-x2/b.jpg.gif, photo-x2/b.jpg.gif.error.json",
        "photo-x2/b.jpg, web/hero.png,       web/hero.png.error.json"
    })
    void theReportLiesUnderTheSourcesNameUnlessAnotherDestinationWasChosen(
            String key, String destination, String report) {
        assertThat(FOLDER.reportOf(key, new StorageUri(OUTBOX, destination))).isEqualTo(new StorageUri(OUTBOX, report));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo-x2/",
                "photo-x2/a/",
                ".DS_Store",
                "photo-x2/.DS_Store",
                "photo-x2/._a.jpg",
                ".git/a.jpg",
                "photo-x2/.trash/a.jpg",
                "photo-x2/Thumbs.db",
                "photo-x2/THUMBS.DB",
                "photo-x2/desktop.ini",
                "photo-x2/Desktop.ini",
                "photo-x2/~$a.jpg",
                "photo-x2/a.jpg.tmp",
                "photo-x2/a.TMP",
                "photo-x2/a.jpg.part",
                "photo-x2/a.jpg.crdownload",
                "photo-x2/a.jpg.filepart",
                "photo-x2/a.jpg.azulejo.json",
                "photo-x2/azulejo.json",
                "azulejo.json",
                "photo-x2/a.jpg.error.json",
                "photo-x2//"
            })
    void whatIsNoSourceIsIgnored(String key) {
        assertThat(DropFolder.isIgnored(key, 1000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo-x2/a.jpg",
                "a.jpg",
                "photo-x2/a",
                "photo-x2/a.part.jpg",
                "photo-x2/part",
                "photo-x2/tmp/a.jpg",
                "photo-x2/a.tmp/b.jpg",
                "photo-x2/thumbs.db.jpg",
                "photo-x2/~a.jpg",
                "photo-x2/a~$b.jpg",
                "photo-x2/my-azulejo.json",
                "photo-x2/a.azulejo.jsonx",
                "photo-x2/error.json",
                "photo-x2/a.",
                "photo-x2/a_$folder$"
            })
    void whatMayBeASourceIsNot(String key) {
        assertThat(DropFolder.isIgnored(key, 1000)).isFalse();
    }

    @Test
    void theMarkerOfAnEmptyFolderIsIgnoredAndAnEmptyFileIsNot() {
        assertThat(DropFolder.isIgnored("photo-x2/new_$folder$", 0)).isTrue();
        assertThat(DropFolder.isIgnored("photo-x2/a.jpg", 0)).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keysAreTakenAsTheyAre(long seed) {
        var random = new Random(seed);
        var key = "photo-x2/x" + text(random) + "/x" + text(random) + ".jpg";
        assertThat(FOLDER.resultOf(key, ImageFormat.JPEG).key()).isEqualTo(key);
        assertThat(FOLDER.resultOf(key, ImageFormat.PNG).key()).isEqualTo(key + ".png");
        assertThat(DropFolder.sidecarOf(key)).isEqualTo(key + ".azulejo.json");
        var folders = DropFolder.defaultsOf(key);
        assertThat(folders).hasSize(2).allMatch(defaults -> defaults.endsWith("/azulejo.json"));
        assertThat(folders).allMatch(defaults -> key.startsWith(defaults.replace("azulejo.json", "")));
        assertThat(folders).allMatch(defaults -> DropFolder.isIgnored(defaults, 10));
        assertThat(DropFolder.isIgnored(key, 10)).isFalse();
        assertThat(DropFolder.isIgnored(DropFolder.sidecarOf(key), 10)).isTrue();
        var report = FOLDER.reportOf(key, FOLDER.resultOf(key, ImageFormat.PNG)).key();
        assertThat(report).isEqualTo(key + ".error.json");
        assertThat(DropFolder.isIgnored(report, 10)).isTrue();
        assertThat(Keys.checked(key)).isEqualTo(key);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int piece = random.nextInt(8); piece > 0; piece--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @Test
    void aNameThatLeavesNoRoomForItsResultOrReportIsRefused() {
        var longest = "photo-x2/" + "ä".repeat((1024 - 9 - 4) / 2) + "1.jpg";
        var key = longest.substring(0, longest.length() - 1);
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> FOLDER.resultOf(key, ImageFormat.PNG))
                .withMessageContaining("at most 1024");
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> FOLDER.reportOf(key, new StorageUri(OUTBOX, key)))
                .withMessageContaining("at most 1024");
    }

    @Test
    void aResultMayNotBecomeASource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DropFolder(INBOX, INBOX))
                .withMessage("inbox and outbox are both s3://inbox: each result would be taken for a source");
    }
}
