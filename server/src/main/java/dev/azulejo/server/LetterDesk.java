package dev.azulejo.server;

import dev.azulejo.aws.SdkClients;
import dev.azulejo.aws.SqsLetters;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.office.LetterOffice;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The letters of a deployment, in SQS.
public final class LetterDesk implements LetterOffice {
    private static final int MOST_SHOWN = 400;

    @Override
    public List<Letter> letters(URI queue) {
        return with(
                queue, letters -> letters.all().stream().map(LetterDesk::shown).toList());
    }

    private static Letter shown(SqsLetters.Letter letter) {
        var body = letter.body().replaceAll("\\s+", " ");
        return new Letter(
                letter.id(),
                letter.sent(),
                letter.from().map(arn -> arn.substring(arn.lastIndexOf(':') + 1)),
                letter.attributes()
                        .getOrDefault("ERROR_MESSAGE", letter.attributes().getOrDefault("ErrorMessage", "given up")),
                body.length() <= MOST_SHOWN ? body : body.substring(0, MOST_SHOWN) + "…");
    }

    @Override
    public Replayed replay(URI queue, List<String> ids, Optional<URI> to) {
        return with(queue, letters -> {
            var missing = new ArrayList<>(ids);
            var left = new ArrayList<String>();
            int sent = 0;
            for (var letter : letters.all()) {
                if (!ids.isEmpty() && !missing.remove(letter.id())) {
                    continue;
                }
                if (letter.from().isPresent()) {
                    letters.sendBack(letter);
                    sent++;
                } else if (to.isPresent()) {
                    letters.send(letter, to.get());
                    sent++;
                } else {
                    left.add(letter.id());
                }
            }
            return new Replayed(sent, left, missing);
        });
    }

    @Override
    public int drop(URI queue, List<String> ids) {
        return with(queue, letters -> {
            var named = letters.all().stream()
                    .filter(letter -> ids.contains(letter.id()))
                    .toList();
            named.forEach(letters::remove);
            return named.size();
        });
    }

    private static <T> T with(URI queue, Function<SqsLetters, T> work) {
        try (var letters = new SqsLetters(SdkClients.built(SqsClient.builder()), queue)) {
            return work.apply(letters);
        } catch (StageFailure trouble) {
            throw FailureWords.shown(trouble);
        }
    }
}
