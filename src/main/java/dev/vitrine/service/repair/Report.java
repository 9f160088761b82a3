package dev.vitrine.service.repair;

import dev.vitrine.service.repair.Finding.FindingKind;
import java.util.List;

/// What an examination of a library came to.
///
/// @param rows live rows
/// @param trashed rows in the trash
/// @param originals bytes that a row speaks for or that have the id of an image
/// @param young things that no row speaks for, so new that an upload may still be under way
/// @param foreign things that other programs keep here; they are left alone
/// @param quarantined things that earlier repairs put aside
/// @param checked originals of live images whose every byte was read and compared; some from the trash may come on
///   top
/// @param notes what could not be looked at, in sentences
public record Report(
        long rows,
        long trashed,
        long originals,
        long originalBytes,
        long young,
        long foreign,
        long quarantined,
        long checked,
        List<Finding> findings,
        List<String> notes) {
    public Report {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    public long count(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
