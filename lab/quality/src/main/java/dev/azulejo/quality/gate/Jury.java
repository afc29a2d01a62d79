package dev.azulejo.quality.gate;

import dev.azulejo.arena.asking.Standing;
import dev.azulejo.quality.gate.Finding.Kind;
import dev.azulejo.quality.gate.GateDecision.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds what people say against a candidate, and whether enough of them were asked, about the right
/// weights.
record Jury(Way way, Quorum quorum) {
    private static final double EVEN = 0.5;

    List<Finding> findings(Poll poll, Model incumbent, Model candidate) {
        var findings = new ArrayList<Finding>();
        addWeights(poll, incumbent, findings);
        addWeights(poll, candidate, findings);
        addQuorum(poll.contest(), findings);
        if (way == Way.BY_PEOPLE && !poll.ended()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the arena still asks; whoever looks again and again until the result suits finds a winner among"
                            + " equals: wait until it ends"));
        }
        verdict(poll.contest(), "").ifPresent(findings::add);
        poll.unflagged()
                .flatMap(some -> verdict(some, ", without judges who vote against the others"))
                .ifPresent(findings::add);
        return findings;
    }

    private static void addWeights(Poll poll, Model model, List<Finding> findings) {
        var made = poll.madeBy().get(model.id());
        if (made == null) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the arena does not say which weights made the pictures of %s; make one with --recipes"
                            .formatted(model.id())));
        } else if (!model.madeAll(made)) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the arena's pictures of %s were made by other weights than its card names".formatted(model.id())));
        }
    }

    private void addQuorum(Contest contest, List<Finding> findings) {
        if (contest.votes() < quorum.votes()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the arena has %d votes on this pair, fewer than %d".formatted(contest.votes(), quorum.votes())));
        }
        if (contest.images() < quorum.images()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the votes on this pair are about %d images, fewer than %d"
                            .formatted(contest.images(), quorum.images())));
        }
        long heard = contest.judges().stream().filter(quorum::hears).count();
        if (heard < quorum.judges()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "%d of %d judges have cast %d votes on this pair and met %d catch trials, fewer than %d"
                            .formatted(
                                    heard,
                                    contest.judges().size(),
                                    quorum.votesOfEach(),
                                    quorum.catchTrialsOfEach(),
                                    quorum.judges())));
        }
        if (contest.evenJudges() < Standing.FEWEST_JUDGES) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the votes on this pair are worth those of %d judges, fewer than %d"
                            .formatted(contest.evenJudges(), Standing.FEWEST_JUDGES)));
        }
    }

    private Optional<Finding> verdict(Contest contest, String of) {
        return switch (way) {
            case BY_MEASURES ->
                contest.high() < EVEN ? finding("people prefer the incumbent", contest, of) : Optional.empty();
            case BY_PEOPLE ->
                contest.low() > EVEN ? Optional.empty() : finding("people do not surely prefer it", contest, of);
        };
    }

    private static Optional<Finding> finding(String verdict, Contest contest, String of) {
        return Optional.of(new Finding(
                Kind.PEOPLE,
                String.format(
                        Locale.ROOT,
                        "%s: the candidate won %.0f %% of %d votes (%.0f to %.0f)%s",
                        verdict,
                        contest.preferred() * 100,
                        contest.votes(),
                        contest.low() * 100,
                        contest.high() * 100,
                        of)));
    }
}
