package dev.azulejo.events;

import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;

/// An outcome that fits into an event: long lists and texts are cut, with a note where the whole is.
final class ShortOutcome {
    private static final int MOST_ITEMS = 50;
    private static final int LONGEST_ITEM = 300;
    private static final int LONGEST_TEXT = 10_000;

    private ShortOutcome() {}

    static Outcome of(Outcome outcome) {
        var whole = JobKeys.outcome(outcome.ofAttempt());
        return switch (outcome) {
            case Succeeded end ->
                new Succeeded(
                        end.schema(),
                        end.job(),
                        end.attempt(),
                        end.source(),
                        end.recipe(),
                        end.steps(),
                        end.chosen(),
                        end.picture(),
                        end.result(),
                        end.also(),
                        end.seconds(),
                        cut(end.fingerprints(), whole),
                        cut(end.warnings(), whole));
            case Rejected end ->
                new Rejected(
                        end.schema(), end.job(), end.attempt(), end.source(), end.reason(), cut(end.detail(), whole));
            case Failed end ->
                new Failed(
                        end.schema(),
                        end.job(),
                        end.attempt(),
                        end.source(),
                        end.stage(),
                        end.failure(),
                        cut(end.detail(), whole),
                        cut(end.damaged(), whole));
            case Cancelled end ->
                new Cancelled(end.schema(), end.job(), end.attempt(), end.source(), cut(end.detail(), whole));
        };
    }

    private static List<String> cut(List<String> items, String whole) {
        var kept = new ArrayList<String>();
        items.stream().limit(MOST_ITEMS).forEach(item -> kept.add(cut(item, LONGEST_ITEM)));
        if (items.size() > MOST_ITEMS) {
            kept.add("... and %d more in %s".formatted(items.size() - MOST_ITEMS, whole));
        }
        return kept;
    }

    private static String cut(String text, String whole) {
        var kept = cut(text, LONGEST_TEXT);
        return kept.equals(text) ? text : "%s (the whole is in %s)".formatted(kept, whole);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "...";
    }
}
