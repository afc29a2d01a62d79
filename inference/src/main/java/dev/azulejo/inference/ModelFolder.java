package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.look.FaceDetector;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.OwnRecipe;
import dev.azulejo.core.recipe.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The models in a folder, each with its card in `{id}/card.json`. Every model is loaded at most once, and
/// only when its file is the one that its card and the job pin. Weights that are brought on demand may lie in a
/// second folder, in `{id}` too.
public final class ModelFolder implements Models, AutoCloseable {
    /// Two tiles of a photograph of 512 × 512 pixels take less. Fresh memory for each image of a batch would cost more
    /// than it is worth.
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

    /// @param pulled where weights are that were brought on demand; it need not exist
    public ModelFolder(Path folder, @Nullable Path pulled, Device device) {
        this(folder, pulled, device, Engine::installed);
    }

    /// @param others what may run models beside the usual engine
    public ModelFolder(CardFolder cards, @Nullable Path pulled, Device device, MachineEngines others) {
        this(cards, pulled, device, others, Engine::installed);
    }

    /// @param engine made when the first model is asked for, instead of the one of the class path
    public ModelFolder(Path folder, @Nullable Path pulled, Device device, Supplier<Engine> engine) {
        this(new CardFolder(folder), pulled, device, MachineEngines.none(), engine);
    }

    /// @param engine made when the first model is asked for
    ModelFolder(
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

    /// Where the weights of a model are; absent for one that is brought on demand and was not.
    ///
    /// @throws PermanentFailure when there is no such model
    public Optional<Path> weights(String id) {
        var model = placed(cards.installed(id));
        return model.pulled() && !Files.exists(model.weights()) ? Optional.empty() : Optional.of(model.weights());
    }

    /// The models whose weights are brought on demand.
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

    /// A model on an engine.
    private record Warm(String model, @Nullable String engine) {}

    private ModelUpscaler opened(InstalledModel model, @Nullable String other) {
        if (other == null) {
            return loader().open(model, threadsPerTile);
        }
        var its = others.named(other);
        return new ModelLoader(its.engine(), device, meter).open(model, threadsPerTile, its.provider(), this::loader);
    }

    @Override
    public Optional<String> engine(String id) {
        var model = placed(cards.installed(id));
        return others.isUsual() ? Optional.empty() : others.chosen(model, loader().engine(), device);
    }

    /// Measures with one of these models what there is to run models on this machine, and keeps it.
    ///
    /// @throws PermanentFailure when there is no such model, or it does not run here
    public Tuning tune(String id) {
        return others.tune(placed(cards.installed(id)), loader().engine(), device);
    }

    /// Beside its card when the weights are there, as everything is in a worker's folder.
    private InstalledModel placed(InstalledModel model) {
        return model.pulled() && pulled != null && !Files.exists(model.weights())
                ? model.at(pulled.resolve(model.id()).resolve(model.weights().getFileName()))
                : model;
    }

    /// What the models of this folder have cost so far.
    public InferenceMeter meter() {
        return meter;
    }

    /// Lets so many threads work on each tile from now on. Models that are loaded for another number are closed, so
    /// this is for the time between jobs. It never changes a bit of what they give.
    public void threadsPerTile(int threads) {
        if (threads != threadsPerTile) {
            threadsPerTile = threads;
            release();
        }
    }

    /// Closes all models and gives back the memory that their runs have used.
    public void release() {
        close();
        giveBack(0);
    }

    /// Gives back what runs have used, unless that is little. Models that are loaded stay so.
    public void rest() {
        giveBack(LITTLE);
    }

    private void giveBack(long kept) {
        var used = used();
        if (used != null) {
            used.engine().release(kept);
        }
    }

    /// Waits for runs that are under way. A model that is asked for afterwards is loaded anew.
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

    /// Engines are megabytes of native code: not loaded before somebody wants a model run.
    private synchronized ModelLoader loader() {
        var made = loader;
        if (made == null) {
            made = new ModelLoader(engine.get(), device, meter);
            loader = made;
        }
        return made;
    }
}
