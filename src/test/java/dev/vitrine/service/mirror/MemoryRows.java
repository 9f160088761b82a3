package dev.vitrine.service.mirror;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.RowSource.UserSpan;
import dev.vitrine.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Rows in memory, in pages of ten, whose readings can be made stale and whose service can be made to fail.
final class MemoryRows implements RowSource {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    /// Of a mirror that reads part after part, and waits for nothing.
    static final PollingPace PACE = new PollingPace(
            1,
            Duration.ofMillis(5),
            Duration.ofHours(1),
            new RetryPolicy(8, Duration.ofMillis(5), Duration.ofMillis(20)),
            RetryPolicy.forever(Duration.ofMillis(5), Duration.ofMillis(20)));

    private final TreeMap<String, ImageRecord> rows = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private long trimmed;
    private final List<RowPart> reads = new ArrayList<>();
    private Optional<List<ImageRecord>> stale = Optional.empty();
    private Optional<List<ImageRecord>> behind = Optional.empty();
    private Optional<ImageException> feedFailure = Optional.empty();
    private Optional<ImageException> failure = Optional.empty();
    private int failAfter = Integer.MAX_VALUE;
    private boolean hasFeed;
    private ChangeBeacon beacon = ChangeBeacon.NONE;
    private Runnable afterAnswer = () -> {};
    private int asked;
    private int failed;
    private int askedIds;
    private int textReads;
    private int countedReads;
    private int changedRows;
    private int timeReads;
    private long roughly;
    private Optional<TableSize> size = Optional.empty();
    private Runnable whileSized = () -> {};
    private final List<String> spans = new ArrayList<>();
    private final Set<String> late = new HashSet<>();
    private final Set<String> otherwise = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private Duration spansBehind = Duration.ZERO;
    private long lateSince;
    private Optional<Long> counted = Optional.empty();
    private int counts;
    private int sizes;

    static ImageRecord image(String id) {
        return new ImageRecord(id, "alice", new Caption("Title of " + id, "", List.of()), ImageFacts.UNKNOWN, NOW);
    }

    synchronized MemoryRows with(int count) {
        for (int i = 0; i < count; i++) {
            put(image("image-%05d".formatted(i)));
        }
        return this;
    }

    synchronized MemoryRows withFeed() {
        hasFeed = true;
        return this;
    }

    synchronized MemoryRows withBeacon(ChangeBeacon shared) {
        beacon = shared;
        return this;
    }

    /// What the service counted some hours ago.
    synchronized MemoryRows withRoughCount(long count) {
        roughly = count;
        return this;
    }

    synchronized MemoryRows withSize(long count, long bytes) {
        size = Optional.of(new TableSize(count, bytes));
        return this;
    }

    /// What happens while the size is asked for the next time.
    synchronized void whileSized(Runnable act) {
        whileSized = act;
    }

    synchronized void put(ImageRecord image) {
        rows.put(image.imageId(), image);
        changes.add(image.imageId());
    }

    /// Of another program, with an old time: none of an image.
    synchronized void putHidden(String id) {
        hidden.add(id);
        put(image(id));
    }

    private boolean isShown(ImageRecord image) {
        return !hidden.contains(image.imageId());
    }

    synchronized void remove(String id) {
        rows.remove(id);
        changes.add(id);
    }

    /// Readings of everything show these rows from now on, however they have changed: their answers took long.
    synchronized void freezeReadings() {
        stale = Optional.of(List.copyOf(rows.values()));
    }

    /// Only those show what comes from now on that ask for it exactly.
    synchronized void fallBehind() {
        behind = Optional.of(List.copyOf(rows.values()));
    }

    /// All that fails is what only saves time. The feed keeps a day, and says nothing of what was before.
    synchronized void trimFeed() {
        trimmed = changes.size();
    }

    synchronized void breakFeed(ImageException e) {
        feedFailure = Optional.of(e);
    }

    synchronized void mendFeed() {
        feedFailure = Optional.empty();
    }

    synchronized void failWith(ImageException e, int afterReads) {
        failure = Optional.of(e);
        failAfter = afterReads;
    }

    /// What happens between the next reading of single rows and the moment when its answer is here.
    synchronized void afterNextAnswer(Runnable act) {
        afterAnswer = act;
    }

    synchronized void work() {
        failure = Optional.empty();
        failAfter = Integer.MAX_VALUE;
    }

    synchronized int reads() {
        return reads.size();
    }

    /// How often nothing answered.
    synchronized int failed() {
        return failed;
    }

    /// How often for single rows.
    synchronized int asked() {
        return asked;
    }

    /// By id.
    synchronized List<ImageRecord> all() {
        return rows.values().stream().filter(this::isShown).toList();
    }

    /// For how many rows by their ids.
    synchronized int askedIds() {
        return askedIds;
    }

    /// Pages of texts.
    synchronized int textReads() {
        return textReads;
    }

    @Override
    public String identity() {
        return "memory";
    }

    @Override
    public synchronized List<ImageRecord> readAll(Collection<String> imageIds, Runnable onHidden) {
        failNow();
        asked++;
        askedIds += imageIds.size();
        List<ImageRecord> answer = imageIds.stream()
                .map(rows::get)
                .filter(Objects::nonNull)
                .filter(this::isShown)
                .toList();
        if (imageIds.stream().anyMatch(hidden::contains)) {
            onHidden.run();
        }
        Runnable act = afterAnswer;
        afterAnswer = () -> {};
        act.run();
        return answer;
    }

    @Override
    public synchronized Page read(RowPart part, Optional<String> after, boolean exact) {
        Page page = readRows(part, after, exact);
        List<ImageRecord> shown = page.images().stream().filter(this::isShown).toList();
        return new Page(shown, page.next(), 1, page.images().size() - shown.size());
    }

    private Page readRows(RowPart part, Optional<String> after, boolean exact) {
        if (failAfter-- <= 0) {
            failNow();
        }
        reads.add(part);
        part.span().ifPresent(read -> spans.add(read.userId()));
        List<ImageRecord> mine =
                stale.or(() -> exact ? Optional.empty() : behind).orElseGet(() -> List.copyOf(rows.values())).stream()
                        .filter(image -> image.deletedAt().isPresent() == part.trash())
                        .filter(image -> part.span().stream().allMatch(span -> isIn(span, image)))
                        .filter(image -> part.span().isEmpty() || !isLate(image))
                        .filter(image -> Math.floorMod(image.imageId().hashCode(), part.of()) == part.number())
                        .filter(image -> after.isEmpty() || image.imageId().compareTo(after.get()) > 0)
                        .limit(11)
                        .toList();
        boolean isMore = mine.size() == 11;
        List<ImageRecord> page = isMore ? mine.subList(0, 10) : mine;
        return new Page(page, isMore ? Optional.of(page.getLast().imageId()) : Optional.empty(), 1);
    }

    @Override
    public synchronized Page readTexts(RowPart part, Optional<String> after, boolean exact) {
        Page page = read(part, after, exact);
        reads.removeLast();
        textReads++;
        return new Page(
                page.images().stream()
                        .map(image -> image.withFacts(ImageFacts.UNKNOWN))
                        .toList(),
                page.next(),
                page.requests(),
                page.hidden());
    }

    @Override
    public synchronized Changed readChanged(RowPart part, Optional<String> after, boolean exact, LocalDate since) {
        Page page = readRows(part, after, exact);
        reads.removeLast();
        countedReads++;
        List<ImageRecord> changed = page.images().stream()
                .filter(image -> otherwise.contains(image.imageId())
                        || !image.updatedAt()
                                .isBefore(since.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .toList();
        changedRows += changed.size();
        return new Changed(new Page(changed, page.next(), 1), page.images().size());
    }

    @Override
    public synchronized Times readTimes(RowPart part, Optional<String> after, boolean exact) {
        Page page = readRows(part, after, exact);
        reads.removeLast();
        timeReads++;
        return new Times(
                page.images().stream()
                        .map(image -> ImageTime.format(image.createdAt()))
                        .toList(),
                page.next());
    }

    /// These say when they were changed in a form that cannot be compared.
    synchronized void timeOtherwise(Collection<String> imageIds) {
        otherwise.addAll(imageIds);
    }

    /// Pages of times.
    synchronized int timeReads() {
        return timeReads;
    }

    /// Pages of which only changed rows came.
    synchronized int countedReads() {
        return countedReads;
    }

    /// How many of these came.
    synchronized int changedRows() {
        return changedRows;
    }

    private static boolean isIn(UserSpan span, ImageRecord image) {
        return span.userId().equals(image.userId()) && span.since().stream().noneMatch(image.createdAt()::isBefore);
    }

    @Override
    public Duration spansBehind() {
        return spansBehind;
    }

    private boolean isLate(ImageRecord image) {
        return late.contains(image.imageId()) && World.here().nanoTime() - lateSince < spansBehind.toNanos();
    }

    /// From now on a row shows in spans only after some time.
    synchronized void putLate(ImageRecord image, Duration behind) {
        put(image);
        spansBehind = behind;
        lateSince = World.here().nanoTime();
        late.add(image.imageId());
    }

    @Override
    public synchronized long count(UserSpan span, long max) {
        counts++;
        return counted.orElseGet(
                () -> rows.values().stream().filter(image -> isIn(span, image)).count());
    }

    /// Whose spans were read, in pages.
    synchronized List<String> spans() {
        return List.copyOf(spans);
    }

    /// How often images of a user were counted.
    synchronized int counts() {
        return counts;
    }

    /// How often the size of the table was asked for.
    synchronized int sizes() {
        return sizes;
    }

    /// How many images each user is said to have.
    synchronized MemoryRows withEach(long count) {
        counted = Optional.of(count);
        return this;
    }

    @Override
    public boolean hasTrash() {
        return true;
    }

    @Override
    public synchronized long roughCount() {
        failExtras();
        return roughly == 0 ? rows.size() : roughly;
    }

    @Override
    public synchronized TableSize size() {
        sizes++;
        Runnable act = whileSized;
        whileSized = () -> {};
        act.run();
        return size.orElseGet(() -> new TableSize(rows.size(), 0));
    }

    @Override
    public synchronized List<ImageRecord> glance(int max) {
        failNow();
        return rows.values().stream()
                .filter(image -> image.deletedAt().isEmpty())
                .limit(1)
                .toList();
    }

    @Override
    public synchronized List<ImageRecord> newestOf(String userId, int max) {
        return behind.stream()
                .flatMap(List::stream)
                .filter(image -> image.userId().equals(userId))
                .limit(max)
                .toList();
    }

    @Override
    public synchronized Optional<String> feedEnd() {
        failExtras();
        return hasFeed ? Optional.of(Integer.toString(changes.size())) : Optional.empty();
    }

    @Override
    public synchronized Changes changesAfter(String position) {
        failNow();
        feedFailure.ifPresent(e -> {
            throw e;
        });
        Set<String> ids = changes.stream()
                .skip(Math.max(trimmed, Long.parseLong(position)))
                .collect(Collectors.toSet());
        return new Changes(ids, Integer.toString(changes.size()));
    }

    @Override
    public synchronized ChangeBeacon beacon() {
        return beacon;
    }

    private void failExtras() {
        if (feedFailure.stream().anyMatch(ImageException.Denied.class::isInstance)) {
            throw feedFailure.get();
        }
    }

    private void failNow() {
        failure.filter(_ -> failAfter <= 0).ifPresent(e -> {
            failed++;
            throw e;
        });
    }
}
