package dev.vitrine.service.repair;

import dev.vitrine.service.ImageService;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import java.time.InstantSource;
import java.util.List;

/// Compares the rows of a library with its bytes and previews, and mends what it is allowed to.
///
/// For one thread; blocks, and stops when that is interrupted: what was done until then is whole.
public final class Doctor {
    public static final int EVERY_CHECKSUM = Integer.MAX_VALUE;

    private final DoctorContext doctorContext;

    /// @param rows that answer consistently, not a mirror
    /// @param clock by which the age of what lies in the store is told
    public Doctor(MetadataStore rows, ObjectStore objects, ImageService images, InstantSource clock) {
        doctorContext = new DoctorContext(rows, objects, images, clock);
    }

    /// Changes nothing.
    ///
    /// @param checksums how many originals are read to their last byte and compared, drawn by lot;
    ///   {@link #EVERY_CHECKSUM} for all
    public Report examine(int checksums, DoctorProgress doctorProgress) {
        return new Examination(doctorContext, doctorProgress).run(checksums);
    }

    /// How many originals lie in a library that has not one row: then its catalog was lost, and it only looks
    /// empty.
    public long unknownOriginals() {
        return doctorContext.unknownOriginals();
    }

    /// Whether there are any of these: what one asks before every first look at a library that seems empty.
    public boolean hasUnknownOriginals() {
        return doctorContext.hasUnknownOriginals();
    }

    /// Makes rows again for all originals without one, however young; asking again does no harm.
    public List<Repaired> adopt(DoctorProgress doctorProgress) {
        Report report = Examination.ofAllAges(doctorContext, doctorProgress).run(0);
        return new Repair(doctorContext, doctorProgress).adopt(report);
    }

    /// Acts on the findings, each of which is read again first.
    ///
    /// @param agreedTo how many bytes without row, and rows without bytes, a person has agreed to, although they
    ///   are suspiciously many
    /// @throws dev.vitrine.image.ImageException.Conflict when more than 5 % of the library looks orphaned and that
    ///   was not agreed to; nothing is touched then
    public List<Repaired> repair(Report report, int agreedTo, DoctorProgress doctorProgress) {
        return new Repair(doctorContext, doctorProgress).run(report, agreedTo, true);
    }

    /// The same but for small pictures, for which originals would have to come to this machine.
    public List<Repaired> repairWithoutPreviews(Report report, int agreedTo, DoctorProgress doctorProgress) {
        return new Repair(doctorContext, doctorProgress).run(report, agreedTo, false);
    }
}
