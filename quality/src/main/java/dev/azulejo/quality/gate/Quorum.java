package dev.azulejo.quality.gate;

import dev.azulejo.quality.arena.asking.Standing;

/// How many people must have voted on a pair, and how often, for a decision to rest on them.
///
/// @param votes on the pair that count
/// @param judges who have each cast [#votesOfEach] on the pair and were put [#catchTrialsOfEach]
/// @param votesOfEach with fewer, a judge has hardly looked
/// @param catchTrialsOfEach with fewer, nobody knows whether a judge looks at all
/// @param images that were voted on: votes on one image say nothing of others
public record Quorum(int votes, int judges, int votesOfEach, int catchTrialsOfEach, int images) {
    /// Fewer votes cannot tell anything but a landslide; of fewer judges each may be a tenth of all people. Who has
    /// answered ten questions on a pair has met two catch trials or more.
    public static final Quorum STANDARD = new Quorum(Standing.FEWEST_VOTES, Standing.FEWEST_JUDGES, 10, 2, 10);

    /// Whether a judge has done enough to be counted as one.
    boolean hears(Contest.Judge judge) {
        return judge.votes() >= votesOfEach && judge.catchTrials() >= catchTrialsOfEach;
    }
}
