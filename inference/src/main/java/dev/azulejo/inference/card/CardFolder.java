package dev.azulejo.inference.card;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.look.face.FaceDetector;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.OwnRecipe;
import dev.azulejo.inference.face.BlazeFace;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cards in a folder of models, `{id}/card.json`. Needs neither the weights nor ONNX Runtime, so that a
/// function which only plans carries neither.
public final class CardFolder implements ModelCards {
    private static final String CARD = "card.json";

    private static final System.Logger LOG = System.getLogger(CardFolder.class.getName());

    private final Path folder;
    private final @Nullable Path own;
    private final ConcurrentHashMap<String, InstalledModel> installed = new ConcurrentHashMap<>();

    public CardFolder(Path folder) {
        this(folder, null);
    }

    /// @param own folder of models that users have added, which need not exist; if both folders have a
    ///     model of one id, the first one counts
    public CardFolder(Path folder, @Nullable Path own) {
        this.folder = folder.toAbsolutePath().normalize();
        this.own = own == null ? null : own.toAbsolutePath().normalize();
    }

    @Override
    public List<ModelCard> cards() {
        return ids().stream().map(this::card).toList();
    }

    @Override
    public FaceDetector faces() {
        return BlazeFace.installed();
    }

    @Override
    public List<OwnRecipe> ownRecipes() {
        return own == null ? List.of() : new RecipeFile(own.resolve(RecipeFile.NAME)).read();
    }

    private List<String> ids() {
        return Stream.concat(FolderIds.with(CARD, folder).stream(), ownIds().stream())
                .distinct()
                .toList();
    }

    private List<String> ownIds() {
        return own != null && Files.isDirectory(own) ? FolderIds.with(CARD, own) : List.of();
    }

    @Override
    public ModelCard card(String id) {
        return installed(id).card();
    }

    /// Whether there is a card of each of these ids.
    public boolean has(String... ids) {
        return FolderIds.with(CARD, folder).containsAll(List.of(ids));
    }

    /// Whether a model adds detail that its source does not have, as its card says.
    public boolean invents(String id) {
        return installed(id).invents();
    }

    @Override
    public boolean isPulled(String id) {
        return installed(id).pulled();
    }

    @Override
    public String serving(String id, double draw) {
        return new ServingFile(folder.resolve(ServingFile.NAME))
                .read().forModel(id).stream()
                        .filter(substitute -> draw < substitute.share() && canServe(substitute.model(), id))
                        .map(Serving.Substitute::model)
                        .findFirst()
                        .orElse(id);
    }

    /// Whether a substitute can take a model's place: a problem with a model on trial must not fail a
    /// customer's job.
    private boolean canServe(String substitute, String id) {
        int scale = card(id).scale();
        try {
            if (card(substitute).scale() == scale) {
                return true;
            }
            LOG.log(Level.WARNING, "{0} shall serve for {1}, but has another scale", substitute, id);
        } catch (PermanentFailure e) {
            LOG.log(Level.WARNING, "%s shall serve for %s, and cannot".formatted(substitute, id), e);
        }
        return false;
    }

    public Path folder() {
        return folder;
    }

    public InstalledModel installed(String id) {
        return installed.computeIfAbsent(id, this::read);
    }

    private InstalledModel read(String id) {
        var ids = ids();
        if (!ids.contains(id)) { // asked of the folder's list, so that an id is never a path
            throw new PermanentFailure(
                    "no model %s in %s (there %s); bring it there, or set AZULEJO_MODELS to the folder that has it"
                            .formatted(id, folder, ids.isEmpty() ? "is none" : "are " + String.join(", ", ids)));
        }
        var place = own != null && !FolderIds.with(CARD, folder).contains(id) ? own : folder;
        var file = place.resolve(id).resolve(CARD);
        var model = CardReader.read(file);
        if (!model.id().equals(id)) {
            throw new PermanentFailure("%s: id is \"%s\", but its folder is %s".formatted(file, model.id(), id));
        }
        return model;
    }
}
