package dev.azulejo.cli.command.machine;

import picocli.CommandLine.IVersionProvider;

/// The version of the jar this runs from.
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"azulejo " + (version == null ? "(development)" : version)};
    }
}
