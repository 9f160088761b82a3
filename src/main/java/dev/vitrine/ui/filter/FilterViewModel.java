package dev.vitrine.ui.filter;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rating;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.filter.SidebarChoices.KnownAlbums;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.LatestTask;
import dev.vitrine.ui.support.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The query that is shown, and everything about it: its text, its chips, its counts, what came before it.
///
/// Belongs to the FX thread. Whoever sets [#queryProperty] or the [text][#searchText] changes the other, and chips
/// and counts with it.
public final class FilterViewModel implements AutoCloseable {
    private Runnable onEmptyTrash = () -> {};
    private Optional<OfflineViewModel> offline = Optional.empty();
    private Optional<AlbumsViewModel> albums = Optional.empty();
    private final FilterLibrary library;
    private final Settings settings;
    private final String libraryKey;
    private final LatestTask<FilterCounts> counting;
    private final Subscription subscription;
    private final RememberedQuery remembered;
    private final OpenBranches openBranches;
    private final QueryHistory history = new QueryHistory();
    private final SavedSearchesViewModel saved;
    private final SidebarChoices choices = new SidebarChoices();
    private final TimelineViewModel timeline = new TimelineViewModel(this::showTaken);

    private final ObjectProperty<ImageQuery> query = new SimpleObjectProperty<>(ImageQuery.ALL);
    private final SearchTextViewModel searchText;
    private final ObservableList<Chip> chips = FXCollections.observableArrayList();
    private final ObservableList<Chip> shownChips = FXCollections.unmodifiableObservableList(chips);
    private final ReadOnlyObjectWrapper<FilterCounts> counts = new ReadOnlyObjectWrapper<>(FilterCounts.NONE);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");

    private boolean traveling;

    /// @param libraryKey tells the library from others: each has its own query and saved searches
    public FilterViewModel(ImageService images, Background background, Settings settings, String libraryKey) {
        this(FilterLibrary.of(images), background, settings, libraryKey);
    }

    FilterViewModel(FilterLibrary library, Background background, Settings settings, String libraryKey) {
        this.library = library;
        this.settings = settings;
        this.libraryKey = libraryKey;
        this.remembered = new RememberedQuery(settings, libraryKey);
        this.openBranches = new OpenBranches(settings.text("filter.tree." + libraryKey, ""));
        this.saved = libraryKey.isEmpty()
                ? new SavedSearchesViewModel(library, background, settings.text("filter.saved", ""), "")
                : new SavedSearchesViewModel(
                        library,
                        background,
                        settings.text("filter.saved." + libraryKey, ""),
                        settings.text("filter.saved", "").get());
        this.counting = new LatestTask<>(
                background, this::question, this::show, reason -> failure.set(FailureText.coded(reason)));
        query.set(remembered.read());
        searchText = new SearchTextViewModel(query, counts::get);
        showParts();
        query.subscribe((before, now) -> queryChanged(before, now));
        subscription = library.subscribe().apply(background.oncePerPulse(this::libraryChanged));
        counting.now();
    }

    /// The one query that gallery, box, sidebar and chips show.
    public ObjectProperty<ImageQuery> queryProperty() {
        return query;
    }

    /// The same as text.
    public SearchTextViewModel searchText() {
        return searchText;
    }

    public ObservableList<Chip> chips() {
        return shownChips;
    }

    /// The newest counts; while new ones are on their way, those of the query before.
    public ReadOnlyObjectProperty<FilterCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Why there are no counts; `""` while all is well.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// For what is shown, when it is saved.
    String suggestedName() {
        return chips.stream().map(Chip::label).collect(Collectors.joining(", "));
    }

    public SavedSearchesViewModel saved() {
        return saved;
    }

    /// It went with the connection of this library: whoever opens it again must not fetch it again.
    public void keptIsGone(String key) {
        if (key.equals(libraryKey)) {
            offline.ifPresent(OfflineViewModel::keptIsGone);
        } else {
            SavedSearchesViewModel.keepNoneOffline(settings.text("filter.saved." + key, ""));
        }
    }

    /// Searches that are kept on this machine; empty for a library that is on it anyway.
    public Optional<OfflineViewModel> offline() {
        return offline;
    }

    /// Before the sidebar is made.
    public void setOffline(OfflineViewModel viewModel) {
        offline = Optional.of(viewModel);
    }

    /// Albums beyond those that the tags of images tell of; empty where nobody asked for them.
    Optional<AlbumsViewModel> albums() {
        return albums;
    }

    /// Before the sidebar is made.
    public void setAlbums(AlbumsViewModel viewModel) {
        albums = Optional.of(viewModel);
        viewModel.filesProperty().subscribe(_ -> showCounts());
    }

    /// An album alone; everything again when it is shown alone already.
    void showAlbum(String tag) {
        if (albums.filter(viewModel -> viewModel.tellsProblem(tag)).isPresent()) {
            return;
        }
        ImageQuery only = albums.flatMap(viewModel -> viewModel.searchOf(tag))
                .orElseGet(() -> ImageQuery.ALL
                        .withAllTags(Set.of(tag))
                        .withScope(query.get().scope()));
        if (query.get().filtersLike(only)) {
            showAll();
        } else {
            query.set(only.withOrder(order()));
        }
    }

    SidebarChoices choices() {
        return choices;
    }

    TimelineViewModel timeline() {
        return timeline;
    }

    /// Whether a section of the sidebar is unfolded; remembered.
    BooleanProperty openProperty(String section) {
        return settings.flag("filter.open." + section, true);
    }

    void showAll() {
        query.set(ImageQuery.ALL.withOrder(order()));
    }

    /// In place of every other filter, in the order and in the part of the library that is shown.
    public void showOnly(ImageQuery other) {
        query.set(other.withScope(query.get().scope()).withOrder(order()));
    }

    public void showTrash() {
        query.set(ImageQuery.ALL.withScope(Scope.TRASH).withOrder(order()));
    }

    void toggleUntagged() {
        query.set(QueryEdits.untagged(query.get()));
    }

    void toggleUser(String user) {
        query.set(QueryEdits.user(query.get(), user));
    }

    void toggleTag(String tag) {
        query.set(QueryEdits.includeTag(query.get(), tag));
    }

    /// Shows what lies below a branch of tags, or hides it; remembered.
    void foldTag(String branch) {
        openBranches.toggle(branch);
        counting.now();
    }

    void toggleExcludedTag(String tag) {
        query.set(QueryEdits.excludeTag(query.get(), tag));
    }

    /// A tag has another name now: what is shown and the saved searches ask for that.
    public void followTag(String tag, String name) {
        saved.followTag(tag, name);
        openBranches.follow(tag, name);
        query.set(QueryEdits.followTag(query.get(), tag, name));
    }

    /// Stars or favorites, by the tag that stands for them.
    void toggleRating(String tag) {
        int stars = Rating.stars(tag);
        query.set(stars > 0 ? QueryEdits.rating(query.get(), stars) : QueryEdits.includeTag(query.get(), tag));
    }

    /// From these stars up.
    void extendRatings(String tag) {
        int stars = Rating.stars(tag);
        query.set(stars > 0 ? QueryEdits.ratingsTo(query.get(), stars) : QueryEdits.includeTag(query.get(), tag));
    }

    void toggleType(ImageType type) {
        query.set(QueryEdits.type(query.get(), type));
    }

    /// A camera or a lens, by its whole name.
    void toggleValue(Attribute attribute, String value) {
        query.set(QueryEdits.value(query.get(), attribute, value, false));
    }

    void toggleExcludedValue(Attribute attribute, String value) {
        query.set(QueryEdits.value(query.get(), attribute, value, true));
    }

    /// @param year in digits, or [SidebarChoices#UNDATED]
    void toggleYear(String year) {
        query.set(QueryEdits.year(query.get(), year));
    }

    /// Widens the years shown up to this one.
    void extendYears(String year) {
        query.set(QueryEdits.yearsTo(query.get(), year));
    }

    /// Only images taken on these days; of any day when there are none.
    private void showTaken(Optional<Days> days) {
        query.set(query.get().withTaken(days));
    }

    public void sort(Order order) {
        query.set(query.get().withOrder(order));
    }

    public void remove(Chip chip) {
        query.set(chip.without());
    }

    /// Removes what is searched for as text; other filters stay.
    public void clearWords() {
        query.set(query.get().withWords(List.of()));
    }

    /// Removes every chip; the order stays.
    public void clearAll() {
        showAll();
    }

    void show(SavedSearch search) {
        query.set(search.query().withOrder(order()));
    }

    ReadOnlyBooleanProperty canGoBackProperty() {
        return history.canGoBackProperty();
    }

    ReadOnlyBooleanProperty canGoForwardProperty() {
        return history.canGoForwardProperty();
    }

    public void goBack() {
        if (canGoBackProperty().get()) {
            travelTo(history.back(query.get()));
        }
    }

    public void goForward() {
        if (canGoForwardProperty().get()) {
            travelTo(history.forward(query.get()));
        }
    }

    /// @param asks deletes everything in the trash, after asking
    public void setOnEmptyTrash(Runnable asks) {
        onEmptyTrash = asks;
    }

    void emptyTrash() {
        onEmptyTrash.run();
    }

    @Override
    public void close() {
        counting.stop();
        offline.ifPresent(OfflineViewModel::close);
        albums.ifPresent(AlbumsViewModel::close);
        saved.stop();
        subscription.close();
    }

    private Order order() {
        return query.get().order();
    }

    private void travelTo(ImageQuery there) {
        traveling = true;
        query.set(there);
        traveling = false;
    }

    private void queryChanged(ImageQuery before, ImageQuery now) {
        boolean isOneStep = searchText.follow(); // letters typed one after the other
        if (!traveling && !isOneStep) {
            history.leave(before);
        }
        remembered.write(now);
        showParts();
        counting.now();
    }

    private void showParts() {
        chips.setAll(Chips.of(query.get()));
        showCounts();
    }

    private void showCounts() {
        Facets facets = counts.get().facets();
        choices.update(
                counts.get(),
                query.get(),
                albums.map(viewModel ->
                                new KnownAlbums(viewModel.images(), viewModel::isSmart, viewModel.showing(query.get())))
                        .orElse(KnownAlbums.NONE));
        timeline.update(facets.months(), query.get().taken());
    }

    private void libraryChanged() {
        counting.again();
        saved.libraryChanged();
        albums.ifPresent(AlbumsViewModel::libraryChanged);
    }

    private Callable<FilterCounts> question() {
        return FilterCounts.asked(library, query.get(), List.copyOf(chips), openBranches.tags());
    }

    private void show(FilterCounts answer) {
        failure.set("");
        counts.set(answer);
        showCounts();
    }
}
