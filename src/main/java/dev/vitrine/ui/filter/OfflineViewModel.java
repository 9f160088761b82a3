package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.service.offline.OfflineStatus;
import dev.vitrine.service.offline.OfflineStatus.SearchStatus;
import dev.vitrine.ui.actions.TransferPrice;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Sentences;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// Saved searches whose originals are kept on this machine, and how far that is.
public final class OfflineViewModel implements AutoCloseable {
    /// Bytes that one does not fetch twice by mistake.
    private static final long MUCH = 100_000_000;

    private final OfflineOriginals originals;
    private final SavedSearchesViewModel saved;
    private final ObservableValue<Number> limit;
    private final OfflineContext context;
    private final Background.Lane looking;
    private final ReadOnlyObjectWrapper<OfflineStatus> status = new ReadOnlyObjectWrapper<>();
    private final InvalidationListener followSearches = _ -> keep();
    private final Subscription changes;
    private final javafx.util.Subscription limits;

    /// What it takes to ask before the first bytes come.
    ///
    /// @param library to count what a search finds
    /// @param prices of its region; empty where nobody knows them
    public record OfflineContext(
            Background background,
            Dialogs dialogs,
            Toasts toasts,
            Function<ImageQuery, Extent> library,
            Optional<AwsPrices> prices) {}

    public record Extent(int images, long bytes) {}

    public OfflineViewModel(
            OfflineOriginals originals,
            SavedSearchesViewModel saved,
            ObservableValue<Number> limit,
            OfflineContext context) {
        this.originals = originals;
        this.saved = saved;
        this.limit = limit;
        this.context = context;
        looking = context.background().lane();
        status.set(originals.status());
        changes = originals.subscribe(context.background().oncePerPulse(() -> status.set(originals.status())));
        saved.searches().addListener(followSearches);
        limits = limit.subscribe(_ -> keep());
    }

    public ReadOnlyObjectProperty<OfflineStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// That there is none at first may mean that the settings were lost or could not be read: then
    /// nothing is removed.
    private void keep() {
        List<ImageQuery> offline = saved.searches().stream()
                .filter(SavedSearch::isOffline)
                .map(SavedSearch::query)
                .distinct()
                .toList();
        if (!offline.isEmpty() || originals.isAsked()) {
            originals.keep(offline, limit.getValue().longValue());
        }
    }

    /// The search that is shown, which is saved with that if it was not before.
    ///
    /// @param name for it then
    void keepOffline(ImageQuery shown, String name) {
        keepOffline(saved.like(shown).orElseGet(() -> new SavedSearch(name, shown, -1)));
    }

    /// Asks before, with what it takes.
    void keepOffline(SavedSearch search) {
        looking.run(() -> context.library().apply(search.query()), extent -> ask(search, extent), failure -> {
            // The sidebar says what is wrong with the library.
        });
    }

    private void ask(SavedSearch search, Extent extent) {
        if (extent.images() == 0) {
            context.toasts().show(text("offline.ask.nothing", search.name()));
            return;
        }
        long max = limit.getValue().longValue();
        String explained = text(
                "offline.ask.explained",
                extent.images(),
                Format.bytes(extent.bytes()),
                Format.bytes(max),
                extent.bytes());
        if (context.dialogs()
                .agree(
                        text("offline.ask.title", search.name()),
                        explained + price("transfer.price", Math.min(extent.bytes(), max)),
                        text("offline.ask.act", extent.images()))) {
            saved.keepOffline(search);
        }
    }

    private String price(String key, long bytes) {
        return new TransferPrice(context::prices, _ -> false).sentence(key, bytes);
    }

    void keepNoLonger(SavedSearch search) {
        String name = search.name();
        leave(
                new Leaving(
                        text("offline.no.title", name),
                        text("offline.no.explained", Format.bytes(keptOf(search))),
                        text("offline.no"),
                        text("offline.no.done", name)),
                keptOf(search),
                () -> saved.setOffline(name, false),
                () -> saved.setOffline(name, true));
    }

    /// Deletes the search, and with it what is kept for it.
    void delete(SavedSearch search) {
        int at = saved.searches().indexOf(search);
        leave(
                new Leaving(
                        text("offline.delete.title", search.name()),
                        text("offline.no.explained", Format.bytes(keptOf(search))),
                        text("offline.delete.act"),
                        text("offline.delete.done", search.name())),
                keptOf(search),
                () -> saved.delete(search.name()),
                () -> saved.bringBack(search, at));
    }

    public void removeAll() {
        List<String> names = saved.searches().stream()
                .filter(SavedSearch::isOffline)
                .map(SavedSearch::name)
                .toList();
        String size = Format.bytes(status.get().bytes());
        leave(
                new Leaving(
                        text("offline.removal.title"),
                        text("offline.removal.explained", size),
                        text("preferences.offline.remove", size),
                        text("offline.removal.done")),
                status.get().bytes(),
                this::keepNone,
                () -> names.forEach(name -> saved.setOffline(name, true)));
    }

    /// It went with the connection of its library: the next start must not fetch it again.
    void keptIsGone() {
        if (saved.searches().stream().anyMatch(SavedSearch::isOffline)) {
            keepNone();
        }
    }

    private void keepNone() {
        saved.keepNoneOffline();
        originals.keepNothing();
    }

    /// What is said before and after originals go from this machine.
    private record Leaving(String title, String explained, String act, String done) {}

    /// Asks where much would have to be fetched again; little can be taken back.
    private void leave(Leaving words, long bytes, Runnable leaving, Runnable again) {
        if (bytes < MUCH) {
            leaving.run();
            context.toasts().show(words.done(), text("actions.undo"), again);
        } else if (context.dialogs()
                .agree(words.title(), words.explained() + price("offline.again.price", bytes), words.act())) {
            leaving.run();
        }
    }

    private long keptOf(SavedSearch search) {
        return status.get().of(search.query()).map(SearchStatus::bytes).orElse(0L);
    }

    /// How far one search is; `""` when it is not kept.
    String progress(SavedSearch search) {
        if (!search.isOffline()) {
            return "";
        }
        return status.get().of(search.query()).map(this::progressAndRest).orElseGet(this::beginning);
    }

    private String beginning() {
        return switch (status.get().pause()) {
            case NETWORK -> text("offline.begins.network");
            case UPLOADS -> text("offline.begins.uploads");
            case FAILURE -> text("offline.begins.failure", failure());
            case DISK -> text("offline.begins.disk");
            case NONE -> text("offline.begins");
        };
    }

    private String progressAndRest(SearchStatus of) {
        String progress = progress(of);
        if (of.unknown() == 0) {
            return progress;
        }
        return progress + (progress.endsWith(".") ? " " : ". ") + text("offline.unknown", of.unknown());
    }

    private String progress(SearchStatus of) {
        String size = Format.bytes(of.bytes()).replace(' ', '\u00a0'); // no line ends between number and unit
        if (of.kept() == of.images()) {
            return text("offline.all", of.kept(), size);
        }
        return switch (status.get().pause()) {
            case NETWORK -> text("offline.paused.network", of.kept(), of.images(), size);
            case UPLOADS -> text("offline.paused.uploads", of.kept(), of.images(), size);
            case FAILURE -> text("offline.paused.failure", of.kept(), of.images(), size, failure());
            case DISK -> text("offline.paused.disk", of.kept(), of.images(), size);
            case NONE ->
                of.isLimited()
                        ? text("offline.limited", of.kept(), of.images(), size)
                        : text("offline.some", of.kept(), of.images(), size);
        };
    }

    private String failure() {
        return Sentences.text(status.get().failure());
    }

    /// Leaves what is kept, and what is being fetched; a question that was not asked yet never is.
    @Override
    public void close() {
        looking.cancel();
        saved.searches().removeListener(followSearches);
        limits.unsubscribe();
        changes.close();
    }
}
