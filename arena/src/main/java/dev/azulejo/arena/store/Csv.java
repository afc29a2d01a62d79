package dev.azulejo.arena.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads and writes comma-separated values as in RFC 4180.
final class Csv {
    private static final char QUOTE = '"';

    private Csv() {}

    static String line(List<String> fields) {
        return fields.stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == QUOTE || c == '\r' || c == '\n');
        return plain ? field : "\"%s\"".formatted(field.replace("\"", "\"\""));
    }

    /// Parses lines of fields; empty lines are skipped.
    ///
    /// @throws IllegalArgumentException naming the line, when a quote is not closed
    static List<List<String>> lines(String text) {
        var lines = new ArrayList<List<String>>();
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted && c == QUOTE && at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
                field.append(QUOTE);
                at++;
            } else if (c == QUOTE) {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (!quoted && c == '\n') {
                end(fields, field, lines);
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("line %d: a quote is not closed".formatted(lines.size() + 1));
        }
        end(fields, field, lines);
        return lines;
    }

    private static void end(List<String> fields, StringBuilder field, List<List<String>> lines) {
        if (!fields.isEmpty() || !field.isEmpty()) {
            fields.add(field.toString());
            lines.add(List.copyOf(fields));
        }
        fields.clear();
        field.setLength(0);
    }
}
