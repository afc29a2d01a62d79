import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.client.Azulejo;
import dev.azulejo.client.NoResultException;
import dev.azulejo.client.Order;
import dev.azulejo.client.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Has a photograph enhanced by the HTTP API of Azulejo. Needs Java 17 or newer, and the client with Jackson on its class
/// path:
///
///     ./mvnw -pl clients/java package dependency:copy-dependencies -DincludeScope=runtime
///     export AZULEJO_SERVER=http://127.0.0.1:8787 AZULEJO_KEY=azl_…
///     java -cp 'clients/java/target/*:clients/java/target/dependency/*' examples/java/Enhance.java \
///         photo.jpg enhanced.jpg '{"recipe": "auto", "scale": 4}'
public class Enhance {
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: Enhance FILE RESULT [OPTIONS]");
            System.exit(2);
        }
        try {
            enhance(Path.of(arguments[0]), Path.of(arguments[1]), arguments.length > 2 ? arguments[2] : "{}");
            System.out.println(arguments[1]);
        } catch (ProblemException e) {
            System.err.printf("azulejo said no (%d): %s%n", e.status(), e.detail());
            e.errors().forEach(error -> System.err.printf("  %s %s%n", error.pointer(), error.detail()));
            System.exit(1);
        } catch (NoResultException | IOException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// Enhances a photograph and prints the progress; the short form is `azulejo.enhance(photo, options,
    /// result)`.
    private static void enhance(Path photo, Path result, String options) throws IOException {
        var environment = System.getenv();
        var server = URI.create(environment.getOrDefault("AZULEJO_SERVER", "http://127.0.0.1:8787"));
        var azulejo = Azulejo.at(server, environment.getOrDefault("AZULEJO_KEY", ""));
        var upload = azulejo.upload(photo);
        var started = azulejo.submit(Order.ofUpload(upload.id(), options(options)));
        var job = azulejo.await(started.id(), its -> System.err.printf(
                "%s %.0f/%.0f%n", its.status(), its.progress().tiles().done(), its.progress().tiles().all()));
        azulejo.download(job.result(), result);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> options(String json) throws IOException {
        return new ObjectMapper().readValue(json, Map.class);
    }
}
