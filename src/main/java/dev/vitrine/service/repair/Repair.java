package dev.vitrine.service.repair;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.repair.DoctorProgress.DoctorStep;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.service.repair.Repaired.Act;
import dev.vitrine.store.ObjectStore.StoredObject;
import dev.vitrine.store.ObjectStore.Unfinished;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Acts on findings, which may be stale by now: each is read again, consistently, right before the act, and once more
/// after it, and the act undone when somebody was faster.
record Repair(DoctorContext doctorContext, DoctorProgress doctorProgress) {
    private static final int SUSPICIOUS_PERCENT = 5;

    List<Repaired> run(Report report, int agreedTo, boolean makesPreviews) {
        refuseSuspicious(
                report.count(FindingKind.BYTES_WITHOUT_ROW),
                report.originals(),
                agreedTo,
                "stored originals have no row");
        refuseSuspicious(
                report.count(FindingKind.ROW_WITHOUT_BYTES) + report.count(FindingKind.NOT_A_FILE),
                report.rows(),
                agreedTo,
                "images have no bytes");
        var repaired = new ArrayList<Repaired>();
        for (Finding finding : report.findings()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException.Cancelled("Stopped. What was repaired until then stays repaired.");
            }
            boolean isMade = makesPreviews || !finding.kind().isPreviewToMake();
            repaired.add(isMade ? repaired(finding) : leftAsItIs(finding));
            doctorProgress.at(
                    DoctorStep.REPAIRS, repaired.size(), report.findings().size());
        }
        repaired.replaceAll(this::lookOnceMore);
        return repaired;
    }

    List<Repaired> adopt(Report report) {
        var adopted = new ArrayList<Repaired>();
        List<Finding> orphans = report.findings().stream()
                .filter(finding -> finding.kind() == FindingKind.BYTES_WITHOUT_ROW)
                .toList();
        for (Finding orphan : orphans) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException.Cancelled("Stopped. The rows made until then stay.");
            }
            adopted.add(adopted(orphan));
            doctorProgress.at(DoctorStep.REPAIRS, adopted.size(), orphans.size());
        }
        return adopted;
    }

    private Repaired adopted(Finding orphan) {
        try {
            Optional<StoredObject> original = doctorContext.objects().find(key(orphan));
            if (original.isEmpty()) {
                return left(orphan, "Its bytes are gone by now.");
            }
            doctorContext.images().adopt(original.get(), orphan.since());
            return new Repaired(orphan, Act.ADOPTED, "");
        } catch (ImageException.Cancelled | ImageException.Unreachable e) {
            throw e;
        } catch (ImageException e) {
            return left(orphan, e.getMessage());
        }
    }

    /// So much is wrong with no library: rather the table belongs to another bucket.
    private static void refuseSuspicious(long count, long all, int agreedTo, String what) {
        if (count * 100 > all * SUSPICIOUS_PERCENT && count > agreedTo) {
            throw new ImageException.Conflict(count + " of " + all + " " + what + ", more than " + SUSPICIOUS_PERCENT
                    + " %: perhaps rows were lost with a catalog or table, or bucket and table belong to different libraries. Nothing was touched. If it is right, agree to "
                    + count + " of them.");
        }
    }

    private Repaired repaired(Finding finding) {
        try {
            return switch (finding.kind()) {
                case BYTES_WITHOUT_ROW, PREVIEW_WITHOUT_ROW -> quarantine(finding);
                case ROW_WITHOUT_BYTES -> bringTogether(finding);
                case BYTES_IN_QUARANTINE -> putBack(finding);
                case PREVIEW_MISSING, PREVIEW_DAMAGED -> remake(finding);
                case UNFINISHED -> discard(finding);
                case NOT_A_FILE -> moveAside(finding);
                case BYTES_ELSEWHERE, DAMAGED, ARCHIVED, UNREADABLE ->
                    left(finding, finding.kind().advice());
            };
        } catch (ImageException.Cancelled | ImageException.Unreachable e) {
            throw e;
        } catch (ImageException e) {
            return left(finding, e.getMessage());
        }
    }

    private static Repaired leftAsItIs(Finding preview) {
        return left(preview, preview.kind().isHarmless() ? "" : "Nobody agreed to what it costs to make it again.");
    }

    private Repaired quarantine(Finding finding) {
        ObjectKey key = key(finding);
        if (!doctorContext.seesAllRows()) {
            return left(finding, "A trash that cannot be seen from here may hold its row.");
        }
        if (doctorContext.rows().knows(key.imageId())) {
            return left(finding, "A row speaks for it by now.");
        }
        doctorContext.objects().move(key, key.quarantined());
        return lookOnceMore(new Repaired(finding, Act.QUARANTINED, ""));
    }

    /// An upload that goes on after a long pause finds its bytes there and then writes the row: its bytes must not
    /// be gone.
    private Repaired lookOnceMore(Repaired done) {
        if (done.act() != Act.QUARANTINED
                || !doctorContext.rows().knows(done.finding().imageId())) {
            return done;
        }
        ObjectKey key = key(done.finding());
        doctorContext.objects().move(key.quarantined(), key);
        return left(done.finding(), "A row appeared while it was being moved: it was put back.");
    }

    private Repaired bringTogether(Finding finding) {
        Optional<ImageRecord> row = doctorContext.rows().find(finding.imageId());
        if (row.isEmpty()) {
            return left(finding, "The image was deleted by now.");
        }
        ObjectKey key = row.get().key();
        if (doctorContext.objects().find(key).isPresent()) {
            return left(finding, "The bytes are there by now.");
        }
        if (doctorContext.objects().find(key.quarantined()).isPresent()) {
            doctorContext.objects().move(key.quarantined(), key);
            return new Repaired(finding, Act.PUT_BACK, "");
        }
        return row.get().createdAt().isAfter(doctorContext.oldEnough())
                ? left(finding, "It is younger than a day: its upload may still be under way.")
                : trash(finding, key);
    }

    private Repaired putBack(Finding finding) {
        ObjectKey key = key(finding);
        if (doctorContext.row(finding.imageId()).isEmpty()) {
            return left(finding, "The image was deleted by now.");
        }
        doctorContext.objects().move(key.quarantined(), key);
        return new Repaired(finding, Act.PUT_BACK, "");
    }

    /// The image stays where it is, even without bytes: uploading the same file puts them back.
    private Repaired moveAside(Finding finding) {
        ObjectKey key = key(finding);
        if (!doctorContext.objects().isBlocked(key)) {
            return left(finding, "It is out of the way by now; the bytes are missing.");
        }
        String aside = doctorContext.objects().unblock(key);
        if (doctorContext.objects().find(key.quarantined()).isPresent()) {
            return putBack(finding);
        }
        return new Repaired(finding, Act.MOVED_ASIDE, aside);
    }

    private Repaired trash(Finding finding, ObjectKey key) {
        if (!doctorContext.rows().keepsTrash()) {
            return left(finding, "This library has no trash to move it to.");
        }
        doctorContext.rows().trash(finding.imageId(), doctorContext.clock().instant());
        if (doctorContext.objects().find(key).isEmpty()) {
            return new Repaired(finding, Act.TRASHED, "");
        }
        doctorContext.rows().restore(finding.imageId());
        return left(finding, "The bytes appeared this moment.");
    }

    private Repaired remake(Finding finding) {
        Optional<ImageRecord> row = doctorContext.row(finding.imageId());
        if (row.isEmpty()) {
            return left(finding, "The image was deleted by now.");
        }
        ObjectKey preview = ImageService.previewKey(finding.imageId());
        if (doctorContext.objects().isBlocked(preview)) {
            doctorContext.objects().unblock(preview);
        }
        doctorContext.images().makePreview(row.get());
        return doctorContext.objects().find(preview).isPresent()
                ? new Repaired(finding, Act.REMADE, "")
                : left(finding, "The preview was made and could not be stored.");
    }

    private Repaired discard(Finding finding) {
        List<Unfinished> still = doctorContext.objects().unfinished().stream()
                .filter(each ->
                        each.path().equals(finding.path()) && each.startedAt().equals(finding.since()))
                .toList();
        still.forEach(doctorContext.objects()::discard);
        return still.isEmpty() ? left(finding, "It has ended by now.") : new Repaired(finding, Act.REMOVED, "");
    }

    private static ObjectKey key(Finding finding) {
        return ObjectKey.ofPath(finding.path()).orElseThrow();
    }

    private static Repaired left(Finding finding, String reason) {
        return new Repaired(finding, Act.LEFT, reason);
    }
}
