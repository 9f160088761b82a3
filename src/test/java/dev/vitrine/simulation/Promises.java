package dev.vitrine.simulation;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.MetadataStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is true of a library, and of what its people were told, when everything has come to rest.
final class Promises {
    private final List<Machine> machines;
    private final List<Person> people;
    private final Stranger stranger;
    private final Fate fate;
    private final SimulatedNetwork network;
    private final MetadataStore tables;
    private final Map<String, Instant> healed = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    Promises(
            List<Machine> machines,
            List<Person> people,
            Stranger stranger,
            Fate fate,
            SimulatedNetwork network,
            MetadataStore tables) {
        this.machines = machines;
        this.people = people;
        this.stranger = stranger;
        this.fate = fate;
        this.network = network;
        this.tables = tables;
    }

    /// What is true at rest, and was not found so.
    List<String> broken() {
        wrong.clear();
        Map<String, ImageRecord> live = rows(tables::list);
        Map<String, ImageRecord> trashed = rows(tables::listTrashed);
        Set<String> beingPurged = trashed.values().stream()
                .filter(ImageRecord::isBeingPurged)
                .map(ImageRecord::imageId)
                .collect(Collectors.toSet());
        trashed.keySet().removeAll(beingPurged);
        Map<String, String> stored = originals();
        Set<String> askedToTrash = all(memory -> memory.askedToTrash);
        Set<String> askedToPurge = all(memory -> memory.askedToPurge);
        Set<String> askedToPurgeAsItWas = all(memory -> memory.askedToPurgeAsItWas);
        all(memory -> memory.purgedThoughChanged)
                .forEach(
                        id -> check(askedToPurgeAsItWas.contains(id), "deleted though somebody had changed it: " + id));
        Set<String> purged = all(memory -> memory.purged);
        var merges = new MergePromises(people.stream()
                .map(person -> person.memory.merged)
                .flatMap(Set::stream)
                .toList());
        var done = new HashMap<String, String>();

        for (int i = 0; i < machines.size(); i++) {
            lookAtQueue(machines.get(i).opened().orElseThrow(), people.get(i), done);
        }
        stranger.uploaded.forEach((id, bytes) -> done.put(id, Sha256.of(ImageSource.ofBytes(id, bytes), _ -> {})));
        done.keySet().removeAll(stranger.deleted);
        done.forEach((id, hash) -> {
            boolean isThere = live.containsKey(id) || trashed.containsKey(id);
            check(isThere || askedToPurge.contains(id), "uploaded and not there: " + id);
            check(
                    live.containsKey(id)
                            || askedToTrash.contains(id)
                            || askedToPurge.contains(id)
                            || merges.isOther(id),
                    "trashed by nobody: " + id);
        });
        for (String id : live.keySet()) {
            check(!trashed.containsKey(id), "live and in the trash: " + id);
        }
        Set<String> adopted = all(memory -> memory.adopted);
        boolean mayHaveAdopted = people.stream().anyMatch(person -> person.memory.mayHaveAdopted);
        var known = new HashSet<String>();
        Stream.concat(live.values().stream(), trashed.values().stream()).forEach(row -> {
            known.add(row.key().path());
            if (!stranger.deleted.contains(row.imageId())) {
                boolean isAdopted = adopted.contains(row.imageId()) || mayHaveAdopted;
                check(done.containsKey(row.imageId()) || isAdopted, "a row of no upload: " + row.imageId());
                check(
                        !sent(row, done) || row.tags().stream().anyMatch(Person.FORM_TAGS::contains),
                        "without the tag that it was uploaded with: " + row);
                check(!purged.contains(row.imageId()), "purged and still there: " + row.imageId());
                String hash = stored.get(row.key().path());
                check(
                        hash != null
                                || isLost(row.imageId())
                                || network.wasDeletedLate(row.key().path()),
                        "a row without bytes: " + row.imageId());
                String sent = done.getOrDefault(row.imageId(), row.facts().contentSha256());
                check(hash == null || hash.equals(sent), "other bytes: " + row.imageId());
            }
        });
        Set<String> cutMoves = all(memory -> memory.cutMoves);
        boolean hasTrash = tables.keepsTrash();
        for (String key : stored.keySet()) {
            String id = key.substring(key.indexOf('/') + 1);
            check(
                    known.contains(key)
                            || stranger.deleted.contains(id)
                            || beingPurged.contains(id)
                            || fate.leavesBytes()
                            || cutMoves.contains(id) // for a repair to tell whether the row is lost or was deleted
                            || !hasTrash && askedToPurge.contains(id) && !purged.contains(id),
                    "bytes of no row: " + key);
        }
        var explained = new HashSet<>(askedToTrash);
        explained.addAll(askedToPurge);
        explained.addAll(stranger.deleted);
        explained.addAll(fate.lost.keySet());
        wrong.addAll(merges.broken(live.keySet(), explained));
        wrong.addAll(new WordPromises(people, stranger, done).broken(live, trashed));
        var rows = new HashMap<>(trashed);
        rows.putAll(live);
        wrong.addAll(new FlagPromises(
                        people.stream().map(person -> person.memory.keys).toList(), merges.images())
                .broken(rows.values()));
        wrong.addAll(new AlbumPromises(
                        people.stream().map(person -> person.memory.albums).toList(), rows, network.objects())
                .broken(machines));
        lookAtCopies();
        for (Machine machine : machines) {
            lookAtMirror(machine.opened().orElseThrow(), live, trashed);
            lookAtIndex(machine.opened().orElseThrow());
        }
        return List.copyOf(wrong);
    }

    /// By somebody here.
    private boolean sent(ImageRecord row, Map<String, String> done) {
        return done.containsKey(row.imageId()) && !stranger.uploaded.containsKey(row.imageId());
    }

    /// Nobody has put them back since.
    private boolean isLost(String imageId) {
        Instant at = fate.lost.get(imageId);
        return at != null && !healed.getOrDefault(imageId, Instant.MIN).isAfter(at);
    }

    /// Those that links lead to, and no others; nothing is on its way any more.
    private void lookAtCopies() {
        Set<String> shared = all(memory -> memory.shared);
        boolean mayBeMore =
                people.stream().anyMatch(person -> person.memory.mayHaveLeftCopies || person.memory.isSharing);
        Set<String> hidden = network.objects().keySet().stream()
                .filter(key -> key.startsWith(".vitrine/"))
                .collect(Collectors.toSet());
        Set<String> askedToPurge = all(memory -> memory.askedToPurge); // and with them their copies
        // What could not be looked for stays.
        Set<String> purged = network.isUndisturbed() ? all(memory -> memory.purged) : Set.of();
        hidden.stream()
                .filter(key -> PagePromises.page(key).isEmpty())
                .flatMap(key -> ObjectKey.ofShared(key).stream())
                .filter(key -> purged.contains(key.imageId()))
                .forEach(key -> wrong.add("deleted for good and still shared: " + key.path()));
        hidden.stream()
                .filter(key ->
                        key.startsWith(".vitrine/thumb/") && purged.stream().anyMatch(key::contains))
                .forEach(key -> check(fate.leavesBytes(), "deleted for good and its preview is left: " + key));
        shared.stream()
                .filter(key -> askedToPurge.stream().noneMatch(key::contains))
                .forEach(key -> check(hidden.contains(key), "a link leads nowhere: " + key));
        if (!fate.leavesBytes()) {
            wrong.addAll(new PagePromises(
                            people.stream().map(person -> person.memory).toList(), hidden, askedToPurge, purged)
                    .broken());
        }
        for (String key : hidden) {
            check(fate.leavesBytes() || !key.startsWith(".vitrine/moving/"), "put aside for good: " + key);
            check(
                    !key.startsWith(".vitrine/shared/")
                            || PagePromises.page(key).isPresent()
                            || mayBeMore
                            || fate.leavesBytes()
                            || shared.contains(key),
                    "a copy that no link leads to: " + key);
        }
    }

    private void lookAtQueue(Machine.Open open, Person person, Map<String, String> done) {
        Map<Long, Receipt> receipts =
                open.queue().receipts(1000).stream().collect(Collectors.toMap(Receipt::batchId, Function.identity()));
        for (Memory.Drop drop : person.memory.drops) {
            Receipt receipt = receipts.get(drop.batchId());
            if (receipt == null) {
                check(drop.life() < open0(person), "a drop is forgotten: " + drop);
                continue;
            }
            check(receipt.complete(), "a drop does not end: " + receipt);
            check(receipt.selected() == drop.names().size(), "a drop of " + drop.names() + ": " + receipt);
            troubles(open, person, drop).forEach(item -> wrong.add("failed without a cause: " + item));
            check(person.memory.hasCancelled || receipt.cancelled() == 0, "cancelled by nobody: " + receipt);
        }
        WatchPromises.items(open.queue())
                .filter(item -> item.state() == UploadState.DONE)
                .forEach(item -> done.put(item.imageId().orElseThrow(), item.sha256()));
        wrong.addAll(new WatchPromises(person.memory, open.queue()).broken());
        for (Memory.Drop drop : person.memory.drops) {
            for (UploadItem item : open.queue().itemsOf(drop.batchId(), 0, 1000)) {
                item.imageId()
                        .filter(_ -> item.state() == UploadState.DONE || item.state() == UploadState.DUPLICATE)
                        .ifPresent(id -> healed.merge(id, drop.at(), (a, b) -> a.isAfter(b) ? a : b));
            }
        }
    }

    /// But for what was dropped once more: that is tried there.
    private static List<UploadItem> troubles(Machine.Open open, Person person, Memory.Drop drop) {
        return open.queue().itemsOf(drop.batchId(), 0, 100).stream()
                .filter(item -> item.state().isTrouble() && !person.hasSwept(item.file()))
                .filter(item -> person.memory.drops.stream()
                        .noneMatch(later -> later.batchId() > drop.batchId()
                                && later.names().contains(item.name())))
                .toList();
    }

    /// How often the machine of this person was started again.
    private int open0(Person person) {
        return machines.get(people.indexOf(person)).lives();
    }

    private void lookAtMirror(Machine.Open open, Map<String, ImageRecord> live, Map<String, ImageRecord> trashed) {
        var expected = new TreeMap<>(trashed);
        expected.putAll(live);
        var mirrored = new TreeMap<String, ImageRecord>();
        open.rows().stream().filter(row -> !row.isBeingPurged()).forEach(row -> mirrored.put(row.imageId(), row));
        check(
                mirrored.keySet().equals(expected.keySet()),
                "the mirror has " + mirrored.keySet() + ", the tables " + expected.keySet());
        mirrored.forEach((id, row) -> check(
                !expected.containsKey(id) || expected.get(id).equals(row),
                "the mirror has " + row + ", the tables " + expected.get(id)));
    }

    /// What is searched is what is mirrored.
    private void lookAtIndex(Machine.Open open) {
        List<ImageRecord> rows = open.rows();
        for (Scope scope : Scope.values()) {
            List<ImageRecord> inScope = rows.stream()
                    .filter(row -> row.deletedAt().isPresent() == (scope == Scope.TRASH))
                    .toList();
            ImageQuery query = ImageQuery.ALL.withScope(scope);
            ImageResult found = open.images().search(query);
            checkSame(ids(inScope), Set.copyOf(found.ids(0, found.size())), "images in the index");
            checkSame(tagCounts(inScope), tagCounts(open.images().facets(query)), "tags in the index");
        }
    }

    private void checkSame(Object mirrored, Object indexed, String of) {
        check(indexed.equals(mirrored), of + ": " + indexed + ", in the mirror " + mirrored);
    }

    private static Set<String> ids(List<ImageRecord> rows) {
        return rows.stream().map(ImageRecord::imageId).collect(Collectors.toSet());
    }

    private static Map<String, Integer> tagCounts(List<ImageRecord> rows) {
        var counts = new TreeMap<String, Integer>();
        rows.forEach(row -> row.tags().forEach(tag -> counts.merge(tag, 1, Integer::sum)));
        return counts;
    }

    private static Map<String, Integer> tagCounts(Facets facets) {
        return facets.tags().stream().collect(Collectors.toMap(Count::value, Count::images));
    }

    private Set<String> all(Function<Memory, Set<String>> of) {
        return people.stream()
                .map(person -> person.memory)
                .map(of)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    static Map<String, ImageRecord> rows(Function<ImagePage.Request, ImagePage> list) {
        var rows = new TreeMap<String, ImageRecord>();
        Optional<String> next = Optional.empty();
        do {
            ImagePage page = list.apply(new ImagePage.Request(Optional.empty(), Optional.empty(), 1000, next));
            page.images().forEach(row -> rows.put(row.imageId(), row));
            next = page.next();
        } while (next.isPresent());
        return rows;
    }

    /// Their SHA-256, by key.
    private Map<String, String> originals() {
        return network.objects().entrySet().stream()
                .filter(object -> !object.getKey().startsWith(".vitrine/"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        object -> Sha256.of(ImageSource.ofBytes(object.getKey(), object.getValue()), _ -> {}),
                        (a, _) -> a,
                        TreeMap::new));
    }
}
