package dev.azulejo.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.plan.Limit;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.machine.LocalConfig;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Each limit is read from its variable and from its option, which wins.
class LimitOptionsTest {
    private final LimitOptions options = new LimitOptions();
    private final CommandSpec spec = CommandSpec.create();
    private final CommandLine command;

    LimitOptionsTest() {
        options.addTo(spec);
        command = new CommandLine(spec);
    }

    @ParameterizedTest
    @EnumSource
    void anOptionComesBeforeTheVariableAndThatBeforeTheStandard(Limit limit) {
        command.parseArgs();
        assertThat(options.limits(environment(limit, "")).of(limit)).isEqualTo(limit.standard());
        assertThat(options.limits(environment(limit, "7")).of(limit)).isEqualTo(7);
        command.parseArgs("--" + limit.option(), "9");
        assertThat(options.limits(environment(limit, "7")).of(limit)).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void bothAreRefusedAtOnceInTheSameWords(Limit limit) {
        command.parseArgs("--" + limit.option(), "0");
        assertThatThrownBy(() -> options.limits(environment(limit, "x")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageMatching(
                        "%s is 'x', not (.*); --%s is '0', not \\1".formatted(limit.variable(), limit.option()));
    }

    @ParameterizedTest
    @EnumSource
    void theStandardReadsAsItIsWritten(Limit limit) {
        assertThat(limit.parse(limit.standardText())).hasValue(limit.standard());
        assertThat(command.setUsageHelpWidth(1_000).getUsageMessage())
                .contains("--%s=%s".formatted(limit.option(), limit.label()), limit.help());
    }

    private static LocalConfig environment(Limit limit, String text) {
        return LocalConfig.of(Map.of("HOME", "/home/test", limit.variable(), text));
    }
}
