package dev.azulejo.cli.batch;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One row of a report, on a result or on a file that has none, under the names of its columns. A column
/// that does not apply is absent.
///
/// | column | meaning |
/// |---|---|
/// | `file`, `result` | the source and what was made of it, as they were named |
/// | `status` | `enhanced` or `failed` |
/// | `width`, `height` | of the source, upright, in pixels; absent when its header could not be read |
/// | `resultWidth`, `resultHeight`, `resultBytes` | of the result |
/// | `recipe`, `models`, `chosen` | what was asked for, which models ran, and why just these |
/// | `seconds` | from start to end on this machine, of all results of a file together; of a job that was found
/// finished, next to none |
/// | `megapixelsPerSecond` | of the result |
/// | `warnings`, `error` | in plain words |
record ReportRow(Map<String, Object> values) {
    /// The beginnings of fields that spreadsheets calculate, as OWASP lists them (CSV injection), and the
    /// apostrophe that protects a field.
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20']");

    static final List<String> COLUMNS = List.of(
            "file",
            "result",
            "status",
            "width",
            "height",
            "resultWidth",
            "resultHeight",
            "resultBytes",
            "recipe",
            "models",
            "chosen",
            "seconds",
            "megapixelsPerSecond",
            "warnings",
            "error");

    /// @param result one of the outcome's; empty when it was superseded, or another file lay in its place
    static ReportRow enhanced(
            Path file,
            Path destination,
            Outcome.Succeeded outcome,
            Optional<Outcome.DeliveredResult> result,
            Optional<Manifest> manifest,
            Duration took) {
        var row = new LinkedHashMap<String, Object>();
        row.put("file", file.toString());
        row.put("result", destination.toString());
        row.put("status", "enhanced");
        manifest.ifPresent(made -> putPlan(row, made));
        row.put("recipe", outcome.recipe());
        row.put("models", outcome.steps().stream().map(Step::model).toList());
        if (outcome.chosen() != null) {
            row.put("chosen", outcome.chosen());
        }
        double seconds = took.toMillis() / 1000.0;
        row.put("seconds", seconds);
        result.ifPresent(made -> {
            row.put("resultWidth", made.width());
            row.put("resultHeight", made.height());
            row.put("resultBytes", made.bytes());
            double megapixels = (double) made.width() * made.height() / 1e6;
            row.put("megapixelsPerSecond", Math.round(1000 * megapixels / Math.max(seconds, 0.001)) / 1000.0);
        });
        row.put("warnings", outcome.warnings());
        return new ReportRow(row);
    }

    static ReportRow failed(Path file, Optional<Manifest> manifest, String error, Duration took) {
        var row = new LinkedHashMap<String, Object>();
        row.put("file", file.toString());
        row.put("status", "failed");
        manifest.ifPresent(made -> {
            putPlan(row, made);
            row.put("recipe", made.plan().chain().recipe());
        });
        row.put("seconds", took.toMillis() / 1000.0);
        row.put("error", error);
        return new ReportRow(row);
    }

    static ReportRow of(PlaceBatch.End end) {
        var row = new LinkedHashMap<String, Object>();
        row.put("file", end.file());
        if (end.isFailure()) {
            row.put("status", "failed");
            row.put("error", end.error());
        } else {
            row.put("result", end.result());
            row.put("status", "enhanced");
            row.put("resultBytes", end.bytes());
        }
        return new ReportRow(row);
    }

    private static void putPlan(Map<String, Object> row, Manifest manifest) {
        row.put("width", manifest.image().width());
        row.put("height", manifest.image().height());
    }

    /// The row as a line of CSV (RFC 4180), lists joined by `; `. A spreadsheet takes no field for a
    /// formula: one that would start one has an apostrophe in front, and so has one that starts with an
    /// apostrophe. Without the first of its apostrophes a field is what it was, but for
    /// characters that may not be printed.
    String csv() {
        return COLUMNS.stream().map(column -> field(values.get(column))).collect(Collectors.joining(","));
    }

    private static String field(@org.jspecify.annotations.Nullable Object value) {
        var text = switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("; "));
            default -> value.toString();
        };
        var plain = Printable.text(text);
        var safe = FORMULA.matcher(plain).lookingAt() ? "'" + plain : plain;
        return safe.matches("[^\",]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
