package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTokenTest {
    @Test
    void saysAllThatItHasHeard() {
        var metadata = Map.of("job", "1", "equation", "a = b == c", "nothing", "");
        var whole = new UploadToken("ü b/c=d.jpg", 1L << 40, metadata, "number", "2~id", true);
        var begun = new UploadToken("a", 0, Map.of(), "number", "", false);
        assertThat(UploadToken.parse(whole.text())).isEqualTo(whole);
        assertThat(UploadToken.parse(begun.text())).isEqualTo(begun);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "upload to S3",
                "upload to S3\na\n1\nn\nu",
                "upload to S3\na\none\nn\nu\ntrue",
                "upload to S3\na\n1\nn\nu\ntrue\nno metadata",
                "upload to S3\na\n1\nn\nu\ntrue\nNO=metadata",
                "another\na\n1\nn\nu\ntrue"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UploadToken.parse(text));
    }
}
