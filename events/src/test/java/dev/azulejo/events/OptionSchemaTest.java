package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.Option;
import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionsReader.Fields;
import dev.azulejo.core.pixels.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schemas follow the tables of options, formats and reasons of refusal; to make them anew:
/// `./mvnw -pl events -am test -Dtest=OptionSchemaTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
class OptionSchemaTest {
    private static final String NAME = "event/options.schema.json";
    private static final Path SCHEMAS = Path.of("src/main/resources/dev/azulejo/events");
    private static final Path FILE = SCHEMAS.resolve(NAME);
    private static final Path COMMON = SCHEMAS.resolve("schema/common.schema.json");
    private static final Path OUTCOME = SCHEMAS.resolve("schema/outcome.schema.json");
    private static final List<Option<?>> ROWS = OptionTable.of(Audience.EVERYBODY, Audience.FILES);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void theSchemaIsTheTable() throws Exception {
        var properties = new LinkedHashMap<String, Object>();
        for (var row : ROWS) {
            var property = new TreeMap<>(row.values().schema());
            property.put("description", row.help());
            properties.put(row.name(), property);
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", Schemas.BASE + NAME);
        schema.put("title", "Options");
        schema.put("description", "What a sidecar, folder defaults or an event may ask for.");
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        var text = JSON.writeValueAsString(schema) + "\n";

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(FILE, text);
        }

        assertThat(FILE).content().isEqualTo(text);
    }

    /// The one of jobs lists the formats of results as the table of formats has them.
    @Test
    void theSchemaOfJobsHasTheFormatsOfResults() throws Exception {
        var before = Files.readString(COMMON);
        var formats = "\"format\": {\"type\": \"string\", \"enum\": "
                + ImageFormat.namesOfWritten().stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
        var text = before.replaceFirst("\"format\": \\{\"type\": \"string\", \"enum\": \\[[^]]*]", formats);

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(COMMON, text);
        }

        assertThat(text).contains(formats);
        assertThat(COMMON).content().isEqualTo(text);
    }

    /// The one of outcomes lists the reasons of refusal as their table has them.
    @Test
    void theSchemaOfOutcomesHasTheReasons() throws Exception {
        var before = Files.readString(OUTCOME);
        var reasons = Arrays.stream(Reason.values())
                .map(reason -> "            \"%s\"".formatted(reason.code()))
                .collect(Collectors.joining(
                        ",\n", "\"reason\": {\n          \"type\": \"string\",\n          \"enum\": [\n", "\n"));
        var text =
                before.replaceFirst("\"reason\": \\{\\s*\"type\": \"string\",\\s*\"enum\": \\[[^]]*?(?= *])", reasons);

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(OUTCOME, text);
        }

        assertThat(text).contains(reasons);
        assertThat(OUTCOME).content().isEqualTo(text);
    }

    /// What the schema takes is what the reader takes, value by value.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "16",
                "16.5",
                "50",
                "101",
                "10000001",
                "true",
                "[\"span-x2\"]",
                "[]",
                "\"keep\"",
                "\"png\"",
                "\"none\"",
                "\"x\""
            })
    void schemaAndReaderAgree(String json) throws Exception {
        for (var row : ROWS) {
            var object = "{\"%s\": %s}".formatted(row.name(), json);
            var fields = (Fields) new JsonOptions().parse(object.getBytes(StandardCharsets.UTF_8));
            boolean isRead = Chosen.of(fields.values()).has(row);
            JsonNode tree = JSON.readTree(object);
            boolean mayBeAnyText =
                    tree.path(row.name()).isTextual() && !row.values().schema().containsKey("enum");
            if (isRead || !mayBeAnyText) { // a schema does not say which texts are papers, colours or models
                assertThat(Schemas.accepts(NAME, tree)).as(object).isEqualTo(isRead);
            }
        }
    }

    @Test
    void whatDoesNotExistIsNoOption() throws Exception {
        assertThat(Schemas.accepts(NAME, JSON.valueToTree(Map.of("zoom", 1)))).isFalse();
        assertThat(Schemas.accepts(NAME, JSON.valueToTree(Map.of("tile", 64)))).isFalse();
    }
}
