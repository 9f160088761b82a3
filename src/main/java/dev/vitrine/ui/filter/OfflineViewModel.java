package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.service.offline.OfflineStatus;
import dev.vitrine.service.offline.OfflineStatus.SearchStatus;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Format;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// Saved searches whose originals are kept on this machine, and how far that is.
public final class OfflineViewModel implements AutoCloseable {
    private static final BigDecimal BILLIONTH = new BigDecimal("0.000000001");

    private final OfflineOriginals originals;
    private final SavedSearchesViewModel saved;
    private final ObservableValue<Number> limit;
    private final Asking asking;
    private final Background.Lane looking;
    private final ReadOnlyObjectWrapper<OfflineStatus> status = new ReadOnlyObjectWrapper<>();
    private final InvalidationListener followSearches = _ -> keep();
    private final Subscription changes;
    private final javafx.util.Subscription limits;

    /// What it takes to ask before the first bytes come.
    ///
    /// @param library to count what a search finds
    /// @param prices of its region; empty where nobody knows them
    public record Asking(
            Background background, Dialogs dialogs, Function<ImageQuery, Extent> library, Optional<AwsPrices> prices) {}

    public record Extent(int images, long bytes) {}

    public OfflineViewModel(
            OfflineOriginals originals, SavedSearchesViewModel saved, ObservableValue<Number> limit, Asking asking) {
        this.originals = originals;
        this.saved = saved;
        this.limit = limit;
        this.asking = asking;
        looking = asking.background().lane();
        status.set(originals.status());
        changes = originals.subscribe(asking.background().oncePerPulse(() -> status.set(originals.status())));
        saved.searches().addListener(followSearches);
        limits = limit.subscribe(_ -> keep());
    }

    public ReadOnlyObjectProperty<OfflineStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// That there is none at first may mean that the settings were lost or could not be
    /// read: then nothing is removed.
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

    /// Asks before, with what it takes.
    void keepOffline(SavedSearch search) {
        looking.run(
                () -> asking.library().apply(search.query()),
                extent -> {
                    if (asking.dialogs()
                            .agree(
                                    text("offline.ask.title", search.name()),
                                    explanation(extent),
                                    text("offline.ask.act", extent.images()))) {
                        saved.setOffline(search.name(), true);
                    }
                },
                failure -> {
                    // The sidebar says what is wrong with the library.
                });
    }

    private String explanation(Extent extent) {
        String whole = text(
                "offline.ask.explained",
                extent.images(),
                Format.bytes(extent.bytes()),
                Format.bytes(limit.getValue().longValue()));
        long fetched = Math.min(extent.bytes(), limit.getValue().longValue());
        return asking.prices()
                .map(prices -> whole + " "
                        + text(
                                "offline.ask.price",
                                Format.cost(BigDecimal.valueOf(fetched)
                                        .multiply(prices.transfer())
                                        .multiply(BILLIONTH)),
                                prices.region(),
                                prices.asOf()))
                .orElse(whole);
    }

    void keepNoLonger(SavedSearch search) {
        saved.setOffline(search.name(), false);
    }

    public void removeAll() {
        saved.keepNoneOffline();
        originals.keep(List.of(), limit.getValue().longValue());
    }

    /// How far one search is; `""` when it is not kept.
    String progress(SavedSearch search) {
        SearchStatus of = status.get().searches().get(search.query());
        if (!search.isOffline()) {
            return "";
        }
        if (of == null) {
            return text("offline.begins");
        }
        String size = Format.bytes(of.bytes());
        if (of.kept() == of.images()) {
            return text("offline.all", of.kept(), size);
        }
        String sentence = text("offline.some", of.kept(), of.images(), size);
        return switch (status.get().pause()) {
            case NETWORK -> text("offline.paused.network", of.kept(), of.images(), size);
            case DISK -> text("offline.paused.disk", of.kept(), of.images(), size);
            case NONE -> of.isLimited() ? text("offline.limited", of.kept(), of.images(), size) : sentence;
        };
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
