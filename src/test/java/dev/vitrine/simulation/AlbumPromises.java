package dev.vitrine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.Unchecked;
import dev.vitrine.catalog.PinnedFirst;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.album.Albums;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is true of albums at rest.
///
/// @param rows all of them, by image id
record AlbumPromises(List<AlbumMemory> people, Map<String, ImageRecord> rows, Map<String, byte[]> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();

    List<String> broken(List<Machine> machines) {
        var wrong = new ArrayList<String>();
        for (Album album : AlbumActs.ALBUMS) {
            lookAtMembers(album, wrong);
            Set<Album> names = names(album);
            if (people.stream().noneMatch(person -> names.stream().anyMatch(person.deleted::contains))) {
                lookAtCover(album, names, wrong);
                if (names.size() == 1) {
                    lookAtFile(album, wrong);
                }
            }
            List<List<String>> shown = machines.stream()
                    .map(machine -> shown(machine.opened().orElseThrow(), album))
                    .distinct()
                    .toList();
            if (shown.size() > 1) {
                wrong.add("an album has two orders: " + shown);
            }
        }
        return wrong;
    }

    /// What it may be called by now, or was called before.
    private Set<Album> names(Album album) {
        var names = new HashSet<Album>(Set.of(album));
        int before = 0;
        while (before < names.size()) {
            before = names.size();
            people.stream()
                    .flatMap(person -> person.renamed.stream())
                    .filter(each -> names.contains(each.from()) || names.contains(each.to()))
                    .forEach(each -> names.addAll(Set.of(each.from(), each.to())));
        }
        return names;
    }

    /// That somebody chose; also when the album is renamed.
    private void lookAtCover(Album album, Set<Album> names, List<String> wrong) {
        String cover = file(album).path("cover").asText();
        Set<String> chosen = people.stream()
                .flatMap(person -> person.covers.stream())
                .filter(each -> names.contains(each.album()))
                .map(AlbumMemory.Membership::imageId)
                .collect(Collectors.toSet());
        if (!cover.isEmpty() && !chosen.contains(cover)) {
            wrong.add("a cover that nobody chose: " + file(album));
        }
        boolean hasOne = names.stream().anyMatch(each -> people.stream().anyMatch(p -> p.covered.contains(each)));
        if (hasOne
                && names.stream()
                        .allMatch(each -> file(each).path("cover").asText().isEmpty())) {
            wrong.add("the cover of an album is lost: " + names);
        }
    }

    private void lookAtMembers(Album album, List<String> wrong) {
        Set<Album> names = names(album);
        for (AlbumMemory person : people) {
            for (AlbumMemory.Membership added : person.added) {
                ImageRecord row = rows.get(added.imageId());
                if (added.album().equals(album)
                        && row != null
                        && names.stream().noneMatch(each -> row.tags().contains(each.tag()))
                        && names.stream().noneMatch(each -> mayBeLost(each, added.imageId()))) {
                    wrong.add("no longer in its album: " + row);
                }
            }
        }
    }

    private boolean mayBeLost(Album album, String imageId) {
        return people.stream().anyMatch(person -> person.mayLose(album, imageId));
    }

    /// Of an album that nobody deleted or renamed.
    private void lookAtFile(Album album, List<String> wrong) {
        JsonNode file = file(album);
        var described = new HashSet<AlbumMemory.Described>();
        int made = 0;
        for (AlbumMemory person : people) {
            for (AlbumMemory.Described each : person.described) {
                if (each.album().equals(album) && !described.add(each)) {
                    wrong.add("two descriptions in place of one: " + each);
                }
            }
            made += (int) person.made.stream().filter(album::equals).count();
            person.placed.stream()
                    .filter(placed ->
                            placed.album().equals(album) && !order(file).contains(placed.imageId()))
                    .forEach(placed -> wrong.add("a place in an album is lost: " + placed));
        }
        if (made > 1) {
            wrong.add("an album was made twice: " + album);
        }
        if (file.path("revision").asInt() < described.size() + made) {
            wrong.add("something written about an album is lost: " + file);
        }
        if (order(file).size() != new HashSet<>(order(file)).size()) {
            wrong.add("twice in one order: " + file);
        }
    }

    private JsonNode file(Album album) {
        byte[] content = objects.get(album.key().path());
        return Unchecked.get(() -> content == null ? JSON.createObjectNode() : JSON.readTree(content));
    }

    private static List<String> order(JsonNode file) {
        var order = new ArrayList<String>();
        file.path("order").forEach(id -> order.add(id.asText()));
        return order;
    }

    private List<String> shown(Machine.Open open, Album album) {
        var order = new PinnedFirst(open.images().search(Albums.members(album)), order(file(album)));
        return order.ids(0, order.size());
    }
}
