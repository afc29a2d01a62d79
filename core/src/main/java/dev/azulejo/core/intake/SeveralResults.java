package dev.azulejo.core.intake;

import dev.azulejo.core.intake.Options.Given;
import dev.azulejo.core.option.AlsoSpec;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.Rules;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.resize.Fit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Assigns the options to the results, where `also` asks for further ones. Pure.
///
/// @param given all that was said, by the names of options
/// @param scales that the models have: any other scale is a size
record SeveralResults(Map<String, Given> given, List<Integer> scales) {

    static Chosen chosen(Map<String, Given> said) {
        var values = new LinkedHashMap<String, OptionValue>();
        said.forEach((name, option) -> values.put(name, option.value()));
        return Chosen.of(values);
    }

    List<AlsoSpec> specs() {
        return chosen(given).get(OptionTable.ALSO).orElse(List.of());
    }

    List<ResultOptions> all() {
        return Stream.concat(
                        Stream.of(new ResultOptions(Optional.empty(), sized(chosen(main())))),
                        specs().stream().map(spec -> new ResultOptions(Optional.of(spec), sized(chosen(of(spec))))))
                .toList();
    }

    private Chosen sized(Chosen chosen) {
        return chosen.get(OptionTable.SCALE)
                .filter(factor -> factor.among(scales).isEmpty())
                .map(factor -> chosen.with(SizeOptions.PERCENT, Double.valueOf(factor.percent())))
                .orElse(chosen);
    }

    /// The options of the main result, without a fit or background that only further ones use.
    Map<String, Given> main() {
        var main = new LinkedHashMap<>(given);
        var chosen = chosen(given);
        if (!Rules.isBox(chosen) && specs().stream().anyMatch(AlsoSpec::isBox)) {
            main.remove(SizeOptions.FIT.name());
        }
        if (!Rules.hasRoom(chosen(main)) && specs().stream().anyMatch(spec -> spec.hasRoom(isContained(chosen)))) {
            main.remove(SizeOptions.BACKGROUND.name());
        }
        return main;
    }

    /// The options of a further result: those of the main one, but for what `spec` says and what its size
    /// has no use for.
    Map<String, Given> of(AlsoSpec spec) {
        var options = new LinkedHashMap<>(spec.size().isEmpty() ? main() : given);
        if (!spec.size().isEmpty()) {
            boolean contained = isContained(chosen(options));
            Rules.SIZES.forEach(size -> options.remove(size.name()));
            options.remove(OptionTable.SCALE.name()); // that of the models is settled, and the size is another
            if (!spec.isBox()) {
                options.remove(SizeOptions.FIT.name());
            }
            if (!spec.hasRoom(contained)) {
                options.remove(SizeOptions.BACKGROUND.name());
            }
        }
        spec.size().forEach((name, value) -> options.put(name, given(spec, name, value)));
        var format = OptionTable.FORMAT.name();
        options.put(
                format, given(spec, format, OptionValue.metadata(spec.format().text())));
        return options;
    }

    List<OptionProblem> refusals(AlsoSpec spec) {
        return spec.size().entrySet().stream()
                .flatMap(size ->
                        OptionTable.named(size.getKey()).orElseThrow().values().refusal(size.getValue()).stream()
                                .map(refusal -> given(spec, size.getKey(), size.getValue())
                                        .problem(refusal)))
                .toList();
    }

    private Given given(AlsoSpec spec, String name, OptionValue value) {
        var also = Objects.requireNonNull(given.get(OptionTable.ALSO.name()));
        return new Given(also.named() + " " + spec.text(), name, also.option(), value);
    }

    /// Whether the whole image goes into a box, and the rest is background.
    private static boolean isContained(Chosen chosen) {
        return chosen.get(SizeOptions.FIT).equals(Optional.of(Fit.CONTAIN));
    }
}
