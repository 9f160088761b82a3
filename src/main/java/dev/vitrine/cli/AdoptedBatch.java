package dev.vitrine.cli;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.adopt.AdoptRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// What was adopted by one command, as a search finds it: rows have no mark of their own that says so.
final class AdoptedBatch {
    private final ImageService images;
    private final AdoptRequest request;
    private final Terminal terminal;
    private final LocalDate begun;

    /// Before the first is adopted.
    AdoptedBatch(ImageService images, AdoptRequest request, Terminal terminal) {
        this.images = images;
        this.request = request;
        this.terminal = terminal;
        begun = today();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(images.now(), ZoneId.systemDefault());
    }

    /// Nothing where nothing was adopted. What the search finds beside the batch is told, too.
    void sayHowToTakeBack(long adopted) {
        if (adopted == 0) {
            return;
        }
        ImageQuery query = ImageQuery.ALL
                .withUsers(Set.of(request.userId()))
                .withAllTags(Set.copyOf(request.tags()))
                .withAdded(Optional.of(new Days(begun, today())));
        long found = images.search(query).size();
        String search = "'" + SearchText.print(query).replace("'", "'\\''") + "'";
        terminal.note(
                found == adopted ? "adopt.back" : "adopt.back.others", search, adopted, Math.max(0, found - adopted));
    }
}
