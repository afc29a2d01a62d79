package dev.azulejo.cli.option;

import picocli.CommandLine.Option;

/// The options for what a command prints on the files that it enhances.
public final class PrintOptions {
    @Option(
            names = "--json",
            description = "Print the outcome of each file as one line of JSON; 'enhance' then prints the totals.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }
}
