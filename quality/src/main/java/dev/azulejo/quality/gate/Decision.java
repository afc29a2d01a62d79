package dev.azulejo.quality.gate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.quality.report.ComparisonJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was decided of a candidate, with all that it rests on.
///
/// @param at when
/// @param candidate the model that wants to serve
/// @param incumbent the model whose place it wants
/// @param share of the sources that it is to serve if nothing speaks against it
/// @param bounds that were applied
/// @param findings all that speaks against it
/// @param reviewer who took the decision, as they named themselves
public record Decision(
        Instant at,
        Model candidate,
        Model incumbent,
        double share,
        Bounds bounds,
        Evidence evidence,
        List<Finding> findings,
        String reviewer) {
    private static final int SCHEMA = 2;
    private static final JsonMapper JSON = new JsonMapper();

    public Decision {
        findings = List.copyOf(findings);
    }

    /// @param sha256 of its weights
    public record Model(String id, String sha256) {}

    public boolean promotes() {
        return findings.isEmpty();
    }

    /// As it is kept beside the candidate's card.
    public String json() {
        var json = JSON.createObjectNode()
                .put("made", "azulejo models promote")
                .put("schema", SCHEMA)
                .put("at", at.toString())
                .put("verdict", promotes() ? "promoted" : "refused")
                .put("reviewer", reviewer)
                .put("share", share);
        json.putObject("candidate").put("id", candidate.id).put("sha256", candidate.sha256);
        json.putObject("incumbent").put("id", incumbent.id).put("sha256", incumbent.sha256);
        var against = json.putArray("findings");
        findings.forEach(finding ->
                against.addObject().put("kind", finding.kind().code()).put("words", finding.words()));
        addBounds(json.putObject("bounds"));
        addContest(json);
        json.set("evaluation", ComparisonJson.tree(evidence.comparison()));
        return json.toPrettyString() + "\n";
    }

    private void addBounds(ObjectNode json) {
        json.put("tagFactor", bounds.tagFactor())
                .put("worstFactor", bounds.worstFactor())
                .put("leastImages", bounds.leastImages());
        var losses = json.putObject("losses");
        bounds.losses().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(loss -> losses.put(loss.getKey().id(), loss.getValue()));
    }

    private void addContest(ObjectNode json) {
        evidence.contest().ifPresent(its -> add(its, json.putObject("arena")));
        evidence.unflagged().ifPresent(its -> add(its, json.putObject("arenaWithoutFlagged")));
    }

    private static void add(Contest its, ObjectNode json) {
        json.put("votes", its.votes())
                .put("evenJudges", its.evenJudges())
                .put("preferred", its.preferred())
                .put("low", its.low())
                .put("high", its.high());
    }

    /// A file name that sorts by time.
    public String fileName() {
        return at.toString().replace(':', '-').toLowerCase(Locale.ROOT) + ".json";
    }
}
