package dev.azulejo.integration.command;

import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation, as far as it has blocks in fences.
///
/// @param name the file, from the checkout on
record DocumentedPage(String name, List<Block> blocks) {
    /// Blocks of commands; all others show something else.
    private static final String COMMANDS = "sh";

    private static final Pattern FENCE = Pattern.compile("(\\s*)```(\\S*)\\s*");
    private static final Pattern MARK = Pattern.compile("\\s*<!-- (not run|stopped): (.+) -->\\s*");
    private static final Pattern COMMAND = Pattern.compile("(\\s{4,}|\\s*\\$ )?[.]/(azulejo|mvnw|demo)\\b.*");

    DocumentedPage {
        blocks = List.copyOf(blocks);
    }

    /// @param line of its fence, from 1 on
    /// @param language what its fence says; empty for nothing
    /// @param notRun why its commands cannot be run by a test
    /// @param stopped what its last command prints when it is time for Ctrl-C
    record Block(int line, String language, List<String> lines, Optional<String> notRun, Optional<String> stopped) {
        Block {
            lines = List.copyOf(lines);
        }

        boolean isRun() {
            return language.equals(COMMANDS) && notRun.isEmpty();
        }

        /// One command each, joined where a line ends in a backslash.
        List<String> commands() {
            return String.join("\n", lines)
                    .replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    /// All pages that tell people what to type.
    static List<DocumentedPage> all() {
        try (var docs = Files.list(Checkout.ROOT.resolve("docs"))) {
            var others = Stream.of("README.md", "CONTRIBUTING.md", "gpu-batch-worker/README.md", "models/README.md");
            return Stream.concat(
                            others.map(Checkout.ROOT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .map(file -> parse(Checkout.ROOT.relativize(file).toString(), text(file)))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException naming each line that leaves open what its block is
    static DocumentedPage parse(String name, String text) {
        var lines = text.lines().toList();
        var blocks = new ArrayList<Block>();
        var problems = new ArrayList<String>();
        for (int index = 0; index < lines.size(); index++) {
            var fence = FENCE.matcher(lines.get(index));
            if (fence.matches()) {
                int end = index + 1;
                while (end < lines.size() && !lines.get(end).strip().equals("```")) {
                    end++;
                }
                var mark = index == 0 ? "" : lines.get(index - 1);
                blocks.add(new Block(
                        index + 1,
                        fence.group(2),
                        lines.subList(index + 1, Math.min(end, lines.size())),
                        marked(mark, "not run"),
                        marked(mark, "stopped")));
                index = end;
            } else if (COMMAND.matcher(lines.get(index)).matches()) {
                problems.add("%s:%d: a command outside a block marked sh".formatted(name, index + 1));
            }
        }
        blocks.forEach(block -> problems.addAll(problems(name, block)));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new DocumentedPage(name, blocks);
    }

    private static Optional<String> marked(String line, String how) {
        var mark = MARK.matcher(line);
        return mark.matches() && mark.group(1).equals(how) ? Optional.of(mark.group(2)) : Optional.empty();
    }

    private static List<String> problems(String name, Block block) {
        var place = "%s:%d: ".formatted(name, block.line());
        if (block.language().isEmpty()) {
            return List.of(place + "a block without a language; say sh if it holds commands, else text");
        }
        if (!block.language().equals(COMMANDS) && block.lines().stream().anyMatch(COMMAND.asMatchPredicate())) {
            return List.of(place + "a command in a block marked " + block.language() + "; mark it sh");
        }
        return block.language().equals(COMMANDS) && block.commands().isEmpty()
                ? List.of(place + "a block of commands without any")
                : List.of();
    }
}
