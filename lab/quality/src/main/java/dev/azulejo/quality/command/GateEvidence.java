package dev.azulejo.quality.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.PublishedArena;
import dev.azulejo.cli.command.models.CardCheck;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.arena.ScenesAgain;
import dev.azulejo.quality.evaluate.Contender;
import dev.azulejo.quality.evaluate.Evaluation;
import dev.azulejo.quality.evaluate.MeasuredFaces;
import dev.azulejo.quality.evaluate.TriedImages;
import dev.azulejo.quality.gate.Bounds;
import dev.azulejo.quality.gate.Draw;
import dev.azulejo.quality.gate.Evidence;
import dev.azulejo.quality.gate.MeasuredAgain;
import dev.azulejo.quality.gate.Poll;
import dev.azulejo.quality.gate.Recheck;
import dev.azulejo.quality.metric.MetricOptions;
import dev.azulejo.quality.metric.network.Perception;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.ComparisonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what a decision on a model rests on: reads what it is given, and makes a drawn handful of it again.
///
/// @param incumbent the id of the model whose place is wanted
/// @param candidate the id of the model that wants it
/// @param given the images of the evaluation, as it was given them
/// @param judged those of which the arena was made, among others
record GateEvidence(LocalConfig config, String incumbent, String candidate, TriedImages given, TriedImages judged) {
    /// Images that are measured again.
    private static final int IMAGES = 5;

    /// @param evaluation the JSON of an evaluation
    /// @param place of an arena; null without one
    /// @param bounds whose metrics are measured again
    /// @param wiring that runs models
    /// @param perception what tells how far results look from the truth
    /// @param folder of results; its maker removes it
    Evidence gather(
            Path evaluation,
            @Nullable String place,
            Bounds bounds,
            EmbeddedWiring wiring,
            Perception perception,
            Path folder)
            throws IOException {
        var text = Files.readString(UserFiles.readableByName(evaluation));
        var comparison = comparison(evaluation, text);
        var arena = Optional.ofNullable(place).map(LocalPlaces::written).map(ArenaObjects::new);
        var published = arena.map(objects -> published(objects, String.valueOf(place)));
        var seed = seed(text, arena);
        var draw = new Draw(seed);
        var both = List.of(incumbent, candidate);
        var names = given.images().stream().map(TriedImages.TriedImage::name).toList();
        var again = again(comparison, draw.of(names, IMAGES), wiring, perception, folder);
        var contradictions = new ArrayList<>(new MeasuredAgain(comparison, again, bounds).contradictions(names, both));
        var scenes = new ScenesAgain(wiring, config.cards(), folder);
        var remade = arena.map(objects -> scenes.of(objects, published.orElseThrow(), judged.files(), both, draw));
        remade.ifPresent(shown -> contradictions.addAll(shown.contradictions()));
        return new Evidence(
                comparison,
                numericsWrong(),
                arena.map(objects -> poll(objects, published.orElseThrow())),
                new Recheck(
                        seed,
                        again.trials(),
                        remade.map(ScenesAgain.Again::scenes).orElse(List.of()),
                        contradictions));
    }

    private static Comparison comparison(Path file, String text) {
        try {
            return ComparisonJson.read(text);
        } catch (IllegalArgumentException e) {
            throw ExitCode.USAGE.failure("%s: %s".formatted(file, e.getMessage()));
        }
    }

    private PublishedArena published(ArenaObjects objects, String place) {
        var published = objects.arenaOf(place);
        var contenders = published.arena().contenders();
        for (var name : List.of(candidate, incumbent)) {
            if (!contenders.contains(name)) {
                throw ExitCode.USAGE.failure(
                        "%s is not in that arena; there are %s".formatted(name, String.join(", ", contenders)));
            }
        }
        return published;
    }

    /// The seed of the draw, from the evidence: only changed evidence changes what is drawn.
    private static String seed(String evaluation, Optional<ArenaObjects> arena) {
        var all = evaluation + arena.map(ArenaObjects::sha256).orElse("");
        return Hash.of(all.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// Repeats the evaluation of the drawn images alone.
    private Comparison again(
            Comparison said, List<String> drawn, EmbeddedWiring wiring, Perception perception, Path folder) {
        var contenders = Contender.of(
                List.of(incumbent, candidate),
                Set.of(incumbent, candidate),
                said.task().factor());
        var options = MeasuredFaces.with(MetricOptions.DEFAULT.withPerception(perception), contenders, config.cards());
        var evaluation = new Evaluation(wiring, folder, said.task(), contenders, options);
        given.images().stream()
                .filter(image -> drawn.contains(image.name()))
                .forEach(image -> evaluation.add(image.name(), image.file(), image.tags(), () -> {}));
        return evaluation.comparison(given.name());
    }

    /// Lists the false statements of the card: seams, range, sizes.
    private List<String> numericsWrong() throws IOException {
        var file = config.models().resolve(candidate).resolve("card.json");
        var wrong = new ArrayList<String>();
        var json = (ObjectNode) new JsonMapper().readTree(Files.readString(file));
        new CardCheck(json, config.pulledModels(), line -> {
                    if (line.startsWith(CardCheck.WRONG)) {
                        wrong.add(line.substring(CardCheck.WRONG.length()).strip());
                    }
                })
                .runNumerics(file);
        return wrong;
    }

    private Poll poll(ArenaObjects objects, PublishedArena published) {
        return Poll.of(
                published.arena(),
                objects.sha256(),
                published.origins().models(),
                objects.votes(),
                candidate,
                incumbent);
    }
}
