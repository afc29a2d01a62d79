package dev.azulejo.quality.arena;

import dev.azulejo.arena.Reason;
import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.ranking.Interval;
import dev.azulejo.arena.ranking.Ranking;
import dev.azulejo.arena.ranking.Ranking.Margin;
import dev.azulejo.quality.arena.ArenaReport.JudgeLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A report as lines.
public final class ReportText {
    private final ArenaReport report;
    private final List<String> lines = new ArrayList<>();

    private ReportText(ArenaReport report) {
        this.report = report;
    }

    public static List<String> of(ArenaReport report) {
        var text = new ReportText(report);
        text.write();
        return List.copyOf(text.lines);
    }

    private void write() {
        var ranking = report.ranking();
        lines.add("%s: %d votes of %d that count, on %d images, by %d judges"
                .formatted(
                        report.arena().title(),
                        ranking.votes(),
                        report.arena().budget(),
                        ranking.images(),
                        ranking.judges()));
        lines.add(
                switch (report.verdict()) {
                    case GOES_ON -> "It goes on: not every neighbour is settled.";
                    case SETTLED -> "It has ended: of all neighbours one is better, or they are equivalent.";
                    case BUDGET_SPENT -> "It has ended: the budget is spent.";
                });
        if (!ranking.isOfOthers()) {
            lines.add("The votes are those of one judge, and say nothing of other people: invite six to eight.");
        } else if (ranking.evenJudges() < Standing.FEWEST_JUDGES) {
            lines.add("The votes are worth those of %d judges: few, so that intervals are wide; invite six to eight."
                    .formatted(ranking.evenJudges()));
        }
        add("", ranking);
        report.unflagged().ifPresent(standing -> add("without judges who vote against the others", standing));
        report.byTag().forEach((tag, standing) -> add(tag, standing));
        addReasons();
        addJudges();
    }

    private void add(String tag, Ranking ranking) {
        lines.add("");
        lines.add(
                tag.isEmpty()
                        ? "ranking"
                        : "%s: %d votes on %d images".formatted(tag, ranking.votes(), ranking.images()));
        for (var place : ranking.places()) {
            lines.add("  %-20s %+.2f  (%+.2f to %+.2f)  %d votes"
                    .formatted(
                            name(place.contender()),
                            place.strength(),
                            place.interval().low(),
                            place.interval().high(),
                            place.votes()));
        }
        ranking.margins().forEach(margin -> lines.add("  " + words(ranking, margin)));
    }

    private String words(Ranking ranking, Margin margin) {
        var said = Standing.isSettled(ranking, margin)
                ? margin.interval().isWithin(Standing.EQUIVALENT) ? "equivalent" : "better"
                : "not settled";
        return "%s over %s: %s of votes (%s), %s"
                .formatted(
                        name(margin.better()),
                        name(margin.worse()),
                        percent(margin.share()),
                        range(margin.interval()),
                        said);
    }

    private static String range(Interval interval) {
        return "%s to %s".formatted(percent(interval.low()), percent(interval.high()));
    }

    private static String percent(double share) {
        return "%.0f %%".formatted(100 * share);
    }

    private String name(int contender) {
        return report.arena().contenders().get(contender);
    }

    private void addReasons() {
        lines.add("");
        lines.add("both bad in %d of %d votes"
                .formatted(report.bothBad(), report.ranking().votes()));
        report.reasons().forEach((contender, reasons) -> {
            if (!reasons.isEmpty()) {
                lines.add("  %s preferred because: %s".formatted(contender, words(reasons)));
            }
        });
    }

    private static String words(Map<Reason, Long> reasons) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<Reason, Long>comparingByValue().reversed())
                .map(reason -> "%s %d".formatted(reason.getKey().name().toLowerCase(Locale.ROOT), reason.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void addJudges() {
        lines.add("");
        lines.add("judges");
        report.judges().forEach(judge -> lines.add("  " + words(judge)));
    }

    private static String words(JudgeLine judge) {
        var record = judge.record();
        return "%-20s %d votes, catch trials %d of %d, repeats %d of %d the same, left %d of %d, %.1f s a vote%s%s%s"
                .formatted(
                        judge.name(),
                        record.votes(),
                        record.catchTrials() - record.caught(),
                        record.catchTrials(),
                        record.consistent(),
                        record.repeats(),
                        record.left(),
                        record.decisive(),
                        record.medianSeconds(),
                        judge.agreement()
                                .map(agreement -> ", with the others in %d of %d"
                                        .formatted(agreement.agreed(), agreement.decisive()))
                                .orElse(""),
                        judge.fault()
                                .map(fault -> "; DOES NOT COUNT: " + fault.words())
                                .orElse(""),
                        judge.flag().map(flag -> "; LOOK AT: " + flag.words()).orElse(""));
    }
}
