package dev.azulejo.simulator;

import dev.azulejo.simulator.cloud.CloudMode;
import dev.azulejo.simulator.cloud.CloudWorld;
import dev.azulejo.simulator.laptop.LaptopMode;
import dev.azulejo.simulator.laptop.LaptopWorld;
import java.util.List;
import java.util.stream.Stream;

/// What may happen in a run.
public sealed interface Mode {
    String name();

    World world(Run.Setting setting);

    /// The deployment in the cloud: buckets, events, functions, machines and workers.
    record Cloud(CloudMode mode) implements Mode {
        @Override
        public String name() {
            return mode.name();
        }

        @Override
        public World world(Run.Setting setting) {
            return new CloudWorld(setting, mode);
        }
    }

    /// One machine: processes around shared folders.
    record Laptop(LaptopMode mode) implements Mode {
        @Override
        public String name() {
            return mode.name();
        }

        @Override
        public World world(Run.Setting setting) {
            return new LaptopWorld(setting, mode);
        }
    }

    static List<Mode> all() {
        return Stream.concat(
                        CloudMode.ALL.stream().<Mode>map(Cloud::new),
                        LaptopMode.ALL.stream().<Mode>map(Laptop::new))
                .toList();
    }

    /// @throws IllegalArgumentException when there is no such mode
    static Mode named(String name) {
        return all().stream()
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no mode %s; there are %s"
                        .formatted(
                                name,
                                String.join(", ", all().stream().map(Mode::name).toList()))));
    }
}
