package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRoutesTest {
    @Test
    void routesAreReadAsPeopleWriteThem() {
        var routes = JsonRoutes.parse("""
                {
                  "shop": {"from": "dropbox:/my photos", "to": "onedrive://ana/out/"},
                  "other": {"from": "gdrive:/in", "to": "gdrive:/out", "options": {"recipe": "photo-x2"}}
                }""");
        assertThat(routes).hasSize(2);
        assertThat(routes.getFirst().from()).isEqualTo(URI.create("dropbox:/my%20photos/"));
        assertThat(routes.getFirst().to()).isEqualTo(URI.create("onedrive://ana/out/"));
        assertThat(routes.getFirst().options()).isEmpty();
        assertThat(routes.getLast().options()).contains("{\"recipe\":\"photo-x2\"}");
        assertThat(JsonRoutes.parse(JsonRoutes.text(routes))).isEqualTo(routes);
        assertThat(JsonRoutes.parse("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing                                                          | not JSON
            []                                                               | no JSON object
            {"a": {"from": "dropbox:/a", "to": "dropbox:/b", "via": "x"}}    | not [via]
            {"a": {"from": "dropbox:/a"}}                                    | is no place
            {"a": {"from": "dropbox:/a", "to": 1}}                           | is no place
            {"a": {"from": "dropbox:/a", "to": "dropbox:/b", "options": 1}}  | no JSON object
            {"a": {"from": "dropbox:/a", "to": "dropbox:/b"}, "b": {"from": "dropbox:/b/c", "to": "gdrive:/x"}} | where route b takes sources
            {"a": {"from": "dropbox:/a", "to": "gdrive:/x"}, "b": {"from": "dropbox:/b", "to": "gdrive:/x"}} | into one folder
            """)
    void whatIsWrongWithThemIsSaid(String json, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonRoutes.parse(json))
                .withMessageContaining(why);
    }
}
