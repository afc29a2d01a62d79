package dev.azulejo.quality.gate;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.asking.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An arena's result for two of its contenders, and the weights it is about.
///
/// @param sha256 of `arena.json` and all votes
/// @param madeBy the models behind each contender, each as `id sha256`, by the contender's name; without
///     contenders whose pictures came from a folder
/// @param ended whether the arena asks no more: reading a result again and again until it suits finds a
///     winner among equals
/// @param contest what all judges without a fault say
/// @param unflagged what they say without those who vote against all others; empty if no judge does
public record Poll(
        String sha256, Map<String, List<String>> madeBy, boolean ended, Contest contest, Optional<Contest> unflagged) {
    public Poll {
        madeBy = Map.copyOf(madeBy);
    }

    /// @param candidate the name of a contender
    /// @param incumbent likewise
    public static Poll of(
            Arena arena,
            String sha256,
            Map<String, List<String>> madeBy,
            Collection<Vote> votes,
            String candidate,
            String incumbent) {
        var standing = new Standing(arena, votes);
        int challenger = arena.number(candidate);
        int old = arena.number(incumbent);
        return new Poll(
                sha256,
                madeBy,
                standing.verdict() != Standing.Verdict.GOES_ON,
                Contest.of(standing, challenger, old),
                Contest.unflagged(standing, challenger, old));
    }
}
