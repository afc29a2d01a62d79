package dev.azulejo.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionValue.Kind;
import dev.azulejo.core.option.OptionsReader.Broken;
import dev.azulejo.core.option.OptionsReader.Fields;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonOptionsTest {
    private final JsonOptions options = new JsonOptions();

    @Test
    void valuesComeAsTheyWereWrittenAndNullIsLeftOut() {
        var json = """
                {"recipe": "photo-x2", "quality": 90, "scale": 2.0, "format": null, "tags": ["a"], "b": true, "big": 1e3}
                """;
        assertThat(options.parse(json.getBytes(UTF_8)))
                .isEqualTo(new Fields(Map.of(
                        "recipe", OptionValue.text("photo-x2"),
                        "quality", new OptionValue(Kind.WHOLE_NUMBER, "90"),
                        "scale", new OptionValue(Kind.OTHER, "2.0"),
                        "tags", new OptionValue(Kind.OTHER, "[\"a\"]"),
                        "b", new OptionValue(Kind.OTHER, "true"),
                        "big", new OptionValue(Kind.OTHER, "1000.0"))));
    }

    @Test
    void theMarkThatWindowsPutsInFrontIsPassedOver() {
        assertThat(options.parse("\ufeff{\"quality\": 90}".getBytes(UTF_8))).isInstanceOf(Fields.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                             | is empty; write {} or remove it
            [1]                            | is no JSON object; it must look like {"quality": 90}
            90                             | is no JSON object; it must look like {"quality": 90}
            {"quality": 90,}               | is not JSON at line 1, column 16: .*
            {quality: 90}                  | is not JSON at line 1, column 2: .*
            {"quality": 90                 | is not JSON at line 1, column .*
            {"quality": 90, "quality": 80} | is not JSON at line 1, column .*quality.*
            {"quality": 90} x              | is not JSON at line 1, column 17: .*
            """)
    void whatIsNoObjectIsRefusedWithLineAndColumn(String json, String why) {
        assertThat(options.parse(json.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.why())
                                .matches(
                                        why.contains(".*")
                                                ? why.replace("{", "\\{")
                                                : java.util.regex.Pattern.quote(why))
                                .doesNotContain("\n"));
    }
}
