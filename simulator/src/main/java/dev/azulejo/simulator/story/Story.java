package dev.azulejo.simulator.story;

import dev.azulejo.simulator.port.Faults;
import dev.azulejo.simulator.schedule.Choice;
import java.util.ArrayList;
import java.util.List;

/// A run, told step by step.
///
/// @param title of the story
/// @param choices the unusual ones of the run
/// @param trace what happened
public record Story(String title, List<Choice> choices, List<String> trace) {
    public Story {
        choices = List.copyOf(choices);
        trace = List.copyOf(trace);
    }

    private static String told(Choice choice) {
        return choice.kind().equals(Faults.KIND)
                ? "%s, point %d: %s".formatted(choice.fiber(), choice.point(), Faults.named(choice.value()))
                : choice.toString();
    }

    /// The lines of the story, with a number in front of each step.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add("");
        lines.add("Unusual, %d times:".formatted(choices.size()));
        choices.forEach(choice -> lines.add("  " + told(choice)));
        lines.add("");
        lines.add("   no.  step who                          does");
        for (int number = 0; number < trace.size(); number++) {
            lines.add("%6d %s".formatted(number + 1, trace.get(number)));
        }
        return lines;
    }
}
