package dev.azulejo.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cli.view.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The frame of all pages: `page.html`, in which a name in braces stands for one of these.
///
/// @param title of the browser's window, as text
/// @param policy the Content-Security-Policy
/// @param pictures what the scripts need to know
/// @param pixels the HTML that shows them, of any length
/// @param scripts files that only this kind of page needs; they come before the shared ones
public record PageTemplate(String title, String policy, JsonNode pictures, Part pixels, List<String> scripts) {
    /// The first line's name of such a page: a file that has it may be replaced by another page.
    public static final String COMMAND = "azulejo compare";

    private static final Pattern PLACE = Pattern.compile("\\{([a-z.]+)}");
    private static final List<String> SHARED_SCRIPTS =
            List.of("view.js", "gestures.js", "keys.js", "divider.js", "stage.js", "page.js");
    /// The scripts are modules, for the page of the server has them too; in one page they see each other without.
    private static final Pattern MODULE_WORDS = Pattern.compile("(?m)^(?:import .*\\n|export )");

    public PageTemplate {
        scripts = List.copyOf(scripts);
    }

    /// A part of the page that is written piece by piece.
    @FunctionalInterface
    interface Part {
        void write(OutputStream out) throws IOException;
    }

    void write(OutputStream out) throws IOException {
        var template = resource("page.html");
        var places = PLACE.matcher(template);
        int end = 0;
        while (places.find()) {
            write(template.substring(end, places.start()), out);
            fill(places.group(1), out);
            end = places.end();
        }
        write(template.substring(end), out);
    }

    private void fill(String place, OutputStream out) throws IOException {
        switch (place) {
            case "title" -> write(escaped(title), out);
            case "policy" -> write(policy, out);
            case "page.css" -> write(resource("look.css") + resource("page.css") + resource("stage.css"), out);
            case "pixels" -> pixels.write(out);
            // No name in it can end the script that it stands in.
            case "pictures" -> write(pictures.toString().replace("<", "\\u003c"), out);
            case "scripts" -> {
                for (var script : scripts) {
                    write(script(script), out);
                }
                for (var script : SHARED_SCRIPTS) {
                    write(script(script), out);
                }
            }
            default -> throw new IllegalStateException("page.html names no such thing: " + place);
        }
    }

    private static String script(String name) {
        return "<script>\n" + MODULE_WORDS.matcher(resource(name)).replaceAll("") + "\n</script>\n";
    }

    static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The style sheet that all our pages share.
    public static String look() {
        return resource("look.css");
    }

    static String resource(String name) {
        try (InputStream in = PageTemplate.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text escaped for HTML and its attributes.
    static String escaped(String text) {
        return Console.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
