package dev.vitrine.ui.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.search.SearchText;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.LatestTask;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Searches that were given a name, with live counts; kept in the settings as the text that the search box would show.
public final class SavedSearchesViewModel {
    private static final System.Logger LOG = System.getLogger(SavedSearchesViewModel.class.getName());
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final FilterLibrary library;
    private final StringProperty stored;
    private final LatestTask<Map<ImageQuery, Integer>> counting;
    private final ObservableList<SavedSearch> searches = FXCollections.observableArrayList();
    private List<SavedSearch> candidates = List.of();
    private final ObservableList<SavedSearch> shownSearches = FXCollections.unmodifiableObservableList(searches);

    /// @param former those of a time when all libraries shared theirs, as stored, or `""`: where nothing was saved
    ///   in this library yet, it offers those that find something here
    SavedSearchesViewModel(FilterLibrary library, Background background, StringProperty stored, String former) {
        this.library = library;
        this.stored = stored;
        this.counting = new LatestTask<>(background, this::question, this::counted, SavedSearchesViewModel::notCounted);
        searches.setAll(read(stored.get()));
        candidates = stored.get().isEmpty() ? read(former) : List.of();
        libraryChanged();
    }

    ObservableList<SavedSearch> searches() {
        return shownSearches;
    }

    /// A name that is taken gets the new query, and stays kept offline where it was.
    void save(String name, ImageQuery query) {
        String given = name.strip();
        if (given.isEmpty()) {
            return;
        }
        indexOf(given)
                .ifPresentOrElse(
                        at -> searches.set(at, searches.get(at).searching(query)),
                        () -> searches.add(new SavedSearch(given, query, -1)));
        changed();
    }

    /// Nothing happens when the new name is blank or taken by another.
    void rename(String name, String changed) {
        String given = changed.strip();
        Optional<Integer> at = indexOf(name);
        if (at.isPresent() && !given.isEmpty() && indexOf(given).isEmpty()) {
            searches.set(at.get(), searches.get(at.get()).withName(given));
            changed();
        }
    }

    void delete(String name) {
        if (searches.removeIf(search -> search.name().equals(name))) {
            changed();
        }
    }

    /// A deleted one, where it was; nothing happens when its name is taken by now.
    void bringBack(SavedSearch search, int at) {
        if (indexOf(search.name()).isEmpty()) {
            searches.add(Math.min(at, searches.size()), search);
            changed();
        }
    }

    /// Saves it with that, under a name of its own, if it was not saved before.
    void keepOffline(SavedSearch search) {
        if (like(search.query()).isEmpty()) {
            String name = search.name();
            for (int number = 2; indexOf(name).isPresent(); number++) {
                name = search.name() + " " + number;
            }
            searches.add(search.withName(name).withOffline(true));
            changed();
        } else {
            like(search.query()).ifPresent(saved -> setOffline(saved.name(), true));
        }
    }

    void setOffline(String name, boolean isOffline) {
        indexOf(name).ifPresent(at -> {
            searches.set(at, searches.get(at).withOffline(isOffline));
            changed();
        });
    }

    /// Of those of a library that is not open.
    static void keepNoneOffline(StringProperty stored) {
        List<SavedSearch> searches = read(stored.get());
        if (searches.stream().anyMatch(SavedSearch::isOffline)) {
            stored.set(written(
                    searches.stream().map(search -> search.withOffline(false)).toList()));
        }
    }

    void keepNoneOffline() {
        searches.setAll(
                searches.stream().map(search -> search.withOffline(false)).toList());
        changed();
    }

    void followTag(String tag, String name) {
        List<SavedSearch> followed = searches.stream()
                .map(search -> search.withQuery(QueryEdits.followTag(search.query(), tag, name)))
                .toList();
        if (!followed.equals(searches)) {
            searches.setAll(followed);
            changed();
        }
    }

    /// The saved search that finds what the query finds, whatever the order.
    Optional<SavedSearch> like(ImageQuery query) {
        return searches.stream()
                .filter(search -> search.query().filtersLike(query))
                .findFirst();
    }

    void libraryChanged() {
        if (!searches.isEmpty() || !candidates.isEmpty()) {
            counting.again();
        }
    }

    void stop() {
        counting.stop();
    }

    private Callable<Map<ImageQuery, Integer>> question() {
        List<ImageQuery> asked = Stream.concat(searches.stream(), candidates.stream())
                .map(SavedSearch::query)
                .distinct()
                .toList();
        return () -> {
            var counts = new LinkedHashMap<ImageQuery, Integer>();
            asked.forEach(query -> counts.put(query, library.countOf(query)));
            return counts;
        };
    }

    private void counted(Map<ImageQuery, Integer> counts) {
        candidates.stream()
                .filter(each -> counts.getOrDefault(each.query(), 0) > 0)
                .filter(each -> indexOf(each.name()).isEmpty())
                .forEach(searches::add);
        searches.replaceAll(search -> search.withImages(counts.getOrDefault(search.query(), search.images())));
    }

    /// The filter itself asks the same library and shows what is wrong with it.
    private static void notCounted(ImageException reason) {
        LOG.log(Level.DEBUG, "saved searches not counted", reason);
    }

    private Optional<Integer> indexOf(String name) {
        for (int i = 0; i < searches.size(); i++) {
            if (searches.get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void changed() {
        candidates = List.of(); // from now on this library has its own
        stored.set(written(searches));
        if (!searches.isEmpty()) {
            counting.now();
        }
    }

    private static String written(List<SavedSearch> searches) {
        try {
            return JSON.writeValueAsString(searches.stream().map(Stored::fields).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always written", e);
        }
    }

    private static List<SavedSearch> read(String stored) {
        if (stored.isEmpty()) {
            return List.of();
        }
        try {
            return JSON.readValue(stored, new TypeReference<List<Stored>>() {}).stream()
                    .map(Stored::search)
                    .toList();
        } catch (JsonProcessingException e) {
            LOG.log(Level.WARNING, "The saved searches in the settings could not be read.", e);
            return List.of();
        }
    }

    /// As it is kept; the order is not part of a saved search.
    private record Stored(String name, String text, boolean trash, boolean offline) {
        /// Versions that know three fields refuse a fourth and then show none of the searches, so what is rare
        /// is written only where it is so.
        static Map<String, Object> fields(SavedSearch search) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("name", search.name());
            fields.put("text", SearchText.print(search.query()));
            fields.put("trash", search.query().scope() == Scope.TRASH);
            if (search.isOffline()) {
                fields.put("offline", true);
            }
            return fields;
        }

        SavedSearch search() {
            return new SavedSearch(
                    name,
                    SearchText.parse(text, ImageQuery.ALL.withScope(trash ? Scope.TRASH : Scope.LIBRARY))
                            .query(),
                    -1,
                    offline);
        }
    }
}
