package dev.azulejo.simulator;

import dev.azulejo.simulator.port.Coverage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs seeds of every mode in turns, for hours. A file records the progress, so that a stopped campaign
/// resumes there.
final class LongCampaign {
    private static final int TURN = 500;
    private static final String FOUND = "VIOLATED ";

    private final Path file;
    private final Map<String, Progress> modes = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();

    /// How far one mode came.
    ///
    /// @param first the trace of the first seed: other sources make another one
    private record Progress(long first, long runs, long bad, long steps, long faults) {
        static final Progress NONE = new Progress(0, 0, 0, 0, 0);

        static Progress parse(String[] words) {
            return new Progress(
                    Long.parseUnsignedLong(words[1], 16),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    Long.parseLong(words[5]));
        }

        Progress plus(Campaign campaign, long firstTrace) {
            return new Progress(
                    firstTrace, runs + campaign.runs(), bad + campaign.bad(), steps + campaign.steps(), faults + campaign.faults());
        }

        String line(String mode) {
            return "%s %016x %d %d %d %d".formatted(mode, first, runs, bad, steps, faults);
        }
    }

    private LongCampaign(Path file) {
        this.file = file;
    }

    /// @throws IllegalArgumentException where the file is of other sources
    static LongCampaign at(Path file) throws IOException {
        var campaign = new LongCampaign(file);
        Mode.all().forEach(mode -> campaign.modes.put(mode.name(), Progress.NONE));
        for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            if (line.startsWith(FOUND)) {
                campaign.found.add(line);
            } else {
                campaign.goOn(line.split(" "));
            }
        }
        return campaign;
    }

    private void goOn(String[] words) {
        var progress = Progress.parse(words);
        if (progress.runs > 0 && firstTrace(Mode.named(words[0])) != progress.first) {
            throw new IllegalArgumentException(
                    "%s is of other sources: seed 1 of %s is another run now".formatted(file, words[0]));
        }
        modes.put(words[0], progress);
    }

    private static long firstTrace(Mode mode) {
        return Run.of(mode, 1, false).hash();
    }

    /// Runs until each mode has had `seeds` of them.
    ///
    /// @return whether no rule was ever violated
    boolean run(long seeds, PrintStream out) throws IOException {
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (var mode : Mode.all()) {
                var before = modes.getOrDefault(mode.name(), Progress.NONE);
                int count = (int) Math.min(TURN, seeds - before.runs);
                if (count > 0) {
                    turn(mode, before, count);
                    isMore |= before.runs + count < seeds;
                }
            }
            out.println(summary());
        }
        found.forEach(out::println);
        return found.isEmpty();
    }

    private void turn(Mode mode, Progress before, int count) throws IOException {
        var campaign = new Campaign(mode, new Coverage()).run(before.runs + 1, count);
        campaign.found()
                .forEach((rule, runs) -> runs.forEach(run -> found.add(
                        "%s%s by seed %d of %s: %s".formatted(FOUND, rule, run.seed(), mode.name(), run.detail()))));
        modes.put(mode.name(), before.plus(campaign, before.runs > 0 ? before.first : firstTrace(mode)));
        var lines = new ArrayList<String>();
        modes.forEach((name, progress) -> lines.add(progress.line(name)));
        lines.addAll(found);
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String summary() {
        long least = modes.values().stream().mapToLong(Progress::runs).min().orElse(0);
        return "%d seeds of each mode: %d runs, %d with violations, %d steps, %d faults"
                .formatted(
                        least,
                        modes.values().stream().mapToLong(Progress::runs).sum(),
                        modes.values().stream().mapToLong(Progress::bad).sum(),
                        modes.values().stream().mapToLong(Progress::steps).sum(),
                        modes.values().stream().mapToLong(Progress::faults).sum());
    }
}
