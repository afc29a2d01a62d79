package dev.azulejo.cli.command.jobs;

import dev.azulejo.cli.option.QueueOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.office.LetterOffice;
import dev.azulejo.local.office.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo jobs letters`.
@Command(
        name = "letters",
        description =
                "Shows the messages of a deployment that no program could explain: id, when it was sent, which queue"
                        + " gave it up, why, and what it says. They stay where they are.",
        mixinStandardHelpOptions = true)
final class JobsLettersCommand implements Callable<Integer> {
    @Mixin
    private QueueOption queue = new QueueOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var url = queue.url();
        var letters = Server.inThisBuild(LetterOffice.class, "jobs").letters(url);
        var out = spec.commandLine().getOut();
        letters.forEach(letter -> out.println(Console.printable("%s  %s  %s  %s  %s"
                .formatted(letter.id(), letter.sent(), letter.from().orElse("a rule"), letter.why(), letter.body()))));
        if (letters.isEmpty()) {
            spec.commandLine().getErr().println("azulejo: the queue is empty");
        }
        return ExitCode.OK.code();
    }
}
