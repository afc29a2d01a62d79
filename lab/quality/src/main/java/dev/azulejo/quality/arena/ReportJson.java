package dev.azulejo.quality.arena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.judge.Fault;
import dev.azulejo.arena.ranking.Interval;
import dev.azulejo.arena.ranking.Ranking;
import dev.azulejo.quality.arena.ArenaReport.JudgeLine;
import java.util.Locale;

/// A report as one JSON object.
public final class ReportJson {
    private ReportJson() {}

    public static ObjectNode of(ArenaReport report) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("title", report.arena().title()).put("verdict", name(report.verdict()));
        json.put("budget", report.arena().budget());
        json.set("ranking", ranking(report, report.ranking()));
        report.unflagged().ifPresent(standing -> json.set("ranking_without_flagged", ranking(report, standing)));
        var tags = json.putObject("tags");
        report.byTag().forEach((tag, standing) -> tags.set(tag, ranking(report, standing)));
        json.put("both_bad", report.bothBad());
        var reasons = json.putObject("reasons");
        report.reasons().forEach((contender, given) -> {
            var counts = reasons.putObject(contender);
            given.forEach((reason, count) -> counts.put(name(reason), count));
        });
        var judges = json.putArray("judges");
        report.judges().forEach(judge -> judges.add(judge(judge)));
        return json;
    }

    private static ObjectNode ranking(ArenaReport report, Ranking ranking) {
        var contenders = report.arena().contenders();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("votes", ranking.votes()).put("images", ranking.images()).put("judges", ranking.judges());
        json.put("even_judges", ranking.evenJudges());
        json.put("tie_parameter", ranking.nu());
        var places = json.putArray("places");
        for (var place : ranking.places()) {
            add(
                    places.addObject()
                            .put("contender", contenders.get(place.contender()))
                            .put("votes", place.votes())
                            .put("strength", place.strength()),
                    place.interval());
        }
        var margins = json.putArray("margins");
        for (var margin : ranking.margins()) {
            add(
                    margins.addObject()
                            .put("better", contenders.get(margin.better()))
                            .put("worse", contenders.get(margin.worse()))
                            .put("settled", Standing.isSettled(ranking, margin))
                            .put("share", margin.share()),
                    margin.interval());
        }
        return json;
    }

    private static void add(ObjectNode json, Interval interval) {
        json.put("low", interval.low()).put("high", interval.high());
    }

    private static ObjectNode judge(JudgeLine judge) {
        var record = judge.record();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("name", judge.name())
                .put("counts", judge.fault().isEmpty())
                .put("votes", record.votes())
                .put("catch_trials", record.catchTrials())
                .put("catch_trials_failed", record.caught())
                .put("repeats", record.repeats())
                .put("repeats_same", record.consistent())
                .put("decisive", record.decisive())
                .put("left", record.left())
                .put("median_seconds", record.medianSeconds());
        judge.agreement()
                .ifPresent(its -> json.put("agreed_with_others", its.agreed()).put("of_decisive", its.decisive()));
        judge.fault().ifPresent(fault -> add(json.putObject("fault"), fault));
        judge.flag().ifPresent(flag -> add(json.putObject("flag"), flag));
        return json;
    }

    private static void add(ObjectNode json, Fault fault) {
        json.put("kind", name(fault.kind())).put("words", fault.words());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
