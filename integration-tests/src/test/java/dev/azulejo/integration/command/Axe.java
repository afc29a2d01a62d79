package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// axe-core, which knows what keeps people from using a page.
public final class Axe {
    /// No fewer rules than this had something to look at, or axe did not look.
    private static final int LEAST_RULES = 20;

    private static final String LOOK = """
            async () => {
              const { violations, passes } = await axe.run(document);
              return [String(passes.length), ...violations.map(({ id, help, nodes }) =>
                `${id}: ${help}: ${nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')}`)];
            }
            """;

    private Axe() {}

    public static void assertFindsNothing(Page page) {
        assertThat(violations(page)).isEmpty();
    }

    /// What it finds, a line each.
    static List<String> violations(Page page) {
        page.evaluate(script());
        var said = ((List<?>) page.evaluate(LOOK)).stream().map(String::valueOf).toList();
        assertThat(Integer.parseInt(said.getFirst())).isGreaterThan(LEAST_RULES);
        return said.subList(1, said.size());
    }

    private static String script() {
        try (var script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
