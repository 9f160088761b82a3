package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The beacon as one item in the table for the trash, see [BeaconItem]; no beacon without such a table.
///
/// What is changed here is told right after it was written, by a request of its own: one item in all transactions would
/// make them fail of one another. Much that changes at once is told once a second.
final class DynamoBeacon implements ChangeBeacon {
    private static final System.Logger LOG = System.getLogger(DynamoBeacon.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(1);
    /// Whoever looks only once is no window.
    private static final Duration COUNTS_AFTER = Duration.ofMinutes(1);
    /// How long what was refused is not asked for again.
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);
    /// Whoever closes a window waits no longer.
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    private static final RetryPolicy UNTIL_UNDISTURBED =
            new RetryPolicy(6, Duration.ofMillis(10), Duration.ofMillis(300));

    private final DynamoDbClient dynamo;
    private final AwsSettings settings;
    private final AwsFailures failures;
    private final TrashTable trashTable;
    private final long drawn = World.here().random().nextLong(WindowCount.RANGE);
    private final Wakeup closing = new Wakeup();

    private final Object pendingLock = new Object();
    private final Set<String> pending = new LinkedHashSet<>();
    private @Nullable Thread telling;
    private volatile boolean closed;

    private volatile Optional<BeaconItem> seen = Optional.empty();
    private volatile Instant firstLook = Instant.MAX;
    private volatile Instant readsAgain = Instant.MIN;
    private volatile Instant writesAgain = Instant.MIN;
    private volatile long countedIn = -1;

    DynamoBeacon(AwsClients clients, TrashTable trashTable) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
        this.failures = AwsFailures.ofTables(settings);
        this.trashTable = trashTable;
    }

    @Override
    public Optional<Signal> look() {
        Instant now = World.here().now();
        if (now.isBefore(readsAgain)) {
            return Optional.empty();
        }
        try {
            Optional<BeaconItem> found = read(false);
            seen = found;
            firstLook = firstLook.isAfter(now) ? now : firstLook;
            if (now.isAfter(firstLook.plus(COUNTS_AFTER))) {
                found.ifPresent(item -> count(item.count(), now));
            }
            return found.flatMap(item -> item.signal(WindowCount.periodOf(now)));
        } catch (ImageException.Cancelled | ImageException.Throttled e) {
            throw e;
        } catch (ImageException.Denied e) {
            readsAgain = now.plus(AFTER_REFUSAL);
            return without(e);
        } catch (ImageException | IllegalArgumentException e) {
            return without(e); // the feed says whether it is the network
        }
    }

    private static Optional<Signal> without(RuntimeException e) {
        LOG.log(Level.DEBUG, "The mirror does without the beacon", e);
        return Optional.empty();
    }

    /// Empty without a table for it. An item that is not there yet has told nothing.
    private Optional<BeaconItem> read(boolean exact) {
        return failures.guard(
                "looking for changes of others",
                () -> trashTable.exists()
                        ? Optional.of(BeaconItem.read(dynamo.getItem(get -> get.tableName(settings.trashTable())
                                        .key(DynamoItem.key(BeaconItem.ID))
                                        .consistentRead(exact))
                                .item()))
                        : Optional.empty());
    }

    /// Once in a period at most, whatever is found: two clocks that differ must not correct each other all the
    /// time.
    private void count(WindowCount found, Instant now) {
        long period = WindowCount.periodOf(now);
        WindowCount changed = found.with(drawn, period);
        if (changed.equals(found) || period == countedIn || now.isBefore(writesAgain)) {
            return;
        }
        countedIn = period;
        written(() -> dynamo.updateItem(update -> update.tableName(settings.trashTable())
                .key(DynamoItem.key(BeaconItem.ID))
                .updateExpression("SET period_of_count = :period, lowest_of_count = :lowest, windows_before = :before,"
                        + " changes = if_not_exists(changes, :first), note = :note")
                .expressionAttributeValues(Map.of(
                        ":period", number(changed.period()),
                        ":lowest",
                                AttributeValue.fromL(changed.lowest().stream()
                                        .map(DynamoBeacon::number)
                                        .toList()),
                        ":before", number(changed.before()),
                        ":first", number(now.toEpochMilli()),
                        ":note", BeaconItem.SAID))));
    }

    @Override
    public void report(Collection<String> imageIds) {
        if (World.here().now().isBefore(writesAgain)) {
            return;
        }
        synchronized (pendingLock) {
            pending.addAll(imageIds);
            if (telling == null && !closed) {
                telling = World.here().threads("tell-changes").newThread(this::tellAll);
                telling.start();
            }
        }
    }

    private void tellAll() {
        boolean isDone = false;
        try {
            for (List<String> ids = next(); !ids.isEmpty(); ids = next()) {
                tellNow(ids);
                if (!closed) {
                    boolean _ = closing.sleep(EVERY);
                }
            }
            isDone = true;
        } catch (InterruptedException | ImageException.Cancelled e) {
            LOG.log(Level.DEBUG, "Not all changes were told", e);
        } finally {
            if (!isDone) {
                stopTelling();
            }
        }
    }

    /// The next that is told begins anew; what was not told is found in the feed.
    private void stopTelling() {
        synchronized (pendingLock) {
            pending.clear();
            telling = null;
        }
    }

    /// Empty when the thread that tells has nothing left to do.
    private List<String> next() {
        synchronized (pendingLock) {
            var ids = List.copyOf(pending);
            pending.clear();
            if (ids.isEmpty()) {
                telling = null;
            }
            return ids;
        }
    }

    private void tellNow(List<String> ids) {
        written(() -> {
            if (!trashTable.exists()) {
                return false;
            }
            Optional<BeaconItem> known = seen.filter(item -> item.changes().isPresent());
            RetryPolicy.Attempts attempts = UNTIL_UNDISTURBED.begin();
            do {
                BeaconItem item = known.or(() -> read(true)).orElseThrow();
                if (item.changes().isEmpty() && !isWindow()) {
                    return true;
                }
                if (isTold(item, ids)) {
                    return true;
                }
                known = Optional.empty();
            } while (attempts.isNext());
            return onlyCounted(ids);
        });
    }

    /// A library that nobody looks at by windows needs no beacon.
    private boolean isWindow() {
        return firstLook.isBefore(Instant.MAX);
    }

    /// False when somebody else was faster.
    private boolean isTold(BeaconItem item, List<String> ids) {
        long first = item.changes().orElseGet(() -> World.here().now().toEpochMilli());
        var reported = new BeaconItem(Optional.of(first + ids.size()), item.recentWith(ids), item.count());
        Map<String, AttributeValue> news = Map.of(
                ":changes", number(first + ids.size()),
                ":recent",
                        AttributeValue.fromL(
                                reported.recent().stream().map(DynamoItem::text).toList()),
                ":note", BeaconItem.SAID);
        try {
            dynamo.updateItem(update -> {
                update.tableName(settings.trashTable())
                        .key(DynamoItem.key(BeaconItem.ID))
                        .updateExpression("SET changes = :changes, recent = :recent, note = :note");
                if (item.changes().isPresent()) {
                    update.conditionExpression("changes = :seen")
                            .expressionAttributeValues(with(news, ":seen", number(first)));
                } else {
                    // Not there, or not what any of us wrote.
                    Map<String, AttributeValue> min = with(news, ":least", number(0));
                    update.conditionExpression("attribute_not_exists(changes) OR NOT changes BETWEEN :least AND :most")
                            .expressionAttributeValues(with(min, ":most", number(BeaconItem.MAX_CHANGES)));
                }
            });
            seen = Optional.of(reported);
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> all, String name, AttributeValue more) {
        var values = new HashMap<>(all);
        values.put(name, more);
        return values;
    }

    /// Cannot be disturbed: whoever sees it finds in the feed what it was. Makes no item, whose count would begin
    /// below the one that others know.
    private boolean onlyCounted(List<String> ids) {
        try {
            dynamo.updateItem(update -> update.tableName(settings.trashTable())
                    .key(DynamoItem.key(BeaconItem.ID))
                    .conditionExpression("attribute_exists(changes)")
                    .updateExpression("SET recent = :none ADD changes :more")
                    .expressionAttributeValues(
                            Map.of(":none", AttributeValue.fromL(List.of()), ":more", number(ids.size()))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private void written(Supplier<?> write) {
        try {
            Object _ = failures.guard("telling others what changed", write);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException | IllegalArgumentException e) {
            if (e instanceof ImageException.Denied) {
                writesAgain = World.here().now().plus(AFTER_REFUSAL);
            }
            LOG.log(Level.DEBUG, "The others find it in the feed", e);
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    @Override
    public void close() {
        Thread last;
        synchronized (pendingLock) {
            closed = true;
            last = telling;
        }
        closing.wake();
        if (last != null && !Threads.awaitEnd(last, CLOSES_WITHIN)) {
            last.interrupt();
        }
    }
}
