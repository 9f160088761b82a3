package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.ui.support.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class UploadEndsTest {
    private final MadeUpUploads uploads = new MadeUpUploads();
    private final AtomicBoolean checkedIds = new AtomicBoolean();
    private final List<String> reported = new ArrayList<>();

    private UploadListViewModel watched() {
        var model = new UploadListViewModel(uploads, Background.immediate());
        new UploadEnds(model.snapshotProperty(), checkedIds::get, reported::add);
        return model;
    }

    @Test
    void theEndIsToldOnceWhenNobodyLooks() {
        uploads.add(1, UploadState.DONE).add(1, UploadState.SENDING);
        watched();

        uploads.become(1, UploadState.DONE);
        uploads.tellChanged();

        assertEquals(List.of("2 images uploaded"), reported);
    }

    @Test
    void nothingIsToldToWhoeverLooks() {
        uploads.add(1, UploadState.SENDING);
        watched();
        checkedIds.set(true);

        uploads.become(0, UploadState.DONE);

        assertEquals(List.of(), reported);
    }

    @Test
    void whatEndedBeforeIsNoNews() {
        uploads.add(3, UploadState.DONE);
        watched();
        uploads.tellChanged();

        assertEquals(List.of(), reported);
    }

    @Test
    void troublesAreToldToo() {
        uploads.add(2, UploadState.DONE)
                .add("gone.jpg", UploadState.FAILED, Cause.SOURCE_GONE, "It is gone.")
                .add(1, UploadState.SENDING);
        watched();

        uploads.become(3, UploadState.DUPLICATE);

        assertEquals(List.of("2 images uploaded · 1 already in the library · 1 file needs attention"), reported);
    }

    @Test
    void theTitleSaysHowFarItIs() {
        assertEquals("Vitrine", UploadTexts.title(UploadSnapshot.EMPTY));
        uploads.add(1, UploadState.DONE).add(1, UploadState.WAITING);
        assertEquals("48 % · Vitrine", UploadTexts.title(uploads.snapshot()));
        uploads.pause();
        assertEquals("Paused at 48 % · Vitrine", UploadTexts.title(uploads.snapshot()));
        var failed = new MadeUpUploads().add("gone.jpg", UploadState.FAILED, Cause.SOURCE_GONE, "It is gone.");
        assertEquals("1 file needs attention · Vitrine", UploadTexts.title(failed.snapshot()));
    }
}
