package dev.azulejo.cli.command.jobs;

import dev.azulejo.cli.option.QueueOption;
import dev.azulejo.cli.option.YesOption;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.office.LetterOffice;
import dev.azulejo.local.office.Server;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo jobs replay`.
@Command(
        name = "replay",
        description =
                "Sends messages that no program could explain to the queue that gave them up, so that they are tried"
                        + " again. Mend the cause first: what still fails comes back.",
        mixinStandardHelpOptions = true)
final class JobsReplayCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Which messages, as 'letters' shows them; all by default.")
    private List<String> ids = List.of();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "The queue for messages that do not say where they came from, such as the output"
                    + " DeadStagesQueueUrl. Without it they stay.")
    private @Nullable String to;

    @Option(names = "--drop", description = "Remove the named messages for good instead.")
    private boolean drop;

    @Mixin
    private YesOption yes = new YesOption();

    @Mixin
    private QueueOption queue = new QueueOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var url = queue.url();
        var office = Server.inThisBuild(LetterOffice.class, "jobs");
        var out = spec.commandLine().getOut();
        if (drop) {
            if (ids.isEmpty()) {
                throw ExitCode.USAGE.failure("--drop removes only messages that are named; give their ids");
            }
            yes.check("%d messages would be removed for good".formatted(ids.size()));
            out.println("removed %d messages".formatted(office.drop(url, ids)));
            return ExitCode.OK.code();
        }
        var target = Optional.ofNullable(to).map(text -> QueueOption.url("--to", text));
        return told(office.replay(url, ids, target));
    }

    private int told(LetterOffice.Replayed replayed) {
        var command = spec.commandLine();
        command.getOut().println("sent %d messages again".formatted(replayed.sent()));
        replayed.left()
                .forEach(id -> command.getErr()
                        .println(
                                "azulejo: %s does not say which queue it came from; name one with --to, or remove it with --drop %s"
                                        .formatted(id, id)));
        replayed.missing()
                .forEach(id -> command.getErr()
                        .println("azulejo: %s is not in the queue; azulejo jobs letters shows what is".formatted(id)));
        return (replayed.missing().isEmpty() ? ExitCode.OK : ExitCode.NO_INPUT).code();
    }
}
