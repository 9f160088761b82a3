package dev.vitrine.simulation;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.share.CreatedPage;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.service.share.SharedPages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Pages that somebody shares, and takes back: also those of others, and those that were never finished.
record PageActs(Actor actor) {
    void act(Machine.Open open) {
        SharedPages pages = open.links().pages();
        List<SharedPage> there = actor.random().nextBoolean() ? pages.list() : List.of();
        if (there.isEmpty()) {
            make(pages, actor.some(Actor.live(open)));
        } else {
            takeBack(pages, actor.any(there).orElseThrow());
        }
    }

    private void make(SharedPages pages, List<ImageRecord> images) {
        if (images.isEmpty()) {
            return;
        }
        actor.report("makes a page of " + Actor.ids(images));
        var request = new PageRequest("", PageRequest.LONGEST, PageRequest.USUAL, Locale.ENGLISH, Optional.empty(), "");
        CreatedPage made = pages.make(images, request, (_, _) -> true);
        actor.report("made: " + made);
        actor.memory()
                .pages
                .put(
                        made.page().id(),
                        images.stream()
                                .filter(image -> !made.failed().containsKey(image))
                                .map(ImageRecord::imageId)
                                .collect(Collectors.toSet()));
    }

    private void takeBack(SharedPages pages, SharedPage page) {
        actor.memory().askedToTakeBack.add(page.id());
        actor.report("takes back " + page);
        Map<String, ImageException> failed = pages.takeBack(page.id(), (_, _) -> true);
        actor.report("taken back: " + failed);
        if (failed.isEmpty()) {
            actor.memory().takenBack.add(page.id());
        }
    }
}
