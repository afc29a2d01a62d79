package dev.azulejo.api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem.FieldError;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static Body body(String json) throws IOException {
        return new Body(new ObjectMapper().readTree(json));
    }

    private static List<String> pointers(Body body) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(body::check)
                .actual()
                .problem()
                .errors()
                .stream()
                .map(FieldError::pointer)
                .toList();
    }

    @Test
    void givesWhatIsThere() throws IOException {
        var body = body("{\"name\": \"a\", \"bytes\": 7, \"input\": {\"upload\": \"u\"}}");
        assertThat(body.text("name")).isEqualTo("a");
        assertThat(body.number("bytes", 1, 9)).isEqualTo(7);
        var input = body.object("input");
        assertThat(input.text("upload")).isEqualTo("u");
        input.noOthers();
        body.noOthers();
        body.check();
    }

    @Test
    void gathersAllThatIsWrong() throws IOException {
        var body = body("{\"name\": 1, \"bytes\": 10, \"input\": {\"a/b~c\": 1}}");
        body.text("name");
        body.number("bytes", 1, 9);
        body.number("gone", 1, 9);
        var input = body.object("input");
        input.text("upload");
        input.noOthers();
        assertThat(pointers(body)).containsExactly("/name", "/bytes", "/gone", "/input/upload", "/input/a~1b~0c");
    }

    @Test
    void saysOnlyTheBeginningOfALongValue() throws IOException {
        var body = body("{\"name\": [\"%s\"]}".formatted("x".repeat(10_000)));
        body.text("name");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(body::check)
                .satisfies(e -> assertThat(e.problem().detail()).hasSizeLessThan(200));
    }
}
