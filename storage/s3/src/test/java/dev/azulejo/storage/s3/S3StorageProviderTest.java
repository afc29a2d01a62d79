package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3StorageProviderTest {

    @Test
    void isFoundByItsScheme() {
        assertThat(ServiceLoader.load(StorageProvider.class))
                .extracting(StorageProvider::scheme)
                .containsExactly("s3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:/bucket",
                "s3:///prefix/",
                "file:///bucket",
                "s3://bucket/?profile=",
                "s3://bucket/?profile=other",
                "s3://bucket/?region=eu-west-1",
                "s3://me@bucket/",
                "s3://bucket:80/",
                "s3://bucket/#x"
            })
    void saysHowAPlaceIsWritten(String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new S3StorageProvider().open(URI.create(place), StorageSettings.of(key -> key)))
                .withMessageContaining("s3://bucket/prefix/")
                .withMessageContaining(place);
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.eu-west-1.amazonaws.com, AWS",
        "https://bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com, AWS",
        "https://s3.cn-north-1.amazonaws.com.cn, AWS",
        "http://127.0.0.1:4566, COMPATIBLE",
        "https://minio.example.org, COMPATIBLE",
        "https://amazonaws.com.example.org, COMPATIBLE"
    })
    void tellsAmazonFromOthersByTheEndpoint(URI endpoint, S3Profile expected) {
        assertThat(S3Profile.of(endpoint)).isEqualTo(expected);
    }
}
