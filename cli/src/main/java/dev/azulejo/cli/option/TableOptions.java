package dev.azulejo.cli.option;

import dev.azulejo.core.option.Option;
import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.SizeOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Rows of [OptionTable] as options of picocli, and what was said of them. For one command.
final class TableOptions {
    /// The second names of options.
    private static final Map<Option<?>, String> ALIASES = Map.of(OptionTable.COLOUR, "--color");

    private final Map<Option<?>, OptionSpec> specs = new LinkedHashMap<>();

    TableOptions(List<Option<?>> rows) {
        rows.forEach(row -> specs.put(row, spec(row)));
    }

    private static OptionSpec spec(Option<?> row) {
        var names = Stream.of("--" + row.name(), ALIASES.get(row)).filter(name -> name != null);
        var spec = OptionSpec.builder(names.toArray(String[]::new))
                .paramLabel(row.words().label())
                .description(row.help())
                .order(row.isRare() ? HelpAll.RARE : HelpAll.USUAL)
                .hidden(row.audience() == Audience.MEASURING);
        return row.equals(OptionTable.ALSO)
                ? spec.type(List.class).auxiliaryTypes(String.class).build()
                : spec.type(String.class).build();
    }

    /// Adds the options, those of size under a heading of their own.
    void addTo(CommandSpec command) {
        var size = ArgGroupSpec.builder().validate(false).heading("%nSize of the results:%n");
        specs.forEach((row, spec) -> {
            if (SizeOptions.ALL.contains(row)) {
                size.addArg(spec);
            } else {
                command.addOption(spec);
            }
        });
        command.addArgGroup(size.build());
    }

    /// Lists all values given for an option.
    private List<String> all(Option<?> row) {
        return switch (Objects.requireNonNull(specs.get(row)).<@Nullable Object>getValue()) {
            case null -> List.of();
            case List<?> several -> several.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }

    /// The text given for an option, without the spaces around it.
    Optional<String> text(Option<?> row) {
        return all(row).stream().findFirst().map(String::strip);
    }

    /// The given values, by the names of options. The words of a command are text, like metadata: a number
    /// may be meant.
    Map<String, OptionValue> values() {
        var values = new LinkedHashMap<String, OptionValue>();
        specs.keySet().forEach(row -> {
            if (!all(row).isEmpty()) {
                values.put(row.name(), OptionValue.metadata(String.join(",", all(row))));
            }
        });
        return values;
    }

    /// Lists the problems with the values of an option.
    List<String> refusals(Option<?> row) {
        return all(row).stream()
                .map(OptionValue::metadata)
                .flatMap(value -> row.values().refusal(value).stream())
                .map(refusal -> "--" + row.name() + " " + refusal)
                .toList();
    }
}
