package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.share.PageCopies.PageImage;
import dev.vitrine.service.share.PagePassword.Seal;
import dev.vitrine.store.ObjectLinks;
import dev.vitrine.store.ObjectLinks.Link;
import dev.vitrine.store.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the file that shows a page in its place, once all copies are there: with it the page is open to whoever has
/// the link.
record PageIndex(ObjectLinks links, ObjectStore objects, Clock clock) {
    SharedLink put(String id, List<PageImage> made, PageManifest manifest, PageRequest request, Optional<Seal> seal) {
        Duration left = Duration.between(clock.instant(), manifest.endsAt());
        if (!left.isPositive()) {
            throw new ImageException.Failed("The page was to end before it was made. Choose a later end.");
        }
        Link link = links.page(SharedPage.index(id), "", left);
        String contentType = request.copies().type().contentType();
        var html = new PageHtml(request.title(), link.expiresAt(), request.language(), origin(link.address()));
        var shown = new ArrayList<PageFigure>();
        for (PageImage each : made) {
            String imageId = each.image().imageId();
            shown.add(new PageFigure(
                    each.image().title(),
                    links.page(SharedPage.small(id, imageId), contentType, left).address(),
                    links.page(SharedPage.large(id, imageId), contentType, left).address(),
                    each.width(),
                    each.height()));
        }
        requireWanted(id);
        byte[] index = seal.map(lock -> html.locked(shown, lock))
                .orElseGet(() -> html.of(shown))
                .getBytes(StandardCharsets.UTF_8);
        objects.put(SharedPage.index(id), ImageSource.ofBytes(id, index), "text/html; charset=utf-8", "", _ -> {});
        requireWanted(id); // whoever takes it back from now on finds the file
        return new SharedLink(request.title(), SharedPage.index(id), link.address(), link.expiresAt());
    }

    private void requireWanted(String id) {
        if (objects.find(SharedPage.manifest(id)).isEmpty()) {
            throw new ImageException.Conflict("The page was taken back while it was made.");
        }
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
