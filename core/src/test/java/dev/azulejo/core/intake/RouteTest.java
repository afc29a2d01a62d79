package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    private static Route route(String name, String from, String to) {
        return new Route(name, URI.create(from), URI.create(to), Optional.empty());
    }

    @Test
    void itHasAFolderOfItsOwn() {
        var route = route("shop-1", "dropbox:/in/", "onedrive://ana/out%20here/");
        assertThat(route.folder()).isEqualTo("routes/shop-1/");
        assertThat(route.optionsKey()).isEqualTo("routes/shop-1/azulejo.json");
        assertThat(Route.nameOf("routes/shop-1/a/b.png")).contains("shop-1");
        assertThat(Route.nameOf("routes/a.png")).isEmpty();
        assertThat(Route.nameOf("photo-x2/routes/a/b.png")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Shop  | dropbox:/in/        | dropbox:/out/     | is no name of a route
            -a    | dropbox:/in/        | dropbox:/out/     | is no name of a route
            shop  | s3://bucket/in/     | dropbox:/out/     | is no folder of a drive
            shop  | file:///in/         | dropbox:/out/     | is no folder of a drive
            shop  | https://host/in/    | dropbox:/out/     | is no folder of a drive
            shop  | dropbox:in          | dropbox:/out/     | is no folder of a drive
            shop  | dropbox://A/in/     | dropbox:/out/     | is no folder of a drive
            shop  | dropbox:/in/?a      | dropbox:/out/     | is no folder of a drive
            shop  | dropbox:/in/../     | dropbox:/out/     | segment
            shop  | dropbox:/           | dropbox:/out/     | lie in each other
            shop  | dropbox:/in/out/    | dropbox:/in/      | lie in each other
            """)
    void whatIsNoneIsSaidSo(String name, String from, String to, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> route(name, from, to))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "photo-x2/a.png, true",
        "photo-x2/a.png.azulejo.json, true",
        "photo-x2/azulejo.json, true",
        "azulejo.json, false",
        "a.png, true",
        "photo-x2/a.png.error.json, false",
        ".git/azulejo.json, false",
        ".git/a.png, false",
        "photo-x2/a.png.part, false"
    })
    void sourcesAreBroughtWithTheirOptions(String key, boolean isBrought) {
        assertThat(Route.isBrought(key, 1)).isEqualTo(isBrought);
    }
}
