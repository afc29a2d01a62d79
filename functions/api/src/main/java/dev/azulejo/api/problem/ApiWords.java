package dev.azulejo.api.problem;

import dev.azulejo.core.option.OptionTable;
import java.util.regex.Pattern;

/// Says in the words of the API what the pipeline says in those of the command: `ask for --format jpeg` is
/// `ask for format jpeg` here, where options are fields.
public final class ApiWords {
    private static final Pattern FLAG = Pattern.compile("--([a-z]+(?:-[a-z]+)*)");

    private ApiWords() {}

    public static String of(String sentence) {
        return FLAG.matcher(sentence)
                .replaceAll(flag -> OptionTable.named(flag.group(1)).isPresent() ? flag.group(1) : flag.group());
    }
}
