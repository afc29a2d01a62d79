package dev.azulejo.api.problem;

import dev.azulejo.core.option.OptionTable;
import java.util.regex.Pattern;

/// Translates the pipeline's messages from the words of the command into those of the API, where options
/// are fields: `ask for --format jpeg` becomes `ask for format jpeg`.
public final class ApiWords {
    private static final Pattern FLAG = Pattern.compile("--([a-z]+(?:-[a-z]+)*)");

    private ApiWords() {}

    public static String of(String sentence) {
        return FLAG.matcher(sentence)
                .replaceAll(flag -> OptionTable.named(flag.group(1)).isPresent() ? flag.group(1) : flag.group());
    }
}
