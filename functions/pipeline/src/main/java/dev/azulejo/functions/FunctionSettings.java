package dev.azulejo.functions;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.Settings;
import dev.azulejo.cloud.Variable;
import dev.azulejo.functions.wiring.Environment;
import java.util.Optional;
import java.util.function.Function;

/// The settings of a function of the pipeline from its environment, checked as a whole before the first
/// event.
record FunctionSettings(PipelineFunction function, Environment environment) {
    /// @param environment gives the value of a variable by its name
    /// @throws IllegalStateException naming everything that is missing or wrong, not only the first
    static FunctionSettings of(Function<String, Optional<String>> environment) {
        var settings = new Settings(environment);
        var function = function(settings);
        var read = Environment.read(
                settings,
                variable -> function.filter(one -> one.needs(variable)).isPresent());
        settings.check("the function is not configured: ");
        return new FunctionSettings(function.orElseThrow(), read);
    }

    private static Optional<PipelineFunction> function(Settings settings) {
        var name = settings.value(Variable.FUNCTION);
        var function = name.flatMap(PipelineFunction::named);
        if (function.isEmpty()) {
            settings.problem("%s is %s: set it to one of %s"
                    .formatted(
                            Variable.FUNCTION.text(),
                            name.map("\"%s\""::formatted).orElse("not set"),
                            PipelineFunction.names()));
        }
        return function;
    }
}
