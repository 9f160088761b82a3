package dev.vitrine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.catalog.PlacedFirst;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.album.Albums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What is true of albums at rest.
///
/// @param rows all of them, by image id
record AlbumPromises(List<AlbumMemory> people, Map<String, ImageRecord> rows, Map<String, byte[]> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();

    List<String> broken(List<Machine> machines) {
        var wrong = new ArrayList<String>();
        for (Album album : AlbumActs.ALBUMS) {
            lookAtMembers(album, wrong);
            if (people.stream().noneMatch(person -> person.deleted.contains(album))) {
                lookAtFile(album, wrong);
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

    private void lookAtMembers(Album album, List<String> wrong) {
        for (AlbumMemory person : people) {
            for (AlbumMemory.Membership added : person.added) {
                ImageRecord row = rows.get(added.imageId());
                if (added.album().equals(album)
                        && row != null
                        && !row.tags().contains(album.tag())
                        && people.stream().noneMatch(each -> each.mayLose(album, added.imageId()))) {
                    wrong.add("no longer in its album: " + row);
                }
            }
        }
    }

    /// Of an album that nobody deleted.
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
        try {
            return content == null ? JSON.createObjectNode() : JSON.readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> order(JsonNode file) {
        var order = new ArrayList<String>();
        file.path("order").forEach(id -> order.add(id.asText()));
        return order;
    }

    private List<String> shown(Machine.Open open, Album album) {
        var order = new PlacedFirst(open.images().search(Albums.members(album)), order(file(album)));
        return order.ids(0, order.size());
    }
}
