package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.look.face.FaceDetector;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.OwnRecipe;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.choice.MachineEngines;
import dev.azulejo.inference.choice.Tuning;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.face.BlazeFace;
import dev.azulejo.inference.ladder.InferenceMeter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The models in a folder, each with its card in `{id}/card.json`. Every model is loaded at most once, and
/// only if its file is the one that the card and the job pin. Weights that are downloaded on demand may lie
/// in a second folder, also in `{id}`.
public final class ModelFolder implements Models, AutoCloseable {
    /// The number of bytes that may stay between images; two tiles of a photograph of 512 × 512 pixels take
    /// less. Fresh memory for each image of a batch would cost more than it is worth.
    private static final long LITTLE = 128 << 20;

    private final CardFolder cards;
    private final @Nullable Path pulled;
    private final Device device;
    private final InferenceMeter meter = new InferenceMeter();
    private final ConcurrentHashMap<Warm, ModelUpscaler> warm = new ConcurrentHashMap<>();
    private volatile int threadsPerTile = 1;
    private final MachineEngines others;
    private final Supplier<Engine> engine;
    private @Nullable ModelLoader loader;

    public ModelFolder(Path folder, Device device) {
        this(folder, null, device);
    }

    /// @param pulled folder of weights that were downloaded on demand; it need not exist
    public ModelFolder(Path folder, @Nullable Path pulled, Device device) {
        this(folder, pulled, device, Engine::installed);
    }

    /// @param others the engines beside the usual one
    public ModelFolder(CardFolder cards, @Nullable Path pulled, Device device, MachineEngines others) {
        this(cards, pulled, device, others, Engine::installed);
    }

    /// @param engine made when the first model is asked for, instead of the one of the class path
    public ModelFolder(Path folder, @Nullable Path pulled, Device device, Supplier<Engine> engine) {
        this(new CardFolder(folder), pulled, device, MachineEngines.none(), engine);
    }

    /// @param engine made when the first model is asked for
    public ModelFolder(
            CardFolder cards, @Nullable Path pulled, Device device, MachineEngines others, Supplier<Engine> engine) {
        this.others = others;
        this.engine = engine;
        this.cards = cards;
        this.pulled = pulled;
        this.device = device;
    }

    @Override
    public List<ModelCard> cards() {
        return cards.cards();
    }

    @Override
    public ModelCard card(String id) {
        return cards.card(id);
    }

    @Override
    public FaceDetector faces() {
        return BlazeFace.installed();
    }

    @Override
    public List<OwnRecipe> ownRecipes() {
        return cards.ownRecipes();
    }

    @Override
    public String serving(String id, double draw) {
        return cards.serving(id, draw);
    }

    @Override
    public List<ModelCard> runnable() {
        return cards().stream().filter(card -> weights(card.id()).isPresent()).toList();
    }

    /// The weights of a model; absent if they are downloaded on demand and were not yet.
    ///
    /// @throws PermanentFailure when there is no such model
    public Optional<Path> weights(String id) {
        var model = placed(cards.installed(id));
        return model.pulled() && !Files.exists(model.weights()) ? Optional.empty() : Optional.of(model.weights());
    }

    /// The ids of models whose weights are downloaded on demand.
    public List<String> pulledIds() {
        return cards().stream()
                .map(ModelCard::id)
                .filter(id -> cards.installed(id).pulled())
                .toList();
    }

    @Override
    public Upscaler warm(Step step) {
        var model = cards.installed(step.model());
        if (!step.sha256().equals(model.card().sha256())) {
            throw new PermanentFailure(
                    "model %s: the job was planned with weights %s, but %s has %s; enhance the source anew"
                            .formatted(
                                    model.id(),
                                    step.sha256(),
                                    cards.folder(),
                                    model.card().sha256()));
        }
        var upscaler =
                warm.computeIfAbsent(new Warm(model.id(), step.engine()), of -> opened(placed(model), of.engine));
        var strength = step.strength();
        var told = strength == null ? upscaler : upscaler.withStrength(strength);
        return step.denoise() == null ? told : told.removing(step.denoise());
    }

    /// The key of a loaded model: its id and engine.
    private record Warm(String model, @Nullable String engine) {}

    private ModelUpscaler opened(InstalledModel model, @Nullable String other) {
        if (other == null) {
            return loader().open(model, threadsPerTile);
        }
        var found = others.named(other);
        return new ModelLoader(found.engine(), device, meter)
                .open(model, threadsPerTile, found.provider(), this::loader);
    }

    @Override
    public Optional<String> engine(String id) {
        var model = placed(cards.installed(id));
        return others.isUsual() ? Optional.empty() : others.chosen(model, loader().engine(), device);
    }

    /// Measures with one of these models the engines of this machine, and keeps the findings.
    ///
    /// @throws PermanentFailure when there is no such model, or it does not run here
    public Tuning tune(String id) {
        return others.tune(placed(cards.installed(id)), loader().engine(), device);
    }

    /// The model with the place of its weights: beside its card if they are there, as everything is in a
    /// worker's folder, else in the folder of downloads.
    private InstalledModel placed(InstalledModel model) {
        return model.pulled() && pulled != null && !Files.exists(model.weights())
                ? model.at(pulled.resolve(model.id()).resolve(model.weights().getFileName()))
                : model;
    }

    /// The meter of what the models of this folder have cost so far.
    public InferenceMeter meter() {
        return meter;
    }

    /// Sets the number of threads that work on each tile. Models that are loaded for another number are
    /// closed, so call it between jobs. It never changes a bit of the results.
    public void threadsPerTile(int threads) {
        if (threads != threadsPerTile) {
            threadsPerTile = threads;
            release();
        }
    }

    /// Closes all models and returns the memory that their runs have used.
    public void release() {
        close();
        giveBack(0);
    }

    /// Returns the memory that runs have used, unless that is little. Loaded models stay loaded.
    public void rest() {
        giveBack(LITTLE);
    }

    private void giveBack(long kept) {
        var used = used();
        if (used != null) {
            used.engine().release(kept);
        }
    }

    /// Closes all models once the runs under way are over. A model that is asked for afterwards is loaded
    /// anew.
    @Override
    public void close() {
        for (var each : List.copyOf(warm.keySet())) {
            var upscaler = warm.remove(each);
            if (upscaler != null) {
                upscaler.close();
            }
        }
    }

    private synchronized @Nullable ModelLoader used() {
        return loader;
    }

    /// The loader, made at the first call: engines are megabytes of native code and are loaded only when a
    /// model runs.
    private synchronized ModelLoader loader() {
        var made = loader;
        if (made == null) {
            made = new ModelLoader(engine.get(), device, meter);
            loader = made;
        }
        return made;
    }
}
