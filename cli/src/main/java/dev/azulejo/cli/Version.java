package dev.azulejo.cli;

import picocli.CommandLine.IVersionProvider;

/// The version of the jar this runs from.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"azulejo " + (version == null ? "(development)" : version)};
    }
}
