package dev.azulejo.cli.watch;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// Remembers what was made of which file, so a start need not read them all. It saves work, no more: what
/// is lost or damaged here is found out again by taking the file in again. One line for each thing that
/// happened, with a checksum in front. Thread-safe.
final class WatchJournal {
    private static final int FIELDS = 7;
    private static final int SPARE_LINES = 1000;
    private static final String TAKEN = "taken";
    private static final String DONE = "done";
    private static final String FORGOTTEN = "forgotten";

    private final Path file;
    private final Map<String, Entry> entries = new HashMap<>();
    private int lines;
    private boolean isBehind;

    /// @param version names the bytes
    /// @param done whether the job has ended
    record Entry(long bytes, long modifiedNanos, String version, JobId job, boolean done) {
        boolean isOf(WatchedFile file) {
            return bytes == file.bytes() && modifiedNanos == file.modifiedNanos();
        }

        Entry ended() {
            return new Entry(bytes, modifiedNanos, version, job, true);
        }
    }

    /// Reads the journal.
    WatchJournal(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                lines++;
                read(line);
            }
        } catch (NoSuchFileException e) {
            lines = 0; // the first start
        } catch (IOException e) {
            throw ExitCode.DISK.failure("the journal %s cannot be read: %s".formatted(file, e.getMessage()));
        }
        if (lines > 2 * entries.size() + SPARE_LINES) {
            isBehind = true; // mostly history
        }
    }

    synchronized Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void taken(String key, Entry entry) {
        entries.put(key, entry);
        append(line(TAKEN, key, entry));
    }

    synchronized void done(String key, Entry entry) {
        entries.put(key, entry.ended());
        append(line(DONE, key, entry));
    }

    /// Forgets the files that are gone.
    synchronized void retain(InboxListing inbox) {
        for (var key : entries.keySet().stream().filter(inbox::isGone).toList()) {
            var gone = entries.remove(key);
            if (gone != null) {
                append(line(FORGOTTEN, key, gone));
            }
        }
    }

    /// Appends a line; on a full disk it is written with the next one.
    private void append(String line) {
        try {
            if (isBehind) {
                rewrite();
            } else {
                // The line break in front ends a line of which only a part could be written.
                Files.writeString(file, "\n" + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                lines++;
            }
        } catch (IOException e) {
            isBehind = true;
        }
    }

    private void rewrite() throws IOException {
        var text = new StringBuilder();
        entries.forEach((key, entry) -> text.append('\n').append(line(entry.done ? DONE : TAKEN, key, entry)));
        var anew = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(anew, text);
        Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        isBehind = false;
        lines = entries.size();
    }

    private static String line(String what, String key, Entry entry) {
        var content = String.join(
                "\t",
                what,
                Long.toString(entry.bytes),
                Long.toString(entry.modifiedNanos),
                entry.version,
                entry.job.text(),
                key);
        return checksum(content) + "\t" + content;
    }

    private void read(String line) {
        var fields = line.split("\t", FIELDS);
        if (fields.length != FIELDS
                || !checksum(line.substring(line.indexOf('\t') + 1)).equals(fields[0])) {
            return; // empty, cut off or damaged
        }
        var key = fields[6];
        if (fields[1].equals(FORGOTTEN)) {
            entries.remove(key);
            return;
        }
        JobId.parse(fields[5])
                .ifPresent(job -> entries.put(
                        key,
                        new Entry(
                                Long.parseLong(fields[2]),
                                Long.parseLong(fields[3]),
                                fields[4],
                                job,
                                fields[1].equals(DONE))));
    }

    private static String checksum(String content) {
        var crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
