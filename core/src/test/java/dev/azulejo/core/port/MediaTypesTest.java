package dev.azulejo.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
    @ParameterizedTest
    @CsvSource({
        "cat.png, image/png",
        "pets/Cat.JFIF, image/jpeg",
        "a.tif, image/tiff",
        "a.png/cat.avif, image/avif",
        "zoom/cat.dzi, application/xml",
        "zoom/cat_files/metadata.xmp, application/xml",
        "cat.szi, application/zip",
        "jobs/1/manifest.json, application/json",
        "jobs/1.png/tiles/0, application/octet-stream",
        "cat.iiif.bin, application/octet-stream"
    })
    void areSaidByTheEndingOfTheName(String key, String type) {
        assertThat(MediaTypes.of(key)).isEqualTo(type);
    }
}
