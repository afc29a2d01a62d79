package dev.azulejo.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.local.machine.Machine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineOptionsTest {
    @ParameterizedTest
    @CsvSource({"1, 600", "2, 600", "3, 900", "4, 1000", "64, 1000"})
    void aServerTakesWhatItsClientsLeave(int cores, long megabytes) {
        var options = new MachineOptions();
        options.threads = cores;
        assertThat(options.machine(Machine::ofServer)).isEqualTo(new Machine(cores, megabytes * 1_000_000, false));
        assertThat(options.machine()).isEqualTo(new Machine(cores, 1_000_000_000, false));
    }
}
