package dev.azulejo.quality.gate;

import dev.azulejo.arena.asking.Standing;

/// How many people must have voted on a pair, and how often, before a decision may rest on them.
///
/// @param votes on the pair that count
/// @param judges who each have cast [#votesOfEach] on the pair and were shown [#catchTrialsOfEach]
/// @param votesOfEach with fewer, a judge has hardly looked
/// @param catchTrialsOfEach with fewer, it is unknown whether a judge looks at all
/// @param images that were voted on: votes on one image say nothing of others
public record Quorum(int votes, int judges, int votesOfEach, int catchTrialsOfEach, int images) {
    /// The standard quorum. Fewer votes show only a landslide; each of fewer judges may stand for a tenth
    /// of all people or more. A judge with ten answers on a pair has met two catch trials or more.
    public static final Quorum STANDARD = new Quorum(Standing.FEWEST_VOTES, Standing.FEWEST_JUDGES, 10, 2, 10);

    /// Whether a judge has done enough to count.
    boolean hears(Contest.Judge judge) {
        return judge.votes() >= votesOfEach && judge.catchTrials() >= catchTrialsOfEach;
    }
}
