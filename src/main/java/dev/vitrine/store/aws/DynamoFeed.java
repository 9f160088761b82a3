package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RowSource.Changes;
import dev.vitrine.store.aws.FeedPosition.ShardPosition;
import dev.vitrine.store.aws.FeedPosition.ShardState;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The streams of both tables as one feed of image ids.
///
/// Only ids are taken from it, so it does not matter in which order shards are read. A stream keeps a day; one without
/// a trash stream tells of every deletion all the same, because a row that goes to the trash leaves the live table.
final class DynamoFeed {
    private static final int MAX_PAGES = 20;
    private static final int MAX_EXPIRED = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final int MANY_LOOKS = 12;

    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final AwsSettings settings;
    private final TrashTable trashTable;
    private final Map<ShardPosition, String> iterators = new ConcurrentHashMap<>();
    private int looks = MANY_LOOKS;
    private long lastLook = World.here().nanoTime() - BETWEEN_LOOKS.toNanos();

    DynamoFeed(AwsClients clients, TrashTable trashTable) {
        this.dynamo = clients.dynamo();
        this.streams = clients.streams();
        this.settings = clients.settings();
        this.trashTable = trashTable;
    }

    Optional<String> end() {
        var places = new ArrayList<ShardPosition>();
        List<String> arns = arns();
        for (String arn : arns) {
            for (Shard shard : shards(arn)) {
                if (shard.sequenceNumberRange().endingSequenceNumber() == null) {
                    places.add(new ShardPosition(
                            arn,
                            shard.shardId(),
                            ShardState.ITERATOR,
                            iterator(arn, shard.shardId(), ShardIteratorType.LATEST, null)));
                } else {
                    places.add(new ShardPosition(arn, shard.shardId(), ShardState.ENDED, ""));
                }
            }
        }
        return arns.isEmpty() ? Optional.empty() : Optional.of(new FeedPosition(places).print());
    }

    Changes after(String position) {
        var ids = new HashSet<String>();
        var places = new ArrayList<ShardPosition>();
        try {
            for (ShardPosition place : FeedPosition.parse(position).places()) {
                places.add(place.kind() == ShardState.ENDED ? place : followed(place, ids));
            }
            if (isTimeToLookForShards(position, places)) {
                checkStreams(places);
                places = withChildren(places);
            }
        } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
            throw new ImageException.NotFound(
                    "The stream of changes no longer reaches back to where this mirror was.", e);
        }
        return new Changes(ids, new FeedPosition(places).print());
    }

    /// A stream that is off tells nothing, and one that was turned off and on again is another one; so is that of a
    /// trash that was added.
    ///
    /// @throws ImageException.NotFound when the streams are not those that are followed
    private void checkStreams(List<ShardPosition> places) {
        if (!places.stream().map(ShardPosition::arn).collect(Collectors.toSet()).equals(Set.copyOf(arns()))) {
            throw new ImageException.NotFound("The tables have other streams of changes than those followed so far.");
        }
    }

    /// New shards are the children of one that has ended: looked for when that happens, and now and then to be
    /// sure; the less often, the less often anybody looks.
    private boolean isTimeToLookForShards(String before, List<ShardPosition> places) {
        long ended = places.stream()
                .filter(place -> place.kind() == ShardState.ENDED)
                .count();
        long endedBefore = FeedPosition.parse(before).places().stream()
                .filter(place -> place.kind() == ShardState.ENDED)
                .count();
        long now = World.here().nanoTime();
        looks++;
        if (ended > endedBefore || looks >= MANY_LOOKS && now - lastLook > BETWEEN_LOOKS.toNanos()) {
            lastLook = now;
            looks = 0;
            return true;
        }
        return false;
    }

    private ShardPosition followed(ShardPosition start, Set<String> ids) {
        ShardPosition place = start;
        String iterator = iterator(place);
        int expired = 0;
        for (int page = 0; page < MAX_PAGES; page++) {
            GetRecordsResponse answer;
            try {
                String asked = iterator;
                answer = streams.getRecords(get -> get.shardIterator(asked));
            } catch (ExpiredIteratorException e) {
                if (++expired > MAX_EXPIRED) {
                    throw new ImageException.NotFound(
                            "The stream of changes gives out places that have expired already.", e);
                }
                iterators.remove(place);
                if (place.kind() == ShardState.ITERATOR) {
                    // Nothing had been read with it yet, so the beginning of the shard is the only
                    // place that misses nothing.
                    place = new ShardPosition(place.arn(), place.shard(), ShardState.START, "");
                }
                iterator = iterator(place);
                continue;
            }
            answer.records().stream()
                    .map(change -> change.dynamodb().keys())
                    .filter(key -> !BeaconItem.is(key))
                    .forEach(key -> ids.add(DynamoItem.text(key, IMAGE_ID)));
            if (answer.nextShardIterator() == null) {
                return new ShardPosition(place.arn(), place.shard(), ShardState.ENDED, "");
            }
            if (answer.records().isEmpty()) {
                if (place.kind() != ShardState.AFTER) {
                    return new ShardPosition(
                            place.arn(), place.shard(), ShardState.ITERATOR, answer.nextShardIterator());
                }
                // An empty page may lie before full ones: asking again from the record would never get
                // past it.
                iterators.put(place, answer.nextShardIterator());
                return place;
            }
            iterators.remove(place);
            place = new ShardPosition(
                    place.arn(),
                    place.shard(),
                    ShardState.AFTER,
                    answer.records().getLast().dynamodb().sequenceNumber());
            iterator = answer.nextShardIterator();
        }
        return place;
    }

    /// A shard that ended goes on in its children; both are kept apart until the service forgets the parent.
    private ArrayList<ShardPosition> withChildren(List<ShardPosition> places) {
        var known = places.stream().map(ShardPosition::shard).collect(Collectors.toSet());
        var all = new ArrayList<ShardPosition>();
        for (String arn : places.stream().map(ShardPosition::arn).distinct().toList()) {
            Set<String> existing = new HashSet<>();
            for (Shard shard : shards(arn)) {
                existing.add(shard.shardId());
                if (!known.contains(shard.shardId())) {
                    all.add(new ShardPosition(arn, shard.shardId(), ShardState.START, ""));
                }
            }
            places.stream()
                    .filter(place -> place.arn().equals(arn))
                    .filter(place -> place.kind() != ShardState.ENDED || existing.contains(place.shard()))
                    .forEach(all::add);
        }
        return all;
    }

    private String iterator(ShardPosition place) {
        String known = iterators.get(place);
        return known != null
                ? known
                : switch (place.kind()) {
                    case ITERATOR -> place.value();
                    case START, ENDED -> iterator(place.arn(), place.shard(), ShardIteratorType.TRIM_HORIZON, null);
                    case AFTER ->
                        iterator(place.arn(), place.shard(), ShardIteratorType.AFTER_SEQUENCE_NUMBER, place.value());
                };
    }

    private String iterator(String arn, String shard, ShardIteratorType type, @Nullable String sequence) {
        return streams.getShardIterator(get -> get.streamArn(arn)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(sequence))
                .shardIterator();
    }

    private List<Shard> shards(String arn) {
        var shards = new ArrayList<Shard>();
        var starts = new HashSet<String>();
        String after = null;
        do {
            String start = after;
            var stream = streams.describeStream(
                            describe -> describe.streamArn(arn).exclusiveStartShardId(start))
                    .streamDescription();
            shards.addAll(stream.shards());
            after = stream.lastEvaluatedShardId();
        } while (after != null && starts.add(after)); // else it repeats itself
        return shards;
    }

    /// Empty when the live table has no stream: the trash alone would tell half of what happens.
    private List<String> arns() {
        Optional<String> live = arn(settings.table());
        if (live.isEmpty()) {
            return List.of();
        }
        Optional<String> trash = trashTable.exists() ? trashArn() : Optional.empty();
        return trash.map(arn -> List.of(live.get(), arn)).orElseGet(() -> List.of(live.get()));
    }

    /// Without the right to see it, only what leaves the trash for good is noticed later.
    private Optional<String> trashArn() {
        try {
            return arn(settings.trashTable());
        } catch (DynamoDbException e) {
            if (AwsErrors.isDenied(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<String> arn(String table) {
        TableDescription description =
                dynamo.describeTable(describe -> describe.tableName(table)).table();
        boolean isOn = description.streamSpecification() != null
                && Boolean.TRUE.equals(description.streamSpecification().streamEnabled());
        return isOn ? Optional.ofNullable(description.latestStreamArn()) : Optional.empty();
    }
}
