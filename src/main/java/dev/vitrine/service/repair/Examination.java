package dev.vitrine.service.repair;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.HiddenRow;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.repair.DoctorProgress.DoctorStep;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.store.ObjectStore.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads all rows, then lists all bytes, then looks again at whatever does not fit: the library changes while it is
/// being read.
final class Examination {
    private static final int PAGE = 1000;
    private static final int SUSPICIOUS_PERCENT = 5;
    /// A bucket that others use may hold very many things.
    private static final int MOST_NAMED = 100_000;
    private static final int HIDDEN_NAMED = 100;
    private static final String UNSEEN_TRASH =
            "The trash of this library cannot be seen from here, so what no image needs cannot be told from what lies in the trash, and was left alone. Name the trash table in the connection, or allow this account to read it.";

    private final DoctorContext doctorContext;
    private final DoctorProgress doctorProgress;
    private final Instant oldEnough;
    private final Map<String, KnownRow> known = new HashMap<>();
    private final Map<String, String> users = new HashMap<>();
    private final List<Listed> doubtful = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<HiddenRow> hidden = new ArrayList<>();
    private long listed;
    private long originals;
    private long originalBytes;
    private long unknownOriginals;
    private long young;
    private long youngOriginals;
    private long foreign;
    private final List<String> foreignPaths = new ArrayList<>();
    private long quarantined;

    Examination(DoctorContext doctorContext, DoctorProgress doctorProgress) {
        this(doctorContext, doctorProgress, doctorContext.oldEnough());
    }

    private Examination(DoctorContext doctorContext, DoctorProgress doctorProgress, Instant oldEnough) {
        this.doctorContext = doctorContext;
        this.doctorProgress = doctorProgress;
        this.oldEnough = oldEnough;
    }

    /// Young things too.
    static Examination ofAllAges(DoctorContext doctorContext, DoctorProgress doctorProgress) {
        return new Examination(doctorContext, doctorProgress, Instant.MAX);
    }

    Report run(int checksums) {
        boolean readsTrash = readTrash();
        // The live ones last: a row that was restored in between counts as live.
        readRows(doctorContext.rows()::list, false);
        noteHidden();
        doctorContext.objects().list(this::sort);
        if (youngOriginals * 100 > originals * SUSPICIOUS_PERCENT) {
            notes.add(
                    youngOriginals + " of " + originals
                            + " stored originals are younger than a day, and no row knows them: their uploads are under way, or the catalog was lost. “vitrine doctor --adopt” makes rows for them.");
        }
        boolean seesAllRows = doctorContext.seesAllRows();
        if (!seesAllRows) {
            notes.add(UNSEEN_TRASH);
        }
        confirmDoubts(seesAllRows);
        confirmRows();
        lookForUnfinished();
        long checked = new ChecksumCheck(doctorContext, doctorProgress, findings).run(intact(), checksums);
        long trashed = known.values().stream().filter(row -> row.isTrashed).count();
        return new Report(
                known.size() - trashed,
                trashed,
                originals,
                originalBytes,
                seesAllRows && readsTrash ? unknownOriginals : 0,
                young,
                foreign,
                quarantined,
                checked,
                findings,
                foreignPaths,
                notes);
    }

    /// What is not found here is asked for by its id before anything is said of it.
    private boolean readTrash() {
        try {
            readRows(doctorContext.rows()::listTrashed, true);
            return true;
        } catch (ImageException.Denied e) {
            if (e.passes()) {
                throw e;
            }
            if (doctorContext.seesAllRows()) {
                notes.add("What is in the trash was not compared. " + e.getMessage());
            }
            return false;
        }
    }

    private void readRows(Function<ImagePage.Request, ImagePage> pages, boolean trashed) {
        ImagePage.Request request = ImagePage.Request.first(PAGE);
        while (true) {
            ImagePage page = pages.apply(request);
            for (ImageRecord row : page.images()) {
                known.put(
                        row.imageId(),
                        new KnownRow(row, users.computeIfAbsent(row.userId(), Function.identity()), trashed));
            }
            hidden.addAll(page.hidden());
            doctorProgress.at(DoctorStep.ROWS, known.size(), 0);
            if (page.next().isEmpty()) {
                return;
            }
            request = new ImagePage.Request(Optional.empty(), Optional.empty(), PAGE, page.next());
        }
    }

    private void noteHidden() {
        if (!hidden.isEmpty()) {
            notes.add(hidden.size() + " rows are no images that can be shown, and stay as they are: "
                    + hidden.stream()
                            .limit(HIDDEN_NAMED)
                            .map(row -> quoted(row.imageId()) + " (" + row.reason() + ")")
                            .collect(Collectors.joining(", "))
                    + (hidden.size() > HIDDEN_NAMED ? ", …" : "."));
        }
    }

    private void sort(Listed each) {
        doctorProgress.at(DoctorStep.BYTES, ++listed, 0);
        Optional<ObjectKey> key = each.key();
        if (ObjectKey.isQuarantined(each.path())) {
            quarantined++;
        } else if (key.isEmpty()) {
            // Copies made for links and pages are cleaned up by whoever makes links, and those
            // of the rows by whoever
            // publishes them. An album may have a file and no image.
            if (ObjectKey.ofShared(each.path()).isEmpty()
                    && ObjectKey.ofAlbum(each.path()).isEmpty()
                    && ObjectKey.ofPublished(each.path()).isEmpty()) {
                addForeign(each);
            }
        } else if (key.get().isOriginal()) {
            match(each, key.get());
        } else {
            matchPreview(each, key.get());
        }
    }

    private void match(Listed each, ObjectKey key) {
        KnownRow row = known.get(key.imageId());
        if (row != null && row.key().equals(key)) {
            row.hasBytes = true;
            row.hasOtherSize = row.sizeBytes > 0 && row.sizeBytes != each.sizeBytes();
        } else if (key.isOwnOriginal()) {
            unknownOriginals += row == null ? 1 : 0;
            doubt(each);
        } else {
            addForeign(each);
            return;
        }
        originals++;
        originalBytes += each.sizeBytes();
    }

    private void addForeign(Listed each) {
        foreign++;
        if (foreignPaths.size() < MOST_NAMED) {
            foreignPaths.add(each.path());
        }
    }

    private void matchPreview(Listed each, ObjectKey key) {
        KnownRow row = known.get(key.imageId());
        if (row == null) {
            doubt(each);
        } else if (key.equals(ImageService.previewKey(row.imageId))) {
            row.hasPreview = true;
        }
    }

    private void doubt(Listed each) {
        if (each.modifiedAt().isAfter(oldEnough)) {
            young++;
            youngOriginals += each.key().filter(ObjectKey::isOriginal).isPresent() ? 1 : 0;
        } else {
            doubtful.add(each);
        }
    }

    private void confirmDoubts(boolean seesAllRows) {
        long done = 0;
        for (Listed each : doubtful) {
            doctorProgress.at(DoctorStep.DOUBTS, ++done, doubtful.size());
            ObjectKey key = each.key().orElseThrow();
            if (!doctorContext.rows().knows(key.imageId())) {
                if (seesAllRows) {
                    found(
                            key.isOriginal() ? FindingKind.BYTES_WITHOUT_ROW : FindingKind.PREVIEW_WITHOUT_ROW,
                            key,
                            each.modifiedAt(),
                            "");
                }
            } else if (key.isOriginal()) {
                doctorContext
                        .rows()
                        .find(key.imageId())
                        .filter(row -> !row.key().equals(key))
                        .ifPresent(row -> found(
                                FindingKind.BYTES_ELSEWHERE,
                                key,
                                each.modifiedAt(),
                                "The row says " + quoted(row.userId()) + "."));
            }
        }
    }

    private void confirmRows() {
        for (KnownRow row : known.values()) {
            if (!row.hasBytes) {
                confirmLost(row);
            } else if (row.hasOtherSize) {
                confirmSize(row);
            } else if (!row.hasPreview) {
                found(FindingKind.PREVIEW_MISSING, row.key(), row.createdAt, "");
            }
        }
    }

    private void confirmLost(KnownRow row) {
        Optional<ImageRecord> still = doctorContext.row(row.imageId);
        if (still.isEmpty() || doctorContext.objects().find(row.key()).isPresent()) {
            return;
        }
        if (doctorContext.objects().isBlocked(row.key())) {
            found(FindingKind.NOT_A_FILE, row.key(), row.createdAt, "");
        } else if (doctorContext.objects().find(row.key().quarantined()).isPresent()) {
            found(FindingKind.BYTES_IN_QUARANTINE, row.key(), row.createdAt, "");
        } else if (still.get().deletedAt().isEmpty()) {
            found(FindingKind.ROW_WITHOUT_BYTES, row.key(), row.createdAt, "");
        } else {
            notes.add("The image " + quoted(still.get().title()) + " in the trash has no bytes ("
                    + row.key().path() + "): it cannot be restored, only deleted permanently.");
        }
    }

    private void confirmSize(KnownRow row) {
        long stored = doctorContext
                .objects()
                .find(row.key())
                .map(StoredObject::sizeBytes)
                .orElse(row.sizeBytes);
        if (stored != row.sizeBytes && doctorContext.row(row.imageId).isPresent()) {
            found(
                    FindingKind.DAMAGED,
                    row.key(),
                    row.createdAt,
                    "There are " + stored + " bytes; " + row.sizeBytes + " were uploaded.");
        }
    }

    private void lookForUnfinished() {
        try {
            doctorContext.objects().unfinished().stream()
                    .filter(each -> !each.startedAt().isAfter(oldEnough))
                    .forEach(each ->
                            findings.add(new Finding(FindingKind.UNFINISHED, "", each.path(), each.startedAt(), "")));
        } catch (ImageException.Denied e) {
            if (e.passes()) {
                throw e;
            }
            notes.add("Unfinished uploads were not looked for. " + e.getMessage());
        }
    }

    private void found(FindingKind kind, ObjectKey key, Instant since, String detail) {
        findings.add(new Finding(kind, key.imageId(), key.path(), since, detail));
    }

    private List<KnownRow> intact() {
        return known.values().stream()
                .filter(row -> row.hasBytes && !row.hasOtherSize)
                .toList();
    }
}
