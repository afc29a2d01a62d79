package dev.azulejo.cli.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.SourceAccess;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.storage.Printable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `--report`: a row for each file, on the disk as soon as the file is done: a batch that is killed leaves a
/// report that can be read, of what was done until then. For one thread.
public final class Report implements AutoCloseable {
    private static final String HEADER = String.join(",", ReportRow.COLUMNS) + "\r\n";
    private static final String JSON_START = "[";
    private static final String JSON_END = "\n]\n";
    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable RandomAccessFile file;
    private final boolean json;
    private boolean first = true;

    private Report(@Nullable RandomAccessFile file, boolean json) {
        this.file = file;
        this.json = json;
    }

    /// Opens a new report in `path`, whose name says the format; writes nothing without a path.
    ///
    /// @param readers who may read the files that it will tell of
    ///
    /// @throws CommandFailure when the name says no format, something else lies there, or it cannot be written
    public static Report to(@Nullable Path path, SourceAccess readers) {
        if (path == null) {
            return new Report(null, false);
        }
        boolean json = format(path).equals("json");
        var target = UserFiles.writable(path);
        try {
            if (Files.exists(target) && Files.size(target) > 0 && !isReport(target)) {
                throw ExitCode.NO_OUTPUT.failure(
                        path + " exists and is no report of azulejo; name another with --report");
            }
            readers.prepare(target);
            var file = new RandomAccessFile(target.toFile(), "rw");
            file.setLength(0);
            file.write(bytes(json ? JSON_START + JSON_END : HEADER));
            return new Report(file, json);
        } catch (IOException e) {
            throw ExitCode.NO_OUTPUT.failure("%s cannot be written: %s".formatted(path, e.getMessage()));
        }
    }

    private static String format(Path path) {
        var name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".json")) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
        throw ExitCode.USAGE.failure("--report %s: name it .csv or .json".formatted(path));
    }

    private static boolean isReport(Path target) throws IOException {
        try (var in = Files.newInputStream(target)) {
            var start = new String(in.readNBytes(HEADER.length()), StandardCharsets.UTF_8);
            return start.equals(HEADER)
                    || start.startsWith(JSON_START + "\n{\"file\":")
                    || start.equals(JSON_START + JSON_END);
        }
    }

    /// Adds a row for a photograph that was enhanced elsewhere.
    public void add(PlaceBatch.End end) {
        add(ReportRow.of(end));
    }

    void add(ReportRow row) {
        if (file == null) {
            return;
        }
        try {
            if (json) {
                // Over the end of the array, which follows anew: what lies there is always a whole document.
                file.seek(file.length() - JSON_END.length());
                file.write(bytes(
                        (first ? "\n" : ",\n") + Printable.json(JSON.writeValueAsString(row.values())) + JSON_END));
            } else {
                file.write(bytes(row.csv() + "\r\n"));
            }
            first = false;
        } catch (IOException e) {
            throw ExitCode.DISK.failure("the report cannot be written: " + e.getMessage());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
