package dev.azulejo.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.inference.choice.EngineChoice;
import dev.azulejo.inference.choice.EngineChoice.Brand;
import dev.azulejo.inference.choice.EngineChoice.Precision;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.machine.LocalConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class EngineOptionsTest {
    private static final LocalConfig EXACT = LocalConfig.of(Map.of("HOME", "/home/test", "AZULEJO_PRECISION", "exact"));

    @Command
    private static final class Some {
        @Mixin
        private final EngineOptions engines = new EngineOptions();
    }

    private final Some some = new Some();
    private final CommandLine command = new CommandLine(some);

    @Test
    void anOptionComesBeforeTheVariable() {
        command.parseArgs();
        assertThat(some.engines.chosen(EXACT).engines()).isEqualTo(new EngineChoice(Brand.AUTO, Precision.EXACT));
        command.parseArgs("--engine", "openvino", "--precision", "bf16");
        assertThat(some.engines.chosen(EXACT).engines()).isEqualTo(new EngineChoice(Brand.OPENVINO, Precision.BF16));
    }

    @Test
    void wordsThatThereAreNotAreRefused() {
        command.parseArgs("--engine", "tensorrt");
        assertThatThrownBy(() -> some.engines.chosen(EXACT))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--engine is 'tensorrt', none of auto, onnxruntime, openvino");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        command.parseArgs("--engine", "onnxruntime", "--precision", "bf16");
        assertThatThrownBy(() -> some.engines.chosen(EXACT))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--engine onnxruntime does not compute in bf16: leave it out, or say openvino");
    }
}
