package dev.azulejo.core.intake;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.record.Intake.OptionFile;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionsReader;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes `request.json` of what appeared in the inbox or was asked for by an event. What it reads is fixed
/// before the job begins, so the same event makes the same job, however often it comes and wherever
/// this process dies. A request that must be refused is written too, with all its problems: plan ends it
/// like any other.
public final class DropIntake {
    private static final String METADATA_PREFIX = "azulejo-";

    /// The metadata that results carry; a result that is put into the inbox again is a source like any
    /// other.
    private static final Set<String> PROVENANCE = Set.of("job", "source");

    /// The recipe that a request names if no option gave one.
    private static final String NO_RECIPE = "none";

    private final JobObjects objects;
    private final Places places;
    private final ModelCards models;
    private final Resolver resolver;
    private final OptionsReader reader;
    private final DropFolder folder;
    private final boolean tuning;

    public DropIntake(JobObjects objects, Places places, ModelCards models, OptionsReader reader, DropFolder folder) {
        this(objects, places, models, reader, folder, false);
    }

    /// @param tuning whether options may say how the work is cut, at any cost: for tests alone
    public DropIntake(
            JobObjects objects,
            Places places,
            ModelCards models,
            OptionsReader reader,
            DropFolder folder,
            boolean tuning) {
        this.objects = objects;
        this.places = places;
        this.models = models;
        this.resolver = new Resolver(models);
        this.reader = reader;
        this.folder = folder;
        this.tuning = tuning;
    }

    /// @return the request, written; none for what is ignored, such as a sidecar
    /// @throws PermanentFailure when the file lies in another place than the inbox, or under a key that no
    ///     storage accepts, such as `a//b`: no job can name it
    public Optional<JobRequest> run(DroppedFile file) {
        if (!file.inbox().equals(folder.inbox())) {
            throw new PermanentFailure(
                    "%s of %s is not in the inbox, %s".formatted(file.key(), file.inbox(), folder.inbox()));
        }
        if (DropFolder.isIgnored(file.key(), file.bytes())) {
            return Optional.empty();
        }
        var uri = source(file.key());
        var inbox = places.open(uri.place());
        var version = file.version().orElseGet(() -> currentVersion(inbox, uri.key()));
        var source = new SourceRef(uri, version, file.bytes(), file.sequencer().orElse(null));
        return Optional.of(add(Intake.ofSource(uri, version), () -> takeIn(source, inbox)));
    }

    /// @return the request, written
    /// @throws PermanentFailure when no storage accepts the source's key
    public JobRequest run(EnhancementRequest asked) {
        var uri = source(asked.sourceKey());
        return add(Intake.ofEvent(asked.sender(), asked.id()), () -> takeIn(asked, uri));
    }

    private JobRequest add(Hash name, Supplier<Intake> takeIn) {
        var intake = objects.intake(name).orElseGet(() -> objects.fix(name, takeIn.get()));
        objects.begin(intake.request());
        return intake.request();
    }

    private Intake takeIn(SourceRef source, Storage inbox) {
        var key = source.uri().key();
        var options = options();
        // A folder need not be named after a recipe if another place names one.
        var fromFolder = DropFolder.recipeOf(key);
        var files = new OptionFiles(inbox, reader);
        var named = new Options(models);
        fromFolder.ifPresent(
                name -> named.add("folder " + name, Map.of(OptionTable.RECIPE.name(), OptionValue.text(name))));
        List<OptionFile> defaults = DropFolder.defaultsOf(key).stream()
                .map(file -> files.read(file, options))
                .toList();
        var sidecar = files.read(DropFolder.sidecarOf(key), options);
        options.add("metadata of " + key, METADATA_PREFIX, Options.NAMES, metadata(inbox, source));
        options.fallBack(named);
        var request = request(source, fromFolder.orElse(NO_RECIPE), options, inbox, Optional.empty());
        return new Intake(Intake.SCHEMA, request.knownBy(Correlation.ofDrop(source)), sidecar, defaults);
    }

    private Intake takeIn(EnhancementRequest asked, StorageUri uri) {
        var inbox = places.open(uri.place());
        var version = asked.version().orElseGet(() -> currentVersion(inbox, uri.key()));
        long bytes =
                inbox.statVersion(uri.key(), version).map(ObjectStat::bytes).orElse(0L);
        var options = options();
        var where = "request " + asked.id();
        asked.recipe().ifPresent(name -> options.add(where, Map.of(OptionTable.RECIPE.name(), OptionValue.text(name))));
        options.add(where, "options.", Options.BESIDE_RECIPE, asked.options());
        options.fallBack();
        var source = new SourceRef(uri, version, bytes);
        var request = request(source, asked.recipe().orElse(NO_RECIPE), options, inbox, asked.destinationKey());
        var correlation = Correlation.ofEvent(asked.sender(), asked.id());
        return new Intake(Intake.SCHEMA, request.knownBy(correlation), null, List.of());
    }

    private Options options() {
        return tuning ? Options.withCuts(models) : new Options(models);
    }

    private JobRequest request(
            SourceRef source, String asked, Options options, Storage inbox, Optional<String> destinationKey) {
        var key = source.uri().key();
        var look = source.hasVersion() ? SourceLook.of(inbox, key, source.version()) : SourceLook.NOTHING;
        var wanted = options.wanted(asked.isEmpty() ? NO_RECIPE : asked);
        var destinations = destinations(key, wanted, Resolver.usualFormat(look), options, destinationKey);
        return resolver.request(source, options.page(), wanted, look, destinations, options.problems());
    }

    /// The keys of the results; if they must be refused, the main one's is the source's own name.
    ///
    /// @param usual the format of a result for which no option gives one
    private List<StorageUri> destinations(
            String key, Enhancement wanted, ImageFormat usual, Options options, Optional<String> destinationKey) {
        try {
            if (destinationKey.filter(DropFolder::isReserved).isPresent()) {
                options.refuse("destination " + destinationKey.get(), "is a name of failure reports; choose another");
                return fallback(key, wanted);
            }
            var main = destinationKey
                    .map(chosen -> new StorageUri(folder.outbox(), chosen))
                    .orElseGet(() -> folder.resultOf(key, wanted.main().format().orElse(usual)));
            folder.reportOf(key, main);
            var all = folder.withFurther(main, destinationKey.orElse(key), wanted);
            if (all.stream().distinct().count() < all.size()) {
                options.refuse("also", "gives two results one name: %s; leave one of them out".formatted(names(all)));
                return fallback(key, wanted);
            }
            return all;
        } catch (InvalidKey e) {
            options.refuse(
                    "destination of " + key,
                    "neither result nor failure report may have a longer name than the storage takes: %s; choose a shorter one"
                            .formatted(e.getMessage()));
            return fallback(key, wanted);
        }
    }

    /// Placeholder destinations for a request that is refused, so nothing is ever written there.
    private List<StorageUri> fallback(String key, Enhancement wanted) {
        return Collections.nCopies(wanted.results().size(), new StorageUri(folder.outbox(), key));
    }

    private static String names(List<StorageUri> results) {
        return results.stream().map(StorageUri::key).collect(Collectors.joining(", "));
    }

    private StorageUri source(String key) {
        try {
            return new StorageUri(folder.inbox(), key);
        } catch (InvalidKey e) {
            throw new PermanentFailure(
                    "an object of %s cannot be enhanced: %s; rename it".formatted(folder.inbox(), e.getMessage()), e);
        }
    }

    private static String currentVersion(Storage inbox, String key) {
        try {
            return inbox.version(key);
        } catch (NoSuchObject e) {
            return SourceRef.NO_VERSION;
        }
    }

    /// The options in the metadata of exactly that version, without their prefix, sorted by name.
    private static Map<String, OptionValue> metadata(Storage inbox, SourceRef source) {
        var options = new TreeMap<String, OptionValue>();
        if (source.hasVersion()) {
            inbox.statVersion(source.uri().key(), source.version())
                    .ifPresent(stat -> stat.metadata().forEach((name, value) -> {
                        var option = name.startsWith(METADATA_PREFIX) ? name.substring(METADATA_PREFIX.length()) : "";
                        if (!option.isEmpty() && !PROVENANCE.contains(option)) {
                            options.put(option, OptionValue.metadata(value));
                        }
                    }));
        }
        return new LinkedHashMap<>(options);
    }
}
