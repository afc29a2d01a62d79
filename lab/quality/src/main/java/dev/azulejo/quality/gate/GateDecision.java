package dev.azulejo.quality.gate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.ComparisonJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The decision on a candidate, with all its evidence.
///
/// @param at when it was taken
/// @param candidate the model that wants to serve
/// @param incumbent the model whose place it wants
/// @param share of the sources that the candidate will serve if nothing speaks against it
/// @param way what the candidate had to show
/// @param quorum how many people had to have voted
/// @param findings all that speaks against the candidate
/// @param reviewer the person who took the decision, by the name they gave
public record GateDecision(
        Instant at,
        Model candidate,
        Model incumbent,
        double share,
        Way way,
        Quorum quorum,
        Evidence evidence,
        List<Finding> findings,
        String reviewer) {
    private static final int SCHEMA = 3;
    private static final JsonMapper JSON = new JsonMapper();

    public GateDecision {
        findings = List.copyOf(findings);
    }

    /// @param sha256 of the model's weights
    /// @param invents whether the model's card says that it invents detail
    public record Model(String id, String sha256, boolean invents) {
        /// Whether the results were made by this model alone.
        ///
        /// @param models each as `id sha256`
        boolean madeAll(List<String> models) {
            return models.equals(List.of(id + " " + sha256));
        }
    }

    public boolean promotes() {
        return findings.isEmpty();
    }

    /// The decision as it is kept beside the candidate's card.
    public String json() {
        var json = JSON.createObjectNode()
                .put("made", "azulejo models promote")
                .put("schema", SCHEMA)
                .put("at", at.toString())
                .put("verdict", promotes() ? "promoted" : "refused")
                .put("way", way.code())
                .put("reviewer", reviewer)
                .put("share", share);
        json.set("candidate", JSON.valueToTree(candidate));
        json.set("incumbent", JSON.valueToTree(incumbent));
        var against = json.putArray("findings");
        findings.forEach(finding ->
                against.addObject().put("kind", finding.kind().code()).put("words", finding.words()));
        addBounds(json.putObject("bounds"));
        json.set("quorum", JSON.valueToTree(quorum));
        evidence.poll().ifPresent(poll -> addPoll(poll, json.putObject("arena")));
        json.set("recheck", JSON.valueToTree(evidence.recheck()));
        json.set("evaluation", ComparisonJson.tree(evidence.comparison()));
        return json.toPrettyString() + "\n";
    }

    private void addBounds(ObjectNode json) {
        var bounds = way.bounds();
        json.put("tagFactor", bounds.tagFactor())
                .put("worstFactor", bounds.worstFactor())
                .put("leastImages", bounds.leastImages());
        addAll(bounds.losses(), json.putObject("losses"));
        addAll(bounds.margins(), json.putObject("margins"));
        var floors = json.putObject("floors");
        new TreeMap<>(bounds.floors()).forEach((metric, floor) -> floors.set(metric.id(), JSON.valueToTree(floor)));
    }

    private static void addAll(Map<Metric, Double> bounds, ObjectNode json) {
        new TreeMap<>(bounds).forEach((metric, bound) -> json.put(metric.id(), bound));
    }

    private static void addPoll(Poll poll, ObjectNode json) {
        json.put("sha256", poll.sha256()).put("ended", poll.ended());
        json.set("madeBy", JSON.valueToTree(new TreeMap<>(poll.madeBy())));
        json.set("contest", JSON.valueToTree(poll.contest()));
        poll.unflagged().ifPresent(some -> json.set("withoutFlagged", JSON.valueToTree(some)));
    }

    /// A file name that sorts by time.
    public String fileName() {
        return at.toString().replace(':', '-').toLowerCase(Locale.ROOT) + ".json";
    }
}
