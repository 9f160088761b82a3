package dev.vitrine.service.repair;

import java.time.Instant;
import java.util.List;

/// What bringing back rows out of a copy came to, or would come to.
///
/// @param from for people: the copy
/// @param table whose rows it has
/// @param asOf of when it is
/// @param rows how many it has
/// @param there have a row, live or in the trash: these are never touched
/// @param missing have none, and bytes
/// @param trashed of these, which are in the trash of the copy
/// @param withoutBytes have neither row nor bytes, so they are not brought back; the first of them
/// @param lost how many these are
/// @param restored were brought back
/// @param left were not, and why, in sentences
public record RestoreReport(
        String from,
        String table,
        Instant asOf,
        long rows,
        long there,
        long missing,
        long trashed,
        List<String> withoutBytes,
        long lost,
        long restored,
        List<String> left) {
    public RestoreReport {
        withoutBytes = List.copyOf(withoutBytes);
        left = List.copyOf(left);
    }

    RestoreReport acted(long done, List<String> reasons) {
        return new RestoreReport(from, table, asOf, rows, there, missing, trashed, withoutBytes, lost, done, reasons);
    }
}
